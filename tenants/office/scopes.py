"""What a person sees: every query of a page starts at visible_to, and sees nothing until the model says to whom."""

from typing import Any, Self

from django.db import models

from tenants.gates.access import Actor


class ScopedQuerySet(models.QuerySet):
    """Shows nothing to anybody. A model's own queryset overrides visible_to."""

    def visible_to(self, actor: Actor) -> Self:
        return self.none()


class ThroughQuerySet(ScopedQuerySet):
    """Rows that are seen by whoever sees their parent, which the model's manager names."""

    def visible_to(self, actor: Actor) -> Self:
        manager = self.model._default_manager
        assert isinstance(manager, ThroughManager)
        parents: Any = self.model._meta.get_field(manager.parent).related_model
        return self.filter(**{f"{manager.parent}__in": parents._default_manager.visible_to(actor)})


ManagerOfThroughQuerySet = models.Manager.from_queryset(ThroughQuerySet)


class ThroughManager(ManagerOfThroughQuerySet):
    def __init__(self, parent: str = "") -> None:
        super().__init__()
        self.parent = parent


def visible_through(parent: str) -> ThroughManager:
    """A manager for rows that are seen by whoever sees their parent (a foreign key's name)."""
    return ThroughManager(parent)
