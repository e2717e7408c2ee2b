"""Which form binds on which day."""

from datetime import date

from grants.applications.official.offer_2018 import OFFER_2018
from grants.applications.official.parts import Form
from grants.applications.official.report_2018 import REPORT_2018

OFFER = "offer"
REPORT = "report"
FORMS: tuple[Form, ...] = (OFFER_2018, REPORT_2018)


def form_for(kind: str, *, on: date) -> Form:
    """The form in force; for an offer and its report alike, the day its call was announced. Raises: LookupError."""
    for form in FORMS:
        if form.kind == kind and form.is_valid(on):
            return form
    raise LookupError(f"No form of the kind {kind} binds on {on}.")
