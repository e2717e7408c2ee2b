from django.db import models
from django.utils.translation import pgettext_lazy

from tenants.gates.access import clerks, signed_in
from tenants.office.flow import NOWHERE, Flow, Step


class EnquiryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("enquiry", "waits for an answer")
    ANSWERED = "answered", pgettext_lazy("enquiry", "answered and published")
    DECLINED = "declined", pgettext_lazy("enquiry", "not published")


S = EnquiryState
FLOW = Flow(
    create=Step(frm=NOWHERE, to=S.WAITING, may=signed_in),
    answer=Step(frm={S.WAITING}, to=S.ANSWERED, may=clerks),
    amend=Step(frm={S.ANSWERED}, to=None, may=clerks),
    decline=Step(frm={S.WAITING}, to=S.DECLINED, may=clerks),
)
