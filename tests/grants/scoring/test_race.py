"""Two windows of one person at once, each with a connection of its own."""

import threading

import pytest
from django.db import connection, connections

from grants.scoring import actions
from grants.scoring.meetings import actions as meetings
from grants.scoring.meetings.models import OwnRemark
from grants.scoring.models import ScoreSheet
from tenants.gates.refusals import Stale
from tests import builders
from tests.builders_scoring import a_call_in_assessment, after, marks_of, offers_of, seat_of


def at_once(do):
    """Who did it twice at the same time hears this."""
    start, said = threading.Barrier(2), []

    def window():
        try:
            connection.set_tenant(builders.town("lipowo"))
            start.wait(timeout=20)
            try:
                do()
                said.append("done")
            except Stale:
                said.append("stale")
        finally:
            connections.close_all()

    windows = [threading.Thread(target=window) for _ in range(2)]
    for one in windows:
        one.start()
    for one in windows:
        one.join(timeout=60)
    return sorted(said)


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_save_at_once_make_one_sheet_and_one_remark():
    marek = builders.a_person("Marek Member", "committee")
    call = a_call_in_assessment(marek, offers=[{}])
    offer, marks, at = offers_of(call)[0], marks_of(call, "50"), after(call)

    sheets = at_once(lambda: actions.save_sheet(seat_of(call, marek), offer, marks=marks, revision=0, by=marek, at=at))
    remarks = at_once(lambda: meetings.remark(seat_of(call, marek), text="Uwaga.", by=marek, at=at))

    assert sheets == ["done", "stale"]
    assert remarks == ["done", "done"]
    assert (ScoreSheet.objects.count(), OwnRemark.objects.count()) == (1, 1)
