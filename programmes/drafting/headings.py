"""What a programme must hold: the eleven points of art. 5a(4), in the law's order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Heading:
    number: str
    label: Promise
    hint: Promise


HEADINGS = (
    Heading("1", _("Main goal and specific goals"), _("What the cooperation should change in the community.")),
    Heading(
        "2",
        _("Principles of cooperation"),
        _("Subsidiarity, sovereignty of the parties, partnership, efficiency, fair competition, openness."),
    ),
    Heading("3", _("Subject scope"), _("In which spheres of public tasks you cooperate.")),
    Heading("4", _("Forms of cooperation"), _("Commissioning of tasks, consultations, shared teams, agreements.")),
    Heading("5", _("Priority public tasks"), _("Why these tasks; the list itself is below.")),
    Heading("6", _("Period of the programme"), _("Usually the calendar year.")),
    Heading("7", _("How the programme is carried out"), _("Who does what in the office.")),
    Heading(
        "8", _("Amount of funds planned"), _("The amount of the budget is entered separately; here its explanation.")
    ),
    Heading("9", _("How the programme is evaluated"), _("By which indicators.")),
    Heading("10", _("How the programme was made and consulted"), _("Dates, places and results of consultations.")),
    Heading("11", _("How committees are appointed and work"), _("Composition, quorum, rules of scoring.")),
)
NUMBERS = tuple(heading.number for heading in HEADINGS)
