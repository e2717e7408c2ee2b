from datetime import datetime

from tenants.gates.access import CLOCK
from tenants.office.audit import actions


def seal(at: datetime) -> None:
    actions.seal(by=CLOCK, at=at)


def publish_head(at: datetime) -> None:
    actions.publish_head(by=CLOCK, at=at)
