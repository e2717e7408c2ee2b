"""An expert's opinion on an offer, written on the page where others have a sheet."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.applications.models import Application
from grants.scoring import presentation, reading
from grants.scoring.advising import advise as give
from grants.scoring.advising_models import Opinion
from grants.scoring.forms import OpinionForm
from grants.scoring.models import CommitteeMember
from grants.scoring.states import SCORING
from grants.scoring.views_offer import offer_and_member, read_by
from tenants.gates.access import committee_seats
from tenants.gates.doors import open_to
from tenants.gates.refusals import keeping


def opinion_page(
    request: Any, offer: Application, member: CommitteeMember, form: OpinionForm | None = None, status: int = 200
) -> HttpResponse:
    """The opinion as it is kept, or as it was typed, and which others are still to write."""
    mine, written = read_by(member, offer), reading.advised_by(member)
    given = Opinion.objects.visible_to(request.actor).filter(member=member, application=offer).first()
    context = {
        "call": offer.call,
        "offer": offer,
        "given": given,
        "form": form or OpinionForm(initial={"text": given.text if given else ""}),
        "open": offer.call.state in SCORING,
        "words": presentation.opinion_words(written=given is not None),
        "others": [
            (one, *presentation.opinion_words(written=one.application_id in written))
            for one in presentation.around(mine, offer.pk)
        ],
        "written": sum(one.application_id in written for one in mine),
        "all": len(mine),
    }
    return render(request, "grants/scoring/opinion.html", context, status=status)


@open_to(committee_seats)
@require_POST
def advise(request: Any, ref: str) -> HttpResponse:
    offer, member = offer_and_member(request, ref)
    form = OpinionForm(request.POST)
    if form.is_valid():
        with keeping(form):
            give(member, offer, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())
    if form.errors:
        return opinion_page(request, *offer_and_member(request, ref), form, status=422)
    messages.success(request, _("Your opinion is saved."))
    return redirect("scoring:score", ref=ref)
