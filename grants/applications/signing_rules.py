"""Decisions about how an offer is signed: values in, an answer or a Refusal out."""

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.applications.rules import Late
from grants.calls.models import Call, Signing
from tenants.gates.refusals import Refusal
from tenants.office.deadlines import add_days, local_day, next_working_day
from tenants.office.documents.typed import digits, same


def routes(call: Call) -> list[Signing]:
    """The ways of signing that the call allows, in the order of the list."""
    return [one for one in Signing if one in (call.signing or [Signing.CLICK])]


def facts(call: Call, chosen: str, at: datetime) -> dict[str, Any]:
    """The columns of an offer filed at that instant. Raises: Refusal of a way the call does not allow."""
    allowed = routes(call)
    if chosen and chosen not in allowed:
        raise Refusal(_("This call does not allow offers signed in this way."), field="signing")
    route = Signing(chosen) if chosen else allowed[0]
    if route == Signing.CLICK:
        return {"signing": route, "sign_by": None, "confirmed_at": at}
    return {"signing": route, "sign_by": last_day(call, at), "confirmed_at": None}


def last_day(call: Call, at: datetime) -> date:
    """Until when the signature may come: days after the deadline, the same for all; of a late offer, after its filing."""
    return next_working_day(add_days(local_day(max(call.closes_at or at, at)), call.signing_days))


def check_route(signing: str, wanted: Signing) -> None:
    """Raises: Refusal."""
    if signing != wanted:
        raise Refusal(_("This offer is signed in another way, chosen when it was filed."))


def check_not_yet(confirmed_at: datetime | None) -> None:
    """Raises: Refusal."""
    if confirmed_at is not None:
        raise Refusal(_("This offer is confirmed already; nothing more is needed."))


def check_in_time(sign_by: date | None, day: date) -> None:
    """The term ends with that local day. Raises: Late."""
    if sign_by is not None and day > sign_by:
        raise Late(_("The signature could come until %(day)s, to the end of that day.") % {"day": _day(sign_by)})


def check_printout(typed: str, checksum: str, received_on: date, *, filed_on: date, today: date) -> None:
    """The checksum on the paper is that of the offer. Raises: Refusal at the field."""
    if not digits(typed):
        raise Refusal(
            _("A checksum has 16 signs: digits and letters from A to F. Copy it from the foot of any page."),
            field="checksum",
        )
    if not same(typed, checksum):
        raise Refusal(
            _("This is another checksum than that of the offer: the printout is not what was filed. Do not accept it."),
            field="checksum",
        )
    if received_on > today:
        raise Refusal(_("This day has not come yet."), field="received_on")
    if received_on < filed_on:
        raise Refusal(_("The offer was not filed yet on that day."), field="received_on")


def _day(day: date) -> str:
    return date_format(day, "j E Y")
