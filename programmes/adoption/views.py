from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from programmes.adoption import actions
from programmes.adoption.forms import AdoptionForm
from programmes.drafting.models import Programme
from programmes.drafting.rules import missing_headings
from tenants.gates.access import clerks
from tenants.gates.doors import open_to
from tenants.gates.refusals import into


@open_to(clerks)
def adopt(request: HttpRequest, year: int) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), year=year)
    form = AdoptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with into(form):
            actions.adopt(programme, **form.cleaned_data, by=request.actor, at=timezone.now())
        if form.is_valid():
            return redirect("programmes:detail", year=year)
    context = {"programme": programme, "form": form, "missing": missing_headings(programme.headings)}
    return render(request, "programmes/adopt.html", context, status=422 if form.errors else 200)
