import csv
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from frontend.templatetags.formats import grouped, money
from programmes.drafting.models import Programme
from programmes.reporting.balance import Line, total
from programmes.reporting.reading import lines_of
from tenants.gates.access import anyone
from tenants.gates.doors import open_to

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
    """The same table for a spreadsheet: semicolons and commas, as Polish programs expect."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bilans-{programme.year}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    names = [
        _("Planned"),
        _("In calls"),
        _("Awarded"),
        _("Free"),
        _("In agreements"),
        _("Paid"),
        _("Settled"),
        _("Returned"),
        _("In progress"),
    ]
    writer.writerow([_("Task"), *names])
    for line in lines:
        amounts = [grouped(getattr(line, name), 2).replace("\N{NO-BREAK SPACE}", "") for name in COLUMNS]
        writer.writerow([safe(line.title), *amounts])
    return response


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
