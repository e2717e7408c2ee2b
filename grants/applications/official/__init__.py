"""The official forms as data: what each asks for and in which words; chosen by the day that binds.

Labels are law text: they stay Polish and are never reworded.
"""

from grants.applications.official.catalogue import (
    FORMS,
    OFFER,
    REPORT,
    SIMPLIFIED_OFFER,
    SIMPLIFIED_REPORT,
    form_for,
)
from grants.applications.official.offer_2018 import OFFER_2018
from grants.applications.official.offer_simplified_2018 import OFFER_SIMPLIFIED_2018
from grants.applications.official.parts import Column, Field, Form, Group, Kind, Row, Section
from grants.applications.official.report_2018 import REPORT_2018
from grants.applications.official.report_simplified_2018 import REPORT_SIMPLIFIED_2018

__all__ = [
    "FORMS",
    "OFFER",
    "OFFER_2018",
    "OFFER_SIMPLIFIED_2018",
    "REPORT",
    "REPORT_2018",
    "REPORT_SIMPLIFIED_2018",
    "SIMPLIFIED_OFFER",
    "SIMPLIFIED_REPORT",
    "Column",
    "Field",
    "Form",
    "Group",
    "Kind",
    "Row",
    "Section",
    "form_for",
]
