from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from grants.agreements.models import Agreement
from grants.monitoring import actions, rules
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.states import ReportState
from tenants.gates.access import EDITOR, READER
from tenants.gates.refusals import Stale, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.documents import storage
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders_agreements import LIPA, a_paid_agreement, a_ready_agreement, a_signed_agreement
from tests.builders_monitoring import (
    CHECKED,
    REPORTED,
    RETURNED,
    a_draft_report,
    a_filed_report,
    a_report_content,
    a_settled_agreement,
    an_accepted_report,
    an_owed_return,
)

pytestmark = pytest.mark.django_db
PARTLY = {"lines": {"k1": "5450.00", "k2": "300.00"}, "grant": "4750.00"}


@pytest.fixture
def edyta(db):
    """Writes for „Lipa” and does not represent it."""
    return builders.a_representative("Edyta Editor", LIPA, role=EDITOR)


def state_of(agreement):
    return Agreement.objects.get(pk=agreement.pk).state


def letters(name):
    return set(Notice.objects.filter(template=name).values_list("to_email", flat=True))


# --- written ---


def test_a_report_is_begun_once(nadia):
    agreement = a_paid_agreement()

    first = actions.begin(agreement, by=builders.fresh(nadia), at=REPORTED)
    again = actions.begin(agreement, by=builders.fresh(nadia), at=REPORTED)

    assert first == again
    assert Report.objects.count() == 1


def test_there_is_no_report_on_an_agreement_nobody_signed(nadia):
    agreement = a_ready_agreement()

    with pytest.raises(actions.NotYet):
        actions.begin(agreement, by=builders.fresh(nadia), at=REPORTED)


def test_an_editor_writes_and_a_representative_files(edyta, nadia):
    report = a_draft_report()
    actions.save(
        report, a_report_content(results="Inaczej."), revision=report.revision, by=builders.fresh(edyta), at=REPORTED
    )

    with pytest.raises(PermissionDenied):
        actions.file(report, by=builders.fresh(edyta), at=REPORTED)

    assert Report.objects.get().state == "draft"
    actions.file(report, by=builders.fresh(nadia), at=REPORTED)
    assert Report.objects.get().state == "filed"


