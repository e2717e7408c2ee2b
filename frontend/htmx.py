"""A page and the part of it that htmx swaps are the same file."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page_or_fragment(
    request: HttpRequest, page: str, fragment: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The fragment for htmx and for our own live forms, the whole page for everyone else.

    An invalid form is answered to htmx with 422 and swapped all the same: `shell/page.html` says so.
    """
    htmx: Any = getattr(request, "htmx", None)
    partial = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    partial = partial or request.headers.get("X-Live") == "1"
    response = render(request, fragment if partial else page, context, status=status)
    patch_vary_headers(response, ["HX-Request", "X-Live"])
    return response
