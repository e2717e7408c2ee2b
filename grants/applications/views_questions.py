"""The additional questions of a call as an applicant sees them, for the office that builds them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from grants.applications import content as shape
from grants.applications.answer_form import AnswersForm
from grants.calls.models import Call
from grants.calls.questions.models import Question
from tenants.gates.access import staff
from tenants.gates.doors import open_to


@open_to(staff)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: Any, ref: str) -> HttpResponse:
    """The page of the offer with these questions. What is typed here is checked and shown again, and never kept."""
    call = get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)
    seen = Question.objects.visible_to(request.actor).filter(call=call).order_by("position", "pk")
    posted = request.POST if request.method == "POST" else None
    form = AnswersForm(posted, stored={}, questions=list(seen))
    context = {"call": call, "form": form, "template": f"grants/applications/sections/{shape.QUESTIONS}.html"}
    bad = posted is not None and not form.is_valid()
    return render(request, "grants/applications/preview_questions.html", context, status=422 if bad else 200)
