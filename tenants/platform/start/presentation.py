from typing import Any

from django.utils.translation import gettext as _

from tenants.registry.governments.models import LocalGovernment, Opening

ORDER = [Opening.REQUESTED, Opening.CONFIRMED, Opening.SCHEMA, Opening.READY]


def steps(government: LocalGovernment) -> list[dict[str, Any]]:
    """The opening as a stepper: label, url, state."""
    labels = [_("Sign-up sent"), _("E-mail confirmed"), _("Database made"), _("Ready")]
    failed = government.state == Opening.FAILED
    reached = 1 if failed else ORDER.index(Opening(government.state))
    return [
        {"label": label, "url": "", "state": _state(number, reached, failed)} for number, label in enumerate(labels)
    ]


def _state(number: int, reached: int, failed: bool) -> str:
    if number <= reached:
        return "done"
    if number == reached + 1:
        return "problem" if failed else "current"
    return "todo"


def heading(government: LocalGovernment) -> str:
    match government.state:
        case Opening.READY:
            return _("%(town)s is ready") % {"town": government.name}
        case Opening.FAILED:
            return _("The opening has stopped")
        case Opening.REQUESTED:
            return _("One click left, in your mailbox")
        case _other:
            return _("%(town)s is being opened") % {"town": government.name}
