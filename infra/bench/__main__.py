"""python -m infra.bench [--requests N] [--offers N] [--people N]"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from infra.bench import crowd, measuring
from infra.bench.crowd import Rush
from infra.bench.load import CONNECTIONS
from infra.bench.measuring import Cost
from infra.bench.pages import all_pages, bare
from infra.bench.product import Product

TOWN, PASSWORD = "pomiarowo", "dobre-haslo-123"
LISTED = 60
MOST_BYTES = 80_000


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.bench", description=__doc__)
    parser.add_argument("--requests", type=int, default=200, help="of each page")
    parser.add_argument("--offers", type=int, default=500)
    parser.add_argument("--people", type=int, default=300, help="who sign in and file from one address")
    chosen = parser.parse_args(arguments)
    listed = min(LISTED, chosen.offers)
    needed = chosen.requests + 10
    scale = {"offers": chosen.offers, "listed": listed, "people": chosen.people, "saved": listed}
    if needed > chosen.people * 3 - 1:
        parser.error("filing needs a draft for each request: give more people, or fewer requests")
    with tempfile.TemporaryDirectory(prefix="osnowa-bench-") as folder:
        product = Product(Path(folder))
        try:
            print(
                f"Filling a town with {chosen.offers} offers (copies of one real offer), 3 score sheets each…",
                flush=True,
            )
            facts = product.up(scale)
            opened = crowd.new_town(product, PASSWORD)
            print(f"Measuring {chosen.requests} requests of each page over {CONNECTIONS} connections…\n", flush=True)
            base, costs = measuring.measure(product, TOWN, bare(), all_pages(facts), chosen.requests)
            print(table(base, costs), flush=True)
            print(f"\n{product.run('-m', 'infra.bench.dividing').strip()}", flush=True)
            signing, filing = crowd.rush(product, TOWN, facts["crowd"], PASSWORD)
            print(f"\n{line('signing in (argon2)', signing)}\n{line('filing', filing)}", flush=True)
            print(f"\nA new town, from sending the form to its first page: {opened:.1f} s by the clock")
        except (RuntimeError, KeyboardInterrupt) as problem:
            print(problem or "stopped", file=sys.stderr)
            return 1
        finally:
            product.down()
    return 0


def table(base: Cost, costs: Sequence[Cost]) -> str:
    rows = [
        f"{'page':34} {'CPU ×':>7} {'goal':>5} {'ms':>7} {'web':>7} {'db':>6} {'queries':>8} {'bytes':>8} {'failed':>7}"
    ]
    for cost in [base, *costs]:
        times = cost.each / base.each
        mark = "" if times <= cost.page.goal and (cost is base or cost.size <= _most(cost)) else "  over the goal"
        rows.append(
            f"{cost.page.name:34} {times:7.1f} {cost.page.goal:5} {cost.each:7.2f} "
            f"{cost.web / cost.requests * 1000:7.2f} {cost.database / cost.requests * 1000:6.2f} "
            f"{cost.statements:8} {cost.size:8} {cost.failed:7}{mark}"
        )
    return "\n".join(rows)


def _most(cost: Cost) -> float:
    return MOST_BYTES if "list" in cost.page.name else float("inf")


def line(what: str, rush: Rush) -> str:
    return (
        f"{rush.people} people {what} from one address: {rush.failed} without success, "
        f"{rush.seconds:.0f} s by the clock, {rush.processor:.1f} s of CPU"
    )


if __name__ == "__main__":
    sys.exit(main())
