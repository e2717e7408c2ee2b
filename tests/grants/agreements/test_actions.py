import pytest
from tests.builders_agreements import *
from tests.builders_monitoring import *
pytestmark = pytest.mark.django_db

def test_a(db):
    assert a_settled_agreement().state == "settled"

def test_b(db):
    a = an_updated_offer()
    g = a_paid_agreement(a)
    print(g.grant, g.total_cost)
