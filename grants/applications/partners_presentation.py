"""What the pages say of a joint offer: its organisations, the split of costs, whose turn it is. No rule."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.templatetags.formats import amount
from grants.applications import access, joint, partners_reading
from grants.applications.completeness import Gap, budget_in
from grants.applications.models import Application
from grants.applications.outline_joint import OFFER_2018
from grants.applications.partners_models import Offeror
from grants.applications.partners_rules import Standing, part_gaps
from grants.applications.presentation import Next
from grants.applications.splits import shared_out
from grants.applications.states import OFFEROR_FLOW, OfferorState
from tenants.gates.access import Actor
from tenants.office.deadlines import WARSAW
from tenants.office.money import ZERO

TONES = {
    OfferorState.INVITED: "info",
    OfferorState.JOINED: "warn",
    OfferorState.DECLINED: "bad",
    OfferorState.LEFT: "bad",
}


def members(actor: Actor, thing: Any = None) -> bool:
    """Whoever acts for the organisation of this row, in whatever role."""
    return thing is not None and thing.organisation_id in actor.memberships


def listed(application: Application, rows: Sequence[Offeror], actor: Actor) -> list[dict[str, Any]]:
    """One entry an organisation: its state in words, and what this person may do with it."""
    weighed = {one.pk: one for one in partners_reading.standings(application, rows)}
    years = partners_reading.years_of(application)
    found = []
    for row in rows:
        label, tone = badge(weighed[row.pk])
        can = OFFEROR_FLOW.open_steps(row, actor)
        found.append(
            {
                "row": row,
                "name": row.organisation_name,
                "leads": row.leads,
                "label": label,
                "tone": tone,
                "note": note(row, weighed[row.pk]),
                "complete": row.state == OfferorState.JOINED and not any(part_gaps(row.part, years, leads=row.leads)),
                "joined": row.state == OfferorState.JOINED,
                "can_write": can.get("write"),
                "can_remove": can.get("remove") and not row.leads,
                "can_cancel": can.get("cancel"),
                "removes": _(
                    "%(name)s will no longer see the draft; the others confirm anew. What it wrote goes out of the offer."
                )
                % {"name": row.organisation_name},
            }
        )
    return found


def badge(one: Standing) -> tuple[Any, str]:
    if one.takes_part and one.leads:
        return _("leads the offer"), "ok"
    if one.takes_part and one.confirmed:
        return _("confirmed the offer"), "ok"
    if one.voided:
        return _("to confirm again"), "bad"
    if one.takes_part:
        return _("has not confirmed yet"), "warn"
    state = OfferorState(one.state)
    return state.label, TONES.get(state, "neutral")


def note(row: Offeror, one: Standing) -> str:
    """Who did what and when, under the organisation's name."""
    if row.state == OfferorState.INVITED:
        return _("Invited by %(who)s on %(when)s; the link works until %(until)s.") % {
            "who": row.invited_by,
            "when": _day(row.invited_at),
            "until": _day(row.expires_at),
        }
    if row.state == OfferorState.LEFT:
        return _("Left on %(when)s. Every confirmation given before is void.") % {"when": _day(row.left_at)}
    if one.voided:
        return _("%(who)s confirmed on %(when)s, but the offer has changed since: that confirmation is void.") % {
            "who": row.confirmed_by,
            "when": _day(row.confirmed_at),
        }
    if one.confirmed:
        return _("%(who)s, %(when)s") % {"who": row.confirmed_by, "when": _day(row.confirmed_at)}
    return ""


def mine(application: Application, rows: Sequence[Offeror], actor: Actor) -> list[dict[str, Any]]:
    """The partners this person acts for: what waits for each, and what they may do."""
    weighed = {one.pk: one for one in partners_reading.standings(application, rows)}
    years = partners_reading.years_of(application)
    found = []
    for row in rows:
        if row.leads or row.state != OfferorState.JOINED or row.organisation_id not in actor.memberships:
            continue
        can = OFFEROR_FLOW.open_steps(row, actor)
        found.append(
            {
                "row": row,
                "confirmed": weighed[row.pk].confirmed,
                "voided": weighed[row.pk].voided,
                "complete": not any(part_gaps(row.part, years, leads=False)),
                "can_write": can.get("write"),
                "can_confirm": can.get("confirm"),
                "can_leave": can.get("leave"),
            }
        )
    return found


