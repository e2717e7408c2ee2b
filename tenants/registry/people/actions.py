from datetime import datetime

from tenants.gates.access import Actor
from tenants.registry.people.models import User


def speak(language: str, *, by: Actor, at: datetime) -> None:
    """Write to this person in that language from now on."""
    User.objects.filter(pk=by.user_id or 0).update(language=language)
