"""What a person sees: every query of a page starts at visible_to, and sees nothing until the model says to whom."""

from typing import Any, Self

from django.db import models

from tenants.gates.access import Actor


class ScopedQuerySet(models.QuerySet):
    """Shows nothing to anybody. A model's own queryset overrides visible_to."""

    def visible_to(self, actor: Actor) -> Self:
        return self.none()


def visible_through(parent: str) -> Any:
    """A manager for rows that are seen by whoever sees their parent (a foreign key's name)."""

    def visible_to(self: models.QuerySet, actor: Actor) -> models.QuerySet:
        model = self.model._meta.get_field(parent).related_model
        return self.filter(**{f"{parent}__in": model._default_manager.visible_to(actor)})

    queryset = type("VisibleThroughQuerySet", (ScopedQuerySet,), {"visible_to": visible_to, "through": parent})
    return queryset.as_manager()
