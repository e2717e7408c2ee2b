"""The programme's money, to the grosz, after each step of a grant's life."""

import pytest

from grants.agreements import actions as agreements
from grants.applications import actions as applications
from grants.calls import actions as calls
from grants.monitoring import actions as monitoring
from grants.monitoring.models import GrantReturn
from programmes.drafting.models import Programme
from programmes.reporting import figures
from programmes.reporting.balance import FIGURES, total
from programmes.reporting.reading import lines_of
from tests import builders
from tests.builders_agreements import LIPA, PAID, PAID_ON, SIGNED, SIGNED_ON, a_ready_agreement, tranches_of
from tests.builders_awards import a_published_result
from tests.builders_calls import a_programme, an_approved_call
from tests.builders_monitoring import CHECKED, REPORTED, RETURNED, a_draft_report
from tests.builders_scoring import after, offers_of

pytestmark = pytest.mark.django_db
PLANNED = "4000000.00"


def balance():
    """The whole programme's figures; each line's sums hold."""
    found = lines_of(Programme.objects.get(year=2027))
    for line in [*found, total(found, "Razem")]:
        assert line.planned == line.in_calls + line.awarded + line.free
        assert line.awarded == line.agreed + line.to_agree
        assert line.agreed == line.paid + line.to_pay
        assert line.paid == line.settled + line.returned + line.in_progress
    whole = total(found, "Razem")
    return {name: str(getattr(whole, name)) for name in FIGURES if getattr(whole, name)}


def test_every_question_has_an_answer():
    assert {name for name in FIGURES if name != "planned"} == set(figures.QUESTIONS)
    a_programme()

    assert balance() == {"planned": PLANNED}


def test_a_grants_life_on_one_page(clara, ewa, filip, nadia):
    a_programme()
    call = an_approved_call(pool="100000.00")
    assert balance() == {"planned": PLANNED, "in_calls": "100000.00"}

    calls.cancel(call, reason="Zmiana budżetu gminy.", by=ewa, at=call.made_at)
    assert balance() == {"planned": PLANNED}

    # one offer asks for 5000,00 and gets it, another asks for 3333,33
    call = a_published_result(
        offers=[{"organisation": LIPA}, {"grant": "3333.33", "total": "4000.00"}],
        pool="100000.00",
        title="Drugi konkurs",
    )
    assert balance() == {"planned": PLANNED, "awarded": "8333.33"}

    first, second = offers_of(call)
    agreement = a_ready_agreement(first, tranches=["3000.01", "1999.99"])
    given_up = a_ready_agreement(second)
    assert balance() == {"planned": PLANNED, "awarded": "8333.33"}

    agreements.sign(agreement, signed_on=SIGNED_ON, by=clara, at=SIGNED)
    assert balance() == {"planned": PLANNED, "awarded": "8333.33", "agreed": "5000.00"}

    agreements.abandon(given_up, by=clara, at=SIGNED)
    assert balance() == {"planned": PLANNED, "awarded": "5000.00", "agreed": "5000.00"}

    for tranche, paid in zip(tranches_of(agreement), ("3000.01", "5000.00"), strict=True):
        agreements.pay(tranche, paid_on=PAID_ON, by=filip, at=PAID)
        assert balance() == {"planned": PLANNED, "awarded": "5000.00", "agreed": "5000.00", "paid": paid}

    nadia = builders.fresh(nadia)
    report = a_draft_report(agreement, lines={"k1": "5449.99", "k2": "300.00"}, grant="4749.99")
    monitoring.file(report, by=nadia, at=REPORTED)
    monitoring.accept(report, checksum=report.checksum, by=clara, at=CHECKED)
    in_progress = {"planned": PLANNED, "awarded": "5000.00", "agreed": "5000.00", "paid": "5000.00"}
    assert balance() == in_progress

    monitoring.receive(GrantReturn.objects.get(), received_on=RETURNED.date(), by=filip, at=RETURNED)
    assert balance() == {**in_progress, "settled": "4749.99", "returned": "250.01"}


def test_bank_interest_given_back_is_no_money_of_the_grant(clara, filip, nadia):
    call = a_published_result(offers=[{"organisation": LIPA}])
    agreement = a_ready_agreement(offers_of(call)[0])
    agreements.sign(agreement, signed_on=SIGNED_ON, by=clara, at=SIGNED)
    agreements.pay(tranches_of(agreement)[0], paid_on=PAID_ON, by=filip, at=PAID)
    report = a_draft_report(agreement, interest="1.23")
    monitoring.file(report, by=builders.fresh(nadia), at=REPORTED)
    monitoring.accept(report, checksum=report.checksum, by=clara, at=CHECKED)
    monitoring.receive(GrantReturn.objects.get(), received_on=RETURNED.date(), by=filip, at=RETURNED)

    found = balance()

    assert (found["paid"], found["settled"], found.get("returned")) == ("5000.00", "5000.00", None)


def test_an_applicant_who_resigns_frees_the_money(nadia):
    call = a_published_result(offers=[{"organisation": LIPA}])
    assert balance()["awarded"] == "5000.00"

    applications.resign(offers_of(call)[0], reason="", by=builders.fresh(nadia), at=after(call))

    assert balance() == {"planned": PLANNED}


def test_the_neighbours_money_is_not_ours():
    with builders.in_town("olszany"):
        a_published_result(offers=[{"organisation": LIPA}])
        assert balance()["awarded"] == "5000.00"
    a_programme()

    assert balance() == {"planned": PLANNED}
