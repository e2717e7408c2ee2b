"""The life of an offer (oferta)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from grants.applications.access import (
    invited,
    leaders,
    no_trial,
    of_others,
    part_representatives,
    part_writers,
    representatives,
    writers,
)
from tenants.gates.access import both, clerks, either, executives, the_clock
from tenants.office.flow import NOWHERE, Flow, Step


class ApplicationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("offer", "draft")
    FILED = "filed", pgettext_lazy("offer", "filed")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "withdrawn")
    CORRECTING = "correcting", pgettext_lazy("offer", "called to correct flaws")
    PASSED = "passed", pgettext_lazy("offer", "formally correct")
    REJECTED = "rejected", pgettext_lazy("offer", "rejected formally")
    AWARDED = "awarded", pgettext_lazy("offer", "grant awarded in full")
    REDUCED = "reduced", pgettext_lazy("offer", "grant awarded, update needed")
    UPDATED = "updated", pgettext_lazy("offer", "updated, to be approved")
    READY = "ready", pgettext_lazy("offer", "update approved")
    RESERVE = "reserve", pgettext_lazy("offer", "reserve list")
    REFUSED = "refused", pgettext_lazy("offer", "no grant")
    RESIGNED = "resigned", pgettext_lazy("offer", "resigned")
    CONTRACTED = "contracted", pgettext_lazy("offer", "agreement made")


S = ApplicationState
FILED_STATES = set(S) - {S.DRAFT}
# What the executive has decided and no agreement binds yet: a later act can change it.
CHANGEABLE = {S.AWARDED, S.REDUCED, S.UPDATED, S.READY, S.RESERVE, S.REFUSED}


checkers = both(clerks, of_others, no_trial)

FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=writers),
    edit=Step(frm={S.DRAFT}, to=None, may=writers),
    discard=Step(frm={S.DRAFT}, to=None, may=writers),
    make_joint=Step(frm={S.DRAFT}, to=None, may=writers),
    make_single=Step(frm={S.DRAFT}, to=None, may=writers),
    file=Step(frm={S.DRAFT}, to=S.FILED, may=representatives),
    withdraw=Step(frm={S.FILED}, to=S.WITHDRAWN, may=representatives),
    sign=Step(frm={S.FILED, S.CORRECTING}, to=None, may=writers),
    confirm_on_paper=Step(frm={S.FILED, S.CORRECTING}, to=None, may=checkers),
    check_formally=Step(frm={S.FILED}, to=None, may=checkers),
    confirm_formally=Step(frm={S.FILED}, to=None, may=checkers),
    send_back_formally=Step(frm={S.FILED}, to=None, may=checkers),
    pass_formally=Step(frm={S.FILED}, to=S.PASSED, may=checkers),
    reject_formally=Step(frm={S.FILED}, to=S.REJECTED, may=checkers),
    call_to_correct=Step(frm={S.FILED}, to=S.CORRECTING, may=checkers),
    edit_correction=Step(frm={S.CORRECTING}, to=None, may=writers),
    correct=Step(frm={S.CORRECTING}, to=S.FILED, may=representatives),
    lapse_correction=Step(frm={S.CORRECTING}, to=S.FILED, may=either(checkers, the_clock)),
    recheck=Step(frm={S.PASSED, S.REJECTED}, to=S.FILED, may=checkers),
    # The executive signs the act; a later one takes effect when a clerk publishes it (awards/effects.py).
    award=Step(frm={S.PASSED, *CHANGEABLE}, to=S.AWARDED, may=either(executives, clerks)),
    reduce=Step(frm={S.PASSED, *CHANGEABLE}, to=S.REDUCED, may=either(executives, clerks)),
    reserve=Step(frm={S.PASSED, *CHANGEABLE}, to=S.RESERVE, may=either(executives, clerks)),
    refuse=Step(frm={S.PASSED, *CHANGEABLE}, to=S.REFUSED, may=either(executives, clerks)),
    edit_update=Step(frm={S.REDUCED}, to=None, may=writers),
    update=Step(frm={S.REDUCED}, to=S.UPDATED, may=representatives),
    approve_update=Step(frm={S.UPDATED}, to=S.READY, may=checkers),
    return_update=Step(frm={S.UPDATED}, to=S.REDUCED, may=checkers),
    resign=Step(frm={S.AWARDED, S.REDUCED, S.UPDATED, S.READY}, to=S.RESIGNED, may=representatives),
    contract=Step(frm={S.AWARDED, S.READY}, to=S.CONTRACTED, may=both(either(clerks, executives), of_others)),
)


class OfferorState(models.TextChoices):
    """How one organisation stands to a joint offer."""

    INVITED = "invited", pgettext_lazy("offeror", "invited")
    JOINED = "joined", pgettext_lazy("offeror", "takes part")
    DECLINED = "declined", pgettext_lazy("offeror", "declined")
    CANCELLED = "cancelled", pgettext_lazy("offeror", "invitation taken back")
    LEFT = "left", pgettext_lazy("offeror", "left the offer")
    REMOVED = "removed", pgettext_lazy("offeror", "removed")


P = OfferorState
OFFEROR_FLOW = Flow(
    lead=Step(frm=NOWHERE, to=P.JOINED, may=leaders),
    carry=Step(frm=NOWHERE, to=P.JOINED, may=leaders),
    invite=Step(frm=NOWHERE, to=P.INVITED, may=leaders),
    accept=Step(frm={P.INVITED}, to=P.JOINED, may=invited),
    decline=Step(frm={P.INVITED}, to=P.DECLINED, may=invited),
    cancel=Step(frm={P.INVITED}, to=P.CANCELLED, may=leaders),
    write=Step(frm={P.JOINED}, to=None, may=part_writers),
    confirm=Step(frm={P.JOINED}, to=None, may=part_representatives),
    leave=Step(frm={P.JOINED}, to=P.LEFT, may=part_representatives),
    remove=Step(frm={P.JOINED, P.DECLINED, P.LEFT}, to=P.REMOVED, may=leaders),
    remind=Step(frm={P.JOINED}, to=None, may=leaders),
)
