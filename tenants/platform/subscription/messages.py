"""Stripe's door: signed messages about subscriptions."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tenants.gates.access import CLOCK, anyone
from tenants.gates.doors import open_to
from tenants.registry.billing import actions, stripe


@open_to(anyone)
@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """The signature is the right to speak. An answer of 200 says: heard, do not repeat."""
    try:
        message = stripe.read(request.body, request.headers.get("Stripe-Signature", ""))
    except stripe.Refused:
        return JsonResponse({"detail": "not signed by Stripe"}, status=400)
    fresh = actions.take_in(message, by=CLOCK, at=timezone.now())
    return JsonResponse({"detail": "taken in" if fresh else "known already"})
