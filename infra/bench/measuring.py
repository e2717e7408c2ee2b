"""CPU of a page, web and database together, in rounds that take turns with the bare view."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from infra.bench.load import Answer, Browser, together
from infra.bench.pages import Page, queries
from infra.bench.product import Product

ROUNDS = 4
LOOKS = 6
BARE_TIMES = 5  # a bare view is so short that it needs more requests to be seen


@dataclass
class Cost:
    page: Page
    requests: int = 0
    failed: int = 0
    web: float = 0
    database: float = 0
    statements: int = 0
    size: int = 0
    statuses: set[int] = field(default_factory=set)

    @property
    def each(self) -> float:
        """Milliseconds of CPU a request."""
        return (self.web + self.database) / self.requests * 1000


def measure(product: Product, town: str, bare: Page, pages: list[Page], requests: int) -> tuple[Cost, list[Cost]]:
    """So many requests of each page, after two that warm each worker up."""
    base, costs = Cost(bare), [Cost(page) for page in pages]
    for cost in [base, *costs]:
        _look(product, town, cost)
    for _round in range(ROUNDS):
        _ask(product, town, base, requests * BARE_TIMES // ROUNDS)
        for cost in costs:
            _ask(product, town, cost, requests // ROUNDS)
    return base, costs


def _look(product: Product, town: str, cost: Cost) -> None:
    """Warm both workers up; the fewest queries of a request (a cold process asks some more), and the most bytes."""
    browser = product.browser(town, cost.page.session)
    browser.counting = True
    seen = []
    for _time in range(LOOKS):
        seen.append(cost.page.once(browser))
        browser.close()
        browser.line = None
    cost.statements = min(queries(answers) for answers in seen)
    cost.size = max(len(answer.body) for answers in seen for answer in answers)


def _ask(product: Product, town: str, cost: Cost, number: int) -> None:
    lock = Lock()

    def once(browser: Browser, _number: object) -> None:
        answers = cost.page.once(browser)
        with lock:
            cost.statuses |= {answer.status for answer in answers}
            cost.failed += not all(_fine(answer) for answer in answers)

    before = product.cpu()
    together(once, range(number), browser=lambda: product.browser(town, cost.page.session))
    after = product.cpu()
    cost.web += after[0] - before[0]
    cost.database += after[1] - before[1]
    cost.requests += number


def _fine(answer: Answer) -> bool:
    """A page, or the way on after a form; a way to the sign-in page is a failure."""
    return answer.status == 200 or (answer.status == 302 and "/accounts/" not in answer.headers.get("Location", ""))


def counted(work: Callable[[Browser, Any], bool], things: list[Any], browser: Callable[[], Browser]) -> int:
    """How many of the things did not succeed."""
    failed: list[Any] = []
    together(lambda own, thing: None if work(own, thing) else failed.append(thing), things, browser=browser)
    return len(failed)
