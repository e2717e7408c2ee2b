"""The sums of a budget as it is being typed: for the page, and for the piece of it that follows the typing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from frontend.templatetags.formats import amount, money, percent
from grants.applications import rows_html
from grants.applications.budget import ENTRUST, Budget, CallLimits, check
from grants.applications.budget_form import BudgetForm, Group
from grants.applications.budget_limits import check_administration, most_administration
from grants.applications.costs import at_most
from grants.applications.official import OFFER_2018
from grants.applications.rules import least_own, limits_of, update_problems
from grants.calls.models import Lot
from tenants.office.money import HUNDRED, ZERO


@dataclass(frozen=True)
class Update:
    """Of an offer that got less than it asked for: the grant awarded, and the budget as filed."""

    awarded: Decimal
    filed: Budget


def context(form: BudgetForm, lot: Lot, *, live: str = "", update: Update | None = None) -> dict[str, Any]:
    """What the budget page and its fragment show; `live` is the fragment's address."""
    budget, by_row = form.so_far()
    limits = limits_of(lot)
    return {
        "live": live,
        "groups": [
            {
                "number": group.number,
                "name": group.name,
                "table": group.table,
                "rows": [(row.prefix, amount(by_row.get(row.prefix, ZERO))) for row in group.table.rows],
                "drawn": _drawn(group, by_row),
                "drawn_empty": partial(rows_html.draw, group.table.empty, number=group.number, value=amount(ZERO)),
                "total": amount(sum((by_row.get(row.prefix, ZERO) for row in group.table.rows), ZERO)),
                "administration": group.group == "II",
            }
            for group in form.groups
        ],
        "year_labels": form.years,
        "years_split": bool(form.years),
        "totals": {
            "actions": amount(budget.sum_actions),
            "admin": amount(budget.sum_admin),
            "whole": amount(budget.total),
            "sources": amount(budget.sources.total),
        },
        "per_year": [(year, money(part)) for year, part in zip(budget.years, budget.totals_per_year, strict=True)],
        "sources": _source_rows(form, budget, lot, update),
        "administration": {
            "hint": _administration_hint(budget, limits),
            "warning": " ".join(problem.message for problem in check_administration(budget, limits)),
        },
        "gap": _gap(budget),
    }


def _drawn(group: Group, by_row: dict[str, Decimal]) -> Callable[[], SafeString]:
    """The rows of a group as HTML, drawn only by a page that shows them: the live fragment does not."""

    def drawn() -> SafeString:
        values = ((row, amount(by_row.get(row.prefix, ZERO))) for row in group.table.rows)
        return SafeString("".join(rows_html.draw(row, number=group.number, value=value) for row, value in values))

    return drawn


def _source_rows(form: BudgetForm, budget: Budget, lot: Lot, update: Update | None) -> list[dict[str, Any]]:
    hints, warnings = _hints(budget, limits_of(lot), update), _warnings(budget, lot, update)
    shares = budget.shares
    found = []
    for row in OFFER_2018.section("V").field("funding_sources").rows:
        field = form.sources[row.code] if row.code in form.sources.fields else None
        share = Decimal(100) if row.code == "total" and budget.total else getattr(shares, row.code, None)
        value = {"total": budget.total, "own": budget.sources.own}.get(row.code)
        found.append(
            {
                "code": row.code,
                "number": row.number,
                "label": row.label,
                "field": field,
                "typed": _typed(field.value()) if field is not None else "",
                "value": "" if value is None else amount(value),
                "share": percent(share),
                "hint": hints.get(row.code, ""),
                "warning": " ".join(warnings.get(row.code, ())),
            }
        )
    return found


def _typed(value: Any) -> str:
    return amount(value) if isinstance(value, Decimal) else value or ""


def _warnings(budget: Budget, lot: Lot, update: Update | None) -> dict[str, list[str]]:
    """What the check before filing will say of the amounts typed so far, by the row of V.B."""
    if update is None:
        problems = check(budget, limits_of(lot))
    else:
        problems = update_problems(budget, filed=update.filed, awarded=update.awarded, lot=lot)
    typed = {"grant": budget.sources.grant, "own_financial": budget.sources.own}
    return {
        name: [problem.message for problem in problems if problem.field == f"sources.{name}"]
        for name, amount_typed in typed.items()
        if budget.total and amount_typed
    }


def _hints(budget: Budget, limits: CallLimits, update: Update | None) -> dict[str, str]:
    """The limits beside the fields they bind."""
    if update is not None:
        return {"grant": _("exactly %(amount)s: the grant awarded") % {"amount": money(update.awarded)}}
    hints = {"grant": "; ".join(_grant_hints(budget, limits))}
    if limits.commissioning == ENTRUST:
        return hints
    whole, in_money = least_own(budget, limits)
    if limits.own_min_percent:
        hints["own"] = _("at least %(percent)s: %(least)s") % {
            "percent": percent(limits.own_min_percent),
            "least": money(whole),
        }
    if limits.own_financial_min_percent:
        hints["own_financial"] = _("at least %(percent)s: %(least)s") % {
            "percent": percent(limits.own_financial_min_percent),
            "least": money(in_money),
        }
    if not limits.counts_nonfinancial and (limits.own_min_percent or limits.own_financial_min_percent):
        hints["own_nonfinancial"] = _("does not count towards the required own contribution")
    return hints


def _grant_hints(budget: Budget, limits: CallLimits) -> Iterator[str]:
    least, most, share = limits.grant_min, limits.grant_max, limits.grant_max_percent
    if least is not None and most is not None:
        yield _("from %(least)s to %(most)s") % {"least": money(least), "most": money(most)}
    elif most is not None:
        yield _("at most %(most)s") % {"most": money(most)}
    elif least is not None:
        yield _("at least %(least)s") % {"least": money(least)}
    if share is not None and share < HUNDRED:
        largest = money(at_most(share * budget.total))
        yield _("at most %(percent)s of all costs: %(most)s") % {"percent": percent(share), "most": largest}
    elif limits.commissioning != ENTRUST:
        yield _("less than all costs")


def _administration_hint(budget: Budget, limits: CallLimits) -> str:
    largest = most_administration(budget, limits)
    if largest is None:
        return ""
    return _("at most %(percent)s of all costs: with the other costs as they are, %(most)s") % {
        "percent": percent(limits.admin_max_percent),
        "most": money(largest),
    }


def _gap(budget: Budget) -> dict[str, str]:
    if not budget.total and not budget.sources.total:
        return {"tone": "neutral", "text": _("Write the costs and then where the money comes from.")}
    if budget.gap == 0:
        return {"tone": "ok", "text": _("The sources add up to the costs.")}
    amounts = {"gap": money(abs(budget.gap))}
    if budget.gap > 0:
        return {"tone": "warn", "text": _("%(gap)s of the costs has no source yet.") % amounts}
    return {"tone": "warn", "text": _("The sources give %(gap)s more than the costs.") % amounts}
