"""When the grounds of a choice may be demanded, and until when they are given. Pure."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from tenants.gates.refusals import Refusal
from tenants.office import law
from tenants.office.deadlines import add_days, end_of_day, local_day, next_working_day

ROOM = 2000
ANSWER_ROOM = 8000


def last_day(announced_at: datetime) -> date:
    """Within so many days of the announcement; the day of the announcement does not count."""
    day = local_day(announced_at)
    return next_working_day(add_days(day, law.value("justification_days", on=day)))


def is_late(*, announced_at: datetime, at: datetime) -> bool:
    return at > end_of_day(last_day(announced_at))


def due_on(at: datetime) -> date:
    """By when the office answers."""
    day = local_day(at)
    return next_working_day(add_days(day, law.value("justification_answer_days", on=day)))


def check_person(*, name: str, email: str) -> None:
    if not name.strip():
        raise Refusal(_("Write your name: the office answers to a person."), field="name")
    if not email.strip():
        raise Refusal(_("Write your e-mail address: the answer comes there."), field="email")


def check_answer(answer: str) -> None:
    if not answer.strip():
        raise Refusal(_("Write the grounds; the points and reasons on record are added below them."), field="answer")
