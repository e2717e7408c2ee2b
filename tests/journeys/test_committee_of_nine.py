"""A committee of nine, two of them tied and one absent: from the declarations to a signed protocol and what follows it."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from tests.journeys import committee_steps, office_steps
from tests.journeys.cast import CITY
from tests.journeys.life import Life
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor, words_of

Come = Callable[..., Visitor]
JESION, KLON, BUK = "Fundacja „Jesion”", "Stowarzyszenie „Klon”", "Stowarzyszenie „Buk”"
OFFERS = [
    {"organisation": JESION, "grant": "5000.00", "total": "6000.00", "title": "Zajęcia taneczne"},
    {"organisation": KLON, "grant": "4000.00", "total": "5000.00", "title": "Zajęcia biegowe"},
    {"organisation": BUK, "grant": "3000.00", "total": "4000.00", "title": "Zajęcia szachowe"},
]
# The totals each of the nine gives; the second is tied to „Jesion”, the fifth to „Klon”, the seventh is absent.
GIVEN = {
    JESION: ("80", None, "75,5", "70", "66", "91", None, "84", "77"),
    KLON: ("60", "62", "58", "64,5", None, "70", None, "66", "61"),
    BUK: ("50", "55", "45", "51", "49", "60", None, "52", "48"),
}
TIED = {1: JESION, 4: KLON}
ABSENT = 6


def mean(given: tuple[str | None, ...]) -> str:
    """By hand: the sum over those who scored, divided by their number."""
    points = [Decimal(one.replace(",", ".")) for one in given if one]
    found = (sum(points, Decimal(0)) / len(points)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return str(found).replace(".", ",")


def test_nine_members_two_ties_one_absence_a_protocol_two_changed_amounts_and_a_request_for_grounds(
    product: Product, visitor: Come, tmp_path: Path
) -> None:
    life = Life(product, visitor, CITY)
    clara, ewa, resident, post = life.clara, life.ewa, life.stranger(), life.postman()
    ref = product.ask("open_call", town=CITY.label, title="Dziewięć osób w komisji")
    offers = product.ask("others_file", town=CITY.label, ref=ref, offers=OFFERS)
    life.close(ref)
    for offer in offers.values():
        office_steps.check_formally(clara, offer)
    life.appoint(ref, 9)
    office_steps.start_assessment(clara, ref)
    nine = life.members(9)
    chair, tied = nine[0], nine[1]

    # Each declares before anything is seen; a tie closes the offer to that person
    assert chair.status(f"/applications/{offers[JESION]}/") == 404
    for place, member in enumerate(nine):
        committee_steps.declare(member, ref, tied_to=TIED.get(place, ""))
    assert [one.status(f"/applications/{offers[JESION]}/") for one in (chair, tied)] == [200, 404]
    assert tied.status(f"/applications/{offers[JESION]}/scores/") == 404
    office_steps.record_absence(chair, ref, CITY.committee[-9:][ABSENT].name, reason="Choroba")

    # Points with reasons; nobody waits for the one who is absent
    for place, member in enumerate(nine):
        totals = {offers[name]: given[place] for name, given in GIVEN.items() if given[place]}
        committee_steps.score_all(member, totals)
    chair.go(f"/calls/{ref}/ranking/", name="ranking-of-nine")
    assert committee_steps.means(chair) == [mean(GIVEN[name]) for name in (JESION, KLON, BUK)]
    tied.go(f"/calls/{ref}/ranking/")
    assert not tied.says(JESION)

    # The meeting, the vote, the proposal, the protocol and the members' signatures
    lines = {
        JESION: ("full", "5000,00", ""),
        KLON: ("full", "4000,00", ""),
        BUK: ("reduced", "1000,00", "Tyle zostało w puli."),
    }
    office_steps.propose(chair, ref, lines)
    office_steps.sign_protocol(chair, ref)
    nine[2].go(f"/calls/{ref}/proposal/", name="protocol-to-sign").act("/protocol/sign/", name="protocol-signed")
    paper = words_of(chair.fetch(f"/calls/{ref}/protocol/"), tmp_path)
    assert not paper or all(word in paper for word in (mean(GIVEN[JESION]), "Choroba", "Kworum", "Jesion"))
    assert tied.status(f"/calls/{ref}/protocol/") == 404

    # The executive changes two amounts, each with a reason; everybody hears of it in one batch
    changed = {
        JESION: ("reduced", "4500,00", "Stawka trenera powyżej stawek w gminie."),
        BUK: ("reduced", "1500,00", "Więcej godzin zajęć dla dzieci."),
    }
    office_steps.decide(clara, ewa, ref, "77", {**lines, **changed})
    office_steps.publish_results(clara, ref)
    resident.go(f"/calls/{ref}/results/", name="results-of-nine").sees(JESION, "4 500,00", "1 500,00")

    # Somebody demands the grounds of the choice, and gets them
    office_steps.justify(resident, clara, ref, BUK, "Oferta miała najwięcej godzin zajęć w stosunku do kosztów.")
    assert "najwięcej godzin" in post.letter("jan@example.org", "zasadnieni")
