"""python -m infra.bench.deadline [--people N] [--seconds N]

The last minute before a deadline: everybody saves and then files, some too late, and the clock ticks; the same while a
web worker is killed, and while the database is restarted. Prints a table; fails when anything acknowledged was lost,
or when anybody was refused who came in time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

from infra.bench import cpu, judging
from infra.bench.load import CONNECTIONS, Answer, Browser, together
from infra.bench.product import DATABASE, Product

TOWN = "pomiarowo"
BURST, PLAIN, KILLED, RESTARTED = "all at once", "the last minute", "a web worker killed", "the database restarted"
SAVES = 3
LATE_SHARE = 6  # one of six comes up to two seconds late
PATIENCE = 30  # seconds after which a person gives up
INSERTS = 3000
CLOCKS = re.compile(rb"\d\d:\d\d:\d\d")
SEEN = re.compile(rb'name="seen" value="([^"]*)"')


@dataclass
class Person:
    ref: str
    session: str
    at: float  # when this person files, in seconds of the last minute
    saved: str = ""  # the last text that the server acknowledged
    receipt: bool = False
    refused: bool = False
    told: list[bytes] = field(default_factory=list)  # when refused as late: until when, and what time it is
    retries: int = 0
    waits: list[float] = field(default_factory=list)  # seconds from pressing the button to the answer


@dataclass
class Run:
    name: str
    people: list[Person]
    seconds: float
    web: float
    database: float
    closes_at: str


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.bench.deadline", description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--seconds", type=int, default=60)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="osnowa-bench-") as folder:
        product = Product(Path(folder), durable=True)
        try:
            print(f"Preparing {chosen.people} applicants with ready drafts in 4 calls…", flush=True)
            scale: Any = {"people": chosen.people, "calls": [BURST, PLAIN, KILLED, RESTARTED]}
            calls = product.up(scale, builder="builders_deadline")["calls"]
            product.server.psql(DATABASE, "-c", BENCH_TABLE)
            inserts, rate, spent = burst(product, calls[BURST]["drafts"])
            print(judging.bare_rate(inserts, rate, spent), flush=True)
            disturbances: dict[str, Callable[[Product], None]] = {
                PLAIN: lambda product: None,
                KILLED: kill_a_worker,
                RESTARTED: restart_the_database,
            }
            problems: list[str] = []
            for name, disturb in disturbances.items():
                run = last_minute(product, name, calls[name], chosen.seconds, disturb)
                kept = judging.kept(product, calls[name]["ref"])
                print(judging.row(run), flush=True)
                problems += [f"{name}: {one}" for one in judging.problems(run, kept)]
        except (RuntimeError, KeyboardInterrupt) as problem:
            print(problem or "stopped", file=sys.stderr)
            return 1
        finally:
            product.down()
    print(
        "\n".join(problems)
        or "\nEvery acknowledged filing and every acknowledged save is there, none late, no number twice, nobody in time was refused."
    )
    return 1 if problems else 0


# The worker's tick, many times more often than it comes in production.
TICKING = (
    "import django, time; django.setup(); from grants.calls import clock; from tenants.office.rounds import in_each_town"
    "\nwhile True: in_each_town(clock.turn_due); time.sleep(0.2)"
)
BENCH_TABLE = (
    "CREATE TABLE public.bench_row (id bigserial PRIMARY KEY, said text NOT NULL);"
    "GRANT INSERT ON public.bench_row TO osnowa_app; GRANT USAGE ON public.bench_row_id_seq TO osnowa_app"
)


def burst(product: Product, drafts: list[list[str]]) -> tuple[float, float, tuple[float, float]]:
    """Rows a second by a bare view, offers filed a second, and the CPU of filing (web, database): all as fast as goes."""
    for _time in range(20):  # both workers warm
        product.browser(TOWN).get("/bench/insert/")
    began = monotonic()
    together(_insert, range(INSERTS), browser=lambda: product.browser(TOWN))
    inserts = INSERTS / (monotonic() - began)
    before, began = product.cpu(), monotonic()

    def file(own: Browser, draft: Any) -> None:
        own.cookies = {"sessionid": draft[1]}
        answer = own.post(f"/applications/{draft[0]}/file/")
        if not _is_receipt(answer):
            raise RuntimeError(f"An offer was not filed: {answer.status}")

    together(file, drafts, browser=lambda: product.browser(TOWN), connections=CONNECTIONS)
    rate, after = len(drafts) / (monotonic() - began), product.cpu()
    return inserts, rate, (after[0] - before[0], after[1] - before[1])


def _insert(own: Browser, _number: object) -> None:
    own.get("/bench/insert/")


def last_minute(
    product: Product, name: str, call: dict[str, Any], seconds: int, disturb: Callable[[Product], None]
) -> Run:
    """Everybody saves a few times and files before the deadline; every sixth person comes up to two seconds late."""
    chance = random.Random(name)
    until_open = 3
    closes_at = product.server.psql(
        DATABASE,
        "-c",
        f"UPDATE {TOWN}.grants_call SET closes_at = date_trunc('second', now()) + interval '{seconds + until_open} s' "
        f"WHERE ref = '{call['ref']}' RETURNING closes_at",
    )
    # the closing second itself is still in time
    deadline = monotonic() + until_open + seconds + 1 - float(product.server.psql(DATABASE, "-c", SINCE_SECOND))
    people = [
        Person(ref, session, 1 + chance.random() * 1.8 if not place % LATE_SHARE else -chance.random() * seconds * 0.8)
        for place, (ref, session) in enumerate(call["drafts"])
    ]
    before, began = product.cpu(), monotonic()
    threads = [Thread(target=_last_minute_of, args=(product, one, deadline)) for one in people]
    for thread in threads:
        thread.start()
    sleep(max(0.0, deadline - monotonic() - seconds * 0.3))
    disturb(product)
    product.start("clock", "-c", TICKING)
    for thread in threads:
        thread.join()
    if product.processes["clock"].poll() is not None:
        raise RuntimeError(f"The clock stopped:\n{(product.folder / 'clock.log').read_text()[-3000:]}")
    product.stop("clock")
    after = product.cpu()
    return Run(name, people, monotonic() - began, after[0] - before[0], after[1] - before[1], closes_at)


SINCE_SECOND = "SELECT extract(epoch FROM now()) - floor(extract(epoch FROM now()))"


def kill_a_worker(product: Product) -> None:
    os.kill(cpu.children(product.processes["web"].pid)[0], signal.SIGKILL)


def restart_the_database(product: Product) -> None:
    product.restart_database()


def _last_minute_of(product: Product, person: Person, deadline: float) -> None:
    browser = product.browser(TOWN, person.session)
    path = f"/applications/{person.ref}/edit/capacity/"
    files_at = deadline + person.at
    start = deadline - 0.95 * (deadline - monotonic())
    opened = _insist(person, lambda: browser.get(path))
    found = SEEN.search(opened.body)
    seen = unescape(found[1].decode()) if found else "{}"
    for number in range(SAVES):
        _wait_until(start + (min(files_at, deadline) - start) * number / SAVES)
        text = f"Zapis {number} oferty {person.ref}"
        typed = {"seen": seen, "previous_activity": "Od 2015 roku.", "resources": text}
        answer = _insist(person, partial(browser.post, path, typed, quietly=True))
        if answer.status == 200:
            person.saved, seen = text, json.loads(answer.body)["fields"]["seen"]
    _wait_until(files_at)
    pressed = monotonic()
    answer = _insist(person, lambda: browser.post(f"/applications/{person.ref}/file/"))
    person.waits.append(monotonic() - pressed)
    person.receipt = _is_receipt(answer)
    person.refused = answer.status in (302, 409) and not person.receipt
    person.told = CLOCKS.findall(answer.body) if person.refused else []
    browser.close()


def _insist(person: Person, ask: Callable[[], Answer]) -> Answer:
    """Ask again while the server honestly says that it cannot; a person would."""
    until = monotonic() + PATIENCE
    while True:
        answer = ask()
        if 0 < answer.status < 500 or monotonic() > until:
            return answer
        person.retries += 1
        sleep(0.5)


def _is_receipt(answer: Answer) -> bool:
    return answer.status == 302 and answer.headers.get("Location", "").endswith("/receipt/")


def _wait_until(moment: float) -> None:
    sleep(max(0.0, moment - monotonic()))


if __name__ == "__main__":
    sys.exit(main())
