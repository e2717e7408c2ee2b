"""The team's page of an offer: who changed which section, and when."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from frontend.templatetags.formats import words
from grants.applications import changes, completeness, finding, presentation
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to

A_PAGE = 40


@open_to(signed_in)
@require_safe
def index(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    if not finding.is_mine(request, application):
        raise Http404
    found = changes.of(application)
    section = request.GET.get("section", "")
    narrowed = [change for change in found if change.section == section] if section else found
    page = Paginator(narrowed, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "application": application,
        "call": application.call,
        "sections": [(code, label, changes.latest_by_section(found).get(code)) for code, label in presentation.STEPS],
        "entries": [(change.last_at, change.who, told(change)) for change in page],
        "page": page,
        "section": presentation.STEP_LABELS.get(section, ""),
    }
    return render(request, "grants/applications/changes.html", context)


def told(change: changes.Change) -> str:
    """A piece of work in a sentence: what, how often, since when."""
    if change.verb not in changes.EDITS:
        return str(presentation.VERBS.get(change.verb, change.verb))
    section = presentation.STEP_LABELS.get(change.section, change.section)
    what = str(section or presentation.VERBS.get(change.verb, presentation.STEP_LABELS[completeness.ATTACHMENTS]))
    saves = ngettext("%(n)s save", "%(n)s saves", change.times) % {"n": change.times}
    since = f", {words(change.first_at)} –" if change.first_at != change.last_at else ""
    return f"{what}: {saves}{since}"
