"""When things happen to a call, by how far it has come."""

from dataclasses import dataclass, replace

from config.demo.content.days import Day, InYear, ago, ahead


@dataclass(frozen=True, kw_only=True)
class Stage:
    state: str
    published: Day
    opens: Day
    closes: Day
    decision_by: Day
    task_from: Day
    task_to: Day
    assessment: Day | None = None
    decided: Day | None = None
    results: Day | None = None
    signed: Day | None = None
    paid: Day | None = None
    reported: Day | None = None
    settled: Day | None = None
    returned: Day | None = None


DRAFT = Stage(
    state="draft",
    published=ahead(10),
    opens=ahead(10),
    closes=ahead(38),
    decision_by=ahead(66),
    task_from=ahead(80),
    task_to=ahead(200),
)
APPROVED = Stage(
    state="approved",
    published=ahead(3),
    opens=ahead(3),
    closes=ahead(31),
    decision_by=ahead(59),
    task_from=ahead(70),
    task_to=ahead(190),
)
PUBLISHED = Stage(
    state="published",
    published=ago(2),
    opens=ahead(6),
    closes=ahead(27),
    decision_by=ahead(55),
    task_from=ahead(65),
    task_to=ahead(185),
)
OPEN = Stage(
    state="open",
    published=ago(8),
    opens=ago(8),
    closes=ahead(17),
    decision_by=ahead(45),
    task_from=ahead(58),
    task_to=ahead(178),
)
# Open for longer, so that its announcement could be changed and the term still runs three weeks from then.
LONG_OPEN = replace(OPEN, published=ago(15), opens=ago(15))
CLOSED = Stage(
    state="closed",
    published=ago(30),
    opens=ago(30),
    closes=ago(4),
    decision_by=ahead(25),
    task_from=ahead(42),
    task_to=ahead(160),
)
MERIT = Stage(
    state="merit",
    published=ago(48),
    opens=ago(48),
    closes=ago(24),
    assessment=ago(15),
    decision_by=ahead(14),
    task_from=ahead(35),
    task_to=ahead(150),
)
RECOMMENDED = Stage(
    state="recommended",
    published=ago(55),
    opens=ago(55),
    closes=ago(31),
    assessment=ago(27),
    decision_by=ahead(7),
    task_from=ahead(30),
    task_to=ahead(140),
)
DECIDED = Stage(
    state="decided",
    published=ago(60),
    opens=ago(60),
    closes=ago(36),
    assessment=ago(33),
    decided=ago(3),
    decision_by=ahead(5),
    task_from=ahead(22),
    task_to=ahead(130),
)
# Results are out, agreements are being made.
CONCLUDING = Stage(
    state="results",
    published=ago(75),
    opens=ago(75),
    closes=ago(51),
    assessment=ago(48),
    decided=ago(20),
    results=ago(18),
    decision_by=ago(15),
    signed=ago(4),
    task_from=ahead(10),
    task_to=ahead(120),
)
# Agreements are signed and money is being spent.
RUNNING = Stage(
    state="results",
    published=ago(110),
    opens=ago(110),
    closes=ago(86),
    assessment=ago(83),
    decided=ago(68),
    results=ago(66),
    decision_by=ago(60),
    signed=ago(52),
    paid=ago(47),
    task_from=ago(45),
    task_to=ahead(70),
)
# The tasks are over and the reports come in.
REPORTING = Stage(
    state="results",
    published=ago(190),
    opens=ago(190),
    closes=ago(165),
    assessment=ago(162),
    decided=ago(145),
    results=ago(143),
    decision_by=ago(140),
    signed=ago(130),
    paid=ago(125),
    task_from=ago(120),
    task_to=ago(25),
    reported=ago(6),
    settled=ago(2),
)
COMPLETED = Stage(
    state="completed",
    published=InYear(-1, 1, 8),
    opens=InYear(-1, 1, 8),
    closes=InYear(-1, 1, 31),
    assessment=InYear(-1, 2, 3),
    decided=InYear(-1, 2, 14),
    results=InYear(-1, 2, 16),
    decision_by=InYear(-1, 2, 20),
    signed=InYear(-1, 2, 26),
    paid=InYear(-1, 3, 5),
    task_from=InYear(-1, 3, 1),
    task_to=InYear(-1, 7, 31),
    reported=InYear(-1, 8, 20),
    settled=InYear(-1, 9, 5),
    returned=InYear(-1, 9, 12),
)
CANCELLED = Stage(
    state="cancelled",
    published=ago(70),
    opens=ago(70),
    closes=ago(45),
    decision_by=ago(20),
    task_from=ago(10),
    task_to=ahead(60),
)
