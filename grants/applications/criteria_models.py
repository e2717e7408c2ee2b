from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.calls.models import Call
from tenants.office.scopes import visible_through


class FormalCriterion(models.Model):
    """What the office asks of each offer of a call in the formal check; a call without any is asked the usual ones.

    `code` names it in the answers that were kept. `correctable`: the applicant may be called to mend it.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="checklist")
    position = models.PositiveSmallIntegerField(default=1)
    code = models.SlugField(max_length=40)
    label = models.CharField(_("what is checked"), max_length=300)
    correctable = models.BooleanField(_("can be corrected"), default=True)

    objects = visible_through("call")

    class Meta:
        app_label = "grants"
        ordering = ["call", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="formal_criterion_once")]

    def __str__(self) -> str:
        return self.label
