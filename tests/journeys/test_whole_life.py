"""A grant's whole life, by different people in their own browsers: from a priority task to a settled grant."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.journeys import committee_steps, office_steps, organisation_steps
from tests.journeys.cast import GMINA, POWIAT
from tests.journeys.life import Life
from tests.journeys.office_steps import today
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor, words_of

LIPA, JESION, KLON = "Stowarzyszenie „Lipa”", "Fundacja „Jesion”", "Stowarzyszenie „Klon”"
NADIA = "nadia@lipa.example.org"
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
# Points of the members in turn; the third is tied to „Jesion”.
POINTS = {LIPA: ("81", "78,5", "84"), JESION: ("90", "85", ""), KLON: ("55", "60", "58")}
MEANS = ["87,50", "81,17", "57,67"]
OTHERS = [
    {"organisation": JESION, "grant": "8000.00", "total": "9000.00", "title": "Zajęcia taneczne"},
    {"organisation": KLON, "grant": "7000.00", "total": "8000.00", "title": "Zajęcia biegowe"},
]
Come = Callable[..., Visitor]


def test_a_gmina_in_polish(product: Product, visitor: Come, tmp_path: Path) -> None:
    life = Life(product, visitor, GMINA)
    town, post, resident = life.town, life.postman(), life.stranger()
    clara, ewa, filip = life.clara, life.ewa, life.filip

    # 1. The call: from a priority task, through the executive's act and three places of publication, to the public
    clara.go("/desk/")
    others = office_steps.balance(clara)["in_calls"]
    ref = office_steps.prepare_call(clara, title="Sport dla dzieci", pool="20 000,00", second_lot="Kultura na wsi")
    office_steps.ask_approval(clara, ref)
    assert "Sport dla dzieci" in post.letter(town.head.email, "Do zatwierdzenia")
    assert resident.status(f"/calls/{ref}/") == 404
    office_steps.approve_call(ewa, ref, "12")
    assert office_steps.balance(clara)["in_calls"] == others + 25000
    office_steps.publish_call(clara, ref)
    post.expects((town.coordinator.email, "Zatwierdzony"), (town.coordinator.email, "Ogłoszony"))
    resident.go(f"/calls/{ref}/", name="call-public").sees("Sport dla dzieci", "20 000,00 zł")
    resident.go("/", name="home").go("/calls/", name="calls-public")
    resident.go(f"/programmes/{today().year}/", name="programme")

    # 2. The offer: an account, an organisation, the official form, the receipt
    nadia = life.stranger("representative")
    organisation_steps.register(nadia, post, name="Nadia Organizacja", email=NADIA, subject="Twoje konto")
    organisation_steps.enter_organisation(nadia, name=LIPA, number=1)
    application = organisation_steps.begin_offer(nadia, ref)
    year = today().year
    organisation_steps.write_offer(
        nadia,
        title="Zajęcia piłkarskie",
        grant="8 000,00",
        own="1 000,00",
        costs=COSTS,
        total="9 000,00",
        day=today(),
        end=date(year + 1, 6, 30),
    )
    organisation_steps.attach(nadia)
    nadia.go(f"/applications/{application}/summary/").sees("9 000,00 zł", "8 000,00 zł")
    number, checksum = organisation_steps.file_offer(nadia, application)
    paper = words_of(nadia.fetch(f"/applications/{application}/pdf/"), tmp_path)
    assert not paper or (number in paper and checksum in paper)
    assert checksum in post.letter(NADIA, number)
    offers = {LIPA: application, **product.ask("others_file", town=town.label, ref=ref, offers=OTHERS)}

    # 3. The clock closes the call; the formal check; the committee, its ties
    life.close(ref)
    clara.go(f"/calls/{ref}/checklist/").fill(public=True).press(office_steps.SUBMIT)
    for offer in offers.values():
        office_steps.check_formally(clara, offer)
    clara.go(f"/applications/?call={ref}", name="offers").sees("23 000,00", "26 000,00")
    life.appoint(ref, 3)
    office_steps.start_assessment(clara, ref)
    resident.go(f"/calls/{ref}/formal-results/", name="formal-results").sees(LIPA, JESION)
    post.expects(
        *((one.email, "Jesteś w komisji") for one in town.committee), *((one.email, "ocena") for one in town.committee)
    )
    chair, maria, norbert = life.members(3)
    assert chair.status(f"/applications/{application}/") == 404, "an offer is seen only after the declaration"
    committee_steps.declare(chair, ref)
    committee_steps.declare(maria, ref)
    committee_steps.declare(norbert, ref, tied_to="Jesion")
    assert [one.status(f"/applications/{offers[JESION]}/") for one in (chair, maria, norbert)] == [200, 200, 404]
    assert norbert.status(f"/applications/{offers[JESION]}/score/") == 404

    # 4. Points with reasons, means over those who scored, a proposal inside the pool
    for place, member in enumerate((chair, maria, norbert)):
        committee_steps.score_all(
            member, {offers[name]: given[place] for name, given in POINTS.items() if given[place]}
        )
    chair.go(f"/calls/{ref}/ranking/", name="ranking")
    assert committee_steps.means(chair) == MEANS
    norbert.go(f"/calls/{ref}/ranking/")
    assert not norbert.says(JESION)
    lines = {
        JESION: ("full", "8000,00", ""),
        LIPA: ("reduced", "7000,00", "Mniej godzin zajęć."),
        KLON: ("reserve", "0,00", "Zabrakło punktów."),
    }
    office_steps.propose(chair, ref, {**lines, KLON: ("full", "7000,00", "")})
    chair.sees("22 000,00 zł", "2 000,00 zł")  # over the pool: refused with the sum to take off
    office_steps.propose(chair, ref, lines)
    office_steps.sign_protocol(chair, ref)
    protocol = words_of(chair.fetch(f"/calls/{ref}/protocol/"), tmp_path)
    assert not protocol or "81,17" in protocol
    post.expects((town.head.email, "Do rozstrzygnięcia"))

    # 5. The executive's choice, everybody's results
    office_steps.decide(clara, ewa, ref, "40", lines)
    assert resident.status(f"/calls/{ref}/results/") == 404
    office_steps.publish_results(clara, ref)
    resident.go(f"/calls/{ref}/results/", name="results-public").sees(LIPA, "7 000,00", "15 000,00 zł")
    assert "7 000,00 zł" in post.letter(NADIA, "w niższej kwocie")
    nadia.go(f"/applications/{application}/points/", name="points").sees("81,17", "7 000,00 zł")
    clara.go(f"/calls/{ref}/results/bip/", name="bip").sees(JESION)
    office_steps.justify(resident, clara, ref, KLON, "Zabrakło punktów.")
    assert "57,67" in post.letter("jan@example.org", "Uzasadnienie rozstrzygnięcia")
    figures = office_steps.balance(clara)
    assert (figures["in_calls"], figures["awarded"]) == (others, Decimal(15000))

    # 6. The update to the lower award, the agreement, two tranches
    organisation_steps.update_offer(
        nadia, application, grant="7 000,00", own="920,00", costs=LOWER, years=(year, year + 1)
    )
    post.expects((town.coordinator.email, "Aktualizacja oferty"))
    office_steps.approve_update(clara, application)
    agreement = office_steps.make_agreement(
        clara,
        application,
        tranches=[("4000,00", today() + timedelta(days=14)), ("3000,00", today() + timedelta(days=30))],
    )
    words = words_of(nadia.fetch(f"/agreements/{agreement}/pdf/"), tmp_path)
    assert not words or ("7 000,00" in words and "siedem tysięcy" in words)
    office_steps.sign_agreement(clara, agreement)
    post.expects((NADIA, "gotowa do podpisu"), (NADIA, "została zawarta"), (town.treasurer.email, "Do wypłaty"))
    office_steps.pay(filip, agreement, 1)
    assert office_steps.balance(clara)["paid"] == Decimal(4000)
    office_steps.pay(filip, agreement, 2)
    figures = office_steps.balance(clara)
    assert (figures["paid"], figures["in_progress"]) == (Decimal(7000), Decimal(7000))
    nadia.go(f"/agreements/{agreement}/", name="agreement-paid")

    # 7. The report, the return of what was not used, the end
    organisation_steps.report(
        nadia, agreement, spent=["5 820,00", "1 480,50", "319,50"], grant="6 700,00", own="920,00"
    )
    post.expects((NADIA, "Wypłacono"), (town.coordinator.email, "Sprawozdanie do sprawdzenia"))
    office_steps.accept_report(clara, agreement)
    assert "300,00 zł" in post.letter(NADIA, "do zwrotu")
    office_steps.receive_return(filip, agreement)
    post.expects((NADIA, "Dotacja rozliczona"))
    figures = office_steps.balance(clara, name="balance")
    settled = {"awarded": 15000, "paid": 7000, "settled": 6700, "returned": 300, "in_progress": 0}
    assert {name: figures[name] for name in settled} == {name: Decimal(sum_) for name, sum_ in settled.items()}
    resident.go(f"/programmes/{year}/balance/", name="balance-public")
    resident.go("/agreements/", name="agreements-public").sees(LIPA, "7 000,00")
    clara.go("/desk/", name="desk")
    nadia.go("/desk/", name="desk-representative")


def test_a_powiat_in_english(product: Product, visitor: Come, tmp_path: Path) -> None:
    """Shorter: one offer, awarded in full, spent in full. The board decides by resolutions."""
    life = Life(product, visitor, POWIAT)
    town, post, resident = life.town, life.postman(), life.stranger()
    clara, ewa, filip = life.clara, life.ewa, life.filip
    email, name = "jodla@jodla.example.org", "Stowarzyszenie „Jodła”"

    ref = office_steps.prepare_call(clara, title="Ruch na co dzień", pool="10 000,00")
    office_steps.ask_approval(clara, ref)
    ewa.go(f"/calls/{ref}/").sees("Number of the board's resolution")
    office_steps.approve_call(ewa, ref, "101")
    office_steps.publish_call(clara, ref)
    post.expects((town.head.email, "To be approved"), (town.coordinator.email, "Published"))

    jan = life.stranger("representative")
    organisation_steps.register(jan, post, name="Jan Jodła", email=email, subject="Your account")
    organisation_steps.enter_organisation(jan, name=name, number=2)
    application = organisation_steps.begin_offer(jan, ref)
    organisation_steps.write_offer(
        jan,
        title="Zajęcia w terenie",
        grant="8 000,00",
        own="1 000,00",
        costs=COSTS,
        total="9 000,00",
        day=today(),
        end=today(),
    )
    organisation_steps.attach(jan)
    number, _checksum = organisation_steps.file_offer(jan, application)
    post.expects((email, f"Offer {number} filed"))

    life.close(ref)
    office_steps.check_formally(clara, application)
    life.appoint(ref, 2)
    office_steps.start_assessment(clara, ref)
    chair, norbert = life.members(2)
    for member, total in ((chair, "80"), (norbert, "73,5")):
        committee_steps.declare(member, ref)
        committee_steps.score(member, application, total)
    chair.go(f"/calls/{ref}/ranking/", name="ranking")
    assert committee_steps.means(chair) == ["76,75"]
    lines = {name: ("full", "8000,00", "")}
    office_steps.propose(chair, ref, lines)
    office_steps.sign_protocol(chair, ref)
    office_steps.decide(clara, ewa, ref, "140", lines)
    office_steps.publish_results(clara, ref)
    resident.go(f"/calls/{ref}/results/", name="results-public").sees(name, "8 000,00", "board's resolution 140")
    post.expects((email, f"Grant awarded: offer {number}"))

    agreement = office_steps.make_agreement(clara, application, tranches=[("8000,00", today())])
    office_steps.sign_agreement(clara, agreement)
    office_steps.pay(filip, agreement, 1)
    post.expects((email, "is ready to sign"), (town.treasurer.email, "To be paid"))
    organisation_steps.report(
        jan, agreement, spent=["7 200,00", "1 480,50", "319,50"], grant="8 000,00", own="1 000,00"
    )
    office_steps.accept_report(clara, agreement)
    post.expects((email, "grant settled"))
    figures = office_steps.balance(clara, name="balance")
    settled = {"awarded": 8000, "paid": 8000, "settled": 8000, "returned": 0, "in_progress": 0}
    assert {name: figures[name] for name in settled} == {name: Decimal(sum_) for name, sum_ in settled.items()}
    resident.go("/", name="home")
    clara.go("/desk/", name="desk")
