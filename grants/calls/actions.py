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
from grants.calls.drafting import approve, ask_approval, create, delete, edit, return_to_draft
from grants.calls.judging import complete, decide, recommend, reopen_assessment, start_assessment

__all__ = [
    "approve",
    "ask_approval",
    "cancel",
    "close_filing",
    "complete",
    "create",
    "decide",
    "delete",
    "edit",
    "open_filing",
    "publish",
    "publish_results",
    "recommend",
    "record_cancellation_publication",
    "record_publication",
    "record_results_publication",
    "reopen_assessment",
    "return_to_draft",
    "start_assessment",
]
