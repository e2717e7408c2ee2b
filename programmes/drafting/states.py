from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.gates.access import clerks
from tenants.office.flow import NOWHERE, Flow, Step


class ProgrammeState(models.TextChoices):
    DRAFT = "draft", _("draft")
    ADOPTED = "adopted", _("adopted")
    CLOSED = "closed", _("closed")


S = ProgrammeState

FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=clerks),
    edit=Step(frm={S.DRAFT}, to=None, may=clerks),
    adopt=Step(frm={S.DRAFT}, to=S.ADOPTED, may=clerks),
    close=Step(frm={S.ADOPTED}, to=S.CLOSED, may=clerks),
)
