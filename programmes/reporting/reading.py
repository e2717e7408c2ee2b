"""Reads a programme's balance: the tasks from here, the figures from whoever registered them."""

from programmes.drafting.models import PriorityTask, Programme
from programmes.reporting import balance, figures
from programmes.reporting.balance import Line


def lines_of(programme: Programme) -> list[Line]:
    tasks = PriorityTask.objects.filter(programme=programme).order_by("position", "pk")
    answers = {question: figures.ask(question, programme.pk) for question in figures.QUESTIONS}
    return balance.lines([(task.pk, task.title, task.planned) for task in tasks], answers)
