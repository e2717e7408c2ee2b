"""Additional questions of a call, as offers meet them: a choice, what depends on it, and one of every other kind."""

from typing import Any

YES_NO = {"kind": "yes_no", "label": "Czy zadanie odbywa się w szkole?"}
SCHOOL = {"kind": "text", "label": "W której szkole?", "longest": 60, "depends_on": "q1", "wanted": "yes"}
LETTER = {"kind": "file", "label": "Zgoda dyrektora szkoły", "depends_on": "q1", "wanted": "yes"}
CONDITIONAL = (YES_NO, SCHOOL, LETTER)
EVERY_KIND: tuple[dict[str, Any], ...] = (
    {"kind": "text", "label": "Krótko"},
    {"kind": "long", "label": "Długo", "longest": 500},
    {"kind": "number", "label": "Ile osób"},
    {"kind": "money", "label": "Ile pieniędzy"},
    {"kind": "day", "label": "Od kiedy"},
    {"kind": "choice", "label": "Które sołectwo", "options": ["Lipki", "Dęby", "Olszyny"]},
    {"kind": "several", "label": "Dla kogo", "options": ["dzieci", "młodzież", "seniorzy"]},
    {"kind": "yes_no", "label": "Czy pierwszy raz"},
)
ANSWERS: dict[str, Any] = {
    "q1": "Krótka odpowiedź",
    "q2": "Dłuższa\nodpowiedź",
    "q3": "12.5",
    "q4": "1234.50",
    "q5": "2027-05-01",
    "q6": "Dęby",
    "q7": ["dzieci", "seniorzy"],
    "q8": "yes",
}
