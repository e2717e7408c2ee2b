"""What `make bench` reckons with; the run itself takes minutes and is no test."""

import subprocess
import sys

import pytest

from infra.bench import cpu, judging
from infra.bench.__main__ import table
from infra.bench.deadline import Person, Run
from infra.bench.load import Answer, Browser, together
from infra.bench.measuring import Cost
from infra.bench.pages import Page

BUSY = "import time\nwhile time.process_time() < 0.3: pass\n"


def a_cost(name, goal, web):
    page = Page(name, goal, "", lambda browser, path: [], iter(()))
    return Cost(page, requests=10, web=web, database=0.0, size=100)


def test_the_time_of_children_counts_also_after_they_have_ended():
    code = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])\ninput()\n"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as parent:
        until_idle(parent.pid)

        spent = cpu.seconds(parent.pid)

        parent.communicate(b"\n")
    assert 0.25 < spent < 5


def until_idle(pid):
    before = -1.0
    while (now := cpu.seconds(pid)) < 0.3 or now != before:
        before = now
        subprocess.run(["sleep", "0.2"], check=True)


def test_each_thing_is_done_once_over_the_connections():
    done = []

    together(lambda browser, thing: done.append(thing), range(50), browser=lambda: Browser(0, "nowhere"))

    assert sorted(done) == list(range(50))


def test_an_address_that_nobody_serves_is_a_failure_and_no_traceback():
    assert Browser(1, "nowhere").get("/") == Answer(0, {}, b"", {})


def test_the_table_says_which_page_misses_its_goal():
    rows = table(a_cost("bare", 1, 0.010), [a_cost("quick", 10, 0.090), a_cost("slow", 10, 0.110)]).split("\n")

    assert [row.endswith("over the goal") for row in rows] == [False, False, False, True]
    assert [row.split()[1] for row in rows[1:]] == ["1.0", "9.0", "11.0"]


def a_run(**over):
    person = Person("a", "", -5.0, saved="Zapis 1", receipt=True)
    row = {"state": "filed", "checksum": "c", "number": "2027/1/001", "late": False, "versions": 1, "letters": 2}
    return Run("próba", [person], 60, 1, 1, ""), {"a": {"ref": "a", "text": "Zapis 1", **row, **over}}


def test_a_deadline_hour_in_which_all_is_well_has_no_problems():
    assert judging.problems(*a_run()) == []


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"state": "draft", "number": ""}, "a has a receipt and is not filed"),
        ({"late": True}, "a was filed late"),
        ({"text": "Zapis 0"}, "a: an acknowledged save is lost"),
        ({"letters": 3}, "a has 3 letters instead of 2"),
        ({"number": "2027/1/002"}, "a number is missing or twice"),
    ],
)
def test_what_a_deadline_hour_must_not_leave_behind_is_named(over, said):
    assert said in judging.problems(*a_run(**over))
