"""When a question may be asked, how often, and what an answer needs."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from grants.calls.models import Call
from grants.calls.rules import in_words
from grants.calls.states import CallState
from tenants.gates.refusals import Refusal, raise_all
from tenants.office.deadlines import local_day
from tenants.office.texts import is_empty

ROOM = 3000
ANSWER_ROOM = 8000
# Of one account: enough for a careful reader, too few for a machine.
MOST_A_DAY = 10
MOST_WAITING = 5
DAY = timedelta(days=1)


class TooOften(Refusal):
    """This account has asked enough for now."""


def is_open(call: Call, at: datetime) -> bool:
    """From publication to the deadline, or to the end of the last day the call sets for questions."""
    running = call.state_at(at) in {CallState.PUBLISHED, CallState.OPEN}
    return running and (call.enquiries_until is None or local_day(at) <= call.enquiries_until)


def check_open(call: Call, at: datetime) -> None:
    if not is_open(call, at):
        raise Refusal(_("Questions about this call are no longer taken. Ask the office directly."), field="text")


def check_often(*, last_day: int, waiting: int) -> None:
    """`last_day`: asked by this account in 24 hours; `waiting`: of them in this call, without an answer yet."""
    if last_day >= MOST_A_DAY:
        sentence = _("You have asked %(most)d questions in the last 24 hours. Come back tomorrow, or ring the office.")
        raise TooOften(sentence % {"most": MOST_A_DAY}, field="text")
    if waiting >= MOST_WAITING:
        sentence = _("%(most)d of your questions wait for an answer. You can ask more once they are answered.")
        raise TooOften(sentence % {"most": MOST_WAITING}, field="text")


def check_words(**texts: str) -> None:
    """Each text by the name of its field."""
    sentences = {
        "text": _("Write the question."),
        "published": _("Write the question as everyone will read it."),
        "answer": _("Write the answer."),
        "reason": _("Say why: whoever asked will read it."),
    }
    raise_all([Refusal(sentences[field], field=field) for field, text in texts.items() if is_empty(text)])


def check_last_day(call: Call, day: date | None, at: datetime) -> None:
    if day is None:
        return
    if day < local_day(at):
        raise Refusal(_("This day has passed. Give today or a later day."), field="enquiries_until")
    if call.closes_at and day > local_day(call.closes_at):
        sentence = _("Offers are filed until %(day)s: give that day or an earlier one.")
        raise Refusal(sentence % {"day": in_words(local_day(call.closes_at))}, field="enquiries_until")
