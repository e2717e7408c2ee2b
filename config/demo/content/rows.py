"""One organisation as it is typed in the lists; the rest follows from its place."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    code: str
    name: str
    legal_form: str
    street: str
    postcode: str
    city: str
    representative: str
    editor: str = ""
    activity: str
    resources: str
