"""Beginning, writing, filing and everything that happens to an offer afterwards."""

from datetime import timedelta

import pytest

from grants.applications import actions, drawing
from grants.applications.models import Application, ApplicationVersion
from tests.builders import NOON
from tests.builders_applications import a_draft_application, a_filed_application
from tests.builders_calls import an_open_call

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def lot(db):
    return an_open_call().lots.get()


def test_filing_gives_a_number_and_a_checksum_and_keeps_the_version(lot, nadia):
    draft = a_draft_application(lot, nadia)

    actions.file(draft, by=nadia, at=lot.call.closes_at)

    kept = Application.objects.get()
    assert (kept.state, kept.number, kept.filed_at) == ("filed", f"{lot.call.ref}/001", lot.call.closes_at)
    version = ApplicationVersion.objects.get()
    assert (version.checksum, version.content) == (kept.checksum, kept.content)
    drawing.document_of(version, at=NOON)
