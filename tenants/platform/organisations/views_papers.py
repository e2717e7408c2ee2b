"""Documents of an organisation: uploaded once, read by its people, chosen later in offers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.platform.organisations import papers
from tenants.platform.organisations.forms import PaperForm
from tenants.registry.organisations.models import Organisation
from tenants.registry.organisations.papers import OrganisationPaper


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with into(form):
            papers.add(organisation, **form.values(), by=request.actor, at=timezone.now())
            messages.success(
                request, _("The document is kept. In an offer you choose it instead of uploading it again.")
            )
            return redirect("organisations:detail", pk=pk)
    context = {"organisation": organisation, "form": form}
    return render(request, "organisations/paper.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_safe
def read(request: Any, pk: int, paper: int) -> HttpResponse:
    seen = OrganisationPaper.objects.visible_to(request.actor).filter(organisation=pk)
    return papers.answer(get_object_or_404(seen, pk=paper))


@open_to(signed_in)
@require_POST
def remove(request: Any, pk: int, paper: int) -> HttpResponse:
    seen = OrganisationPaper.objects.visible_to(request.actor).filter(organisation=pk).select_related("organisation")
    papers.remove(get_object_or_404(seen, pk=paper), by=request.actor, at=timezone.now())
    messages.success(request, _("The document is removed. Offers that have a copy keep it."))
    return redirect("organisations:detail", pk=pk)
