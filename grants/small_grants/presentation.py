"""How a small grant's state is said and what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.templatetags.formats import money
from grants.small_grants import limits
from grants.small_grants.models import SmallGrant
from grants.small_grants.rules import Sums
from grants.small_grants.states import SmallGrantState
from tenants.office import law
from tenants.office.deadlines import add_days

S = SmallGrantState
TONES = {
    S.DRAFT: "neutral",
    S.FILED: "info",
    S.WITHDRAWN: "neutral",
    S.PUBLISHED: "info",
    S.CHANGES: "warn",
    S.CHANGED: "info",
    S.ACCEPTED: "ok",
    S.REFUSED: "bad",
    S.RESIGNED: "neutral",
    S.CONTRACTED: "ok",
    S.ABANDONED: "neutral",
}


@dataclass(frozen=True, kw_only=True)
class NextStep:
    heading: str
    who: str = ""
    until: date | None = None
    left: str = ""
    text: str = ""
    tone: str = "info"


def state_words(small_grant: SmallGrant) -> tuple[str, str]:
    """(label, tone) for a badge."""
    return small_grant.get_state_display(), TONES[SmallGrantState(small_grant.state)]


def left(until: date, today: date) -> str:
    days = (until - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}


def next_step(small_grant: SmallGrant, today: date, *, lacking: int = 0) -> NextStep:
    """`lacking`: how much a draft still lacks."""
    match SmallGrantState(small_grant.state):
        case S.DRAFT if lacking:
            heading = ngettext("The offer still lacks %(n)s thing", "The offer still lacks %(n)s things", lacking) % {
                "n": lacking
            }
            return NextStep(heading=heading, who=_("your organisation"), tone="warn")
        case S.DRAFT:
            text = _("Nothing is missing. A representative of the organisation files it with one click.")
            return NextStep(heading=_("The offer can be filed"), who=_("your organisation"), text=text)
        case S.FILED:
            text = _("The office publishes the offer without personal data in three places for residents' comments.")
            return _dated(_("The offer is to be published"), _("coordinator"), small_grant.posting_due_on, today, text)
        case S.PUBLISHED:
            return _while_published(small_grant, today)
        case S.CHANGES:
            heading = _("Accepted with %(amount)s: changes are asked for") % {"amount": money(small_grant.awarded or 0)}
            return _dated(heading, _("organisation"), small_grant.changes_due_on, today, small_grant.reason, "warn")
        case S.CHANGED:
            return NextStep(heading=_("The changed offer is to be checked"), who=_("coordinator"))
        case S.ACCEPTED:
            heading = _("Accepted: a grant of %(amount)s") % {"amount": money(small_grant.awarded or 0)}
            text = _("The agreement is concluded without delay.")
            return NextStep(heading=heading, who=_("coordinator"), text=text, tone="ok")
        case S.CONTRACTED:
            return NextStep(heading=_("The agreement is concluded"), tone="ok")
        case S.REFUSED:
            return NextStep(heading=_("The town gives no grant for this task"), text=small_grant.reason, tone="bad")
        case S.WITHDRAWN:
            return NextStep(heading=_("The organisation withdrew the offer"), tone="neutral")
        case S.RESIGNED:
            return NextStep(heading=_("The organisation gave the grant up"), tone="neutral")
    return NextStep(heading=_("The agreement was not concluded"), tone="neutral")


def _while_published(small_grant: SmallGrant, today: date) -> NextStep:
    until = small_grant.comments_until
    if until is not None and today <= until:
        text = _("Anyone may comment; the executive decides after that day.")
        return _dated(_("Residents may comment"), _("residents"), until, today, text)
    text = _("The term for comments is over. The agreement, or the refusal, comes without delay.")
    return NextStep(heading=_("The executive decides"), who=_("executive"), text=text, tone="warn")


def _dated(heading: str, who: str, until: date | None, today: date, text: str = "", tone: str = "info") -> NextStep:
    if until is None:
        return NextStep(heading=heading, who=who, text=text, tone=tone)
    late = "bad" if until < today else tone
    return NextStep(heading=heading, who=who, until=until, left=left(until, today), text=text, tone=late)


def limits_shown(
    small_grant: SmallGrant, sums: Sums, grant: Any, days: int | None, *, on: date
) -> list[dict[str, Any]]:
    """The four limits beside the offer: what it takes, how much there may be, whether it fits."""
    most = law.value("small_grant_zloty", on=on)
    longest = law.value("small_grant_task_days", on=on)
    yearly = law.value("small_grant_yearly_zloty", on=on)
    pool = limits.pool_of(planned=sums.planned, pool=sums.pool, on=on)
    return [
        _limit(_("Grant for the task"), money(grant), money(most), fits=grant <= most),
        _limit(
            _("Length of the task"),
            _said_days(days) if days is not None else "–",
            _said_days(longest),
            fits=days is None or days <= longest,
        ),
        _limit(
            _("This organisation in the year"),
            money(sums.to_organisation + grant),
            money(yearly),
            fits=sums.to_organisation + grant <= yearly,
        ),
        _limit(
            _("All small grants of the year"),
            money(sums.to_all + grant),
            money(pool),
            fits=sums.to_all + grant <= pool,
        ),
    ]


def _said_days(number: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}


def _limit(label: str, value: str, most: str, *, fits: bool) -> dict[str, Any]:
    return {"label": label, "value": value, "most": most, "fits": fits}


def earliest_start(today: date) -> date:
    """A kind word, not a rule: publication, comments and signing take about a month."""
    return add_days(today, RECOMMENDED_DAYS)


# Practice of offices (docs/law.md#small-grants): file this many days before the task begins.
RECOMMENDED_DAYS = 30


def verb_words(verb: str) -> str:
    return {
        "create": _("draft begun"),
        "edit": _("draft saved"),
        "file": _("offer filed"),
        "withdraw": _("offer withdrawn"),
        "hide": _("words hidden in the published copy"),
        "record_posting": _("place of publication recorded"),
        "publish": _("published for comments"),
        "comment": _("a comment came"),
        "accept": _("accepted"),
        "ask_changes": _("accepted, changes asked for"),
        "refuse": _("refused"),
        "file_changes": _("changed offer filed"),
        "return_changes": _("changes sent back"),
        "approve_changes": _("changes approved"),
        "resign": _("grant given up"),
        "contract": _("agreement concluded"),
        "abandon": _("agreement given up"),
        "remind": _("reminder sent"),
    }.get(verb, verb)
