import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from frontend.htmx import page_or_fragment

pytestmark = pytest.mark.urls("tests.frontend.addresses")

FRONTEND = Path(__file__).parents[2] / "frontend"


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html"])
def test_a_failure_is_a_page_of_the_house(name: str) -> None:
    page = render_to_string(name, request=RequestFactory().get("/nigdzie/"))

    assert page.count("<h1>") == 1
    assert 'class="topbar"' in page
    assert 'href="#main"' in page


def test_the_last_resort_needs_no_context() -> None:
    page = render_to_string("500.html")

    assert page.count("<h1>") == 1
    assert "{{" not in page


def test_nothing_asks_for_inline_style_or_script() -> None:
    """The Content-Security-Policy would refuse it."""
    forbidden = re.compile(r"\sstyle=|\son[a-z]+=|<style|javascript:|<script(?![^>]*\ssrc=)|hx-on", re.IGNORECASE)

    found = {
        str(path.relative_to(FRONTEND)): match[0]
        for path in FRONTEND.rglob("*.html")
        if (match := forbidden.search(path.read_text()))
    }

    assert found == {}


def answer(**headers: str) -> HttpResponse:
    request = RequestFactory().get("/", headers=headers)
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return page_or_fragment(
        request, "404.html", "frontend/components/empty.html", {"heading": "Pusto", "icon": "inbox"}, 422
    )


def test_htmx_and_live_forms_get_the_fragment_and_people_the_page() -> None:
    page, swapped, live = answer(), answer(**{"HX-Request": "true"}), answer(**{"X-Live": "1"})

    assert [b"<html" in response.content for response in (page, swapped, live)] == [True, False, False]
    assert [response.status_code for response in (page, swapped, live)] == [422, 422, 422]
    assert page["Vary"] == "HX-Request, X-Live"


def test_going_back_in_history_gets_the_page() -> None:
    back = answer(**{"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert b"<html" in back.content
