"""The announcement that a call is cancelled (art. 18a); Polish, as every official announcement."""

from typing import Any

from grants.calls import printing, rules
from grants.calls.models import Call, Ground
from tenants.office.deadlines import local_day

BASIS = {
    Ground.NO_OFFERS: "Na podstawie art. 18a ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o "
    "wolontariacie, ponieważ nie złożono żadnej oferty,",
    Ground.NONE_VALID: "Na podstawie art. 18a ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o "
    "wolontariacie, ponieważ żadna ze złożonych ofert nie spełniała wymogów zawartych w ogłoszeniu,",
}
RESERVED = "Na podstawie prawa zastrzeżonego w ogłoszeniu"
TITLE = "Ogłoszenie o unieważnieniu otwartego konkursu ofert"


def lines(call: Call, town: Any) -> list[str]:
    """The announcement, paragraph by paragraph."""
    basis = BASIS.get(Ground(call.cancelled_ground), RESERVED) if call.cancelled_ground else RESERVED
    day = f" z dnia {rules.in_words(local_day(call.published_at))}" if call.published_at else ""
    act = f", ogłoszony na podstawie aktu: {town.bodies.act} nr {call.act_number}" if call.act_number else ""
    said = [f"{basis} unieważnia się otwarty konkurs ofert „{call.title}”{day}{act}."]
    said.append(f"Powód: {call.cancelled_reason}")
    if call.cancelled_at:
        said.append(f"{printing.who(town)}, {rules.in_words(local_day(call.cancelled_at))}")
    return said
