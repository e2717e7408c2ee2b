"""Work of the grants floor for the worker: the clock's tick and documents drawn after filing."""

from procrastinate.contrib.django import app

from grants.applications import clock as applications_clock
from grants.awards.justifications import clock as justifications_clock
from grants.calls import clock as calls_clock
from grants.initiatives import clock as initiatives_clock
from grants.monitoring import clock as monitoring_clock
from grants.scoring import clock as scoring_clock
from grants.small_grants import clock as small_grants_clock
from tenants.office.rounds import in_each_town


@app.periodic(cron="* * * * *")
@app.task(name="grants.tasks.tick", queueing_lock="grants.tick")
def tick(timestamp: int) -> None:
    """Open and close what is due, and let terms run out, in each town that has something due."""
    in_each_town(calls_clock.turn_due)
    in_each_town(applications_clock.lapse_due)


@app.periodic(cron="20 * * * *")
@app.task(name="grants.tasks.remind", queueing_lock="grants.remind")
def remind(timestamp: int) -> None:
    """Remind people of days that come, in each town; hourly, so that a worker stopped at dawn misses no day."""
    in_each_town(monitoring_clock.remind_due)
    in_each_town(small_grants_clock.remind_due)
    in_each_town(scoring_clock.remind_due)
    in_each_town(justifications_clock.remind_due)
    in_each_town(initiatives_clock.remind_due)
