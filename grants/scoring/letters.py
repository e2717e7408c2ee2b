"""Letters to people of a committee."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.urls import reverse

from grants.scoring.models import Committee
from tenants.office.notices import actions as notices
from tenants.registry.people.models import User


def write(
    committee: Committee,
    letter: str,
    people: Iterable[User],
    *,
    at: datetime,
    page: str,
    about: models.Model | None = None,
    **context: str,
) -> None:
    """A letter with the address of one of the call's pages; about the call, unless said otherwise."""
    call = committee.call
    notices.queue(
        letter,
        to=[notices.Recipient(user.email, str(user), user.language) for user in people if user.is_active],
        about=about or call,
        context={"call": call.title, "act_number": committee.act_number, **context},
        at=at,
        path=reverse(page, args=[call.ref]),
    )
