from grants.calls.models import Call
from grants.calls.questions.models import Question


def of(call: Call) -> list[Question]:
    """The questions of a call in their order."""
    return list(Question.objects.filter(call=call).order_by("position", "pk"))


def of_lot(lot_id: int) -> list[Question]:
    """The questions of the call that a lot is of."""
    return list(Question.objects.filter(call__lots=lot_id).order_by("position", "pk"))
