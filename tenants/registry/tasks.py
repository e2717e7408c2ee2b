"""Work of the platform for the worker."""

from typing import Any

from django.utils import timezone
from django_tenants.utils import schema_context
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tenants.gates.access import CLOCK
from tenants.registry.alerts import actions as alerts
from tenants.registry.mail import actions as mail
from tenants.registry.showcase.models import ListedCall

# A mail server that is down for a night is tried again until noon.
RETRY = RetryStrategy(max_attempts=30, exponential_wait=2, linear_wait=5)


@app.task(
    name="tenants.registry.tasks.send",
    queue="mail",
    retry=RetryStrategy(max_attempts=40, linear_wait=30),
    pass_context=False,
)
def send(schema: str, model: str, letter: int) -> None:
    with schema_context(schema):
        mail.send(model, letter)


@app.task(name="tenants.registry.tasks.tell_of_call", retry=RETRY, pass_context=False)
def tell_of_call(call: int) -> None:
    """A new call, to everybody who wants to hear of it at once."""
    with schema_context("public"):
        if found := ListedCall.objects.select_related("government").filter(pk=call).first():
            alerts.tell(found, by=CLOCK, at=timezone.now())


# Hourly and not by the hour of one time zone: after Monday 7 o'clock in Warsaw the first round writes the letters,
# and a worker that stood still on Monday writes them when it is back.
@app.periodic(cron="5 * * * *")
@app.task(name="tenants.registry.tasks.send_digests", queueing_lock="send_digests")
def send_digests(timestamp: int) -> None:
    with schema_context("public"):
        alerts.send_digests(by=CLOCK, at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="tenants.registry.tasks.take_up_stalled", queueing_lock="take_up_stalled")
async def take_up_stalled(timestamp: int) -> None:
    """Give back the jobs of a worker that was killed; a job that keeps killing workers is given up."""
    for job in await app.job_manager.get_stalled_jobs():
        if job.attempts >= 5:
            await app.job_manager.finish_job(job, status=_failed(), delete_job=False)
        else:
            await app.job_manager.retry_job(job)


def _failed() -> Any:
    from procrastinate.jobs import Status

    return Status.FAILED
