"""Three hundred people from one address, and a new town from its form to its first page."""

import re
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from infra.bench.load import Browser
from infra.bench.measuring import counted
from infra.bench.product import PLATFORM, SUFFIX, Product

PATIENCE = 120  # seconds


@dataclass(frozen=True)
class Rush:
    people: int
    failed: int
    seconds: float
    processor: float  # seconds of CPU


def rush(product: Product, town: str, crowd: list[tuple[str, str]], password: str) -> tuple[Rush, Rush]:
    """Everyone signs in with a password, then files an offer, all from one address."""
    sessions: dict[str, str] = {}

    def sign_in(browser: Browser, person: tuple[str, str]) -> bool:
        browser.cookies = {}
        answer = browser.post("/accounts/login/", {"login": person[0], "password": password})
        sessions[person[0]] = browser.cookies.get("sessionid", "")
        return answer.status == 302 and bool(sessions[person[0]])

    def file(browser: Browser, person: tuple[str, str]) -> bool:
        browser.cookies = {"sessionid": sessions[person[0]]}
        answer = browser.post(f"/applications/{person[1]}/file/")
        return answer.status == 302 and answer.headers.get("Location", "").endswith("/receipt/")

    return _timed(product, town, sign_in, crowd), _timed(product, town, file, crowd)


def _timed(product: Product, town: str, work: Any, crowd: list[tuple[str, str]]) -> Rush:
    began, before = monotonic(), sum(product.cpu())
    failed = counted(work, crowd, lambda: product.browser(town))
    return Rush(len(crowd), failed, monotonic() - began, sum(product.cpu()) - before)


def new_town(product: Product, password: str) -> float:
    """Seconds from sending the form to the first page of the town, with the worker up and nothing else to do."""
    product.start("worker", "manage.py", "procrastinate", "worker", "--concurrency", "4")
    product.wait_for("/healthz")
    visitor, email = product.browser("osnowa"), "wanda@nowe.example.org"
    began = monotonic()
    sent = visitor.post(
        "/start/",
        {
            "name": "Gmina Nowe Pole",
            "kind": "rural_gmina",
            "executive_name": "Wójt Gminy Nowe Pole",
            "office_name": "Urząd Gminy Nowe Pole",
            "label": "nowe-pole",
            "email": email,
        },
    )
    link = re.search(rf"https?://{re.escape(PLATFORM)}[^/]*(/\S+)", product.letter_to(email))
    if sent.status != 302 or link is None:
        raise RuntimeError(f"The sign-up of a town was answered with {sent.status}")
    visitor.post(link[1], {"name": "Wanda Wójcik", "password": password})
    town = product.browser("nowe-pole")
    while town.get("/").status != 200:
        if monotonic() - began > PATIENCE:
            raise RuntimeError(f"The town nowe-pole.{SUFFIX} did not open in {PATIENCE} s")
        sleep(0.05)
    took = monotonic() - began
    product.stop("worker")
    return took
