"""What an offer that is being typed adds up to, beside the limits of art. 19a."""

from datetime import date
from typing import Any

from grants.applications.rows import decimal
from grants.small_grants import limits, reading
from grants.small_grants.forms import OfferForm
from grants.small_grants.models import SmallGrant
from grants.small_grants.presentation import limits_shown
from tenants.office.money import ZERO


def so_far(form: OfferForm, one: SmallGrant) -> dict[str, Any]:
    """Whatever can be read of it; what cannot counts as nothing."""
    rows = [row.values for row in form.costs.rows if not row.blank]
    grant, other = (sum((decimal(row.get(name)) for row in rows), ZERO) for name in ("grant", "other"))
    start, end = (_day(form, name) for name in ("start", "end"))
    days = limits.days_of(start, end) if start and end and start <= end else None
    on = date(one.programme.year, 1, 1)
    return {
        "grant": grant,
        "other": other,
        "total": grant + other,
        "limits": limits_shown(one, reading.sums_of(one, one.programme), grant, days, on=on),
    }


def _day(form: OfferForm, name: str) -> date | None:
    if form.is_bound:
        form.is_valid()
        value = getattr(form, "cleaned_data", {}).get(name)
    else:
        value = form.stored.get(name)
    return value if isinstance(value, date) else date.fromisoformat(value) if value else None
