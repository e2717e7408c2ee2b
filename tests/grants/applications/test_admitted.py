"""A call may be for some kinds of bodies only: the others hear it before they begin."""

from decimal import Decimal

import pytest
from django.utils import timezone

from grants.applications import actions, rules
from grants.applications.budget import CallLimits, check, parse
from grants.applications.models import Application
from grants.calls.models import Call
from tenants.registry.organisations.models import Organisation
from tests.builders import NOON, organisation_of
from tests.builders_applications import a_budget, a_draft_application
from tests.builders_calls import DAY, an_open_call

pytestmark = pytest.mark.django_db
CIRCLES = ["kolo_gospodyn_wiejskich"]


@pytest.fixture
def circles_only():
    now = timezone.now().replace(microsecond=0)
    return an_open_call(
        opens_at=now - DAY, closes_at=now + 5 * DAY, decision_by=(now + 30 * DAY).date(), legal_forms=CIRCLES
    )


def test_a_body_of_a_kind_not_admitted_begins_nothing(nadia):
    lot = an_open_call(legal_forms=CIRCLES).lots.get()

    with pytest.raises(rules.NotAdmitted) as refused:
        actions.begin(lot, organisation=organisation_of(nadia), by=nadia, at=NOON)

    assert refused.value.field == "organisation"
    assert not Application.objects.exists()


def test_a_farm_womens_circle_begins_where_it_is_admitted(nadia):
    Organisation.objects.update(legal_form="kolo_gospodyn_wiejskich")
    lot = an_open_call(legal_forms=CIRCLES).lots.get()

    assert actions.begin(lot, organisation=organisation_of(nadia), by=nadia, at=NOON).state == "draft"


def test_a_draft_of_a_kind_no_longer_admitted_is_not_filed_and_not_lost(nadia):
    draft = a_draft_application(an_open_call().lots.get(), nadia)
    Call.objects.update(legal_forms=CIRCLES)

    with pytest.raises(rules.NotAdmitted):
        actions.file(draft, by=nadia, at=NOON)

    draft.refresh_from_db()
    assert (draft.state, bool(draft.content["task"])) == ("draft", True)


def test_the_page_tells_before_anything_is_begun(browser_of, nadia, circles_only):
    lot = circles_only.lots.get()

    shown = browser_of(nadia).get(f"/applications/new/?lot={lot.pk}").content.decode()

    assert "koło gospodyń wiejskich" in shown or "farm women" in shown
    assert 'name="organisation"' not in shown


@pytest.mark.parametrize(
    ("grant", "share", "problems"),
    [("5000.00", "83.34", 0), ("5000.00", "83.33", 1), ("5000.00", "100", 0), ("5000.00", None, 0)],
)
def test_the_grants_share_in_costs_is_compared_exactly(grant, share, problems):
    budget = parse(a_budget(grant=grant, total="6000.00"))
    limits = CallLimits(grant_max_percent=None if share is None else Decimal(share))

    found = [one for one in check(budget, limits) if one.field == "sources.grant"]

    assert len(found) == problems
    assert all("4\N{NO-BREAK SPACE}999,80" in one.message for one in found)
