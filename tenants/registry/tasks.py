"""Work of the platform for the worker."""

from typing import Any

from django_tenants.utils import schema_context
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tenants.registry.mail import actions as mail

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
