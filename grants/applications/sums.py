"""The sums of a budget as it is being typed: for the page, and for the piece of it that follows the typing."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from frontend.templatetags.formats import amount, money, percent
from grants.applications import rows_html
from grants.applications.budget import ENTRUST, Budget, CallLimits, check
from grants.applications.budget_form import BudgetForm, Group
from grants.applications.official import OFFER_2018
from grants.applications.rules import least_own, limits_of
from grants.calls.models import Lot
from tenants.office.money import ZERO


def context(form: BudgetForm, lot: Lot, *, live: str = "", awarded: Decimal | None = None) -> dict[str, Any]:
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
        "sources": _source_rows(form, budget, limits, awarded),
        "gap": _gap(budget),
        "warnings": [problem.message for problem in check(budget, limits) if problem.field == "sources.own_financial"]
        if budget.total and budget.sources.own
        else [],
    }


def _drawn(group: Group, by_row: dict[str, Decimal]) -> Callable[[], SafeString]:
    """The rows of a group as HTML, drawn only by a page that shows them: the live fragment does not."""

    def drawn() -> SafeString:
        values = ((row, amount(by_row.get(row.prefix, ZERO))) for row in group.table.rows)
        return SafeString("".join(rows_html.draw(row, number=group.number, value=value) for row, value in values))

    return drawn


def _source_rows(form: BudgetForm, budget: Budget, limits: CallLimits, awarded: Decimal | None) -> list[dict[str, Any]]:
    hints = _hints(budget, limits, awarded)
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
            }
        )
    return found


def _typed(value: Any) -> str:
    return amount(value) if isinstance(value, Decimal) else value or ""


def _hints(budget: Budget, limits: CallLimits, awarded: Decimal | None) -> dict[str, str]:
    """The limits beside the fields they bind."""
    if awarded is not None:
        return {"grant": _("exactly %(amount)s: the grant awarded") % {"amount": money(awarded)}}
    hints: dict[str, str] = {}
    least, most = limits.grant_min, limits.grant_max
    if least is not None and most is not None:
        hints["grant"] = _("from %(least)s to %(most)s") % {"least": money(least), "most": money(most)}
    elif most is not None:
        hints["grant"] = _("at most %(most)s") % {"most": money(most)}
    elif least is not None:
        hints["grant"] = _("at least %(least)s") % {"least": money(least)}
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


def _gap(budget: Budget) -> dict[str, str]:
    if not budget.total and not budget.sources.total:
        return {"tone": "neutral", "text": _("Write the costs and then where the money comes from.")}
    if budget.gap == 0:
        return {"tone": "ok", "text": _("The sources add up to the costs.")}
    amounts = {"gap": money(abs(budget.gap))}
    if budget.gap > 0:
        return {"tone": "warn", "text": _("%(gap)s of the costs has no source yet.") % amounts}
    return {"tone": "warn", "text": _("The sources give %(gap)s more than the costs.") % amounts}
