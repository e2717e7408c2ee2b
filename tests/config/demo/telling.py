"""The story of one town of the demo, told once for all tests that read it."""

from datetime import datetime

from config.demo import seeding
from config.demo.content import TOWNS
from tests import builders
from tests.builders import WARSAW
from tests.remembered import remembered

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=WARSAW)


@remembered
def told(code: str) -> None:
    seeding.make_people(NOW)
    town = next(one for one in TOWNS if one.code == code)
    seeding.tell(town, builders.town("lipowo"), NOW, lambda sentence: None)
