from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tenants.gates.access import anyone, signed_in
from tenants.gates.doors import open_to
from tenants.platform.alerts.forms import AlertForm, typed
from tenants.registry.alerts import actions, tokens
from tenants.registry.alerts.models import Alert, Pace


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: Any) -> HttpResponse:
    """What new calls the person hears of. Looking for a place keeps everything ticked and typed."""
    alert = Alert.objects.visible_to(request.actor).first()
    if "find" in request.POST:
        form = AlertForm(initial=typed(request.POST))
    else:
        form = AlertForm(request.POST or None, initial=_now(request, alert))
    if form.is_bound and form.is_valid():
        actions.subscribe(form.values(), by=request.actor, at=timezone.now())
        messages.success(request, _("Saved. New calls that fit will come by mail."))
        return redirect("alerts:mine")
    context = {"form": form, "on": alert is not None and alert.stopped_at is None}
    return render(request, "alerts/mine.html", context, status=422 if form.errors else 200)


def _now(request: Any, alert: Alert | None) -> dict[str, Any]:
    """What is chosen now; at first the place whose page the person came from."""
    if alert is not None:
        names = ("pace", "everywhere", "counties", "spheres")
        return {**{name: getattr(alert, name) for name in names}, "towns": [str(pk) for pk in alert.towns]}
    here = [] if request.tenant.schema_name == "public" else [str(request.tenant.pk)]
    return {"pace": Pace.AT_ONCE, "towns": here}


@open_to(signed_in)
@require_POST
def off(request: Any) -> HttpResponse:
    for alert in Alert.objects.visible_to(request.actor):
        actions.stop(alert, at=timezone.now())
    messages.success(request, _("No more letters about new calls. What you chose is kept."))
    return redirect("alerts:mine")


@csrf_exempt  # mail programs stop letters by themselves (RFC 8058); the token in the address is the right to do it
@open_to(anyone)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link in each letter: opened, it shows a button; sent, it stops the letters, signed in or not."""
    alert = tokens.alert_behind(token)
    if alert is None:
        raise Http404
    if request.method == "POST":
        actions.stop(alert, at=timezone.now())
    context = {"stopped": request.method == "POST" or alert.stopped_at is not None}
    return render(request, "alerts/stop.html", context)
