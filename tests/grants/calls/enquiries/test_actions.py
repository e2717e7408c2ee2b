from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from grants.calls.enquiries import actions, rules
from grants.calls.enquiries.models import Enquiry
from grants.calls.models import Call
from tenants.gates.access import NOBODY
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders import NOON
from tests.builders_calls import a_closed_call, a_draft_call, an_approved_call, an_open_call
from tests.builders_enquiries import ANSWER, PUBLISHED, TEXT, an_answered_enquiry, an_enquiry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def letters(to):
    return list(Notice.objects.filter(to_email=to.email).order_by("pk").values_list("template", flat=True))


def test_a_question_reaches_the_coordinators_and_its_answer_the_asker(clara, ewa, rysia):
    enquiry = an_enquiry(an_open_call(), rysia)
    assert letters(clara)[-1:] == ["enquiry-asked"]
    assert "enquiry-asked" not in letters(ewa)

    actions.answer(enquiry, published=PUBLISHED, answer=ANSWER, by=clara, at=NOON)

    assert letters(rysia) == ["enquiry-answered"]
    letter = Notice.objects.get(to_email=rysia.email)
    assert ANSWER in letter.text and PUBLISHED in letter.text
    assert (enquiry.state, enquiry.closed_by, enquiry.closed_at) == ("answered", "Clara Clerk", NOON)


def test_the_office_takes_personal_data_out_and_keeps_the_original(clara, rysia):
    enquiry = an_answered_enquiry(an_open_call(), rysia)

    stored = Enquiry.objects.get()
    assert (stored.published, stored.text) == (PUBLISHED, TEXT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry.pk).update(text="inaczej")
    assert all("Nadia, tel" not in str(entry.noted) for entry in AuditEntry.objects.about(enquiry))


def test_what_is_published_may_be_put_in_better_words(clara, rysia):
    enquiry = an_answered_enquiry(an_open_call(), rysia)

    actions.amend(enquiry, published="Czy wolno?", answer="Wolno.", by=clara, at=NOON)

    assert list(Enquiry.objects.values_list("published", "answer", "text")) == [("Czy wolno?", "Wolno.", TEXT)]
    assert [entry.verb for entry in AuditEntry.objects.about(enquiry)] == ["create", "answer", "amend"]


def test_a_question_may_be_declined_with_a_reason(clara, rysia):
    enquiry = an_enquiry(an_open_call(), rysia)
    with pytest.raises(Refusal):
        actions.decline(enquiry, reason=" \u200b", by=clara, at=NOON)

    actions.decline(enquiry, reason="Pytanie dotyczy innego konkursu.", by=clara, at=NOON)

    assert letters(rysia) == ["enquiry-declined"]
    with pytest.raises(WrongState):
        actions.answer(enquiry, published="a", answer="b", by=clara, at=NOON)


def test_two_clerks_answer_at_once_and_one_answer_is_sent(clara, rysia):
    enquiry = an_enquiry(an_open_call(), rysia)
    stale = Enquiry.objects.get(pk=enquiry.pk)
    actions.answer(enquiry, published="a", answer="b", by=clara, at=NOON)

    with pytest.raises(WrongState):
        actions.answer(stale, published="c", answer="d", by=clara, at=NOON)

    assert letters(rysia) == ["enquiry-answered"]


def test_the_same_words_twice_are_one_question(clara, rysia):
    call = an_open_call()

    first, second = an_enquiry(call, rysia), an_enquiry(call, rysia)

    assert first.pk == second.pk
    assert letters(clara).count("enquiry-asked") == 1


def test_one_account_asks_only_so_often(rysia, nadia):
    first, second = an_open_call(), an_open_call(title="Inny konkurs")
    for call in (first, second):
        for number in range(5):
            an_enquiry(call, rysia, text=f"Pytanie {number}?")

    for call in (first, second):
        with pytest.raises(rules.TooOften):
            an_enquiry(call, rysia, text="Jeszcze jedno?")
    an_enquiry(first, nadia)
    with pytest.raises(rules.TooOften):
        an_enquiry(first, rysia, text="Nazajutrz, ale tamte czekają?", at=NOON + DAY)
    Enquiry.objects.filter(call=first).update(state="declined", closed_at=NOON, reason="–")
    an_enquiry(first, rysia, text="Nazajutrz?", at=NOON + DAY)


@pytest.mark.parametrize("made", [a_draft_call, an_approved_call, a_closed_call])
def test_only_a_running_call_takes_questions(made, rysia):
    call = made()

    with pytest.raises(Refusal):
        actions.ask(call, text=TEXT, by=rysia, at=call.closes_at + timedelta(minutes=1))
    assert not Enquiry.objects.exists()


def test_nobody_unknown_asks_and_only_clerks_answer(clara, ewa, anna, nadia, olga, rysia):
    call = an_open_call()
    with pytest.raises(PermissionDenied):
        actions.ask(call, text=TEXT, by=NOBODY, at=NOON)
    enquiry = an_enquiry(call, rysia)

    for person in (ewa, anna, nadia, olga, rysia):
        with pytest.raises(PermissionDenied):
            actions.answer(enquiry, published="a", answer="b", by=person, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.decline(enquiry, reason="nie", by=person, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.set_last_day(call, None, by=person, at=NOON)


def test_everyone_sees_what_is_published_and_nobody_else_what_waits(clara, nadia, rysia):
    call = an_open_call()
    waiting, answered = an_enquiry(call, rysia, text="Czeka?"), an_answered_enquiry(call, rysia)

    def seen(by):
        return set(Enquiry.objects.visible_to(by))

    assert seen(NOBODY) == seen(nadia) == {answered}
    assert seen(rysia) == seen(clara) == {waiting, answered}
    with builders.in_town("olszany"):
        assert seen(rysia) == set()


def test_the_call_sets_the_last_day(clara, rysia):
    call = an_open_call()
    actions.set_last_day(call, date(2027, 1, 20), by=clara, at=NOON)

    with pytest.raises(Refusal):
        actions.ask(Call.objects.get(), text=TEXT, by=rysia, at=NOON + 6 * DAY)
    actions.set_last_day(call, None, by=clara, at=NOON)
    actions.ask(Call.objects.get(), text=TEXT, by=rysia, at=NOON + 6 * DAY)
    closed = a_closed_call(title="Zamknięty")
    with pytest.raises(WrongState):
        actions.set_last_day(closed, None, by=clara, at=NOON)
