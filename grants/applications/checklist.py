"""The words of the formal check, and the usual questions a call chooses from (its announcement may ask for more)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.applications.criteria_models import FormalCriterion
from grants.applications.formal_rules import ASKED, KNOWN
from grants.calls.models import Call

KNOWN_LABELS = {
    "in_time": _("Filed before the deadline"),
    "form": _("Filed on the form of the regulation"),
    "admitted": _("Filed by a body that the call is for"),
    "one_each": _("No more offers than one organisation may file"),
    "task_days": _("The days of the task lie within those of the call"),
    "grant_limits": _("The grant asked for lies within the limits of the call"),
    "own_share": _("The own contribution is not lower than required"),
    "sums": _("The sources add up to the costs"),
    "attached": _("The required files are attached"),
    "confirmed": _("Signed in the way that was chosen for it"),
}
# Of what the system knows: a slip of the pen, a file, a signature.
KNOWN_CORRECTABLE = {"sums", "attached", "confirmed"}
ANSWER_LABELS = (("yes", _("yes")), ("no", _("no")), ("na", _("not applicable")))


@dataclass(frozen=True)
class Asked:
    """One question that a person answers."""

    code: str
    label: Any
    correctable: bool


LIBRARY = (
    Asked("eligible", _("The applicant may take part (art. 3(2), 3(3) and 11(3) of the act)"), False),
    Asked("statute", _("The task lies within the applicant's statutory activity"), False),
    Asked("task", _("The task is the one the call is for"), False),
    Asked("residents", _("The task is carried out for the residents of the town"), False),
    Asked("signed", _("Filed by persons entitled to represent the applicant"), True),
    Asked("power", _("Whoever signs for the representatives has attached a power of attorney"), True),
    Asked("declarations", _("The declarations are made, and none is left out"), True),
    Asked("contents", _("The fields are filled in with answers to what the form asks"), True),
    Asked("paid", _("It says whether recipients pay for the task"), True),
    Asked("arithmetic", _("The costs are calculated without slips"), True),
    Asked("readable", _("The attached files can be opened and are what they are called"), True),
    Asked("articles", _("A company has attached its articles of association"), True),
    Asked("paper", _("The printout and the electronic offer are the same"), True),
)
USUAL = {item.code: item for item in LIBRARY}


def of(call: Call) -> list[Asked]:
    """What is asked of each offer of the call: what the office chose, else the usual questions."""
    rows = FormalCriterion.objects.filter(call=call).order_by("position", "pk")
    return [Asked(row.code, row.label, row.correctable) for row in rows] or [USUAL[code] for code in ASKED]


@dataclass(frozen=True)
class Answered:
    """A question with its answer. `known`: the system gave it."""

    code: str
    label: Any
    answer: str
    why: str
    correctable: bool
    known: bool = False

    @property
    def said(self) -> Any:
        return dict(ANSWER_LABELS).get(self.answer, "")

    @property
    def in_words(self) -> str:
        return f"{gettext('Not met')}: {self.label}. {self.why}".rstrip()


def known_rows(answers: Mapping[str, str]) -> list[Answered]:
    return [
        Answered(code, KNOWN_LABELS[code], answers[code], "", code in KNOWN_CORRECTABLE, known=True) for code in KNOWN
    ]


def asked_rows(asked: Iterable[Asked], formal: Mapping[str, Any]) -> list[Answered]:
    """The questions that have an answer."""
    answers, reasons = formal.get("answers", {}), formal.get("reasons", {})
    return [
        Answered(one.code, one.label, answers[one.code], reasons.get(one.code, ""), one.correctable)
        for one in asked
        if answers.get(one.code)
    ]


def noes(rows: Iterable[Answered]) -> list[Answered]:
    return [row for row in rows if row.answer == "no"]


def reason_of(rows: Iterable[Answered]) -> str:
    """What the answers “no” say, a line each: the reason of a rejection as the office begins to write it."""
    return "\n".join(row.in_words for row in noes(rows))
