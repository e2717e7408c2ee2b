"""The story of the demo as data: three invented local governments, their organisations and a year of grants.

Nothing here touches the database; the demo replays it through the real actions. The same on every run.

- `TOWNS`: each a `Town` with officials, one `Programme` (amounts for three years), and `Call`s with their `Offer`s.
- `ORGANISATIONS`: about forty, by code; one organisation may file in several towns.
- `Offer.project` names a `Project` (`projects`): the schedule, costs and results that several offers share;
  `budgets.budget_of(offer)` is its budget, `budgets.reduced(offer)` the one after a lower award,
  `budgets.spending(offer)` what its report says was spent.
- Beside the main line (`shapes_beside`): questions about a call, a changed announcement, the parts of a joint offer,
  small grants, a proposal; all of them in Jasnogród (`jasnogrod_beside`).
- `scores.points(...)` and `scores.reason(...)`: what a committee member gave and why.
- `cases`: calls that were really published, with the figures that must come out.

Days are relative, so the demo never goes stale: `ago(5)` is five days before today, `ahead(18)` eighteen days
after, `InYear(-1, 3, 1)` the first of March of the year before the running one. `days.running_year(today)` is the
year whose programme is being carried out; `days.one_year(start, end)` keeps a task inside one budget year, and
that year's programme is the call's. Every programme and every pool of the story fits whichever year that is.
"""

from config.demo.content.organisations import ORGANISATIONS
from config.demo.content.projects import PROJECTS
from config.demo.content.towns import TOWNS

__all__ = ["ORGANISATIONS", "PROJECTS", "TOWNS"]
