"""Request ids in the log, and the health page, before any town is looked up."""

import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

from config import health

Answer = Callable[[HttpRequest], HttpResponseBase]
log = structlog.get_logger("osnowa.request")


class RequestIdMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-Id", "")
        request_id = given if given.isalnum() and len(given) <= 64 else uuid.uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=request_id, tenant="-"):
            response = self.get_response(request)
            if response.status_code >= 500:
                log.error("answered", method=request.method, path=request.path, status=response.status_code)
        response.headers["X-Request-Id"] = request_id
        return response


class HealthMiddleware:
    """/healthz answers on any host name: a balancer asks by address."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return health.answer()
        return self.get_response(request)
