"""The pages that are measured, each with its goal, and how one request of it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from threading import Lock
from typing import Any

from infra.bench.load import QUERIES, Answer, Browser

FIELDS = re.compile(rb'<(?:input|textarea)\b[^>]*\bname="((?:revision|points_|reason_|remarks)[^"]*)"')
REVISION = re.compile(rb'name="revision" value="(\d+)"')


@dataclass
class Page:
    name: str
    goal: int  # CPU, as a multiple of the bare view's
    session: str
    visit: Callable[[Browser, str], list[Answer]]
    targets: Iterator[str]
    lock: Lock = field(default_factory=Lock)

    def once(self, browser: Browser) -> list[Answer]:
        with self.lock:
            target = next(self.targets)
        return self.visit(browser, target)


def bare() -> Page:
    return Page("a bare view with one SELECT", 1, "", _opened, cycle(["/bench/select/"]))


def all_pages(facts: Mapping[str, Any]) -> list[Page]:
    filings = iter([f"{session} {ref}" for ref, session in facts["drafts"]])
    offers = facts["scored"]
    return [
        Page("public page of a call", 10, "", _opened, cycle([f"/calls/{facts['open_call']}/"])),
        Page("an NGO's desk", 15, facts["applicant"], _opened, cycle(["/desk/"])),
        Page(
            "offer form, budget",
            25,
            facts["applicant"],
            _opened,
            cycle([f"/applications/{facts['draft']}/edit/budget/"]),
        ),
        Page("filing an offer", 25, "", _filed, filings),
        Page(
            f"the office's list of {facts['listed']} offers",
            30,
            facts["clerk"],
            _opened,
            cycle([f"/applications/?call={facts['listed_call']}"]),
        ),
        Page("an offer's page", 25, facts["clerk"], _opened, cycle([f"/applications/{ref}/" for ref in offers])),
        Page(
            "a score sheet opened and saved",
            15,
            facts["member"],
            _scored,
            cycle([f"/applications/{ref}/score/" for ref in offers]),
        ),
    ]


def queries(answers: list[Answer]) -> int:
    return sum(int(answer.headers.get(QUERIES, 0)) for answer in answers)


def _opened(browser: Browser, path: str) -> list[Answer]:
    return [browser.get(path)]


def _filed(browser: Browser, target: str) -> list[Answer]:
    """The request that files; its answer leads to the receipt."""
    session, ref = target.split()
    browser.cookies["sessionid"] = session
    return [browser.post(f"/applications/{ref}/file/")]


def _scored(browser: Browser, path: str) -> list[Answer]:
    """The sheet opened, and saved as a draft with other points."""
    opened = browser.get(path)
    found = REVISION.search(opened.body)
    if found is None:
        return [Answer(0, {}, opened.body, {})]
    names = {name.decode() for name in FIELDS.findall(opened.body)}
    typed = {name: "7" if name.startswith("points_") else "Opis jest pełny i spójny." for name in names}
    return [opened, browser.post(path, {**typed, "revision": found[1].decode()})]
