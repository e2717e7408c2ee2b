"""The page that tells anyone whether the number and the checksum on a paper are those of a filed offer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from grants.applications import verifying
from grants.applications.forms_verifying import VerifyForm
from tenants.gates.access import anyone
from tenants.gates.doors import open_to


@open_to(anyone)
@require_safe
def verify(request: Any) -> HttpResponse:
    """Asked by GET, so that a scanned code leads straight to the answer. Says nothing else of the offer."""
    form = VerifyForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if form.is_bound:
        if form.is_valid():
            number, checksum = form.cleaned_data["number"], form.cleaned_data["checksum"]
            context |= {"asked": number, "filed_at": verifying.filed_at(number, checksum), "answered": True}
        else:
            status = 422
    answer = render(request, "grants/applications/verify.html", context, status=status)
    add_never_cache_headers(answer)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
