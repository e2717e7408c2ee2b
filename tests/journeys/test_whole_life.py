"""A grant's whole life, by different people in their own browsers: from a priority task to a settled grant."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.journeys import committee_steps, office_steps, organisation_steps
from tests.journeys.cast import GMINA, Town
from tests.journeys.office_steps import money, today
from tests.journeys.product import Product
from tests.journeys.visitor import Postman, Visitor, words_of

Come = Callable[..., Visitor]
LIPA, JESION, KLON = "Stowarzyszenie „Lipa”", "Fundacja „Jesion”", "Stowarzyszenie „Klon”"
# 60 × 120,00 + 1 480,50 + 319,50 = 9 000,00
COSTS = [
    ("Wynagrodzenie trenera", "godzina", "120,00", "60"),
    ("Piłki i pachołki", "komplet", "1480,50", "1"),
    ("Księgowość", "usługa", "319,50", "1"),
]
# 7 920,00; the own share may not fall below the one in the offer
LOWER = [
    ("Wynagrodzenie trenera", "godzina", "120,00", "51"),
    ("Piłki i pachołki", "komplet", "1480,50", "1"),
    ("Księgowość", "usługa", "319,50", "1"),
]
# Points of the members; Norbert is tied to „Jesion”.
POINTS = {LIPA: ("81", "78,5", "84"), JESION: ("90", "85", ""), KLON: ("55", "60", "58")}
MEANS = {JESION: "87,50", LIPA: "81,17", KLON: "57,67"}


def close(product: Product, town: Town, ref: str, clara: Visitor) -> None:
    """Weeks pass: the deadline is brought near, then the clock closes the call by itself."""
    product.ask("close_soon", town=town.label, ref=ref, seconds=2)
    time.sleep(3.2)  # an offer filed within the last second is still in time
    product.ask("turn_the_clock")
    until = time.monotonic() + 30
    clara.go(f"/calls/{ref}/")
    while not clara.page.locator(f'form[action$="/calls/{ref}/start-assessment/"]').count():
        assert time.monotonic() < until, "the clock did not close the call"
        time.sleep(0.5)
        clara.page.reload()
    clara.look(name="call-closed")


def test_a_grant_in_a_gmina_in_polish(product: Product, visitor: Come, postman: Callable[[Town], Postman], tmp_path: Path) -> None:
    town = GMINA
    post = postman(town)
    clara = visitor(town.label, town.coordinator.email, who="coordinator")
    ewa = visitor(town.label, town.head.email, who="executive")
    filip = visitor(town.label, town.treasurer.email, who="finance")
    resident = visitor(town.label)
    nadia_email = "nadia@lipa.example.org"

    # 1. The call
    clara.go("/desk/", name="desk-empty")
    ref = office_steps.prepare_call(clara, title="Sport dla dzieci", pool="20 000,00", second_lot="Kultura na wsi")
    office_steps.ask_approval(clara, ref)
    assert "Sport dla dzieci" in post.letter(town.head.email, "Do zatwierdzenia")
    assert resident.status(f"/calls/{ref}/") == 404
    office_steps.approve_call(ewa, ref, "12")
    post.letter(town.coordinator.email, "Zatwierdzon")
    assert office_steps.balance(clara)["in_calls"] == Decimal("25000.00")
    office_steps.publish_call(clara, ref)
    resident.go(f"/calls/{ref}/", name="call-public").sees("Sport dla dzieci", "20 000,00 zł")
    resident.go("/", name="home")
    resident.go("/calls/")

    # 2. The offer
    nadia = visitor(town.label, who="representative")
    organisation_steps.register(nadia, post, name="Nadia Organizacja", email=nadia_email, subject="Twoje konto")
    organisation_steps.enter_organisation(nadia, name=LIPA, number=1)
    application = organisation_steps.begin_offer(nadia, ref)
    organisation_steps.write_offer(
        nadia,
        title="Zajęcia piłkarskie",
        grant="8 000,00",
        own="1 000,00",
        costs=COSTS,
        day=today(),
        end=date(today().year + 1, 6, 30),
    )
    organisation_steps.attach(nadia)
    nadia.go(f"/applications/{application}/summary/").sees("9 000,00 zł", "8 000,00 zł")
    number, checksum = organisation_steps.file_offer(nadia, application)
    paper = words_of(nadia.fetch(f"/applications/{application}/pdf/"), tmp_path)
    assert not paper or (number in paper and checksum[:8].lower() in paper.replace(" ", "").lower())
    post.letter(nadia_email, number)
    offers = {LIPA: application, **product.ask(
        "others_file",
        town=town.label,
        ref=ref,
        offers=[
            {"organisation": JESION, "grant": "8000.00", "total": "9000.00", "title": "Zajęcia taneczne"},
            {"organisation": KLON, "grant": "7000.00", "total": "8000.00", "title": "Zajęcia biegowe"},
        ],
    )}

    # 3. The formal check and the committee
    close(product, town, ref, clara)
    for offer in offers.values():
        office_steps.check_formally(clara, offer)
    members = town.committee
    office_steps.appoint_committee(
        clara, ref, [(members[0].name, "chair", "office"), (members[1].name, "member", "office"), (members[2].name, "member", "ngo")]
    )
    office_steps.start_assessment(clara, ref)
    for member in members:
        post.letter(member.email, "komisji")
    seats = [visitor(town.label, one.email, who="member") for one in members]
    assert seats[0].status(f"/applications/{application}/") == 404, "an offer is seen only after the declaration"
    for place, seat in enumerate(seats):
        committee_steps.declare(seat, ref, tied_to="Jesion" if place == 2 else "")
    assert [seat.status(f"/applications/{offers[JESION]}/") for seat in seats] == [200, 200, 404]
    assert seats[2].status(f"/applications/{offers[JESION]}/score/") == 404

    # 4. Points, the ranking and the proposal
    for place, seat in enumerate(seats):
        committee_steps.score_all(seat, {offers[name]: given[place] for name, given in POINTS.items() if given[place]})
    seats[0].go(f"/calls/{ref}/ranking/", name="ranking")
    assert [mean for mean in seats[0].page.locator("tbody td.num strong").all_inner_texts() if mean] == list(MEANS.values())
    seats[2].go(f"/calls/{ref}/ranking/")
    assert not seats[2].says(JESION)
    lines = {
        JESION: ("full", "8000,00", ""),
        LIPA: ("reduced", "7000,00", "Mniej godzin zajęć."),
        KLON: ("reserve", "0,00", "Zabrakło punktów."),
    }
    too_much = {**lines, KLON: ("full", "7000,00", "")}
    office_steps.propose(seats[0], ref, too_much)
    seats[0].sees("20 000,00 zł")
    office_steps.propose(seats[0], ref, lines)
    office_steps.sign_protocol(seats[0], ref)
    assert seats[0].fetch(f"/calls/{ref}/protocol/").startswith(b"%PDF")
    post.letter(town.head.email, "rozstrzygnięcia")

    # 5. The decision and the results
    office_steps.decide(ewa, ref, "40", lines)
    assert resident.status(f"/calls/{ref}/results/") == 404
    office_steps.publish_results(clara, ref)
    resident.go(f"/calls/{ref}/results/", name="results-public").sees(LIPA, "7 000,00", "15 000,00 zł")
    assert "7 000,00 zł" in post.letter(nadia_email, number).replace("\u00a0", " ")
    figures = office_steps.balance(clara)
    assert (figures["in_calls"], figures["awarded"]) == (Decimal(0), Decimal(15000))

    # 6. The update, the agreement, the money
    organisation_steps.update_offer(
        nadia, application, grant="7 000,00", own="920,00", costs=LOWER, years=(today().year, today().year + 1)
    )
    post.letter(town.coordinator.email, "ktualizacj")
    office_steps.approve_update(clara, application)
    agreement = office_steps.make_agreement(
        clara, application, tranches=[("4000,00", today() + timedelta(days=14)), ("3000,00", today() + timedelta(days=30))]
    )
    words = words_of(nadia.fetch(f"/agreements/{agreement}/pdf/"), tmp_path)
    assert not words or ("7 000,00" in words and "siedem tysięcy" in words)
    post.letter(nadia_email, "gotowa")
    office_steps.sign_agreement(clara, agreement)
    post.letter(town.treasurer.email, "Do wypłaty")
    office_steps.pay(filip, agreement, 1)
    assert office_steps.balance(clara)["paid"] == Decimal(4000)
    office_steps.pay(filip, agreement, 2)
    post.letter(nadia_email, "3 000,00 zł")
    figures = office_steps.balance(clara)
    assert (figures["paid"], figures["in_progress"]) == (Decimal(7000), Decimal(7000))

    # 7. The report, the return, the end
    organisation_steps.report(nadia, agreement, spent=["5 820,00", "1 480,50", "319,50"], grant="6 700,00", own="920,00")
    post.letter(town.coordinator.email, "prawozdanie")
    office_steps.accept_report(clara, agreement)
    assert "300,00 zł" in post.letter(nadia_email, "przyjęte").replace("\u00a0", " ")
    office_steps.receive_return(filip, agreement)
    post.letter(nadia_email, "rozliczon")
    figures = office_steps.balance(clara, name="balance")
    assert (figures["awarded"], figures["paid"], figures["settled"], figures["returned"], figures["in_progress"]) == (
        Decimal(15000), Decimal(7000), Decimal(6700), Decimal(300), Decimal(0),
    )  # fmt: skip
    resident.go(f"/programmes/{today().year}/balance/")
    resident.go("/agreements/", name="agreements-public").sees(LIPA, money("7000"))
    clara.go("/desk/", name="desk")
