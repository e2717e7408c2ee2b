"""Pages of the house for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tenants.gates.access import anyone
from tenants.gates.doors import open_to


@open_to(anyone)
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
