"""Work of the platform that looks into towns, for the worker."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tenants.gates.access import CLOCK
from tenants.office.opening import actions as opening
from tenants.platform.organisations import papers
from tenants.platform.subscription import clock


@app.periodic(cron="10 7 * * *")
@app.task(name="tenants.platform.tasks.tell_of_trials", queueing_lock="tell_of_trials")
def tell_of_trials(timestamp: int) -> None:
    clock.tell_of_trials(timezone.now())


@app.periodic(cron="40 3 * * *")
@app.task(name="tenants.platform.tasks.forget_unconfirmed", queueing_lock="forget_unconfirmed")
def forget_unconfirmed(timestamp: int) -> None:
    opening.forget_unconfirmed(by=CLOCK, at=timezone.now())


@app.periodic(cron="25 3 * * *")
@app.task(name="tenants.platform.tasks.sweep_papers", queueing_lock="sweep_papers")
def sweep_papers(timestamp: int) -> None:
    papers.sweep(by=CLOCK, at=timezone.now())
