"""Every verb about small grants. Contents page: the rooms of the work are drafting, filing, publishing and deciding."""

from grants.small_grants.deciding import (
    abandon,
    accept,
    approve_changes,
    ask_changes,
    contract,
    refuse,
    resign,
    return_changes,
)
from grants.small_grants.drafting import begin, discard, save
from grants.small_grants.filing import file, file_changes, withdraw
from grants.small_grants.publishing import comment, hide, publish, record_posting
from grants.small_grants.reminding import remind

__all__ = [
    "abandon",
    "accept",
    "approve_changes",
    "ask_changes",
    "begin",
    "comment",
    "contract",
    "discard",
    "file",
    "file_changes",
    "hide",
    "publish",
    "record_posting",
    "refuse",
    "remind",
    "resign",
    "return_changes",
    "save",
    "withdraw",
]
