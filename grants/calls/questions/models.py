from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.calls.models import Call
from tenants.office.scopes import visible_through


class Kind(models.TextChoices):
    TEXT = "text", pgettext_lazy("question", "short text")
    LONG = "long", pgettext_lazy("question", "long text")
    NUMBER = "number", pgettext_lazy("question", "number")
    MONEY = "money", pgettext_lazy("question", "amount of money")
    DAY = "day", pgettext_lazy("question", "date")
    CHOICE = "choice", pgettext_lazy("question", "one of several answers")
    SEVERAL = "several", pgettext_lazy("question", "any of several answers")
    YES_NO = "yes_no", pgettext_lazy("question", "yes or no")
    FILE = "file", pgettext_lazy("question", "file")


class Question(models.Model):
    """One additional question. `code` is its lasting name in the offers; its place in the order may change."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=6)
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=Kind)
    label = models.CharField(_("question"), max_length=500)
    help = models.TextField(_("explanation"), blank=True)
    required = models.BooleanField(_("must be answered"), default=True)
    longest = models.PositiveIntegerField(_("most characters"), null=True, blank=True)
    options = models.JSONField(_("answers to choose from"), default=list, blank=True)
    # Asked only of those who give `wanted` as the answer to the question of this code.
    depends_on = models.CharField(max_length=6, blank=True)
    wanted = models.CharField(max_length=300, blank=True)

    objects = visible_through("call")

    class Meta:
        app_label = "grants"
        ordering = ["call", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="question_code_once"),
            models.CheckConstraint(
                condition=models.Q(depends_on="") | ~models.Q(wanted=""), name="question_condition_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.label
