"""The words of the formal check. What the office asks of an offer beside the law stands in its announcement."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.applications.rules import ASKED, KNOWN

KNOWN_LABELS = {
    "in_time": _("Filed before the deadline"),
    "form": _("Filed on the form of the regulation"),
    "one_each": _("No more offers than one organisation may file"),
    "task_days": _("The days of the task lie within those of the call"),
    "grant_limits": _("The grant asked for lies within the limits of the call"),
    "own_share": _("The own contribution is not lower than required"),
    "sums": _("The sources add up to the costs"),
    "attached": _("The required files are attached"),
    "confirmed": _("Signed in the way that was chosen for it"),
}
ASKED_LABELS = {
    "eligible": _("The applicant may take part (art. 3(2), 3(3) and 11(3) of the act)"),
    "statute": _("The task lies within the applicant's statutory activity"),
    "signed": _("Filed by persons entitled to represent the applicant"),
    "readable": _("The attached files can be opened and are what they are called"),
    "contents": _("The fields are filled in with answers to what the form asks"),
}
ANSWER_LABELS = (("yes", _("yes")), ("no", _("no")), ("na", _("not applicable")))


def known_rows(answers: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"label": KNOWN_LABELS[code], "fine": answers[code] == "yes"} for code in KNOWN]


def asked_rows(answers: Mapping[str, str]) -> list[tuple[Any, Any]]:
    said = dict(ANSWER_LABELS)
    return [(ASKED_LABELS[code], said[answers[code]]) for code in ASKED if answers.get(code)]
