"""The balance of a programme: every figure from one definition, and the sums that must hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Line:
    """Money of one priority task, or of all of them, in złoty."""

    title: str
    planned: Decimal = ZERO
    in_calls: Decimal = ZERO
    awarded: Decimal = ZERO
    agreed: Decimal = ZERO
    paid: Decimal = ZERO
    settled: Decimal = ZERO
    returned: Decimal = ZERO

    @property
    def free(self) -> Decimal:
        """Planned and not yet in a call or awarded; negative when a plan was cut afterwards."""
        return self.planned - self.in_calls - self.awarded

    @property
    def to_agree(self) -> Decimal:
        """Awarded, with no agreement signed yet."""
        return self.awarded - self.agreed

    @property
    def to_pay(self) -> Decimal:
        return self.agreed - self.paid

    @property
    def in_progress(self) -> Decimal:
        """Paid, neither settled nor returned yet."""
        return self.paid - self.settled - self.returned


FIGURES = ("planned", "in_calls", "awarded", "agreed", "paid", "settled", "returned")


def total(lines: Sequence[Line], title: str) -> Line:
    """All lines together; each derived figure of the total is the sum of the lines' own."""
    return Line(title=title, **{name: sum((getattr(line, name) for line in lines), ZERO) for name in FIGURES})


def lines(tasks: Sequence[tuple[int, str, Decimal]], answers: Mapping[str, Mapping[int, Decimal]]) -> list[Line]:
    """A line for each task (id, title, planned), its figures taken from the answers by name."""
    return [
        Line(
            title=title,
            planned=planned,
            **{name: Decimal(answers[name].get(pk, ZERO)) for name in FIGURES if name != "planned"},
        )
        for pk, title, planned in tasks
    ]
