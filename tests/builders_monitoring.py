"""Reports and returns, brought to a state by the real actions."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from grants.agreements.models import Agreement
from grants.monitoring import actions, content
from grants.monitoring.models import GrantReturn, Report
from tests import builders
from tests.builders_agreements import a_paid_agreement, the_representative, the_treasurer
from tests.builders_calls import the_coordinator
from tests.remembered import remembered

# The tasks of the calls that tests make end on 30 November 2027.
REPORTED = datetime(2027, 12, 10, 11, 0, tzinfo=builders.WARSAW)
CHECKED = datetime(2027, 12, 15, 11, 0, tzinfo=builders.WARSAW)
RETURNED = datetime(2027, 12, 20, 11, 0, tzinfo=builders.WARSAW)
TEXTS = {
    "results": "Odbyło się 80 treningów, w których wzięło udział 41 dzieci.",
    "actions": "Treningi dwa razy w tygodniu, turniej na zakończenie.",
    "recipient_payments": "nie dotyczy",
    "additional": "",
}
DECLARED = dict.fromkeys(content.DECLARATIONS, True)


def a_report_content(
    *,
    lines: Mapping[str, str] | None = None,
    grant: str = "5000.00",
    own: str = "1000.00",
    interest: str = "0.00",
    declared: Mapping[str, bool] | None = None,
    **texts: str,
) -> dict[str, Any]:
    """A whole report; the costs are those of `a_budget`: k1 is 95 % and k2 5 % of 6000,00 zł."""
    spent = lines or {"k1": "5700.00", "k2": "300.00"}
    return content.canonical(
        texts={**TEXTS, **texts},
        lines={code: Decimal(amount) for code, amount in spent.items()},
        sources={"grant": Decimal(grant), "own_money": Decimal(own), "interest": Decimal(interest)},
        declared=declared if declared is not None else DECLARED,
    )


@remembered
def a_draft_report(agreement: Agreement | None = None, **written: Any) -> Report:
    """Complete, ready to be filed."""
    nadia = the_representative()
    report = actions.begin(agreement or a_paid_agreement(), by=nadia, at=REPORTED)
    actions.save(report, a_report_content(**written), revision=report.revision, by=nadia, at=REPORTED)
    return report


@remembered
def a_filed_report(agreement: Agreement | None = None, **written: Any) -> Report:
    report = a_draft_report(agreement, **written)
    actions.file(report, by=the_representative(), at=REPORTED)
    return report


@remembered
def an_accepted_report(agreement: Agreement | None = None, **written: Any) -> Report:
    report = a_filed_report(agreement, **written)
    actions.accept(report, checksum=report.checksum, by=the_coordinator(), at=CHECKED)
    return report


@remembered
def an_owed_return(**written: Any) -> GrantReturn:
    """250,00 zł was not used and has to come back."""
    given = {"lines": {"k1": "5450.00", "k2": "300.00"}, "grant": "4750.00", **written}
    report = an_accepted_report(**given)
    return GrantReturn.objects.select_related("agreement").get(agreement=report.agreement)


@remembered
def a_settled_agreement(**written: Any) -> Agreement:
    """Reported, accepted, the unused 250,00 zł given back."""
    owed = an_owed_return(**written)
    actions.receive(owed, received_on=RETURNED.date(), by=the_treasurer(), at=RETURNED)
    return Agreement.objects.get(pk=owed.agreement_id)
