"""Reads a programme's balance: the tasks from here, the figures from whoever registered them."""

from django.utils.translation import gettext as _

from programmes.drafting.models import PriorityTask, Programme
from programmes.reporting import balance, figures
from programmes.reporting.balance import Line


def lines_of(programme: Programme) -> list[Line]:
    tasks = PriorityTask.objects.filter(programme=programme).order_by("position", "pk")
    answers = {question: figures.ask(question, programme.pk) for question in figures.QUESTIONS}
    planned = [(task.pk, task.title, task.planned) for task in tasks]
    if programme.small_grants or any(figures.SMALL_GRANTS in answer for answer in answers.values()):
        planned.append((figures.SMALL_GRANTS, _("Small grants (art. 19a)"), programme.small_grants))
    return balance.lines(planned, answers)
