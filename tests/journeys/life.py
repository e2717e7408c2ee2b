"""The steps of a grant's life in one town, told once; each test says what differs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.journeys import office_steps
from tests.journeys.cast import Town
from tests.journeys.product import Product
from tests.journeys.visitor import Postman, Visitor


@dataclass
class Life:
    """A town with everybody at their own browser."""

    product: Product
    come: Callable[..., Visitor]
    town: Town
    people: dict[str, Visitor] = field(default_factory=dict)

    def official(self, role: str) -> Visitor:
        if role not in self.people:
            email = {
                "coordinator": self.town.coordinator,
                "executive": self.town.head,
                "finance": self.town.treasurer,
            }[role].email
            self.people[role] = self.come(self.town.label, email, who=role, language=self.town.language)
        return self.people[role]

    @property
    def clara(self) -> Visitor:
        return self.official("coordinator")

    @property
    def ewa(self) -> Visitor:
        return self.official("executive")

    @property
    def filip(self) -> Visitor:
        return self.official("finance")

    def stranger(self, who: str = "resident") -> Visitor:
        return self.come(self.town.label, who=who, language=self.town.language).go("/").speak()

    def postman(self) -> Postman:
        return Postman(self.stranger("postman"))

    def members(self, count: int) -> list[Visitor]:
        return [
            self.come(self.town.label, one.email, who="member", language=self.town.language)
            for one in self.town.committee[-count:]
        ]

    def close(self, ref: str) -> None:
        """Weeks pass: the deadline is brought near, and then the call is closed."""
        self.product.ask("close_soon", town=self.town.label, ref=ref, seconds=2)
        self.product.ask("close", town=self.town.label, ref=ref)
        self.clara.go(f"/calls/{ref}/", name="call-closed")
        assert self.clara.page.locator(f'form[action$="/calls/{ref}/start-assessment/"]').count()

    def appoint(self, ref: str, count: int) -> None:
        """The last of them is named by organisations."""
        people = self.town.committee[-count:]
        office_steps.appoint_committee(
            self.clara,
            ref,
            [
                (one.name, "chair" if place == 0 else "member", "ngo" if place == count - 1 else "office")
                for place, one in enumerate(people)
            ],
        )
