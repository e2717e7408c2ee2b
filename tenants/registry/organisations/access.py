"""Who may do what with an organisation: `thing` is the organisation."""

from typing import Any

from tenants.gates.access import EDITOR, REPRESENTATIVE, Actor


def members(actor: Actor, thing: Any = None) -> bool:
    """People of this organisation, or of any when none is named."""
    return bool(actor.memberships) if thing is None else thing.pk in actor.memberships


def representatives(actor: Actor, thing: Any = None) -> bool:
    return thing is not None and actor.memberships.get(thing.pk) == REPRESENTATIVE


def writers(actor: Actor, thing: Any = None) -> bool:
    """Those who write for the organisation: its representatives and editors."""
    return thing is not None and actor.memberships.get(thing.pk) in (REPRESENTATIVE, EDITOR)
