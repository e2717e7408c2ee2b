"""Which form binds on which day."""

from datetime import date

from grants.applications.official.offer_2018 import OFFER_2018
from grants.applications.official.offer_simplified_2018 import OFFER_SIMPLIFIED_2018
from grants.applications.official.parts import Form
from grants.applications.official.report_2018 import REPORT_2018
from grants.applications.official.report_simplified_2018 import REPORT_SIMPLIFIED_2018

OFFER = "offer"
REPORT = "report"
# Of small grants (art. 19a).
SIMPLIFIED_OFFER = "simplified_offer"
SIMPLIFIED_REPORT = "simplified_report"
FORMS: tuple[Form, ...] = (OFFER_2018, REPORT_2018, OFFER_SIMPLIFIED_2018, REPORT_SIMPLIFIED_2018)


def form_for(kind: str, *, on: date) -> Form:
    """The form in force on the day that binds. Raises: LookupError.

    Of an offer and its report alike, the day its call was announced; of a small grant, the day its offer was filed.
    """
    for form in FORMS:
        if form.kind == kind and form.is_valid(on):
            return form
    raise LookupError(f"No form of the kind {kind} binds on {on}.")
