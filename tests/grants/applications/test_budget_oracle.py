"""Two thousand random budgets against an oracle that knows nothing of the product: whole grosze and fractions.

The amounts crowd around every limit, one grosz below, at and above it, because that is where money goes wrong.
"""

import random
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from grants.applications.budget import Budget, CallLimits, CostLine, OfferorPart, Sources, check

EXAMPLES = 2000


def zl(grosze):
    return Decimal(grosze) / 100


def half_up(number):
    """To a whole number, from a Fraction that is not negative."""
    return (number.numerator * 2 + number.denominator) // (number.denominator * 2)


class Drawn:
    """A budget in whole grosze: rows of (group, action, unit cost, hundredths of units, parts a year)."""

    def __init__(self, seed):
        chance = random.Random(seed)
        self.years = list(range(2027, 2027 + chance.choice([1, 1, 2, 3])))
        self.rows = [self._row(chance) for _row in range(chance.randint(1, 12))]
        self.total = sum(value for *_other, value, _parts in self.rows)
        self.admin = sum(value for group, *_other, value, _parts in self.rows if group == "II")
        self.grant = self._near(chance, self.total * chance.randint(1, 100) // 100)
        rest = max(0, self.total - self.grant)
        self.nonfinancial = chance.randint(0, rest) if chance.random() < 0.5 else 0
        self.recipients = chance.randint(0, rest - self.nonfinancial) if chance.random() < 0.3 else 0
        self.own = max(0, self._near(chance, rest - self.nonfinancial - self.recipients))
        self.split = self._split(chance) if chance.random() < 0.4 else []
        self.limits = self._limits(chance)

    def _row(self, chance):
        group = chance.choice(["I", "I", "I", "II"])
        cost, quantity = chance.randint(1, 300_000), chance.choice([100, 50, chance.randint(1, 5_000)])
        value = half_up(Fraction(cost * quantity, 100))
        parts = self._parts(chance, value, len(self.years)) if len(self.years) > 1 else []
        if parts and chance.random() < 0.05:
            parts[0] += 1
        return group, chance.randint(1, 4), cost, quantity, value, parts

    def _parts(self, chance, value, number):
        cuts = sorted(chance.randint(0, value) for _cut in range(number - 1))
        return [end - start for start, end in zip([0, *cuts], [*cuts, value], strict=True)]

    def _near(self, chance, amount):
        return max(0, amount + chance.choice([0, 0, 0, 0, -1, 1]))

    def _split(self, chance):
        number = chance.randint(2, 3)
        by_year = [self._parts(chance, self.in_year(place), number) for place in range(len(self.years))]
        split = [[year[partner] for year in by_year] for partner in range(number)]
        split[0][0] = self._near(chance, split[0][0])
        return split

    def _limits(self, chance):
        def share(of, whole):
            return Fraction(of * 10_000, whole or 1) // 1 + chance.choice([-1, 0, 1]) if chance.random() < 0.5 else None

        return {
            "commissioning": chance.choice(["support", "support", "entrust"]),
            "grant_min": self._near(chance, self.grant) if chance.random() < 0.4 else None,
            "grant_max": self._near(chance, self.grant) if chance.random() < 0.4 else None,
            "grant_max_percent": share(self.grant, self.total),
            "own_min_percent": share(self.own + self.nonfinancial, self.total),
            "own_base": chance.choice(["total", "grant"]),
            "own_financial_min_percent": share(self.own, self.total),
            "admin_max_percent": share(self.admin, self.total),
            "counts_nonfinancial": chance.random() < 0.7,
            "counts_recipients": chance.random() < 0.3,
        }

    def in_year(self, place):
        return sum(parts[place] if parts else (value if place == 0 else 0) for *_row, value, parts in self.rows)

    def budget(self):
        lines = tuple(
            CostLine(f"k{place}", group, action if group == "I" else None, "koszt", "szt.", zl(cost), zl(quantity),
                     tuple(zl(part) for part in parts))
            for place, (group, action, cost, quantity, _value, parts) in enumerate(self.rows)
        )  # fmt: skip
        return Budget(
            lines=lines,
            sources=Sources(zl(self.grant), zl(self.own), zl(self.nonfinancial), zl(self.recipients)),
            years=tuple(self.years),
            offerors=tuple(
                OfferorPart(f"o{place}", f"Oferent {place}", tuple(zl(part) for part in parts))
                for place, parts in enumerate(self.split)
            ),
        )

    def call_limits(self):
        """Shares are hundredths of a per cent here, amounts grosze; both are Decimal in the product."""
        plain = {"commissioning", "own_base", "counts_nonfinancial", "counts_recipients"}
        return CallLimits(
            **{
                name: value if name in plain or value is None else Decimal(int(value)) / 100
                for name, value in self.limits.items()
            }
        )

    def expected(self):
        """The places that the rules name, in order."""
        limits, found = self.limits, []
        for place, (*_row, value, parts) in enumerate(self.rows):
            if parts and sum(parts) != value:
                found.append(f"lines.k{place}.years")
        most = limits["admin_max_percent"]
        if (
            most is not None
            and most < 10_000
            and self.total
            and Fraction(self.admin, self.total) > Fraction(most, 10_000)
        ):
            found.append("costs")
        if self.grant + self.own + self.nonfinancial + self.recipients != self.total:
            found.append("sources")
        if self.grant == 0:
            found.append("sources.grant")
        if limits["commissioning"] == "support" and self.grant >= self.total:
            found.append("sources.grant")
        if limits["grant_min"] is not None and 0 < self.grant < limits["grant_min"]:
            found.append("sources.grant")
        if limits["grant_max"] is not None and self.grant > limits["grant_max"]:
            found.append("sources.grant")
        most = limits["grant_max_percent"]
        if most is not None and Fraction(self.grant) > Fraction(most, 10_000) * self.total:
            found.append("sources.grant")
        if limits["commissioning"] == "support":
            base = self.grant if limits["own_base"] == "grant" else self.total
            counted = self.own
            counted += self.nonfinancial if limits["counts_nonfinancial"] else 0
            counted += self.recipients if limits["counts_recipients"] else 0
            for name, amount in (("own_min_percent", counted), ("own_financial_min_percent", self.own)):
                if limits[name] is not None and amount < Fraction(limits[name], 10_000) * base:
                    found.append("sources.own_financial")
        if self.split:
            years = sum(
                sum(parts[place] for parts in self.split) != self.in_year(place) for place in range(len(self.years))
            )
            # Years that do not add up in V.A itself leave the whole to differ where no single year does.
            whole = sum(sum(parts) for parts in self.split) != self.total
            found += ["offerors"] * (years if len(self.years) > 1 and years else int(whole))
        return found


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 2**62))
def test_sums_splits_and_limits_agree_with_the_oracle_to_the_grosz(seed):
    drawn = Drawn(seed)
    budget = drawn.budget()

    assert [line.value for line in budget.lines] == [zl(value) for *_row, value, _parts in drawn.rows]
    assert (budget.total, budget.sum_admin) == (zl(drawn.total), zl(drawn.admin))
    for action in range(1, 5):
        of_action = sum(row[4] for row in drawn.rows if row[:2] == ("I", action))
        assert budget.sum_of_action(action) == zl(of_action)
    assert budget.totals_per_year == tuple(zl(drawn.in_year(place)) for place in range(len(drawn.years)))
    if drawn.total:
        for name, amount in (("grant", drawn.grant), ("own_financial", drawn.own), ("recipients", drawn.recipients)):
            assert getattr(budget.shares, name) == zl(half_up(Fraction(amount * 10_000, drawn.total)))
    assert [problem.field for problem in check(budget, drawn.call_limits())] == drawn.expected()


def test_the_random_budgets_break_each_rule_and_keep_all_of_them_often_enough():
    found = [Drawn(seed).expected() for seed in range(EXAMPLES)]

    for place in ("costs", "sources", "sources.grant", "sources.own_financial", "offerors"):
        assert sum(place in one for one in found) > EXAMPLES / 50, place
    assert sum(not one for one in found) > EXAMPLES / 50
