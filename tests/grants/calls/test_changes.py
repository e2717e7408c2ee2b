"""A published announcement is changed: what restarts the term, what waits, what nobody loses."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from grants.applications import actions as offers
from grants.applications.models import Application
from grants.calls import actions, clock, rules, terms, text, versions
from grants.calls.models import Call, CallVersion, Place
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.office import deadlines
from tenants.office.notices.models import Notice
from tenants.registry.showcase.models import ListedCall
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_filed_application, an_empty_draft
from tests.builders_calls import CLOSES, DAY, a_draft_call, a_task, an_open_call, recorded_everywhere
from tests.builders_changes import a_changed_call, a_prepared_change

LATER = CLOSES + 14 * DAY
CHOSEN = date(2027, 4, 1)


def said(**over):
    return {**text.of_values({}), **over}


# --- what restarts the term ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["contact", "personal_data", "case_number", "previous_tasks"])
def test_what_is_not_in_points_1_to_6_restarts_nothing(name):
    assert not terms.restarts(said(**{name: "a"}), said(**{name: "b"}), [name])


@pytest.mark.parametrize("name", [*(name for name in text.FACTS if name not in terms.FREE), *text.ROWS])
def test_everything_else_restarts_the_term(name):
    assert terms.restarts(said(**{name: "b"}), said(**{name: "a"}), [name])


def test_more_time_restarts_nothing_and_less_time_does():
    early, late = text.plain(CLOSES), text.plain(LATER)

    assert not terms.restarts(said(closes_at=early), said(closes_at=late), ["closes_at"])
    assert terms.restarts(said(closes_at=late), said(closes_at=early), ["closes_at"])
    assert terms.restarts(said(closes_at=early), said(closes_at=late, subject="x"), ["subject", "closes_at"])


@pytest.mark.parametrize(
    ("closes", "published", "now", "expected"),
    [
        # lawful as announced
        (date(2027, 3, 26), date(2027, 3, 5), date(2027, 3, 5), date(2027, 3, 26)),
        # a day too early: the 21st day is Easter Saturday, so the first working day after it
        (date(2027, 3, 25), date(2027, 3, 6), date(2027, 3, 8), date(2027, 3, 30)),
        # recorded so late that the lawful day is over: tomorrow, not yesterday
        (date(2027, 3, 1), date(2027, 2, 8), date(2027, 3, 10), date(2027, 3, 11)),
    ],
)
def test_the_new_deadline_counts_from_the_last_publication(closes, published, now, expected):
    call = Call(closes_at=deadlines.local(closes, time(15, 30)))

    found = terms.new_deadline(call, last_publication=published, at=deadlines.local(now, time(12)))

    assert found == deadlines.local(expected, time(15, 30))


def test_words_that_changed_are_marked_on_both_sides():
    found = versions.differences(said(contact="pokój 5, parter"), said(contact="pokój 7, parter"))

    assert [(one.name, one.before, one.after) for one in found] == [
        (
            "contact",
            [[("same", "pokój "), ("gone", "5, "), ("same", "parter ")]],
            [[("same", "pokój "), ("new", "7, "), ("same", "parter ")]],
        )
    ]


# --- the actions -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_published_text_is_kept_and_never_changed(clara):
    call = an_open_call()
    kept = call.versions.get()

    assert (call.version, kept.number, kept.kind, kept.text) == (1, 1, "announced", text.stored(call))
    for spoil in (lambda: CallVersion.objects.update(reason="x"), lambda: kept.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()


@pytest.mark.django_db
def test_a_prepared_change_changes_nothing_until_the_executive_decides(clara, ewa):
    call = an_open_call()
    a_prepared_change(call, at=NOON, subject="Piłka nożna.", closes_at=LATER, decision_by=CHOSEN)

    call.refresh_from_db()
    assert (call.subject, call.version, call.waits_for_publication) == (
        "Zajęcia sportowe dla dzieci i młodzieży.",
        1,
        False,
    )
    assert [one.template for one in Notice.objects.about(call)][-1:] == ["call-change-to-approve"]
    with pytest.raises(PermissionDenied):
        actions.amend(call, act_number="20/2027", by=clara, at=NOON)
    with pytest.raises(Refusal):
        actions.correct(call, by=clara, at=NOON)

    actions.amend(call, act_number="20/2027", by=ewa, at=NOON)

    call.refresh_from_db()
    assert (call.subject, call.version, call.round, call.waits_for_publication) == ("Piłka nożna.", 2, 2, True)
    assert (call.closes_at, call.decision_by, call.amendment) == (LATER, CHOSEN, {})
    assert [(one.number, one.kind, one.restarts) for one in call.versions.order_by("number")] == [
        (1, "announced", False),
        (2, "amended", True),
    ]


@pytest.mark.django_db
def test_a_change_of_points_1_to_6_leaves_at_least_21_days(ewa):
    call = an_open_call()

    with pytest.raises(rules.NoticeTooShort) as refused:
        a_prepared_change(call, at=NOON, subject="Piłka nożna.", closes_at=NOON + 20 * DAY, decision_by=CHOSEN)

    assert refused.value.field == "closes_at"


@pytest.mark.django_db
def test_a_change_of_the_contact_is_made_at_once_by_the_office(clara):
    call = an_open_call()
    a_prepared_change(call, at=NOON, contact="pokój 7")

    actions.correct(call, by=clara, at=NOON)

    call.refresh_from_db()
    assert (call.contact, call.version, call.round, call.waits_for_publication) == ("pokój 7", 2, 1, False)
    assert call.closes_at == CLOSES


@pytest.mark.django_db
def test_a_waiting_call_goes_on_taking_offers_and_does_not_close(nadia, clara):
    call = a_changed_call(an_open_call(), at=NOON, subject="Piłka.", closes_at=LATER, decision_by=CHOSEN)
    after = LATER + DAY

    assert call.accepts_at(after) and Call.objects.accepting(after).get() == call
    clock.turn_due(after)
    call.refresh_from_db()
    assert call.state == "open"
    assert a_filed_application(call.lots.get(), nadia, at=after).state == "filed"


@pytest.mark.django_db
def test_the_term_runs_from_the_last_of_the_new_publications(clara):
    call = a_changed_call(an_open_call(), at=NOON, subject="Piłka.", closes_at=CLOSES, decision_by=date(2027, 2, 20))
    published = deadlines.local_day(NOON) + 9 * DAY
    at = NOON + 9 * DAY

    with pytest.raises(Refusal):
        actions.republish(call, by=clara, at=at)
    recorded_everywhere(call, on=published, at=at)
    actions.republish(call, by=clara, at=at)

    call.refresh_from_db()
    # 24 January and 21 days: Sunday, 14 February; then Monday.
    assert call.closes_at == deadlines.local(date(2027, 2, 15), time(15, 30))
    assert (call.waits_for_publication, call.last_publication_on) == (False, published)
    assert [one.kind for one in call.versions.order_by("number")] == ["announced", "amended", "extended"]
    assert ListedCall.objects.get().closes_at == call.closes_at
    assert call.accepts_at(call.closes_at) and not call.accepts_at(call.closes_at + timedelta(seconds=1))


@pytest.mark.django_db
def test_publications_of_the_old_text_do_not_count_for_the_new_one(clara):
    call = a_changed_call(an_open_call(), at=NOON, subject="Piłka.", closes_at=LATER, decision_by=CHOSEN)

    with pytest.raises(Refusal) as refused:
        actions.republish(call, by=clara, at=NOON)
    with pytest.raises(Refusal) as too_early:
        day = deadlines.local_day(NOON) - DAY
        actions.record_publication(call, place=Place.BIP, published_on=day, evidence="", by=clara, at=NOON)

    assert [one.field for one in refused.value.every()] == ["bip_on", "board_on", "website_on"]
    assert too_early.value.field == "bip_on"
    assert call.publications.filter(round=1).count() == 3


@pytest.mark.django_db
def test_an_announcement_that_was_not_changed_is_not_published_again(clara):
    call = an_open_call()

    with pytest.raises(WrongState):
        actions.record_publication(
            call, place=Place.BIP, published_on=date(2027, 1, 15), evidence="", by=clara, at=NOON
        )
    with pytest.raises(Refusal):
        actions.republish(call, by=clara, at=NOON)


@pytest.mark.django_db
def test_nobody_loses_an_offer_by_a_change_and_everybody_is_told(nadia, norbert, clara):
    call = an_open_call(
        attachments=[{"name": "Statut", "required": True}, {"name": "Zgody", "required": False}],
        lots=[{"title": "Zajęcia", "task": a_task(), "pool": Decimal(50000)}],
    )
    lot = call.lots.get()
    filed, draft = a_filed_application(lot, nadia), an_empty_draft(lot, norbert)
    Notice.objects.all().delete()

    a_changed_call(
        call,
        at=NOON,
        closes_at=LATER,
        decision_by=CHOSEN,
        lots=[
            {"title": "Zajęcia", "task": a_task(), "pool": Decimal(70000)},
            {"title": "Turnieje", "task": a_task(), "pool": Decimal(9000)},
        ],
        attachments=[{"name": "Statut", "required": True}, {"name": "Pełnomocnictwo", "required": False}],
    )

    lot.refresh_from_db()
    assert (lot.pool, [one.title for one in call.lots.order_by("number")]) == (Decimal(70000), ["Zajęcia", "Turnieje"])
    assert Application.objects.filter(lot=lot).count() == 2
    assert filed.files.get().wanted.name == "Statut"
    told = {letter.to_email for letter in Notice.objects.filter(template="call-changed")}
    assert told == {nadia.email, norbert.email, *(builders.organisation_of(one).email for one in (nadia, norbert))}
    letter = Notice.objects.filter(template="call-changed", to_email=nadia.email).get()
    assert "70\N{NO-BREAK SPACE}000,00" in letter.text and filed.number in letter.text
    offers.withdraw(filed, by=nadia, at=NOON + DAY)
    assert a_filed_application(lot, nadia, at=NOON + DAY).state == "filed"
    assert draft.state == "draft"


@pytest.mark.django_db
def test_a_published_task_cannot_be_taken_out(clara):
    call = an_open_call(lots=[{"title": f"Zadanie {n}", "task": a_task(), "pool": Decimal(100)} for n in (1, 2)])

    with pytest.raises(Refusal) as refused:
        a_prepared_change(
            call,
            at=NOON,
            lots=[{"title": "Zadanie 2", "task": a_task(), "pool": Decimal(100)}],
            kept=[2],
            closes_at=LATER,
            decision_by=CHOSEN,
        )

    assert refused.value.field == "lots" and "Zadanie 1" in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({}, None),
        ({"subject": ""}, "subject"),
        ({"opens_at": NOON + DAY}, "opens_at"),
        ({"criteria": []}, "criteria"),
        ({"contact": "x", "reason": "  "}, "reason"),
        ({"lots": [{"title": "Zajęcia", "pool": Decimal("2000000.01")}]}, "lots-0-pool"),
    ],
)
def test_a_change_must_be_as_lawful_as_an_announcement(over, field):
    call = an_open_call()
    for lot in over.get("lots", []):
        lot["task"] = a_task()

    with pytest.raises(Refusal) as refused:
        a_prepared_change(
            call,
            at=NOON,
            **{"closes_at": LATER if over else CLOSES, **({"decision_by": CHOSEN} if over else {}), **over},
        )

    assert field in [one.field for one in refused.value.every()]
    assert not Call.objects.get(pk=call.pk).amendment


@pytest.mark.django_db
def test_a_change_prepared_before_another_one_is_not_made(clara, ewa):
    call = an_open_call()
    a_prepared_change(call, at=NOON, subject="Piłka.", closes_at=LATER + DAY, decision_by=CHOSEN)
    actions.extend(call, closes_at=LATER, decision_by=CHOSEN, reason="Awaria.", by=clara, at=NOON)

    with pytest.raises(Stale):
        actions.amend(call, act_number="1", by=ewa, at=NOON)


@pytest.mark.django_db
def test_a_dropped_change_leaves_no_trace_in_the_announcement(clara):
    call = an_open_call()
    a_prepared_change(call, at=NOON, contact="pokój 7")

    actions.drop_change(call, by=clara, at=NOON)

    assert (call.amendment, call.version) == ({}, 1)
    with pytest.raises(Refusal):
        actions.correct(call, by=clara, at=NOON)


@pytest.mark.django_db
def test_the_deadline_is_extended_only_away(clara, nadia):
    call = an_open_call()
    an_empty_draft(call.lots.get(), nadia)

    for moment in (CLOSES, CLOSES - DAY):
        with pytest.raises(Refusal) as refused:
            actions.extend(call, closes_at=moment, decision_by=None, reason="Awaria.", by=clara, at=NOON)
        assert refused.value.field == "closes_at"
    with pytest.raises(Refusal) as too_late:
        actions.extend(call, closes_at=LATER, decision_by=None, reason="Awaria.", by=clara, at=NOON)
    actions.extend(call, closes_at=LATER, decision_by=CHOSEN, reason="Awaria.", by=clara, at=CLOSES)

    call.refresh_from_db()
    assert too_late.value.field == "decision_by"
    assert (call.closes_at, call.version, call.waits_for_publication) == (LATER, 2, False)
    assert call.accepts_at(CLOSES + DAY)
    assert Notice.objects.filter(template="call-changed", to_email=nadia.email).count() == 1


@pytest.mark.django_db
def test_after_the_deadline_nothing_is_extended_nor_changed(clara, ewa):
    call = an_open_call()
    late = CLOSES + timedelta(seconds=1)
    a_prepared_change(call, at=NOON, contact="pokój 7")

    for act in (
        lambda: actions.extend(call, closes_at=LATER, decision_by=CHOSEN, reason="Awaria.", by=clara, at=late),
        lambda: actions.correct(call, by=clara, at=late),
        lambda: a_prepared_change(call, at=late, contact="pokój 8"),
    ):
        with pytest.raises(Refusal):
            act()


@pytest.mark.django_db
def test_a_draft_has_no_change_to_prepare(clara):
    with pytest.raises(WrongState):
        a_prepared_change(a_draft_call(), at=NOON, contact="pokój 7")
    assert connection.tenant.schema_name == "lipowo"