@pytest.mark.parametrize("person", ["clara", "ewa", "filip", "anna", "marek", "norbert", "rysia"])
def test_nobody_else_writes_the_grantees_report(person, request):
    report = a_draft_report()
    other = builders.fresh(request.getfixturevalue(person))

    for attempt in (
        lambda: actions.save(report, a_report_content(), revision=report.revision, by=other, at=REPORTED),
        lambda: actions.file(report, by=other, at=REPORTED),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_a_reader_of_the_organisation_writes_nothing():
    report = a_draft_report()
    reader = builders.a_representative("Ryszard Reader", LIPA, role=READER)

    with pytest.raises(PermissionDenied):
        actions.save(report, a_report_content(results="x"), revision=report.revision, by=reader, at=REPORTED)


def test_the_second_of_two_tabs_does_not_overwrite_the_first(nadia):
    report = a_draft_report()
    opened = report.revision
    other_tab = Report.objects.select_related("agreement").get()
    nadia = builders.fresh(nadia)
    actions.save(report, a_report_content(results="Pierwsza karta."), revision=opened, by=nadia, at=REPORTED)

    with pytest.raises(Stale):
        actions.save(other_tab, a_report_content(results="Druga karta."), revision=opened, by=nadia, at=REPORTED)

    assert Report.objects.get().content["results"] == "Pierwsza karta."


def test_the_same_text_saved_twice_is_no_conflict(nadia):
    report = a_draft_report()
    opened = report.revision
    stale = Report.objects.select_related("agreement").get()
    nadia = builders.fresh(nadia)
    actions.save(report, a_report_content(results="To samo."), revision=opened, by=nadia, at=REPORTED)

    actions.save(stale, a_report_content(results="To samo."), revision=opened, by=nadia, at=REPORTED)

    assert Report.objects.get().revision == stale.revision == opened + 1


def test_an_incomplete_draft_is_kept_and_not_filed(nadia):
    report = a_draft_report(results="", own="900.00")

    with pytest.raises(rules.Incomplete) as refused:
        actions.file(report, by=builders.fresh(nadia), at=REPORTED)

    assert [one.field for one in refused.value.every()] == ["results", "grant"]
    assert Report.objects.get().state == "draft"
    assert Report.objects.get().content["sources"]["own_money"] == "900.00"


# --- filed ---


def test_a_filed_report_is_frozen_with_its_receipt(clara):
    report = a_filed_report()

    kept = Report.objects.select_related("document").get()

    assert (kept.state, kept.filed_at, kept.filed_by) == ("filed", REPORTED, "Nadia Ngo")
    assert (kept.grant_spent, kept.total_spent) == (Decimal("5000.00"), Decimal("6000.00"))
    assert len(kept.checksum) == 64
    assert storage.get(kept.document.key)[:5] == b"%PDF-"
    assert state_of(report.agreement) == "reported"
    assert {"nadia.ngo@example.org"} < letters("report-filed")
    assert letters("report-to-check") == {clara.email}


def test_a_double_click_files_once(nadia):
    report = a_draft_report()
    same = Report.objects.select_related("agreement").get()
    nadia = builders.fresh(nadia)

    actions.file(report, by=nadia, at=REPORTED)
    actions.file(same, by=nadia, at=REPORTED + timedelta(seconds=1))

    assert Report.objects.get().filed_at == REPORTED
    assert AuditEntry.objects.about(report).filter(verb="file").count() == 1
    assert Notice.objects.filter(template="report-to-check").count() == 1


def test_a_filed_report_can_no_longer_be_written(nadia):
    report = a_filed_report()

    with pytest.raises(WrongState):
        actions.save(
            report, a_report_content(results="później"), revision=report.revision, by=builders.fresh(nadia), at=REPORTED
        )


def test_more_of_the_grant_than_was_paid_cannot_be_reported(nadia):
    agreement = a_signed_agreement()
    report = a_draft_report(agreement)

    with pytest.raises(rules.Incomplete) as refused:
        actions.file(report, by=builders.fresh(nadia), at=REPORTED)

    assert [one.field for one in refused.value.every()] == ["grant"]


# --- checked ---


def test_a_report_comes_back_with_remarks_and_is_filed_again(clara, nadia):
    report = a_filed_report()

    actions.send_back(report, remarks="Brakuje liczby uczestników & list.", by=clara, at=CHECKED)

    assert Report.objects.get().state == ReportState.RETURNED
    assert state_of(report.agreement) == "signed"
    assert "Brakuje liczby uczestników & list." in Notice.objects.filter(template="report-returned").first().text
    again = Report.objects.select_related("agreement").get()
    nadia = builders.fresh(nadia)
    actions.save(again, a_report_content(results="41 osób."), revision=again.revision, by=nadia, at=CHECKED)
    actions.file(again, by=nadia, at=CHECKED)
    assert (Report.objects.get().state, state_of(report.agreement)) == ("filed", "reported")


def test_a_report_with_all_money_spent_settles_the_grant():
    report = an_accepted_report()

    assert Report.objects.get().state == "accepted"
    assert state_of(report.agreement) == "settled"
    assert not GrantReturn.objects.exists()
    assert letters("report-accepted") and not letters("report-accepted-return")


def test_unused_money_is_asked_back_and_settles_when_it_comes(filip):
    owed = an_owed_return()

    assert (owed.amount, owed.reason, owed.due_on) == (Decimal("250.00"), "unused", date(2027, 12, 29))
    assert state_of(owed.agreement) == "settling"
    letter = Notice.objects.filter(template="report-accepted-return").first()
    assert "250,00" in letter.text

    actions.receive(owed, received_on=RETURNED.date(), by=filip, at=RETURNED)

    assert GrantReturn.objects.get().state == "paid"
    assert state_of(owed.agreement) == "settled"
    assert letters("grant-settled")


def test_excess_and_unused_money_are_asked_for_apart_and_both_must_come(filip):
    given = {"lines": {"k1": "5420.00", "k2": "350.00"}, "grant": "4770.00"}
    report = an_accepted_report(**given)
    unused, excess = GrantReturn.objects.filter(agreement=report.agreement).order_by("pk")

    assert [(one.amount, one.reason) for one in (unused, excess)] == [
        (Decimal("230.00"), "unused"),
        (Decimal("20.00"), "excess"),
    ]
    actions.receive(unused, received_on=RETURNED.date(), by=filip, at=RETURNED)
    assert state_of(report.agreement) == "settling"
    actions.receive(excess, received_on=RETURNED.date(), by=filip, at=RETURNED)
    assert state_of(report.agreement) == "settled"
    assert (
        "250,00"
        in Notice.objects.filter(template="grant-settled").first().subject
        + Notice.objects.filter(template="grant-settled").first().text
    )


def test_two_clerks_accept_once(clara, adam):
    report = a_filed_report(**PARTLY)
    stale = Report.objects.select_related("agreement").get()
    actions.accept(report, checksum=report.checksum, by=clara, at=CHECKED)

    with pytest.raises(WrongState):
        actions.accept(stale, checksum=stale.checksum, by=adam, at=CHECKED)

    assert GrantReturn.objects.count() == 1


def test_a_report_filed_anew_since_it_was_read_is_not_accepted_unread(clara, nadia):
    report = a_filed_report()
    read, nadia = report.checksum, builders.fresh(nadia)
    actions.send_back(report, remarks="Popraw.", by=clara, at=CHECKED)
    again = Report.objects.select_related("agreement").get()
    actions.save(again, a_report_content(**PARTLY), revision=again.revision, by=nadia, at=CHECKED)
    actions.file(again, by=nadia, at=CHECKED)

    with pytest.raises(WrongState):
        actions.accept(report, checksum=read, by=clara, at=CHECKED)

    assert (Report.objects.get().state, state_of(report.agreement)) == ("filed", "reported")


def test_money_that_came_back_is_recorded_once(filip):
    owed = an_owed_return()
    stale = GrantReturn.objects.get()
    actions.receive(owed, received_on=RETURNED.date(), by=filip, at=RETURNED)

    with pytest.raises(WrongState):
        actions.receive(stale, received_on=RETURNED.date(), by=filip, at=RETURNED)


@pytest.mark.parametrize("person", ["ewa", "filip", "anna", "nadia"])
def test_only_clerks_accept_a_report_or_send_it_back(person, request):
    report = a_filed_report()
    other = builders.fresh(request.getfixturevalue(person))

    with pytest.raises(PermissionDenied):
        actions.accept(report, checksum=report.checksum, by=other, at=CHECKED)
    with pytest.raises(PermissionDenied):
        actions.send_back(report, remarks="x", by=other, at=CHECKED)


@pytest.mark.parametrize("person", ["clara", "ewa", "anna", "nadia"])
def test_only_finance_records_money_that_came_back(person, request):
    owed = an_owed_return()

    with pytest.raises(PermissionDenied):
        actions.receive(
            owed, received_on=RETURNED.date(), by=builders.fresh(request.getfixturevalue(person)), at=RETURNED
        )


def test_a_settled_grant_is_settled_for_good(clara):
    agreement = a_settled_agreement()
    report = Report.objects.select_related("agreement").get(agreement=agreement)

    with pytest.raises(WrongState):
        actions.send_back(report, remarks="x", by=clara, at=RETURNED)
