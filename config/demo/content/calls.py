"""Short ways to write a call, its lots and its offers."""

from decimal import Decimal

from config.demo.content import announcements
from config.demo.content.days import Day
from config.demo.content.shapes import Agreement, Call, Lot, Offer, Report
from config.demo.content.shapes_beside import Amendment, Change, Demand, Enquiry, Part
from config.demo.content.stages import Stage

OPINION_PERCENT = 60


def lot(title: str, task: str, pool: str, most: str, *, own: str = "10", cash: str = "0") -> Lot:
    """A supported task: at least `own` percent of one's own, of it `cash` in money."""
    return Lot(
        title=title,
        task=task,
        pool=Decimal(pool),
        grant_min=Decimal("3000.00"),
        grant_max=Decimal(most),
        own_min_percent=Decimal(own),
        own_financial_min_percent=Decimal(cash),
        admin_max_percent=Decimal(15),
    )


def entrusted(title: str, task: str, pool: str) -> Lot:
    return Lot(title=title, task=task, pool=Decimal(pool), grant_max=Decimal(pool), commissioning="entrust")


def offer(
    organisation: str,
    project: str,
    title: str,
    grant: str,
    place: str,
    *,
    lot: int = 1,
    parts: tuple[Part, ...] = (),
    recipients: str = "0.00",
    state: str = "filed",
    filed: Day | None = None,
    formal: str = "passed",
    formal_reason: str = "",
    flaws: tuple[tuple[str, str], ...] = (),
    quality: float = 0.75,
    tied: tuple[str, ...] = (),
    outcome: str = "",
    awarded: str = "",
    reason: str = "",
    updated: str = "",
    agreement: Agreement | None = None,
    resigned: Day | None = None,
) -> Offer:
    """What is awarded in full needs no `awarded`."""
    given = grant if outcome == "full" else awarded
    return Offer(
        organisation=organisation,
        project=project,
        title=title,
        grant=Decimal(grant),
        place=place,
        lot=lot,
        parts=parts,
        recipients=Decimal(recipients),
        state=state,
        filed=filed,
        formal=formal,
        formal_reason=formal_reason,
        flaws=flaws,
        quality=quality,
        tied=tied,
        outcome=outcome,
        awarded=Decimal(given) if given else None,
        reason=reason,
        updated=updated,
        agreement=agreement,
        resigned=resigned,
    )


def settled(stage: Stage, *, unspent: str = "0.00", interest: str = "0.00") -> Agreement:
    """Paid, reported, accepted; what was left has come back."""
    left = Decimal(unspent) + Decimal(interest)
    report = Report(
        state="accepted",
        filed=_day(stage.reported),
        unspent=Decimal(unspent),
        interest=Decimal(interest),
        decided=stage.settled,
        back="paid" if left and stage.returned else "due" if left else "none",
        returned=stage.returned if left else None,
    )
    return Agreement(state="paid", signed=stage.signed, paid=stage.paid, report=report)


def reported(stage: Stage, *, unspent: str = "0.00", state: str = "filed", remarks: str = "") -> Agreement:
    """Paid, and the report is being checked, or has been sent back with remarks."""
    report = Report(state=state, filed=_day(stage.reported), unspent=Decimal(unspent), remarks=remarks)
    return Agreement(state="paid", signed=stage.signed, paid=stage.paid, report=report)


def running(stage: Stage, *tranches: int) -> Agreement:
    """Signed, with the first tranche paid."""
    return Agreement(state="paid", signed=stage.signed, paid=stage.paid, tranches=tranches or (100,))


def concluding(stage: Stage, state: str) -> Agreement:
    """Being made: a draft, ready to sign, or signed and not paid yet."""
    return Agreement(state=state, signed=stage.signed if state == "signed" else None)


def _day(day: Day | None) -> Day:
    if day is None:
        raise ValueError("This stage knows no report.")
    return day


def call(
    stage: Stage,
    code: str,
    title: str,
    *,
    case: str,
    subject: str,
    executive: str,
    of_town: str,
    contact: str,
    previous: str,
    lots: tuple[Lot, ...],
    offers: tuple[Offer, ...] = (),
    committee: tuple[str, ...] = (),
    blind: bool = False,
    acts: tuple[str, str, str] = ("", "", ""),
    cancelled_reason: str = "",
    correction_days: int | None = None,
    enquiries: tuple[Enquiry, ...] = (),
    change: Change | None = None,
    amendment: Amendment | None = None,
    demand: Demand | None = None,
    trial: Offer | None = None,
) -> Call:
    """A call with the words all announcements of the town share. `acts`: of announcing, of the committee, of choice."""
    entrust = all(one.commissioning == "entrust" for one in lots)
    criteria = announcements.ENTRUST_CRITERIA if entrust else announcements.SUPPORT_CRITERIA
    return Call(
        code=code,
        state=stage.state,
        title=title,
        case_number=f"{case}.{{year}}",
        subject=subject,
        granting_rules=announcements.RULES_ENTRUST if entrust else announcements.RULES_SUPPORT,
        conditions=announcements.CONDITIONS.format(of_town=of_town),
        selection=announcements.SELECTION.format(executive=executive),
        previous_tasks=previous,
        accessibility=announcements.ACCESSIBILITY,
        contact=contact,
        lots=lots,
        criteria=criteria,
        attachments=announcements.ATTACHMENTS,
        published=stage.published,
        opens=stage.opens,
        closes=stage.closes,
        decision_by=stage.decision_by,
        task_from=stage.task_from,
        task_to=stage.task_to,
        minimum_points=Decimal(OPINION_PERCENT),
        act_number=acts[0],
        committee_act=acts[1],
        decision_act=acts[2],
        committee=committee,
        blind=blind,
        assessment=stage.assessment,
        decided=stage.decided,
        results=stage.results,
        cancelled_reason=cancelled_reason,
        correction_days=correction_days,
        offers=offers,
        enquiries=enquiries,
        change=change,
        amendment=amendment,
        demand=demand,
        trial=trial,
    )
