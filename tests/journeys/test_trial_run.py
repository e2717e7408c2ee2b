"""Before a call is published the office files an offer in it, to see what applicants will see; then it is gone."""

from collections.abc import Callable
from datetime import date

from tests.journeys import organisation_steps
from tests.journeys.cast import CITY
from tests.journeys.office_steps import today
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

Come = Callable[..., Visitor]
TITLE = "Próbne treningi urzędu"


def test_a_trial_offer_is_filed_seen_by_the_office_alone_and_gone(product: Product, visitor: Come) -> None:
    ref = product.ask("approved_call", town=CITY.label, title="Jeszcze nieogłoszony")
    clara = visitor(CITY.label, CITY.coordinator.email, who="coordinator")
    clara.go(f"/calls/{ref}/").press(f'a[href="/calls/{ref}/trial/"]')
    clara.press('form[action$="/trial/begin/"] button', name="trial-begun")

    organisation_steps.write_offer(
        clara,
        title=TITLE,
        grant="3 000,00",
        own="363,00",
        costs=[
            ("Instruktor", "godzina", "100,10", "30"),
            ("Ulotki", "sztuka", "1,05", "200"),
            ("Księgowość", "usługa", "150", "1"),
        ],
        total="3 363,00",
        day=today(),
        end=date(today().year, 12, 31),
    )
    trial = clara.path.split("/")[2]
    clara.go(f"/applications/{trial}/summary/").act("/file/", name="trial-receipt").sees("PRÓBA/")
    clara.go(f"/calls/{ref}/trial/", name="trial-run").sees(TITLE)

    ewa = visitor(CITY.label, CITY.head.email, who="executive")
    for stranger in (ewa, visitor(CITY.label, who="resident")):
        assert stranger.status(f"/applications/{trial}/") in {302, 404}
    assert not clara.go("/applications/").says(TITLE)

    clara.go(f"/calls/{ref}/").act("/publish/")
    assert clara.status(f"/applications/{trial}/") == 404
    assert not clara.go(f"/calls/{ref}/").says("trial")
