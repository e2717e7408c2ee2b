"""Contents page."""

from grants.agreements.models import Agreement, Tranche
from grants.applications.criteria_models import FormalCriterion
from grants.applications.lateness.models import LateAccess
from grants.applications.models import Application, ApplicationVersion, Attachment
from grants.applications.partners_models import Offeror
from grants.awards.justifications.models import JustificationRequest
from grants.awards.models import ActTemplate, Award, Decision, Proposal, Protocol, ProtocolSignature
from grants.calls.enquiries.models import Enquiry
from grants.calls.models import Call, CallVersion, Criterion, Lot, Publication, RequiredAttachment
from grants.calls.questions.models import Question
from grants.initiatives.models import Initiative
from grants.monitoring.models import GrantReturn, Report
from grants.scoring.advising_models import Opinion
from grants.scoring.assigning_models import Assignment
from grants.scoring.few_models import ReadByFew
from grants.scoring.meetings.models import Attendance, Meeting, Minutes, OwnRemark, Vote
from grants.scoring.models import (
    Committee,
    CommitteeMember,
    Declaration,
    DiscussionNote,
    Score,
    ScoreSheet,
    SheetVersion,
    TieVote,
)
from grants.scoring.nominating_models import MemberCall, Nomination
from grants.small_grants.models import Comment, Posting, SmallGrant, SmallGrantVersion

__all__ = [
    "ActTemplate",
    "Agreement",
    "Application",
    "ApplicationVersion",
    "Assignment",
    "Attachment",
    "Attendance",
    "Award",
    "Call",
    "CallVersion",
    "Comment",
    "Committee",
    "CommitteeMember",
    "Criterion",
    "Decision",
    "Declaration",
    "DiscussionNote",
    "Enquiry",
    "FormalCriterion",
    "GrantReturn",
    "Initiative",
    "JustificationRequest",
    "LateAccess",
    "Lot",
    "Meeting",
    "MemberCall",
    "Minutes",
    "Nomination",
    "Offeror",
    "Opinion",
    "OwnRemark",
    "Posting",
    "Proposal",
    "Protocol",
    "ProtocolSignature",
    "Publication",
    "Question",
    "ReadByFew",
    "Report",
    "RequiredAttachment",
    "Score",
    "ScoreSheet",
    "SheetVersion",
    "SmallGrant",
    "SmallGrantVersion",
    "TieVote",
    "Tranche",
    "Vote",
]
