"""Steps of a thing's life: who may, from where, to where; each is one conditional UPDATE and one audit entry."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from tenants.gates.access import Actor, Rule, permit
from tenants.gates.refusals import WrongState

NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Step:
    """`frm` the states it starts from (NOWHERE: it creates), `to` where it ends (None: it stays)."""

    frm: Iterable[str]
    to: str | None
    may: Rule
    states: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", frozenset(str(state) for state in self.frm))


class Flow:
    """The table of a thing's steps, the only way its state changes."""

    def __init__(self, **steps: Step) -> None:
        self.steps = steps

    def create(self, thing: Any, *, by: Actor, at: datetime, step: str = "create", **noted: Any) -> Any:
        """Save a new row in the step's state and record it. Raises PermissionDenied."""
        from tenants.office.audit import actions as audit

        row = self.steps[step]
        permit(row.may, by, thing)
        if row.to is not None:
            thing.state = row.to
        with transaction.atomic(savepoint=False):
            thing.save(force_insert=True)
            audit.record(step, thing, by=by, at=at, noted=noted)
        return thing

    def move(
        self,
        thing: models.Model,
        step: str,
        *,
        by: Actor,
        at: datetime,
        noted: dict[str, Any] | None = None,
        **facts: Any,
    ) -> None:
        """Take the step and write its facts, unless somebody else was quicker.

        `noted` goes to the audit entry only. Raises: PermissionDenied, WrongState.
        """
        from tenants.office.audit import actions as audit

        row = self.steps[step]
        permit(row.may, by, thing)
        values = dict(facts)
        if row.to is not None:
            values["state"] = row.to
        with transaction.atomic(savepoint=False):
            mine = type(thing)._base_manager.filter(pk=thing.pk, state__in=row.states)
            moved = mine.update(**values) if values else len(mine.select_for_update())
            if moved == 1:
                for name, value in values.items():
                    setattr(thing, name, value)
                audit.record(step, thing, by=by, at=at, noted={**(noted or {}), **_plain(facts)})
        # Nothing was written: whoever catches this may go on in the same transaction.
        if moved != 1:
            raise WrongState

    def open_steps(self, thing: Any, actor: Actor) -> dict[str, bool]:
        """The steps this actor could take now, for templates: {% if can.publish %}."""
        return {
            name: True
            for name, step in self.steps.items()
            if thing.state in step.states and step.may(actor, thing) is True
        }

    def transitions(self) -> list[tuple[str, str]]:
        """Every change of state there is, for the database's own guard."""
        return sorted(
            {(frm, str(step.to)) for step in self.steps.values() if step.to for frm in step.states if frm != step.to}
        )


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Short facts for the record: no documents' contents, no long texts."""
    return {
        name: str(value)[:200]
        for name, value in facts.items()
        if not isinstance(value, dict | list | bytes) and not isinstance(value, models.Expression)
    }
