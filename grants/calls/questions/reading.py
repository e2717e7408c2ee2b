from grants.calls.models import Call
from grants.calls.questions.models import Question


def of(call: Call) -> list[Question]:
    """The questions of a call in their order."""
    return list(Question.objects.filter(call=call).order_by("position", "pk"))
