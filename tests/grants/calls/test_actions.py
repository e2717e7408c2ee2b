from tests.builders import NOON
from tests.builders_calls import *
import pytest

pytestmark = pytest.mark.django_db


def test_x():
    call = a_closed_call()
    assert call.state == "closed"
    call2 = an_open_call(closes_at=NOON)
    assert call2.state == "open" and call2.accepts_at(NOON)
    assert call2.ref == "x"
