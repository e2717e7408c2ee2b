from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.drafting.states import ProgrammeState
from tenants.gates.access import Actor, staff
from tenants.office.money import MoneyField
from tenants.office.scopes import ScopedQuerySet, visible_through
from tenants.registry.spheres import SPHERES


class ProgrammeQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> "ProgrammeQuerySet":
        """An adopted programme is everyone's; a draft is the office's."""
        return self if staff(actor) else self.exclude(state=ProgrammeState.DRAFT)

    def adopted(self) -> "ProgrammeQuerySet":
        return self.filter(state=ProgrammeState.ADOPTED)


class Programme(models.Model):
    """The cooperation programme of one year (art. 5a). `headings` maps "1" … "11" of art. 5a(4) to their texts."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    title = models.CharField(_("title"), max_length=300)
    state = models.CharField(max_length=12, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    headings = models.JSONField(default=dict)
    budget = MoneyField(_("amount planned for public tasks"), default=Decimal("0.00"))
    small_grants = MoneyField(
        _("of that for small grants (art. 19a)"),
        default=Decimal("0.00"),
        help_text=_("0: the town takes no small grants this year."),
    )
    resolution_number = models.CharField(_("number of the resolution"), max_length=60, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    made_at = models.DateTimeField()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        app_label = "programmes"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | (models.Q(adopted_on__isnull=False) & ~models.Q(resolution_number="")),
                name="programme_adopted_has_act",
            ),
            models.CheckConstraint(condition=models.Q(budget__gte=0), name="programme_budget_not_negative"),
            models.CheckConstraint(condition=models.Q(small_grants__gte=0), name="programme_small_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def takes_small_grants(self) -> bool:
        return self.state == ProgrammeState.ADOPTED and self.small_grants > 0


class PriorityTask(models.Model):
    """A priority public task of a programme, with the sphere of art. 4(1) and the amount planned for it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField(default=1)
    sphere = models.CharField(_("sphere (art. 4(1))"), max_length=4, choices=[(s.number, s.label) for s in SPHERES])
    title = models.CharField(_("task"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    planned = MoneyField(_("planned amount"))

    objects = visible_through("programme")

    class Meta:
        app_label = "programmes"
        ordering = ["programme", "position", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(planned__gte=0), name="task_planned_not_negative")]

    def __str__(self) -> str:
        return self.title
