"""The questions a balance asks. `grants` answers them when the app starts: nothing here imports upward."""

from collections.abc import Callable
from decimal import Decimal

# Each answer: programme id -> {priority task id: amount in złoty}. Small grants have a line of their own, under a
# key that no task has: they belong to the programme and to none of its tasks.
SMALL_GRANTS = 0
Answer = Callable[[int], dict[int, Decimal]]

QUESTIONS = ("in_calls", "awarded", "agreed", "paid", "settled", "returned")
# Not of the balance: all costs of the tasks agreed, which an announcement tells beside the grants (art. 13(2)(7)).
COSTS = "costs"
_answers: dict[str, Answer] = {}


class Unanswered(LookupError):
    """No floor has said how this figure is computed."""


def register(question: str, answer: Answer) -> None:
    if question not in (*QUESTIONS, COSTS):
        raise Unanswered(question)
    _answers[question] = answer


def ask(question: str, programme_id: int) -> dict[int, Decimal]:
    """Amounts by priority task. Raises: Unanswered."""
    try:
        return _answers[question](programme_id)
    except KeyError:
        raise Unanswered(question) from None
