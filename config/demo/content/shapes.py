"""The kinds of thing the story is made of."""

from dataclasses import dataclass
from decimal import Decimal

from config.demo.content.days import Day
from config.demo.content.shapes_beside import Amendment, Change, Demand, Enquiry, Initiative, Part, SmallGrant


@dataclass(frozen=True, kw_only=True)
class Person:
    first_name: str
    last_name: str
    email: str
    language: str = "pl"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, kw_only=True)
class Official(Person):
    """Someone with a seat. `side` ("office" or "ngo") is who named a committee member."""

    code: str
    post: str  # in words, as on the door
    roles: tuple[str, ...]  # codes of tenants.office.seats.Role
    side: str = "office"


@dataclass(frozen=True, kw_only=True)
class Organisation:
    code: str
    name: str
    legal_form: str  # tenants.registry.organisations.kinds.LegalForm
    register_kind: str
    register_number: str
    nip: str
    regon: str
    street: str
    postcode: str
    city: str
    email: str
    phone: str
    website: str
    account: str  # 26 digits
    representative: Person
    editor: Person | None
    activity: str  # form IV.1
    resources: str  # form IV.2


@dataclass(frozen=True, kw_only=True)
class PriorityTask:
    code: str
    sphere: str
    title: str
    description: str
    planned: tuple[Decimal, Decimal, Decimal]  # the year before the running one, the running, the next


@dataclass(frozen=True, kw_only=True)
class Programme:
    """`headings` are the eleven of art. 5a(4), in order; {year}, {total} and {town} are to be filled in."""

    title: str
    resolutions: tuple[str, str]  # of the year before and the running year, with {year}; the next is a draft
    headings: tuple[str, ...]
    tasks: tuple[PriorityTask, ...]
    small_grants: tuple[Decimal, Decimal, Decimal] = (Decimal("0.00"),) * 3  # of the same years as `planned`

    def total(self, year: int) -> Decimal:
        """Of the tasks and the small grants. `year`: -1, 0 or 1, as in InYear."""
        return sum((task.planned[year + 1] for task in self.tasks), self.small_grants[year + 1])


@dataclass(frozen=True, kw_only=True)
class Lot:
    title: str
    task: str  # PriorityTask.code
    pool: Decimal
    commissioning: str = "support"
    grant_min: Decimal | None = None
    grant_max: Decimal | None = None
    own_min_percent: Decimal = Decimal(0)
    own_financial_min_percent: Decimal = Decimal(0)
    own_base: str = "total"
    admin_max_percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Criterion:
    statutory: str  # point of art. 15(1): "1" … "6", or ""
    name: str
    help: str
    points_max: int


@dataclass(frozen=True, kw_only=True)
class Report:
    """What the grantee reported. `state`: filed, returned, accepted; `back`: none, due, paid."""

    state: str
    filed: Day
    unspent: Decimal = Decimal("0.00")
    interest: Decimal = Decimal("0.00")
    decided: Day | None = None
    remarks: str = ""
    back: str = "none"
    returned: Day | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """`state`: draft, ready, signed, paid. `tranches`: parts of the grant in percent."""

    state: str
    signed: Day | None = None
    paid: Day | None = None
    tranches: tuple[int, ...] = (100,)
    report: Report | None = None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """`state`: draft, filed or withdrawn; what followed is in the later fields. No `filed`: any day of the call.

    `quality` (0 … 1) is what the committee thinks of it; `tied` are codes of members who declared a tie. A joint one
    has `parts`, the leader's first. `flaws` (place of the offer, what is wrong): it was called to correct them.
    """

    organisation: str
    project: "str | Project"  # a code of PROJECTS, or the project itself
    title: str
    grant: Decimal
    lot: int = 1
    place: str = ""
    parts: tuple[Part, ...] = ()
    recipients: Decimal = Decimal("0.00")
    state: str = "filed"
    filed: Day | None = None
    formal: str = "passed"  # passed, rejected, "" when not checked yet
    formal_reason: str = ""
    flaws: tuple[tuple[str, str], ...] = ()
    quality: float = 0.75
    tied: tuple[str, ...] = ()
    outcome: str = ""  # full, reduced, reserve, refused
    awarded: Decimal | None = None
    reason: str = ""
    updated: str = ""  # after a reduced award: "", filed, approved
    agreement: Agreement | None = None
    resigned: Day | None = None


@dataclass(frozen=True, kw_only=True)
class Call:
    code: str
    state: str  # grants.calls.states.CallState
    title: str
    case_number: str  # {year} is to be filled in
    subject: str
    granting_rules: str
    conditions: str
    selection: str
    previous_tasks: str
    accessibility: str
    contact: str
    lots: tuple[Lot, ...]
    criteria: tuple[Criterion, ...]
    attachments: tuple[tuple[str, bool], ...]  # name, required
    published: Day
    opens: Day
    closes: Day
    decision_by: Day
    task_from: Day
    task_to: Day
    minimum_points: Decimal
    shift_percent: Decimal = Decimal(15)
    correction_days: int | None = None  # how long flaws may be corrected; None: the announcement does not say
    act_number: str = ""  # the bare number; Town.act gives it its form
    committee_act: str = ""
    decision_act: str = ""
    committee: tuple[str, ...] = ()  # codes of officials, the chair first
    committee_on: Day | None = None  # the day of its act; usually the day after the deadline
    blind: bool = False  # the committee does not see who applies
    assessment: Day | None = None
    decided: Day | None = None
    results: Day | None = None
    cancelled_reason: str = ""
    offers: tuple[Offer, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    change: Change | None = None
    amendment: Amendment | None = None
    demand: Demand | None = None
    trial: Offer | None = None  # filled in by the office before publication; its organisation lends the texts


@dataclass(frozen=True, kw_only=True)
class Town:
    code: str  # the first part of its host, and of its schema
    name: str
    kind: str  # tenants.registry.governments.kinds.Kind
    executive_name: str
    office_name: str
    address: str
    email: str
    hue: str
    voivodeship: str
    county: str
    act_pattern: str  # "Zarządzenie nr {number}/{year} …"
    about: str
    officials: tuple[Official, ...]
    programme: Programme
    calls: tuple[Call, ...]
    small_grants: tuple[SmallGrant, ...] = ()
    initiatives: tuple[Initiative, ...] = ()

    def act(self, number: str, year: int) -> str:
        """How the executive's act is called in full."""
        return self.act_pattern.format(number=number, year=year)

    @property
    def host(self) -> str:
        return f"{self.code}.localhost"


@dataclass(frozen=True, kw_only=True)
class Cost:
    name: str
    unit: str
    unit_cost: Decimal
    quantity: Decimal
    in_work: bool = False  # volunteers' work or lent things: own contribution without money


@dataclass(frozen=True, kw_only=True)
class Action:
    """`part`: from which to which part (0 … 1) of the task's period it lasts."""

    name: str
    description: str
    target: str
    costs: tuple[Cost, ...]
    part: tuple[float, float] = (0.0, 1.0)
    third_party: str = "nie dotyczy"


@dataclass(frozen=True, kw_only=True)
class Result:
    name: str
    target: int
    unit: str
    monitoring: str
    reached: int  # what the report says


@dataclass(frozen=True, kw_only=True)
class Project:
    """What an offer is about. `{place}` in the texts is the offer's place."""

    code: str
    sphere: str
    description: str
    actions: tuple[Action, ...]
    administration: tuple[Cost, ...]
    results: tuple[Result, ...]
    expected: str
    paid: str = ""  # empty: free of charge for recipients
    done: str = ""  # how it went, for the report
