"""A draft on one page: its facts and three sets of rows. A refusal finds its field in any of them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms

from frontend.rows import quiet, rearranged
from grants.calls.draft_forms import AttachmentForm, CriterionForm, FactsForm, LotForm
from grants.calls.models import Call
from programmes.drafting.models import PriorityTask
from tenants.gates.access import Actor

MOST_ROWS = 60
LotRows = forms.formset_factory(LotForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
CriterionRows = forms.formset_factory(CriterionForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
AttachmentRows = forms.formset_factory(AttachmentForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
ROWS: dict[str, Any] = {"lots": LotRows, "criteria": CriterionRows, "attachments": AttachmentRows}


class CallPaper:
    """Looks like a form to `refusals.into`."""

    def __init__(
        self, call: Call, actor: Actor, posted: Any = None, *, at: datetime, values: Mapping[str, Any] | None = None
    ) -> None:
        """`values` stand in place of what is stored, until they are sent."""
        self.call = call
        self.stored = stored_values(call)
        shown = self.stored if values is None else values
        self.pressed = None
        if posted is not None:
            self.pressed = next((name for name in ROWS if rearranged(posted, name) is not None), None)
            posted = rearranged(posted, self.pressed) if self.pressed else posted
        tasks = PriorityTask.objects.visible_to(actor).filter(programme=call.programme_id).order_by("position", "pk")
        self.facts = FactsForm(posted, initial={name: shown[name] for name in FactsForm.base_fields}, at=at)
        self.rows = {
            name: kind(
                posted,
                prefix=name,
                # Typed rows stand for themselves: compared with stored ones they would pass for untouched.
                initial=shown[name] if posted is None else None,
                form_kwargs={"tasks": tasks} if name == "lots" else {},
            )
            for name, kind in ROWS.items()
        }
        if self.pressed:
            self.facts.errors.clear()
            for formset in self.rows.values():
                quiet(formset)

    @property
    def forms(self) -> list[Any]:
        return [self.facts, *self.rows.values()]

    @property
    def fields(self) -> "CallPaper":
        return self

    def __contains__(self, field: str | None) -> bool:
        return field in self.facts.fields or self._row(field) is not None or field in self.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts.fields)

    @property
    def errors(self) -> bool:
        return any(not form.is_valid() for form in self.forms)

    def is_valid(self) -> bool:
        return not self.pressed and not self.errors

    def add_error(self, field: str | None, sentence: str) -> None:
        if row := self._row(field):
            form, name = row
            form.add_error(name, sentence)
        elif field in self.rows:
            self.rows[field]._non_form_errors.append(sentence)
        else:
            self.facts.add_error(field, sentence)

    def wrong(self) -> set[str]:
        """Names of facts and of sets of rows that hold a mistake."""
        rows = {name for name, formset in self.rows.items() if not formset.is_valid() or formset.non_form_errors()}
        return set(self.facts.errors) | rows

    def _row(self, field: str | None) -> tuple[Any, str] | None:
        """The form and field that "lots-0-pool" names."""
        prefix, _sep, rest = (field or "").partition("-")
        number, _sep, name = rest.partition("-")
        if prefix not in self.rows or not number.isdecimal() or int(number) >= len(self.rows[prefix].forms):
            return None
        form = self.rows[prefix].forms[int(number)]
        return (form, name) if name in form.fields else None

    def values(self) -> dict[str, Any]:
        """Everything typed, as actions.edit takes it."""
        return {
            **self.facts.cleaned_data,
            **{
                name: [
                    {field: value for field, value in form.cleaned_data.items() if field != "number"}
                    for form in rows
                    if form.cleaned_data
                ]
                for name, rows in self.rows.items()
            },
        }

    def kept(self) -> list[int | None]:
        """Which published task each typed one is; None for a new one."""
        return [form.cleaned_data["number"] for form in self.rows["lots"] if form.cleaned_data]


def stored_values(call: Call) -> dict[str, Any]:
    """The draft of a call that was found, as a form sends it."""
    rows = {
        "lots": call.lots.select_related("task").order_by("number"),
        "criteria": call.criteria.order_by("position", "pk"),
        "attachments": call.attachments.order_by("position", "pk"),
    }
    return {
        **_values(call, FactsForm),
        **{name: [_values(row, ROWS[name].form) for row in found] for name, found in rows.items()},
    }


def _values(row: Any, form: type[forms.Form]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in form.base_fields}
