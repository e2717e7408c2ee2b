from django.db import models

from tenants.gates.access import Actor


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, actor: Actor) -> "CalendarFeedQuerySet":
        return self.filter(user_id=actor.user_id or 0)


class CalendarFeed(models.Model):
    """A person's calendar of deadlines, read without signing in by whoever knows its address (tokens.py)."""

    user = models.OneToOneField("registry.User", models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        app_label = "registry"
