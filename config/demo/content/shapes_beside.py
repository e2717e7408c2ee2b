"""The kinds of thing that happen beside the main line of a call, or without any call."""

from dataclasses import dataclass
from decimal import Decimal

from config.demo.content.days import Day


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """A question about a call. `published` and `answer` are the office's words; no `answered`: it waits for them."""

    organisation: str
    asked: Day
    text: str
    answered: Day | None = None
    published: str = ""
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of a published announcement: sentences `added` to its texts, other `pools` of lots by their number."""

    on: Day
    act_number: str
    reason: str
    added: tuple[tuple[str, str], ...] = ()
    pools: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """An act that changes the decision. `gives`: organisations on the reserve list, and how much each of them gets."""

    on: Day
    act_number: str
    grounds: str
    gives: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, kw_only=True)
class Demand:
    """An organisation demands the grounds of what was decided on its offer, and waits for them."""

    organisation: str
    asked: Day
    text: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one organisation of a joint offer does; `weight` says how much of the costs is its."""

    organisation: str
    tasks: str
    weight: int = 1


@dataclass(frozen=True, kw_only=True)
class Comment:
    on: Day
    author: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SmallGrant:
    """An offer of art. 19a; it goes as far as the last of its days that is given.

    `results`: name, target, how it is checked. `costs`: name, from the grant, from other money.
    """

    organisation: str
    sphere: str
    title: str
    description: str
    results: tuple[tuple[str, str, str], ...]
    costs: tuple[tuple[str, str, str], ...]
    task_from: Day
    task_to: Day
    filed: Day
    posted: Day | None = None
    comments: tuple[Comment, ...] = ()
    decided: Day | None = None
    signed: Day | None = None


@dataclass(frozen=True, kw_only=True)
class Initiative:
    """A proposal of art. 12, filed and not weighed yet."""

    organisation: str
    sphere: str
    title: str
    description: str
    costs: tuple[tuple[str, str], ...]
    filed: Day
