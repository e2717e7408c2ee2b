"""A file of an offer chosen from the organisation's documents instead of being uploaded again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grants.applications import content as shape
from grants.applications import finding
from grants.applications.copying_papers import attach_paper
from grants.applications.forms_papers import PaperChoiceForm
from grants.applications.states import ApplicationState
from grants.calls.questions.models import Kind
from grants.calls.questions.rules import shown as shown_questions
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.deadlines import local_day
from tenants.registry.organisations.papers import OrganisationPaper


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref)
    if application.state != ApplicationState.DRAFT:
        return redirect("applications:detail", ref=ref)
    offerors = [application.organisation_id, *application.partner_ids]
    kept = OrganisationPaper.objects.visible_to(request.actor).filter(organisation__in=offerors)
    papers = {str(one.pk): one for one in kept.newest_first()}
    wanted = {str(one.pk): one for one in finding.wanted_of(application)}
    shown = shown_questions(finding.questions_of(application), application.content.get(shape.QUESTIONS, {}))
    asked = {one.code: one for one in shown if one.kind == Kind.FILE}
    at = timezone.now()
    form = PaperChoiceForm(
        request.POST if request.method == "POST" else None,
        papers=papers,
        places={**wanted, **asked},
        today=local_day(at),
    )
    if request.method == "POST" and form.is_valid():
        paper, place = papers[form.cleaned_data["paper"]], form.cleaned_data["place"]
        with into(form):
            attach_paper(
                application, paper, wanted=wanted.get(place), question=asked.get(place), by=request.actor, at=at
            )
            messages.success(request, _("A copy of the document is attached to the offer."))
            return redirect("applications:attachments", ref=ref)
    context = {"application": application, "call": application.call, "form": form, "papers": papers}
    return render(request, "grants/applications/papers.html", context, status=422 if form.errors else 200)
