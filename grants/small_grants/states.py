"""The life of a small grant's offer (uproszczona oferta, art. 19a)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from grants.applications.states import checkers, of_others, representatives, writers
from tenants.gates.access import both, clerks, either, executives
from tenants.office.flow import NOWHERE, Flow, Step


class SmallGrantState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("offer", "draft")
    FILED = "filed", pgettext_lazy("offer", "filed")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "withdrawn")
    PUBLISHED = "published", pgettext_lazy("offer", "published for comments")
    CHANGES = "changes", pgettext_lazy("offer", "accepted, changes asked for")
    CHANGED = "changed", pgettext_lazy("offer", "changed, to be checked")
    ACCEPTED = "accepted", pgettext_lazy("offer", "accepted")
    REFUSED = "refused", pgettext_lazy("offer", "no grant")
    RESIGNED = "resigned", pgettext_lazy("offer", "resigned")
    CONTRACTED = "contracted", pgettext_lazy("offer", "agreement made")
    ABANDONED = "abandoned", pgettext_lazy("offer", "agreement not concluded")


S = SmallGrantState
# The town has promised the money, or passed it already: what the limits of a year add up.
PROMISED = {S.CHANGES, S.CHANGED, S.ACCEPTED, S.CONTRACTED}

deciders = both(executives, of_others)

FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=writers),
    edit=Step(frm={S.DRAFT, S.CHANGES}, to=None, may=writers),
    discard=Step(frm={S.DRAFT}, to=None, may=writers),
    file=Step(frm={S.DRAFT}, to=S.FILED, may=representatives),
    withdraw=Step(frm={S.FILED, S.PUBLISHED}, to=S.WITHDRAWN, may=representatives),
    hide=Step(frm={S.FILED}, to=None, may=checkers),
    record_posting=Step(frm={S.FILED}, to=None, may=checkers),
    publish=Step(frm={S.FILED}, to=S.PUBLISHED, may=checkers),
    accept=Step(frm={S.PUBLISHED}, to=S.ACCEPTED, may=deciders),
    ask_changes=Step(frm={S.PUBLISHED}, to=S.CHANGES, may=deciders),
    refuse=Step(frm={S.FILED, S.PUBLISHED, S.CHANGES}, to=S.REFUSED, may=deciders),
    file_changes=Step(frm={S.CHANGES}, to=S.CHANGED, may=representatives),
    return_changes=Step(frm={S.CHANGED}, to=S.CHANGES, may=checkers),
    approve_changes=Step(frm={S.CHANGED}, to=S.ACCEPTED, may=checkers),
    resign=Step(frm={S.CHANGES, S.CHANGED, S.ACCEPTED}, to=S.RESIGNED, may=representatives),
    contract=Step(frm={S.ACCEPTED}, to=S.CONTRACTED, may=both(either(clerks, executives), of_others)),
    abandon=Step(frm={S.ACCEPTED}, to=S.ABANDONED, may=clerks),
)
