"""The report of a task that ends on 30 November 2027 is due on 30 December 2027."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from grants.monitoring import actions, clock
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders_agreements import a_paid_agreement, a_ready_agreement, the_representative
from tests.builders_monitoring import CHECKED, a_filed_report

pytestmark = pytest.mark.django_db


def december(day, hour=8):
    return datetime(2027, 12, day, hour, tzinfo=builders.WARSAW)


def sent():
    return sorted(set(Notice.objects.filter(template__startswith="report-").values_list("template", "queued_at")))


def test_the_grantee_is_reminded_a_week_before_and_the_day_after_once_each():
    a_paid_agreement()

    for day in range(20, 32):
        for hour in (8, 9):
            clock.remind_due(december(day, hour))

    assert sent() == [("report-due-soon", december(23)), ("report-overdue", december(31))]


def test_a_worker_that_slept_through_the_week_still_reminds():
    a_paid_agreement()

    clock.remind_due(december(28))
    clock.remind_due(datetime(2028, 1, 9, 8, tzinfo=builders.WARSAW))

    assert [name for name, _at in sent()] == ["report-due-soon", "report-overdue"]


def test_who_has_filed_is_not_reminded(clara):
    report = a_filed_report()
    clock.remind_due(december(23))
    actions.send_back(report, remarks="Uzupełnij", by=clara, at=CHECKED)

    clock.remind_due(december(31))

    assert not Notice.objects.filter(template__in=["report-due-soon", "report-overdue"]).exists()


def test_an_agreement_nobody_signed_asks_for_no_report():
    a_ready_agreement()

    clock.remind_due(december(31))

    assert sent() == []


def test_people_do_not_send_the_clocks_letters(clara):
    agreement = a_paid_agreement()

    with pytest.raises(PermissionDenied):
        actions.remind(agreement, clock.SOON, by=clara, at=december(23))


def test_the_reminder_is_in_the_grantees_language_and_leads_to_the_report():
    nadia = the_representative()
    builders.user(nadia).__class__.objects.filter(pk=nadia.user_id).update(language="en")
    a_paid_agreement()

    clock.remind_due(december(23))

    letter = Notice.objects.get(template="report-due-soon", to_email=nadia.email)
    assert letter.subject == "Final report by 30 December 2027: agreement 1/2027"
    assert "http://lipowo.localhost/agreements/2027-0001/reports/final/" in letter.text
