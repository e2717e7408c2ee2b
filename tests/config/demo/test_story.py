"""The story of one town, told through the real actions: what a visitor finds, and what came of the published cases."""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django_tenants.utils import schema_context
from procrastinate.contrib.django.models import ProcrastinateJob

from config.demo import accounts, leaflet, seeding
from config.demo.content import TOWNS, cases
from config.demo.story import Ahead, merged, play
from grants.agreements.models import Agreement
from grants.applications import reading
from grants.applications.models import Application
from grants.awards.reading import sums_by_call
from grants.calls.models import Call
from grants.monitoring.models import GrantReturn
from programmes.drafting.models import Programme
from programmes.reporting.balance import total
from programmes.reporting.reading import lines_of
from tenants.office.audit.models import AuditEntry
from tenants.office.notices.models import Notice
from tenants.registry.governments import naming
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.people.models import User
from tests import builders
from tests.builders import WARSAW
from tests.config.demo.telling import NOW, told


def at(hour: int) -> datetime:
    return datetime(2027, 1, 15, hour, tzinfo=WARSAW)


def test_stories_are_told_in_the_order_of_time():
    told = []

    def story(name, *hours):
        for hour in hours:
            moment = yield at(hour)
            told.append((moment.hour, name))

    steps = play(merged([story("a", 8, 12), story("b", 9, 10), story("c", 12)]), until=at(12))

    assert told == [(8, "a"), (9, "b"), (10, "b"), (12, "c"), (12, "a")]
    assert steps == 5


def test_nothing_happens_before_its_time():
    def story():
        yield at(13)

    with pytest.raises(Ahead):
        play(story(), until=at(12))


def test_the_leaflet_names_every_town_and_the_password():
    text = leaflet.text()

    assert [town.name in text for town in TOWNS] == [True] * 3
    assert accounts.PASSWORD in text


@pytest.mark.django_db
def test_what_is_there_is_left_alone():
    said = []
    seeding.make_people(NOW)
    with schema_context("public"):
        for town in TOWNS:
            LocalGovernment.objects.create(schema_name=naming.schema_for(town.code), name=town.name, kind=town.kind)

    fresh = seeding.seed(NOW, said.append)

    assert fresh is False
    assert said == []


@pytest.mark.slow
@pytest.mark.django_db
def test_a_town_has_its_year():
    told("sowielaki")
    connection.set_tenant(builders.town("lipowo"))

    _has_what_the_story_says()
    _reproduces_the_published_cases()
    _keeps_to_the_past()
    _leaves_the_newest_letters_to_the_worker()
    _lets_anybody_in()


def _has_what_the_story_says() -> None:
    states = Counter(Call.objects.values_list("state", flat=True))
    assert states == {
        "draft": 1,
        "approved": 1,
        "open": 1,
        "closed": 1,
        "merit": 1,
        "recommended": 1,
        "decided": 1,
        "results": 1,
        "completed": 7,
        "cancelled": 1,
    }
    assert Counter(Agreement.objects.values_list("state", flat=True)) == {
        "settled": 17,
        "signed": 3,
        "reported": 1,
        "settling": 1,
        "ready": 1,
    }
    assert set(GrantReturn.objects.values_list("state", flat=True)) == {"paid", "due"}
    whole = total(lines_of(Programme.objects.get(year=2026)), "")
    assert (whole.planned, whole.awarded, whole.agreed) == (
        Decimal("381000.00"),
        Decimal("147410.00"),
        Decimal("117410.00"),
    )
    assert whole.paid - whole.settled - whole.returned == whole.in_progress


def _reproduces_the_published_cases() -> None:
    """Cases A, B and C, from the rows the actions wrote."""
    calls = {
        call.programme.year: call for call in Call.objects.select_related("programme").filter(programme__year__lt=2026)
    }
    sums = {year: sums_by_call([call])[call.pk] for year, call in calls.items()}
    assert {year: one.awarded for year, one in sums.items()} == {2019: cases.POTOK_TOTAL, **cases.DABROWNO_TOTALS}
    assert sums[2019].pool - sums[2019].awarded == cases.POTOK_LEFT
    assert calls[2023].previous_tasks.count("2022: ") == 3
    sample = reading.budget_of(Application.objects.get(title="Trzy dni, które uczą"))
    assert {
        "actions": sample.sum_actions,
        "administration": sample.sum_admin,
        "total": sample.total,
        "grant": sample.sources.grant,
        "own_financial": sample.sources.own_financial,
        "own_nonfinancial": sample.sources.own_nonfinancial,
        "own": sample.own,
        "recipients": sample.sources.recipients,
    } == cases.SAMPLE_SUMS


def _keeps_to_the_past() -> None:
    last = AuditEntry.objects.order_by("-at").values_list("at", flat=True)[0]
    assert NOW - timedelta(days=2) < last <= NOW


def _leaves_the_newest_letters_to_the_worker() -> None:
    waiting = Notice.objects.filter(sent_at=None)
    jobs = ProcrastinateJob.objects.filter(status="todo", args__schema="lipowo")
    assert {job.args["letter"] for job in jobs} == set(waiting.values_list("pk", flat=True))
    assert waiting.count() == 8
    assert Notice.objects.exclude(sent_at=None).count() > 100


def _lets_anybody_in() -> None:
    mayor = User.objects.get(email="waclaw.brzozka@sowielaki.example.org")
    assert mayor.check_password(accounts.PASSWORD)
