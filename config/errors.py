"""Pages of the house for what went wrong; to a program the same as JSON."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.views import defaults

from tenants.gates.access import anyone
from tenants.gates.doors import open_to

RETRY_SECONDS = 5


def asked_by_a_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if asked_by_a_program(request):
        return JsonResponse({"detail": "Not found."}, status=404)
    return defaults.page_not_found(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if asked_by_a_program(request):
        return JsonResponse({"detail": "Forbidden."}, status=403)
    return defaults.permission_denied(request, exception)


def failing(request: HttpRequest, *args: Any) -> HttpResponseBase:
    """A fault of ours; or a database that is away for a moment, after which sending again is right."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return away(request)
    if asked_by_a_program(request):
        return JsonResponse({"detail": "Something failed on our side. It is recorded."}, status=500)
    return defaults.server_error(request)


def away(request: HttpRequest) -> HttpResponseBase:
    headers = {"Retry-After": str(RETRY_SECONDS)}
    if asked_by_a_program(request):
        return JsonResponse({"detail": "The database is away for a moment."}, status=503, headers=headers)
    return HttpResponse(loader.render_to_string("503.html"), status=503, headers=headers)


@open_to(anyone)
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
