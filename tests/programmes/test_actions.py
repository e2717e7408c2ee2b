from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from programmes.adoption import actions as adoption
from programmes.drafting import actions as drafting
from programmes.drafting.models import Programme
from programmes.drafting.rules import Incomplete
from tenants.gates.refusals import WrongState
from tenants.office.audit.models import AuditEntry
from tests.builders import NOON
from tests.builders_programmes import HEADINGS, a_draft_programme, an_adopted_programme

pytestmark = pytest.mark.django_db


def test_a_new_programme_starts_with_last_years_texts_and_tasks(clara):
    an_adopted_programme(year=2026)

    programme = drafting.create(year=2027, title="Program 2027", by=clara, at=NOON)

    assert programme.headings == HEADINGS
    assert list(programme.tasks.values_list("title", "planned")) == [
        ("Upowszechnianie sportu wśród dzieci", Decimal("100000.00")),
        ("Kultura i dziedzictwo", Decimal("60000.00")),
    ]


def test_a_year_has_one_programme(clara):
    a_draft_programme()

    with pytest.raises(drafting.YearTaken):
        drafting.create(year=2027, title="drugi", by=clara, at=NOON)


def test_an_auditor_writes_no_programme(anna):
    with pytest.raises(PermissionDenied):
        drafting.create(year=2027, title="x", by=anna, at=NOON)

    assert not Programme.objects.exists()


def test_an_incomplete_programme_is_not_adopted(clara):
    programme = drafting.create(year=2027, title="x", by=clara, at=NOON)

    with pytest.raises(Incomplete):
        adoption.adopt(programme, resolution_number="1", adopted_on=date(2026, 11, 1), by=clara, at=NOON)

    assert Programme.objects.get().state == "draft"


def test_a_resolution_of_tomorrow_is_refused(clara):
    programme = a_draft_programme()

    with pytest.raises(adoption.FutureResolution):
        adoption.adopt(programme, resolution_number="1", adopted_on=date(2027, 1, 16), by=clara, at=NOON)


def test_an_adopted_programme_can_no_longer_be_edited(clara):
    programme = an_adopted_programme()
    stale = Programme.objects.get(pk=programme.pk)

    with pytest.raises(WrongState):
        drafting.edit(stale, title="x", budget=Decimal(1), headings={}, tasks=[], by=clara, at=NOON)

    assert Programme.objects.get().title == "Program współpracy na 2027 rok"


def test_each_step_is_in_the_record(clara):
    programme = an_adopted_programme()

    entries = AuditEntry.objects.about(programme)

    assert [(entry.verb, entry.by_name) for entry in entries] == [
        ("create", "Clara Clerk"),
        ("edit", "Clara Clerk"),
        ("adopt", "Clara Clerk"),
    ]
