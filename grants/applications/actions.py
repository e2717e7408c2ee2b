"""Every verb about offers. Contents page: the rooms of the work are drafting, attaching, filing,
arranging, checking and deciding."""

from grants.applications.arranging import arrange_check, show_results
from grants.applications.checking import (
    check_formally,
    confirm_formally,
    pass_formally,
    recheck,
    reject_formally,
    send_back_formally,
)
from grants.applications.correcting import answer, call_to_correct, drop_file, lapse, save_correction, send_file
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
from grants.applications.drafting import begin
from grants.applications.filing import file, withdraw
from grants.applications.partners import copy, discard
from grants.applications.partners_voiding import attach, detach, merge_section, save_section
from grants.applications.signing import confirm_on_paper, sign

__all__ = [
    "answer",
    "approve_update",
    "arrange_check",
    "attach",
    "award",
    "begin",
    "call_to_correct",
    "check_formally",
    "confirm_formally",
    "confirm_on_paper",
    "contract",
    "copy",
    "detach",
    "discard",
    "drop_file",
    "file",
    "file_update",
    "lapse",
    "merge_section",
    "pass_formally",
    "recheck",
    "reduce",
    "refuse",
    "reject_formally",
    "reserve",
    "resign",
    "return_update",
    "save_correction",
    "save_section",
    "save_update",
    "send_back_formally",
    "send_file",
    "show_results",
    "sign",
    "withdraw",
]
