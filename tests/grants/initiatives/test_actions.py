from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from grants.calls import actions as calls
from grants.calls.models import Call
from grants.initiatives import actions, clock
from grants.initiatives.models import Initiative
from grants.initiatives.rules import Incomplete
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders import NOON, organisation_of
from tests.builders_initiatives import (
    ANSWERED,
    WEIGHING,
    a_draft_proposal,
    a_filed_proposal,
    a_purposeful_proposal,
    a_weighed_proposal,
    values,
)
from tests.builders_programmes import an_adopted_programme

pytestmark = pytest.mark.django_db


def sent(template):
    return sorted(Notice.objects.filter(template=template).values_list("to_email", flat=True))


def test_a_double_click_begins_one_draft(nadia):
    first = actions.begin(organisation=organisation_of(nadia), by=nadia, at=NOON)

    assert actions.begin(organisation=organisation_of(nadia), by=nadia, at=NOON) == first


def test_an_old_page_overwrites_nothing(nadia):
    draft = a_draft_proposal(nadia)
    actions.save(draft, values(), revision=0, by=nadia, at=NOON)
    assert draft.revision == 1

    with pytest.raises(Stale):
        actions.save(draft, values(title="Inny"), revision=0, by=nadia, at=NOON)
    assert Initiative.objects.get().title == "Klub seniora w remizie"


def test_filing_gives_number_checksum_and_the_day_of_the_answer(nadia, clara):
    one = a_filed_proposal(nadia)

    assert (one.state, one.number, one.answer_due_on, one.total) == (
        "filed",
        "2027/WI/001",
        date(2027, 2, 15),
        Decimal("7234.50"),
    )
    assert sent("initiative-filed") == sorted([nadia.email, organisation_of(nadia).email])
    assert sent("initiative-came") == [clara.email]
    first = one.checksum
    actions.file(one, by=nadia, at=NOON + timedelta(seconds=1))
    assert (one.checksum, Initiative.objects.get().filed_at) == (first, NOON)


def test_what_is_missing_is_named(nadia):
    with pytest.raises(Incomplete) as refused:
        a_filed_proposal(nadia, description="", costs=[])

    assert [one.field for one in refused.value.every()] == ["description", "costs"]


def test_only_the_organisation_writes_and_only_the_executive_answers(nadia, norbert, clara, ewa):
    draft = a_draft_proposal(nadia)
    with pytest.raises(PermissionDenied):
        actions.save(draft, values(), revision=1, by=norbert, at=NOON)
    actions.file(draft, by=nadia, at=NOON)
    actions.weigh(draft, weighing=WEIGHING, revision=draft.revision, by=clara, at=ANSWERED)
    for person in (clara, nadia):
        with pytest.raises(PermissionDenied):
            actions.decline(draft, reason="Nie.", by=person, at=ANSWERED)
    tied = builders.a_representative("Ewa Executive", "Stowarzyszenie „Lipa”")
    with pytest.raises(PermissionDenied):
        actions.decline(draft, reason="Nie.", by=builders.fresh(tied), at=ANSWERED)


def test_no_answer_before_it_was_weighed(nadia, ewa):
    one = a_filed_proposal(nadia)

    with pytest.raises(Incomplete):
        actions.decline(one, reason="Nie.", by=ewa, at=ANSWERED)
    assert Initiative.objects.get().state == "filed"


def test_a_purposeful_task_gets_its_form_and_the_day_of_its_call(nadia, clara, ewa):
    one = a_purposeful_proposal(nadia)

    assert (one.state, one.commissioning, one.call_on, one.answered_by) == (
        "purposeful",
        "support",
        date(2027, 3, 1),
        "Ewa Executive",
    )
    assert sent("initiative-purposeful") == sorted([nadia.email, organisation_of(nadia).email])
    assert sent("initiative-call-to-make") == [clara.email]


def test_a_refusal_says_why(nadia, ewa):
    one = a_weighed_proposal(nadia)
    with pytest.raises(Refusal):
        actions.decline(one, reason="  ", by=ewa, at=ANSWERED)

    actions.decline(one, reason="Zadanie prowadzi dom kultury.", by=ewa, at=ANSWERED)
    assert (one.state, one.reason) == ("declined", "Zadanie prowadzi dom kultury.")
    assert len(sent("initiative-declined")) == 2


def test_the_call_is_begun_from_the_proposal(nadia, clara):
    programme = an_adopted_programme()
    task = programme.tasks.get(sphere="16")
    one = a_purposeful_proposal(nadia)

    call = actions.start_call(one, task, by=clara, at=ANSWERED)
    assert (one.state, one.call) == ("called", call)
    assert (call.state, call.title, call.subject) == ("draft", "Klub seniora w remizie", one.description)
    assert [lot.task for lot in call.lots.all()] == [task]
    with pytest.raises(WrongState):
        actions.start_call(one, task, by=clara, at=ANSWERED)
    assert Call.objects.count() == 1


def test_a_call_whose_draft_was_thrown_away_is_begun_again(nadia, clara):
    task = an_adopted_programme().tasks.get(sphere="16")
    one = a_purposeful_proposal(nadia)
    calls.delete(actions.start_call(one, task, by=clara, at=ANSWERED), by=clara, at=ANSWERED)

    again = actions.start_call(Initiative.objects.get(), task, by=clara, at=ANSWERED)

    assert Initiative.objects.get().call == again


def test_a_stale_copy_is_not_answered_twice(nadia, ewa):
    one = a_weighed_proposal(nadia)
    stale = Initiative.objects.get()
    actions.decline(one, reason="Nie w tym roku.", by=ewa, at=ANSWERED)

    with pytest.raises(WrongState):
        actions.find_purposeful(stale, commissioning="support", call_on=date(2027, 3, 1), by=ewa, at=ANSWERED)


def test_the_clock_reminds_of_the_answer_once_before_and_once_after(nadia, clara, ewa):
    a_filed_proposal(nadia)
    clock.remind_due(NOON)
    assert sent("initiative-due") == []
    for _hour in range(2):
        clock.remind_due(NOON + timedelta(days=24))
    assert sent("initiative-due") == sorted([clara.email, ewa.email])
    assert sent("initiative-late") == []
    for _hour in range(2):
        clock.remind_due(NOON + timedelta(days=32))
    assert sent("initiative-late") == sorted([clara.email, ewa.email])


def test_an_answered_proposal_is_no_longer_reminded_of(nadia, ewa):
    a_purposeful_proposal(nadia)
    clock.remind_due(NOON + timedelta(days=60))

    assert sent("initiative-late") == []


def test_withdrawn_before_the_answer(nadia, clara, ewa):
    one = a_filed_proposal(nadia)
    actions.withdraw(one, by=nadia, at=ANSWERED)

    assert sent("initiative-withdrawn") == [clara.email]
    with pytest.raises(WrongState):
        actions.weigh(one, weighing=WEIGHING, revision=one.revision, by=clara, at=ANSWERED)


def test_the_database_keeps_the_steps(nadia):
    a_filed_proposal(nadia)

    with pytest.raises(DatabaseError), transaction.atomic():
        Initiative.objects.update(state="called")
