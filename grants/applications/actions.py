"""Every verb about offers. Contents page: the rooms of the work are drafting, attaching, filing,
checking and deciding."""

from grants.applications.attaching import attach, detach
from grants.applications.checking import check_formally, pass_formally, recheck, reject_formally
from grants.applications.deciding import (
    approve_update,
    award,
    contract,
    file_update,
    reduce,
    refuse,
    reserve,
    resign,
    return_update,
    save_update,
)
from grants.applications.drafting import begin, copy, discard, merge_section, save_section
from grants.applications.filing import file, withdraw

__all__ = [
    "approve_update",
    "attach",
    "award",
    "begin",
    "check_formally",
    "contract",
    "copy",
    "detach",
    "discard",
    "file",
    "file_update",
    "merge_section",
    "pass_formally",
    "recheck",
    "reduce",
    "refuse",
    "reject_formally",
    "reserve",
    "resign",
    "return_update",
    "save_section",
    "save_update",
    "withdraw",
]
