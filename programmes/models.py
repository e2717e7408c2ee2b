"""Contents page."""

from programmes.drafting.models import PriorityTask, Programme

__all__ = ["PriorityTask", "Programme"]
