"""Words for a call's state, its next step, its limits and its history. Nothing here decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from frontend.templatetags.formats import money, percent
from grants.calls import bands, rules
from grants.calls.models import Call, Commissioning, Criterion, Lot, Place
from grants.calls.proposals import DRAFT_BUDGET
from grants.calls.states import CallState as S
from tenants.office import deadlines, law
from tenants.registry.organisations.kinds import LEGAL_FORMS

TONES = {
    S.DRAFT: "neutral",
    S.APPROVED: "info",
    S.PUBLISHED: "info",
    S.OPEN: "ok",
    S.CLOSED: "warn",
    S.MERIT: "info",
    S.RECOMMENDED: "warn",
    S.DECIDED: "info",
    S.RESULTS: "ok",
    S.COMPLETED: "neutral",
    S.CANCELLED: "bad",
}
# What residents are told: the office's inner steps are one to them.
PUBLIC_LABELS: dict[str, Promise] = {
    S.PUBLISHED: pgettext_lazy("call", "opens soon"),
    S.OPEN: pgettext_lazy("call", "open for offers"),
    S.CLOSED: pgettext_lazy("call", "offers are being assessed"),
    S.MERIT: pgettext_lazy("call", "offers are being assessed"),
    S.RECOMMENDED: pgettext_lazy("call", "offers are being assessed"),
    S.DECIDED: pgettext_lazy("call", "decided, results to come"),
    S.RESULTS: pgettext_lazy("call", "results published"),
    S.COMPLETED: pgettext_lazy("call", "completed"),
    S.CANCELLED: pgettext_lazy("call", "cancelled"),
}
GROUPS: dict[str, Promise] = {
    S.OPEN: pgettext_lazy("calls", "Open for offers"),
    S.PUBLISHED: pgettext_lazy("calls", "Opening soon"),
    S.CLOSED: pgettext_lazy("calls", "Being assessed"),
    S.RESULTS: pgettext_lazy("calls", "Decided"),
    S.CANCELLED: pgettext_lazy("calls", "Cancelled"),
}
IN_GROUP: dict[str, str] = {S.MERIT: S.CLOSED, S.RECOMMENDED: S.CLOSED, S.DECIDED: S.RESULTS, S.COMPLETED: S.RESULTS}


def badge(state: str, *, office: bool) -> tuple[str, str]:
    """Label and tone."""
    shown = S(state)
    label = shown.label if office else PUBLIC_LABELS.get(shown, shown.label)
    tone = "info" if not office and IN_GROUP.get(shown) == S.CLOSED else TONES[shown]
    return str(label), "info" if not office and shown == S.CLOSED else tone


def group(state: str) -> str:
    return str(GROUPS[IN_GROUP.get(S(state), S(state))])


def left(until: datetime | None, now: datetime) -> str:
    """`13 days left`, `3 hours left`: whole ones, rounded down."""
    if until is None or until <= now:
        return ""
    rest = until - now
    if rest >= timedelta(days=2):
        return ngettext("%(n)s day left", "%(n)s days left", rest.days) % {"n": rest.days}
    hours, minutes = int(rest.total_seconds()) // 3600, int(rest.total_seconds()) // 60
    if hours:
        return ngettext("%(n)s hour left", "%(n)s hours left", hours) % {"n": hours}
    return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}


@dataclass(frozen=True)
class NextStep:
    heading: str
    who: str = ""
    until: date | datetime | None = None
    left: str = ""
    tone: str = "info"
    text: str = ""


def latest_publication(call: Call) -> date | None:
    """The last day on which the announcement may appear, for its deadline to be lawful."""
    if call.closes_at is None:
        return None
    day = deadlines.local_day(call.closes_at)
    return day - timedelta(days=law.value("call_notice_days", on=day))


def next_step(
    call: Call, *, now: datetime, executive: str, missing: int, places_missing: int, refused: str = ""
) -> NextStep:
    """For the office. `missing` points of the announcement, places not recorded, and why publishing is refused."""
    if call.waits_for_publication:
        return _changed_text(call, now=now, places_missing=places_missing)
    match call.state_at(now):
        case S.DRAFT if missing:
            text = ngettext(
                "The announcement still lacks %(n)s thing the law asks for.",
                "The announcement still lacks %(n)s things the law asks for.",
                missing,
            )
            return NextStep(_("Complete the announcement"), _("Coordinator"), text=text % {"n": missing}, tone="warn")
        case S.DRAFT:
            text = _("The announcement has everything the law asks for. It becomes binding when the act is signed.")
            return NextStep(_("The draft waits for approval"), executive, text=text)
        case S.APPROVED if places_missing:
            text = _("The call can be published when all three places are recorded with their days.")
            until = latest_publication(call)
            return NextStep(_("Publish the announcement in three places"), _("Coordinator"), until=until, text=text)
        case S.APPROVED if refused:
            text = refused + " " + _("Send the call back to the draft, move the deadline and have it approved again.")
            return NextStep(_("This call cannot be published"), _("Coordinator"), tone="bad", text=text)
        case S.APPROVED:
            text = _("All three places are recorded. After publishing, the call opens and closes by itself.")
            return NextStep(_("Publish the call"), _("Coordinator"), text=text)
        case S.CLOSED:
            text = _("Offers can no longer be filed. Check each of them formally, then hand them to the committee.")
            return NextStep(_("Check the offers formally"), _("Coordinator"), call.decision_by, tone="warn", text=text)
        case S.MERIT:
            return NextStep(_("The committee scores the offers"), _("Committee"), call.decision_by)
        case S.RECOMMENDED:
            return NextStep(_("Choose the offers"), executive, call.decision_by, tone="warn")
        case S.DECIDED:
            text = _("Results are announced without delay, in the same three places as the call.")
            return NextStep(_("Publish the results"), _("Coordinator"), tone="warn", text=text)
        case S.RESULTS:
            text = _("When every agreement is signed or given up, the call can be completed.")
            return NextStep(_("Conclude the agreements"), _("Coordinator"), text=text)
    return public_step(call, now=now)


def _changed_text(call: Call, *, now: datetime, places_missing: int) -> NextStep:
    """A changed announcement waits for its publications."""
    if places_missing:
        text = _(
            "The term for filing starts anew when the changed announcement stands in all three places. "
            "Until then the call does not close."
        )
        until = latest_publication(call)
        return NextStep(_("Publish the changed announcement"), _("Coordinator"), until=until, tone="warn", text=text)
    text = _("All three places are recorded: let the term for filing run from the last of them.")
    return NextStep(_("Let the new term run"), _("Coordinator"), tone="warn", text=text)


def waiting_words(call: Call, *, now: datetime) -> str:
    """What everybody is told while a changed text waits: the deadline comes no sooner than this day."""
    earliest = deadlines.earliest_call_deadline(deadlines.local_day(now))
    announced = deadlines.local_day(call.closes_at) if call.closes_at else earliest
    sentence = _(
        "The announcement was changed, and the term for filing starts anew once the change is published in all three places. "
        "The deadline will not be earlier than %(day)s. Offers filed so far stay filed; you may withdraw yours and file it anew."
    )
    return sentence % {"day": rules.in_words(max(earliest, announced))}


def public_step(call: Call, *, now: datetime) -> NextStep:
    """For everyone."""
    match call.state_at(now):
        case S.PUBLISHED:
            return NextStep(_("The call opens by itself"), _("Organisations"), call.opens_at, left(call.opens_at, now))
        case S.OPEN:
            return NextStep(
                _("Organisations file their offers"),
                _("Organisations"),
                call.closes_at,
                left(call.closes_at, now),
                tone="ok",
            )
        case S.RESULTS:
            return NextStep(_("The results are published"), tone="ok")
        case S.COMPLETED:
            return NextStep(_("The call is completed"), tone="neutral")
        case S.CANCELLED:
            return NextStep(_("The call is cancelled"), tone="bad", text=call.cancelled_reason)
    return NextStep(_("The offers are being assessed"), _("Committee and the executive"), call.decision_by)


def point_of(criterion: Criterion) -> str:
    """Which point of art. 15(1) it stands for."""
    return _("point %(n)s") % {"n": criterion.statutory} if criterion.statutory else _("the town's own")


def limits(lot: Lot) -> list[str]:
    """What an offer must keep to, in sentences."""
    said: list[str] = []
    if lot.grant_min is not None and lot.grant_max is not None:
        said.append(
            _("grant from %(least)s to %(most)s") % {"least": money(lot.grant_min), "most": money(lot.grant_max)}
        )
    elif lot.grant_max is not None:
        said.append(_("grant up to %(most)s") % {"most": money(lot.grant_max)})
    elif lot.grant_min is not None:
        said.append(_("grant from %(least)s") % {"least": money(lot.grant_min)})
    if lot.grant_max_percent is not None:
        said.append(_("grant at most %(share)s of all costs of the task") % {"share": percent(lot.grant_max_percent)})
    base = lot.get_own_base_display()
    if lot.own_min_percent:
        said.append(
            _("own contribution at least %(share)s %(base)s") % {"share": percent(lot.own_min_percent), "base": base}
        )
    if lot.own_financial_min_percent:
        words = {"share": percent(lot.own_financial_min_percent), "base": base}
        said.append(_("own contribution in money at least %(share)s %(base)s") % words)
    if lot.commissioning == Commissioning.SUPPORT and not (lot.own_min_percent or lot.own_financial_min_percent):
        said.append(_("own contribution of any amount"))
    if lot.own_min_percent and not lot.counts_nonfinancial:
        said.append(_("only money counts as own contribution"))
    if lot.own_min_percent and lot.counts_recipients:
        said.append(_("payments of recipients count as own contribution"))
    if lot.admin_max_percent is not None:
        said.append(
            _("administrative costs at most %(share)s of all costs of the task")
            % {"share": percent(lot.admin_max_percent)}
        )
    return said


def who_may_apply(call: Call) -> str:
    """The legal forms that may apply, in words; all of them: nothing."""
    return ", ".join(str(label) for form, label in LEGAL_FORMS if form in call.legal_forms)


def choosing(call: Call, criteria: Sequence[Criterion]) -> list[str]:
    """How equal offers are told apart and how amounts are set, in sentences."""
    ties = "; ".join(str(rule.label) for rule in call.tie_rules)
    said = [_("Of offers with equal points, in this order: %(rules)s.") % {"rules": ties}]
    if marked := next((one.name for one in criteria if one.decides_ties), ""):
        said.append(_("The criterion that decides between equal offers: %(name)s.") % {"name": marked})
    said.append(_("Points of an offer: %(rule)s.") % {"rule": call.get_score_rule_display()})
    if call.third_gap_percent is not None:
        sentence = _("A third person scores when two sheets differ by more than %(gap)s of the most points.")
        said.append(sentence % {"gap": percent(call.third_gap_percent)})
    if free := [one.name for one in criteria if one.may_not_apply]:
        sentence = _("May not apply to an offer; then its other points stand for the whole: %(names)s.")
        said.append(sentence % {"names": ", ".join(free)})
    said.append(_("Amounts: %(rule)s.") % {"rule": call.get_amount_rule_display()})
    said += [f"{line[:1].upper()}{line[1:]}." for line in bands.said(call.bands)]
    if call.amount_details:
        said.append(call.amount_details)
    if call.correction_days:
        said.append(
            ngettext(
                "Formal flaws can be corrected within %(n)s day of the office's call for corrections.",
                "Formal flaws can be corrected within %(n)s days of the office's call for corrections.",
                call.correction_days,
            )
            % {"n": call.correction_days}
        )
    else:
        said.append(_("The office does not call for corrections: an offer with formal flaws is rejected."))
    return said


def draft_budget(call: Call) -> str:
    """What a call before the budget must say (art. 13(5)); Polish, as the announcement is."""
    return DRAFT_BUDGET % {"year": call.programme.year}


STANDINGS: dict[str, tuple[Promise, str]] = {
    "ok": (pgettext_lazy("legal check", "is there"), "ok"),
    "missing": (pgettext_lazy("legal check", "missing"), "bad"),
    "consider": (pgettext_lazy("legal check", "look at it"), "warn"),
    "later": (pgettext_lazy("legal check", "not yet"), "neutral"),
}


def standing(name: str) -> tuple[str, str]:
    """Word and tone of a point of the legal check."""
    label, tone = STANDINGS[name]
    return str(label), tone


def criteria_label() -> str:
    return _("criteria that cover art. 15(1)")


def section_labels() -> dict[str, str]:
    """Sections of the edit page."""
    return {
        "money": _("Task and amounts"),
        "limits": _("Rules and limits"),
        "dates": _("Dates"),
        "choice": _("Choice and criteria"),
        "attachments": _("Conditions and attachments"),
        "texts": _("Contact and clauses"),
    }


def field_label(field: str) -> str:
    """A fact of the call as the checklist names it."""
    named = {one.name: one.verbose_name for one in Call._meta.fields}
    return str(named.get(field, field))


VERBS: dict[str, Promise] = {
    "create": pgettext_lazy("done to a call", "Draft made"),
    "edit": pgettext_lazy("done to a call", "Draft changed"),
    "delete_trials": pgettext_lazy("done to a call", "Trial offers deleted"),
    "arrange_formal_check": pgettext_lazy("done to a call", "Formal checklist arranged"),
    "show_formal_results": pgettext_lazy("done to a call", "Publication of formal results settled"),
    "date_enquiries": pgettext_lazy("done to a call", "Last day for questions set"),
    "ask_approval": pgettext_lazy("done to a call", "Passed for approval"),
    "approve": pgettext_lazy("done to a call", "Approved"),
    "return_to_draft": pgettext_lazy("done to a call", "Sent back to the draft"),
    "record_publication": pgettext_lazy("done to a call", "Publication recorded"),
    "publish": pgettext_lazy("done to a call", "Published"),
    "open": pgettext_lazy("done to a call", "Opened for offers"),
    "close": pgettext_lazy("done to a call", "Closed at the deadline"),
    "start_assessment": pgettext_lazy("done to a call", "Handed to the committee"),
    "recommend": pgettext_lazy("done to a call", "Committee's protocol signed"),
    "reopen_assessment": pgettext_lazy("done to a call", "Assessment reopened"),
    "decide": pgettext_lazy("done to a call", "Decided"),
    "record_results_publication": pgettext_lazy("done to a call", "Publication of the results recorded"),
    "publish_results": pgettext_lazy("done to a call", "Results published"),
    "complete": pgettext_lazy("done to a call", "Completed"),
    "cancel": pgettext_lazy("done to a call", "Cancelled"),
    "propose_change": pgettext_lazy("done to a call", "Change of the announcement prepared"),
    "drop_change": pgettext_lazy("done to a call", "Prepared change dropped"),
    "amend": pgettext_lazy("done to a call", "Announcement changed, the term starts anew"),
    "correct": pgettext_lazy("done to a call", "Announcement changed"),
    "republish": pgettext_lazy("done to a call", "Changed announcement published"),
    "extend": pgettext_lazy("done to a call", "Term for filing extended"),
    "record_cancellation_publication": pgettext_lazy("done to a call", "Publication of the cancellation recorded"),
}


def story(entry: Any) -> str:
    """One line of the history: the verb and the short facts worth reading."""
    noted = entry.noted
    facts = [str(noted[name]) for name in ("act_number", "reason", "cancelled_reason") if noted.get(name)]
    if noted.get("place") in Place:
        facts += [str(Place(noted["place"]).label), rules.in_words(date.fromisoformat(noted["published_on"]))]
    verb = str(VERBS.get(entry.verb, entry.verb))
    return f"{verb}: {', '.join(facts)}" if facts else verb
