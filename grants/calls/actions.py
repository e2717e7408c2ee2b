"""Contents: what people do to a call, and the clock. Each action is one transaction: rules, step, rows, letters."""

from grants.calls.announcing import (
    cancel,
    close_filing,
    open_filing,
    publish,
    publish_results,
    record_cancellation_publication,
    record_publication,
    record_results_publication,
)
from grants.calls.changing import amend, correct, drop_change, extend, propose_change, republish
from grants.calls.copying import copy
from grants.calls.drafting import add_previous_tasks, approve, ask_approval, create, delete, edit, return_to_draft
from grants.calls.judging import complete, decide, recommend, reopen_assessment, start_assessment

__all__ = [
    "add_previous_tasks",
    "amend",
    "approve",
    "ask_approval",
    "cancel",
    "close_filing",
    "complete",
    "copy",
    "correct",
    "create",
    "decide",
    "delete",
    "drop_change",
    "edit",
    "extend",
    "open_filing",
    "propose_change",
    "publish",
    "publish_results",
    "recommend",
    "record_cancellation_publication",
    "record_publication",
    "record_results_publication",
    "reopen_assessment",
    "republish",
    "return_to_draft",
    "start_assessment",
]
