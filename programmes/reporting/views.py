from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from programmes.drafting.models import Programme
from programmes.reporting.balance import Line, total
from programmes.reporting.reading import lines_of
from tenants.gates.access import anyone
from tenants.gates.doors import open_to
from tenants.office.exports import spreadsheet

COLUMNS = ("planned", "in_calls", "awarded", "free", "agreed", "paid", "settled", "returned", "in_progress")


def flow_title(whole: Line) -> str:
    """What the picture shows, in a sentence."""
    if not whole.awarded:
        return _("%(planned)s planned, nothing awarded yet") % {"planned": money(whole.planned)}
    return _("Of %(planned)s planned, %(awarded)s is awarded and %(paid)s paid") % {
        "planned": money(whole.planned),
        "awarded": money(whole.awarded),
        "paid": money(whole.paid),
    }


def flow_figures(whole: Line) -> list[tuple[str, Decimal]]:
    return [
        (_("Planned"), whole.planned),
        (_("Put to use"), whole.in_calls + whole.awarded),
        (_("Awarded"), whole.awarded),
        (_("Paid"), whole.paid),
        (_("Settled"), whole.settled),
    ]


def flow(whole: Line) -> dict[str, object]:
    """What the picture of the money needs."""
    return {"title": flow_title(whole), "figures": flow_figures(whole), "returned": (_("Returned"), whole.returned)}


@open_to(anyone)
def balance(request: HttpRequest, year: int) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), year=year)
    lines = lines_of(programme)
    whole = total(lines, _("Together"))
    if request.GET.get("format") == "csv":
        return as_csv(programme, [*lines, whole])
    return render(
        request,
        "programmes/balance.html",
        {
            "programme": programme,
            "lines": lines,
            "whole": whole,
            "flow": flow(whole),
        },
    )


def as_csv(programme: Programme, lines: list[Line]) -> HttpResponse:
    """The same table for a spreadsheet."""
    names = [
        *(_("Planned"), _("In calls"), _("Awarded"), _("Free"), _("In agreements")),
        *(_("Paid"), _("Settled"), _("Returned"), _("In progress")),
    ]
    rows = [[line.title, *(getattr(line, name) for name in COLUMNS)] for line in lines]
    return spreadsheet(f"bilans-{programme.year}.csv", [[_("Task"), *names], *rows])
