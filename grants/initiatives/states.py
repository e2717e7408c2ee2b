"""The life of a proposal on own initiative (wniosek z własnej inicjatywy, art. 12)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from grants.applications.states import checkers, of_others, representatives, writers
from tenants.gates.access import both, executives
from tenants.office.flow import NOWHERE, Flow, Step


class InitiativeState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("proposal", "draft")
    FILED = "filed", pgettext_lazy("proposal", "filed, to be answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")
    PURPOSEFUL = "purposeful", pgettext_lazy("proposal", "found purposeful")
    DECLINED = "declined", pgettext_lazy("proposal", "not found purposeful")
    CALLED = "called", pgettext_lazy("proposal", "call being prepared")


S = InitiativeState
deciders = both(executives, of_others)

FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=writers),
    edit=Step(frm={S.DRAFT}, to=None, may=writers),
    discard=Step(frm={S.DRAFT}, to=None, may=writers),
    file=Step(frm={S.DRAFT}, to=S.FILED, may=representatives),
    withdraw=Step(frm={S.FILED}, to=S.WITHDRAWN, may=representatives),
    weigh=Step(frm={S.FILED}, to=None, may=checkers),
    find_purposeful=Step(frm={S.FILED}, to=S.PURPOSEFUL, may=deciders),
    decline=Step(frm={S.FILED}, to=S.DECLINED, may=deciders),
    start_call=Step(frm={S.PURPOSEFUL, S.CALLED}, to=S.CALLED, may=checkers),
)
