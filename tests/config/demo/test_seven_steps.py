"""In every town of the demo something waits for a visitor at each step from a call to a settled grant."""

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from config.demo.content import TOWNS
from grants.agreements.models import Agreement, Tranche
from grants.applications.models import Application
from grants.calls.models import Call
from grants.monitoring.models import GrantReturn, Report
from grants.scoring.models import Declaration, ScoreSheet
from tenants.office.deadlines import local_day
from tests import builders
from tests.config.demo.telling import NOW, told

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

SUBMITTED = ScoreSheet.objects.filter(state="submitted", member=OuterRef("member"), application=OuterRef("application"))
# Every tranche is paid, and the task is over: only the report is missing.
UNREPORTED = Q(state="signed", report=None, task_to__lt=local_day(NOW), unpaid=0)

STEPS = {
    "1 a call to finish": lambda: Call.objects.filter(state="draft"),
    "1 a call to publish": lambda: Call.objects.filter(state="approved"),
    "2 a call to file offers in": lambda: Call.objects.filter(state="open", closes_at__gt=NOW),
    "3 an offer to check": lambda: Application.objects.filter(call__state="closed", state="filed"),
    "4 a sheet to fill": lambda: Declaration.objects.filter(
        ~Exists(SUBMITTED), tied=False, application__state="passed", application__call__state="merit"
    ),
    "5 a proposal to decide on": lambda: Call.objects.filter(state="recommended"),
    "5 results to publish": lambda: Call.objects.filter(state="decided"),
    "6 an offer to update": lambda: Application.objects.filter(
        state="reduced", call__state="results", update_due_on__gte=local_day(NOW)
    ),
    "6 an agreement to sign": lambda: Agreement.objects.filter(state="ready"),
    "6 a tranche to pay": lambda: Tranche.objects.filter(agreement__state="signed", paid_on=None),
    "7 a report to file": lambda: Agreement.objects.annotate(
        unpaid=Count("tranches", filter=Q(tranches__paid_on=None))
    ).filter(UNREPORTED),
    "7 a report to check": lambda: Report.objects.filter(state="filed"),
    "7 money to come back": lambda: GrantReturn.objects.filter(state="due"),
}


@pytest.mark.parametrize("code", [town.code for town in TOWNS])
def test_something_waits_at_every_step(code):
    told(code)
    connection.set_tenant(builders.town("lipowo"))

    waiting = {step: rows().exists() for step, rows in STEPS.items()}

    assert waiting == dict.fromkeys(STEPS, True)
