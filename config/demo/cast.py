"""Who takes part in a town's story, and the things of the story that other things need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from config.demo.content.shapes import Call, Offer, Organisation, Person, Town
from config.demo.content.shapes_beside import Demand, Enquiry, Initiative, Part, SmallGrant
from config.demo.content.years import programme_year
from config.demo.moments import Calendar
from programmes.drafting.models import PriorityTask, Programme
from tenants.gates.access import Actor
from tenants.office.people import actor_for
from tenants.registry.organisations import models as registry
from tenants.registry.people.models import User

# What an organisation brings; it is named by its code.
Applicant = Offer | Part | Enquiry | Demand | SmallGrant | Initiative


@dataclass
class Cast:
    """The people of a town and of the organisations; made inside the town's schema, once everybody has a seat."""

    town: Town
    calendar: Calendar
    organisations: Mapping[str, Organisation]
    programmes: dict[int, Programme] = field(default_factory=dict)
    tasks: dict[tuple[int, str], PriorityTask] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    def actor(self, person: Person) -> Actor:
        if person.email not in self._actors:
            self._actors[person.email] = actor_for(User.objects.get(email=person.email), in_town=True)
        return self._actors[person.email]

    def official(self, code: str) -> Actor:
        return self.actor(next(one for one in self.town.officials if one.code == code))

    def _first(self, role: str) -> Actor:
        return self.actor(next(one for one in self.town.officials if role in one.roles))

    @cached_property
    def coordinator(self) -> Actor:
        return self._first("coordinator")

    @cached_property
    def executive(self) -> Actor:
        return self._first("executive")

    @cached_property
    def treasurer(self) -> Actor:
        return self._first("finance")

    def representative(self, by: Applicant) -> Actor:
        return self.actor(self.organisations[by.organisation].representative)

    def writer(self, by: Applicant) -> Actor:
        """The organisation's editor writes its offers, if it has one."""
        organisation = self.organisations[by.organisation]
        return self.actor(organisation.editor or organisation.representative)

    def organisation(self, by: Applicant) -> registry.Organisation:
        told = self.organisations[by.organisation]
        return registry.Organisation.objects.get(register_kind=told.register_kind, register_number=told.register_number)

    def year(self, call: Call | SmallGrant) -> int:
        return programme_year(call, self.calendar.today)


def act(number: str, year: int) -> str:
    """The number of an act as pages print it; what a source calls otherwise stays as it is."""
    return f"{number}/{year}" if number.isdigit() else number
