"""Beginning from an earlier offer: one's own organisation's, from any town it was active in, and nobody else's."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone, translation

from grants.applications import earlier, earlier_rules
from grants.applications.models import Application
from tenants.gates.access import READER
from tenants.gates.refusals import Refusal
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_draft_application, a_filed_application
from tests.builders_calls import an_open_call
from tests.builders_partners import a_filed_joint_offer

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def noon_in_english(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    with translation.override("en"):
        yield


@pytest.fixture
def lot(db):
    return an_open_call(title="Nowy konkurs").lots.get()


@pytest.fixture
def old(db, nadia):
    return a_filed_application(an_open_call(title="Stary konkurs").lots.get(), nadia, title="Piłka sprzed roku")


@pytest.fixture
def next_door(db, nadia):
    """Filed by „Lipa” in Olszany, where nobody from Lipowo has a seat."""
    with builders.in_town("olszany"):
        return a_filed_application(
            an_open_call(title="Konkurs w Olszanach").lots.get(), nadia, title="Szachy u sąsiadów"
        )


def copied_of(offer, lot, by, *, schema="lipowo"):
    organisation = builders.organisation_of(by)
    said = earlier.content_of(by, organisation, schema=schema, ref=offer.ref)
    return earlier.copy_earlier(lot, organisation=organisation, said=said, schema=schema, by=by, at=LATER)


def test_offers_of_every_town_are_listed_and_only_ones_own(old, next_door, nadia, norbert):
    assert {(one.town.schema_name, one.title) for one in earlier.listed(nadia)} == {
        ("lipowo", "Piłka sprzed roku"),
        ("olszany", "Szachy u sąsiadów"),
    }
    assert earlier.listed(norbert) == []


def test_what_it_said_is_copied_and_what_is_of_its_day_is_not(old, lot, nadia):
    draft = copied_of(old, lot, nadia)

    assert (draft.title, draft.requested, draft.total_cost) == (
        "Piłka sprzed roku",
        Decimal("5000.00"),
        Decimal("6000"),
    )
    for section in ("task", "schedule", "results", "capacity", "budget", "other"):
        assert draft.content[section] == old.content[section], section
    assert draft.content.get("declarations", {}) == {}
    assert not draft.files.exists()
    assert draft.call == lot.call


def test_an_offer_of_another_town_is_copied_by_the_persons_own_right(next_door, lot, nadia):
    draft = copied_of(next_door, lot, nadia, schema="olszany")

    assert draft.title == "Szachy u sąsiadów"
    assert connection.schema_name == "lipowo"
    with builders.in_town("olszany"):
        assert Application.objects.count() == 1


def test_a_town_without_a_footprint_an_unknown_one_and_public_are_not_looked_into(old, nadia, lot):
    lipa = builders.organisation_of(nadia)

    for schema in ("olszany", "public", "nie_ma_takiej", "lipowo; drop"):
        assert earlier.content_of(nadia, lipa, schema=schema, ref=old.ref) is None


def test_neither_a_stranger_nor_a_reader_nor_a_clerk_copies_it(old, lot, nadia, norbert, clara):
    reader = builders.a_representative("Celina Czyta", "Stowarzyszenie „Lipa”", role=READER)
    lipa, jesion = builders.organisation_of(nadia), builders.organisation_of(norbert)

    for person in (norbert, reader, clara):
        for organisation in (lipa, jesion):
            assert earlier.content_of(person, organisation, schema="lipowo", ref=old.ref) is None


def test_an_official_of_another_town_does_not_copy_by_their_seat(next_door, nadia, olga):
    assert earlier.content_of(olga, builders.organisation_of(nadia), schema="olszany", ref=next_door.ref) is None


def test_a_draft_and_a_partners_offer_are_not_copied(lot, nadia, norbert):
    other = an_open_call(title="Inny konkurs").lots.get()
    draft = a_draft_application(other, nadia)
    joint = a_filed_joint_offer(lot, norbert, nadia)
    lipa = builders.organisation_of(nadia)

    for offer in (draft, joint):
        assert earlier.content_of(nadia, lipa, schema="lipowo", ref=offer.ref) is None
    assert "joint" not in copied_of(joint, an_open_call(title="Trzeci").lots.get(), norbert).content


def test_a_draft_that_was_begun_is_not_written_over(old, lot, nadia):
    a_draft_application(lot, nadia, title="Moje nowe")

    with pytest.raises(Refusal, match="already a draft"):
        copied_of(old, lot, nadia)


def test_what_the_new_call_changes_is_said(nadia):
    old = a_filed_application(an_open_call(title="Stary").lots.get(), nadia)
    call = an_open_call(
        title="Nowy",
        task_from=NOON.date().replace(month=6),
        attachments=[{"name": "Statut", "required": True}],
        questions=[{"kind": "text", "label": "Skąd wiecie o konkursie?", "required": False}],
    )
    lot = call.lots.get()
    lot.grant_max = Decimal("4000.00")

    said = [
        (section, sentence.replace("\xa0", " "))
        for section, sentence in earlier_rules.changes(old.content, call=call, lot=lot, wanted=["Statut"], questions=1)
    ]

    assert said == [
        ("task", "The task's days are outside the term of this call: change them, and the schedule with them."),
        ("budget", "In this call you may ask for at most 4 000,00 zł."),
        ("questions", "This call asks 1 question of its own."),
        ("declarations", "Declarations are made anew: confirm them for this offer."),
        ("attachments", "Attach again: Statut."),
    ]


def test_from_the_list_to_the_note_on_the_pages(old, next_door, lot, nadia, browser_of):
    browser = browser_of(nadia)
    listed = browser.get(f"/applications/new/earlier/?lot={lot.pk}").content.decode()
    assert "Szachy u sąsiadów" in listed
    asked = {
        "lot": lot.pk,
        "organisation": builders.organisation_of(nadia).pk,
        "town": "olszany",
        "ref": next_door.ref,
    }

    answer = browser.post("/applications/new/earlier/", asked)

    draft = Application.objects.get(lot=lot)
    assert answer["Location"] == f"/applications/{draft.ref}/copied/"
    note = browser.get(answer["Location"]).content.decode()
    assert f"/applications/{draft.ref}/edit/declarations/" in note


def test_an_offer_the_person_may_not_see_is_not_found(old, next_door, lot, norbert, browser_of):
    mine = builders.organisation_of(norbert).pk
    for organisation in (mine, old.organisation_id):
        for town, offer in (("lipowo", old), ("olszany", next_door), ("olszany", old)):
            asked = {"lot": lot.pk, "organisation": organisation, "town": town, "ref": offer.ref}
            assert browser_of(norbert).post("/applications/new/earlier/", asked).status_code == 404
    assert not Application.objects.filter(lot=lot).exists()


def test_the_list_is_read_in_few_queries(lot, nadia, browser_of, django_assert_num_queries):
    browser = browser_of(nadia)
    for count in (1, 3):
        for number in range(count):
            a_filed_application(an_open_call(title=f"Konkurs {count}.{number}").lots.get(), nadia)
        browser.get(f"/applications/new/earlier/?lot={lot.pk}")
        with django_assert_num_queries(9):
            browser.get(f"/applications/new/earlier/?lot={lot.pk}")
