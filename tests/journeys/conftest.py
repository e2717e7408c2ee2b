"""A running product and people at browsers, for the journeys."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.journeys.browser import ARGUMENTS, MISSING, path_of
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

HERE = Path(__file__).parent
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    if report.skipped and isinstance(report.longrepr, tuple) and MISSING in report.longrepr[2]:
        # one place for all of them makes one line of the summary
        report.longrepr = (__file__, None, report.longrepr[2])  # type: ignore[assignment]
    return report


# Of the package and not of the session: Playwright's loop must not outlive the tests that need it.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = path_of(playwright)
    if path is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(MISSING, pytrace=False)
    if path is None:
        pytest.skip(MISSING)
    browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def product(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    running = Product(tmp_path_factory.mktemp("product"))
    try:
        running.up()
        yield running
    finally:
        running.down()


@pytest.fixture
def visitor(chromium: Browser, product: Product, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """Somebody at a browser; at the end, none of their pages had anything wrong with it."""
    there: list[Visitor] = []

    def come(town: str, email: str = "", *, who: str = "visitor", language: str = "pl", script: bool = True) -> Visitor:
        one = Visitor(chromium, product, town, who=who, language=language, script=script)
        there.append(one)
        return one.log_in(email) if email else one

    yield come
    flaws = [flaw for one in there for flaw in one.flaws]
    for one in there:
        if request.node.stash.get(FAILED, False):
            one.leave_a_picture()
        one.close()
    assert not flaws, "\n".join([*dict.fromkeys(flaws), product.troubles()])
