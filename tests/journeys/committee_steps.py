"""What a committee member does, page by page."""

from collections.abc import Mapping

from tests.journeys.visitor import Visitor

MOST = (20, 20, 25, 10, 15, 10)


def declare(member: Visitor, ref: str, *, tied_to: str = "") -> None:
    """A word on every offer: no tie, but to the organisation named."""
    member.go(f"/calls/{ref}/declarations/", name="declarations")
    for choice in member.page.locator('fieldset:has(input[name$="-tied"])').all():
        offer = choice.locator("xpath=ancestor::li[1]")
        tied = bool(tied_to) and tied_to in offer.inner_text()
        choice.locator(f'input[value="{"tie" if tied else "none"}"]').check()
        if tied:
            offer.locator("select").select_option("doubt")
            offer.locator("textarea").fill("Byłam w zarządzie tej organizacji.")
    member.press(".form-actions button.button")


def score(member: Visitor, application: str, total: str) -> None:
    """Points that add up to the total, filled from the first criterion on, each with its reason; submitted."""
    member.go(f"/applications/{application}/score/")
    left = float(total.replace(",", "."))
    points = member.page.locator('input[name^="points_"]').all()
    reasons = member.page.locator('textarea[name^="reason_"]').all()
    for field, reason, most in zip(points, reasons, MOST, strict=True):
        given = min(left, most)
        left = round(left - given, 2)
        field.fill(f"{given:g}".replace(".", ","))
        reason.fill("Opis jest pełny i spójny.")
    assert left == 0
    member.look(name="score-sheet")
    member.press('button[name="submit"]')


def score_all(member: Visitor, totals: Mapping[str, str]) -> None:
    for application, total in totals.items():
        score(member, application, total)


def means(person: Visitor) -> list[str]:
    """On the ranking, from the first position on."""
    return [mean for mean in person.page.locator("tbody td.num strong").all_inner_texts() if mean]
