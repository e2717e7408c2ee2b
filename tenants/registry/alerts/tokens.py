"""The link in each letter that stops them all: it works for whoever holds the letter, signed in or not."""

from django.core import signing

from tenants.registry.alerts.models import Alert
from tenants.registry.governments.addresses import platform

SALT = "alerts"


def stop_link(alert: Alert) -> str:
    return platform(f"/alerts/stop/{_signer().sign(str(alert.pk))}/")


def alert_behind(token: str) -> Alert | None:
    try:
        pk = _signer().unsign(token)
    except signing.BadSignature:
        return None
    return Alert.objects.filter(pk=pk).first()


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=".")
