"""Sums of results. Pure: amounts in, sums and shares out; nothing is rounded but what is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from frontend.templatetags.formats import grouped
from tenants.office.money import percent

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Sums:
    """A lot's, a call's or a year's money; `used` is a percentage of the pool, None of no pool."""

    pool: Decimal
    requested: Decimal
    awarded: Decimal
    offers: int
    funded: int

    @property
    def left(self) -> Decimal:
        return self.pool - self.awarded

    @property
    def used(self) -> Decimal | None:
        return percent(self.awarded, self.pool)


def together(parts: Iterable[Sums]) -> Sums:
    rows = list(parts)
    return Sums(
        pool=sum((row.pool for row in rows), ZERO),
        requested=sum((row.requested for row in rows), ZERO),
        awarded=sum((row.awarded for row in rows), ZERO),
        offers=sum(row.offers for row in rows),
        funded=sum(row.funded for row in rows),
    )


@dataclass(frozen=True, kw_only=True)
class Change:
    """A sphere's money beside the year before. `change` is a percentage; None when there was nothing to compare with."""

    sphere: str
    before: Decimal | None
    now: Decimal | None

    @property
    def change(self) -> Decimal | None:
        if not self.before or self.now is None:
            return None
        return percent(self.now - self.before, self.before)

    @property
    def signed(self) -> str:
        """`+85,71%`, `−12,00%`."""
        if self.change is None:
            return ""
        return ("+" if self.change >= 0 else "") + grouped(self.change, 2) + "%"


def changes(before: dict[str, Decimal], now: dict[str, Decimal]) -> list[Change]:
    """Every sphere of either year, in the order of this year's list, then those not continued."""
    order = [*now, *(sphere for sphere in before if sphere not in now)]
    return [Change(sphere=sphere, before=before.get(sphere), now=now.get(sphere)) for sphere in order]
