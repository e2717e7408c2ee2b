"""What the pages are compared with, and how their queries are counted."""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from infra.bench.load import COUNT, QUERIES
from tenants.gates.access import anyone
from tenants.gates.doors import open_to


@open_to(anyone)
def one_select(request: HttpRequest) -> HttpResponse:
    """A bare view: one SELECT, a line of text. It passes the same middleware as every page."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        row = cursor.fetchone()
    return HttpResponse(f"{row[0]}\n", content_type="text/plain")


@open_to(anyone)
def one_insert(request: HttpRequest) -> HttpResponse:
    """One row in one transaction: what the database and the web server can do at best."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (said) VALUES (%s)", ["x" * 500])
    return HttpResponse("1\n", content_type="text/plain")


class CountingMiddleware:
    """Counts the queries of a request that asks for it; others pay nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if COUNT not in request.headers:
            return self.get_response(request)
        seen: list[str] = []

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            seen.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response.headers[QUERIES] = str(len(seen))
        return response
