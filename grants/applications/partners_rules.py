"""Decisions about a joint offer: who may be invited, what keeps it from being filed. Values in, an answer out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from grants.applications import content as shape
from grants.applications.completeness import PARTNERS, Gap
from grants.applications.joint import CAPACITY, CONTACT
from grants.applications.rules import TooMany
from grants.applications.states import OfferorState
from tenants.gates.refusals import Refusal
from tenants.office.money import GROSZ

# Room for the names of all in one line of a list; the act sets no limit.
MOST_OFFERORS = 8


class NotAnswerable(Refusal):
    """The invitation was used, taken back or is out of date."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One organisation of the offer as the rules see it."""

    pk: int
    name: str
    leads: bool
    state: str
    part: Mapping[str, Any]
    confirmed: bool = False
    voided: bool = False  # confirmed once, and the offer has changed since

    @property
    def takes_part(self) -> bool:
        return self.state == OfferorState.JOINED


def check_invitation(organisation_id: int | None, *, leader_id: int, present: Collection[int], count: int) -> None:
    """`present`: organisations invited or taking part; `count`: rows there are. Raises: Refusal."""
    if organisation_id == leader_id:
        raise Refusal(_("Your own organisation leads this offer already."), field="who")
    if organisation_id in present:
        raise Refusal(_("This organisation takes part already, or was invited."), field="who")
    if count >= MOST_OFFERORS:
        raise Refusal(_("A joint offer here takes at most %(most)d organisations.") % {"most": MOST_OFFERORS})


def check_answerable(state: str, expires_at: datetime | None, at: datetime) -> None:
    """Raises: NotAnswerable."""
    if state != OfferorState.INVITED or expires_at is None or at >= expires_at:
        raise NotAnswerable(
            _(
                "This invitation was already used, taken back, or is out of date. Ask the leader of the offer for a new one."
            )
        )


def normal_part(values: Mapping[str, Any], *, leads: bool) -> dict[str, Any]:
    """What an offeror says of itself, in one canonical shape. Raises: Refusal at the field."""
    kept: dict[str, Any] = {"tasks": shape.text(values.get("tasks"), shape.PARAGRAPHS, "tasks")}
    if not leads:
        kept |= {name: shape.text(values.get(name), shape.LINE, name) for name in CONTACT}
        kept |= {name: shape.text(values.get(name), shape.PARAGRAPHS, name) for name in CAPACITY}
    kept["years"] = {str(year): _amount(amount, f"year_{year}") for year, amount in (values.get("years") or {}).items()}
    return kept


def _amount(amount: Decimal | None, field: str) -> str:
    if amount is None:
        return ""
    if sentence := shape.unfit_amount(amount):
        raise Refusal(sentence, field=field)
    return f"{amount.quantize(GROSZ):f}"


def part_gaps(part: Mapping[str, Any], years: Sequence[int], *, leads: bool) -> Iterator[tuple[str, str]]:
    """What an offeror's own part lacks: (field, sentence)."""
    if not leads:
        if not part.get("contact_name"):
            yield "contact_name", _("Say who can explain the offer for your organisation.")
        if not part.get("contact_phone"):
            yield "contact_phone", _("Give that person's phone number.")
        try:
            validate_email(part.get("contact_email") or "")
        except ValidationError:
            yield "contact_email", _("Give that person's e-mail address.")
        if not part.get("previous_activity"):
            yield "previous_activity", _("Describe what the organisation has done so far.")
        if not part.get("resources"):
            yield "resources", _("Describe the people, things and money you will use.")
    if not part.get("tasks"):
        yield "tasks", _("Say which actions your organisation performs, and how it is represented.")
    said = part.get("years") or {}
    for year in years:
        if not said.get(str(year)):
            yield f"year_{year}", _("Give your part of the costs in %(year)d; zero is a part too.") % {"year": year}


def gaps(standings: Sequence[Standing], years: Sequence[int]) -> list[Gap]:
    """What keeps the joint offer from being filed, beside what its sections lack."""
    found: list[Gap] = []

    def lack(one: Standing | None, sentence: str) -> None:
        found.append(
            Gap(PARTNERS, f"offeror-{one.pk}" if one else "offerors", sentence % {"name": one.name if one else ""})
        )

    partners = [one for one in standings if one.takes_part and not one.leads]
    if not partners:
        lack(None, _("A joint offer has at least two organisations: invite a partner, or file it alone."))
    for one in standings:
        if one.state == OfferorState.INVITED:
            lack(one, _("%(name)s has not answered the invitation: wait, or take it back."))
        elif one.state == OfferorState.DECLINED:
            lack(one, _("%(name)s declined: take it off the list, or invite somebody else."))
        elif one.state == OfferorState.LEFT:
            lack(one, _("%(name)s left the offer: take it off the list and divide its actions and costs anew."))
    for one in standings:
        if one.takes_part and next(part_gaps(one.part, years, leads=one.leads), None):
            lack(one, _("%(name)s: its own part is not complete."))
    for one in partners:
        if one.voided:
            lack(one, _("%(name)s confirmed the offer, but it has changed since: a new confirmation is needed."))
        elif not one.confirmed:
            lack(one, _("%(name)s has not confirmed the offer yet."))
    return found


def check_each(most: int, filed: Sequence[tuple[str, int]]) -> None:
    """`filed`: each partner and how many offers of it count in the call already. Raises: TooMany."""
    for name, count in filed:
        if count >= most:
            raise TooMany(
                _("One organisation may file at most %(most)d in this call, and %(name)s has filed %(filed)d.")
                % {"most": most, "name": name, "filed": count}
            )


def check_confirmable(part: Mapping[str, Any], years: Sequence[int], *, seen: str, now: str) -> None:
    """A confirmation is of what the person saw, and of a complete part. Raises: Refusal."""
    if seen != now:
        raise Refusal(
            _("The offer was changed while you were reading it. Read it once more, as it stands now, and confirm that.")
        )
    if next(part_gaps(part, years, leads=False), None):
        raise Refusal(_("Your organisation's own part is not complete: fill it in first, then confirm."))
