"""Money that came free after the results: a grant resigned from, an agreement that was not made."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from grants.applications.states import ApplicationState
from grants.awards import agreed, reading, rules
from grants.awards.models import Award, Outcome
from grants.awards.reading import LotTable
from grants.awards.rules import Candidate, Line
from grants.calls.models import Call, Lot


@dataclass(frozen=True)
class Freed:
    """A lot's money that nobody has: `given_up` came back from `gone`, `left` is all that is free, `suggested` who is
    next."""

    lot: Lot
    gone: Sequence[Line]
    given_up: Decimal
    left: Decimal
    suggested: Sequence[tuple[Candidate, Line]]


def taken_out(call: Call) -> list[Line]:
    """A line without a grant for each grant in force that was given up. Its reason stands in the act, so it is Polish."""
    granted = list(Award.objects.in_force().filter(decision__call=call, amount__gt=0).select_related("application"))
    abandoned = agreed.given_up([one.application_id for one in granted])
    lines = []
    with translation.override("pl"):
        for one in granted:
            if one.application.state == ApplicationState.RESIGNED:
                reason = _("The applicant resigned from the grant.")
            elif one.application_id in abandoned:
                reason = _("The agreement was not concluded.")
            else:
                continue
            lines.append(Line(application_id=one.application_id, outcome=Outcome.REFUSED, reason=reason))
    return lines


def by_lot(call: Call, tables: Sequence[LotTable]) -> list[Freed]:
    """Lot by lot what is free and who on the reserve list is next."""
    in_force = reading.in_force(call)
    out = {line.application_id: line for line in taken_out(call)}
    with translation.override("pl"):
        why = _("Next on the reserve list.")
    found = []
    for table in tables:
        known = {one.application_id for one in table.candidates}
        held = {pk: line for pk, line in in_force.items() if pk in known}
        gone = [line for pk, line in out.items() if pk in known]
        reserve = [one for one in table.candidates if _waits(one, held)]
        after = rules.after(held, gone)
        suggested = rules.next_on_reserve(after.values(), reserve, table.purse)
        by_offer = {one.application_id: one for one in reserve}
        given = sum((line.amount for line in after.values()), rules.ZERO)
        found.append(
            Freed(
                lot=table.lot,
                gone=gone,
                given_up=sum((held[line.application_id].amount for line in gone), rules.ZERO),
                left=table.purse.pool - given,
                suggested=[
                    (
                        by_offer[line.application_id],
                        Line(application_id=line.application_id, outcome=line.outcome, amount=line.amount, reason=why),
                    )
                    for line in suggested
                ],
            )
        )
    return found


def _waits(one: Candidate, held: dict[int, Line]) -> bool:
    line = held.get(one.application_id)
    return line is not None and line.outcome == Outcome.RESERVE
