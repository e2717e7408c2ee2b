import uuid
from typing import Any, cast

import structlog
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenants.gates.access import administrators
from tenants.gates.doors import open_to
from tenants.platform.subscription import presentation
from tenants.platform.subscription.forms import PlanForm
from tenants.registry.billing import actions, stripe
from tenants.registry.billing.models import Standing
from tenants.registry.billing.rules import is_running, standing_at

log = structlog.get_logger()


@open_to(administrators)
@require_safe
def detail(request: Any) -> HttpResponse:
    # The form leads to Stripe's page: the browser asks this page's policy whether it may.
    allowed = csp_update({"form-action": [stripe.checkout_origin()]})
    return cast(HttpResponse, allowed(_detail)(request))


def _detail(request: Any) -> HttpResponse:
    at = timezone.now()
    row = actions.standing_of(request.tenant, at=at)
    context = {
        "subscription": row,
        "said": presentation.said(row, at),
        "plans": presentation.plans(row, on=timezone.localdate(at)),
        "items": presentation.facts(row),
        "paying": standing_at(row, at) == Standing.ACTIVE,
        "running": is_running(row),
        "once": uuid.uuid4(),
    }
    return render(request, "platform/subscription.html", context)


@open_to(administrators)
@require_POST
def choose(request: Any) -> HttpResponse:
    form = PlanForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the plans."))
        return redirect("subscription:detail")
    try:
        checkout = actions.choose_plan(
            request.tenant,
            form.cleaned_data["plan"],
            once=str(form.cleaned_data["once"]),
            by=request.actor,
            at=timezone.now(),
        )
    except stripe.Unreachable as problem:
        log.error("checkout could not begin", reason=str(problem))
        messages.error(
            request, _("The payment service does not answer. Nothing was charged; try again in a few minutes.")
        )
        return redirect("subscription:detail")
    return redirect(checkout.url)


@open_to(administrators)
@require_safe
def done(request: Any) -> HttpResponse:
    """Back from paying. The signed message, not this visit, makes the subscription active: it may take a moment."""
    row = actions.standing_of(request.tenant, at=timezone.now())
    return render(request, "platform/subscription_done.html", {"active": row.state == Standing.ACTIVE})


@open_to(administrators)
@require_safe
def cancelled(request: Any) -> HttpResponse:
    messages.info(request, _("You left the payment. Nothing was charged; you can choose a plan at any time."))
    return redirect("subscription:detail")
