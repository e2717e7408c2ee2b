"""The life of a call (docs/glossary.md; art. 11-18a)."""

from django.db import models
from django.utils.translation import pgettext_lazy

from tenants.gates.access import clerks, committee_seats, either, executives, the_clock
from tenants.office.flow import NOWHERE, Flow, Step


class CallState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("call", "draft")
    APPROVED = "approved", pgettext_lazy("call", "approved, to be published")
    PUBLISHED = "published", pgettext_lazy("call", "published")
    OPEN = "open", pgettext_lazy("call", "open for offers")
    CLOSED = "closed", pgettext_lazy("call", "closed, formal check")
    MERIT = "merit", pgettext_lazy("call", "with the committee")
    RECOMMENDED = "recommended", pgettext_lazy("call", "waiting for the decision")
    DECIDED = "decided", pgettext_lazy("call", "decided")
    RESULTS = "results", pgettext_lazy("call", "results published")
    COMPLETED = "completed", pgettext_lazy("call", "completed")
    CANCELLED = "cancelled", pgettext_lazy("call", "cancelled")


S = CallState
UNDECIDED = {S.DRAFT, S.APPROVED, S.PUBLISHED, S.OPEN, S.CLOSED, S.MERIT, S.RECOMMENDED}
ANNOUNCED = {S.PUBLISHED, S.OPEN, S.CLOSED, S.MERIT, S.RECOMMENDED, S.DECIDED, S.RESULTS, S.COMPLETED}
# Between publication and the deadline; which of the two, the clock says.
RUNNING = {S.PUBLISHED, S.OPEN}
# Money a call holds of its priority tasks before anything is awarded.
BINDING = {S.APPROVED, S.PUBLISHED, S.OPEN, S.CLOSED, S.MERIT, S.RECOMMENDED, S.DECIDED}

FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.DRAFT, may=clerks),
    edit=Step(frm={S.DRAFT}, to=None, may=clerks),
    arrange_formal_check=Step(frm={S.DRAFT, S.APPROVED, *RUNNING, S.CLOSED}, to=None, may=clerks),
    show_formal_results=Step(frm=set(S) - {S.CANCELLED}, to=None, may=clerks),
    date_enquiries=Step(frm={S.DRAFT, S.APPROVED, *RUNNING}, to=None, may=clerks),
    delete=Step(frm={S.DRAFT}, to=None, may=clerks),
    ask_approval=Step(frm={S.DRAFT}, to=None, may=clerks),
    approve=Step(frm={S.DRAFT}, to=S.APPROVED, may=executives),
    return_to_draft=Step(frm={S.APPROVED}, to=S.DRAFT, may=either(clerks, executives)),
    record_publication=Step(frm={S.APPROVED, S.PUBLISHED, S.OPEN}, to=None, may=clerks),
    publish=Step(frm={S.APPROVED}, to=S.PUBLISHED, may=clerks),
    open=Step(frm={S.PUBLISHED}, to=S.OPEN, may=the_clock),
    propose_change=Step(frm=RUNNING, to=None, may=clerks),
    drop_change=Step(frm=RUNNING, to=None, may=either(clerks, executives)),
    amend=Step(frm=RUNNING, to=None, may=executives),
    correct=Step(frm=RUNNING, to=None, may=clerks),
    republish=Step(frm=RUNNING, to=None, may=clerks),
    extend=Step(frm=RUNNING, to=None, may=either(clerks, executives)),
    close=Step(frm={S.PUBLISHED, S.OPEN}, to=S.CLOSED, may=the_clock),
    start_assessment=Step(frm={S.CLOSED}, to=S.MERIT, may=clerks),
    recommend=Step(frm={S.MERIT}, to=S.RECOMMENDED, may=either(committee_seats, clerks)),
    reopen_assessment=Step(frm={S.RECOMMENDED}, to=S.MERIT, may=either(clerks, executives)),
    decide=Step(frm={S.RECOMMENDED}, to=S.DECIDED, may=executives),
    record_results_publication=Step(frm={S.DECIDED, S.RESULTS}, to=None, may=clerks),
    publish_results=Step(frm={S.DECIDED}, to=S.RESULTS, may=clerks),
    complete=Step(frm={S.RESULTS}, to=S.COMPLETED, may=either(clerks, executives)),
    cancel=Step(
        frm={S.APPROVED, S.PUBLISHED, S.OPEN, S.CLOSED, S.MERIT, S.RECOMMENDED}, to=S.CANCELLED, may=executives
    ),
    record_cancellation_publication=Step(frm={S.CANCELLED}, to=None, may=clerks),
)