def step(application: Application, rows: Sequence[Offeror], gaps: Sequence[Gap], actor: Actor) -> Next:
    """What happens next, to the leader or to a partner."""
    closes_at = application.call.closes_at
    if not access.writers(actor, application):
        waiting = [one for one in mine(application, rows, actor) if not one["confirmed"]]
        if not waiting:
            text = _("The leader files the offer when every partner has confirmed it.")
            return Next(_("Your organisation confirmed the offer"), _("the leader of the offer"), closes_at, text, "ok")
        if not waiting[0]["complete"]:
            return Next(_("Fill in your organisation's part"), _("your organisation"), closes_at, tone="warn")
        if waiting[0]["voided"]:
            heading = _("The offer has changed: read it and confirm again")
        else:
            heading = _("Read the whole offer and confirm it")
        return Next(heading, _("a representative of your organisation"), closes_at, tone="warn")
    if not application.is_joint:
        return Next(_("Your organisation files this offer alone"), tone="neutral")
    if len(rows) == 1:
        return Next(_("Invite the organisations that file it with you"), _("your organisation"), closes_at, tone="warn")
    if any(gap.section == "partners" for gap in gaps):
        return Next(_("The partners are not ready yet"), _("you and your partners"), closes_at, tone="warn")
    return Next(_("Every partner has confirmed the offer"), _("your organisation"), closes_at, tone="ok")


def split(application: Application, rows: Sequence[Offeror]) -> dict[str, Any] | None:
    """Form table V.C beside V.A: each organisation's amounts, their sums, the costs, and what differs."""
    taking_part = [row for row in rows if row.state == OfferorState.JOINED]
    years = partners_reading.years_of(application)
    budget = budget_in(joint.whole(application, taking_part)) if application.is_joint else None
    if budget is None or not years:
        return None
    parts = [part.years for part in budget.offerors]
    sums = [sum((part[place] for part in parts), ZERO) for place in range(len(years))]
    costs = list(budget.totals_per_year)
    gaps = [cost - given for cost, given in zip(costs, sums, strict=True)]
    return {
        "label": OFFER_2018.section("V").field("split_between_offerors").label,
        "years": years if len(years) > 1 else (),
        "rows": [(part.name, _with_total(part.years)) for part in budget.offerors],
        "sums": _with_total(sums),
        "costs": _with_total(costs, budget.total),
        "gaps": [amount(gap) if gap else "" for gap in [*_per_year(gaps), budget.total - sum(sums, ZERO)]],
        "even": not any(gaps) and budget.total == sum(sums, ZERO),
    }


def equal_share(application: Application) -> list[Decimal]:
    """An equal share of each year's costs for each organisation that takes part: a hint, no rule."""
    rows = joint.joined(application)
    totals = budget_in(application.content).totals_per_year
    if not rows or not any(totals):
        return []
    return list(shared_out(totals, [1] * len(rows))[-1])


def said(row: Offeror) -> list[dict[str, Any]]:
    """An organisation's part as it is stored, for whoever finds that somebody else saved it meanwhile."""
    part, years = row.part, row.part.get("years") or {}
    texts = [part.get(name, "") for name in (*joint.CONTACT, *joint.CAPACITY, "tasks")]
    lines = [text for text in texts if text] + [f"{year}: {value}" for year, value in years.items() if value]
    return [{"kind": "long_text", "label": "", "value": "\n".join(lines)}]


def _with_total(amounts: Sequence[Decimal], whole: Decimal | None = None) -> list[str]:
    total = sum(amounts, ZERO) if whole is None else whole
    return [*(amount(one) for one in _per_year(amounts)), amount(total)]


def _per_year(amounts: Sequence[Decimal]) -> list[Decimal]:
    return list(amounts) if len(amounts) > 1 else []


def _day(at: datetime | None) -> str:
    return date_format(at.astimezone(WARSAW), "j E Y, H:i") if at else ""
