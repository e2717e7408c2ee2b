from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase


class AccountPagesMiddleware:
    """django-allauth's pages bring a `site` of their own (the bare host); ours is the town or the platform."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        if response.context_data and request.path.startswith("/accounts/"):
            response.context_data.pop("site", None)
        return response
