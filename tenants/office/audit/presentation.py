"""What a check found, in sentences: the command says them, and the page hands them to its script."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tenants.office.audit.rules import Break, Find, How, Outcome
from tenants.office.checks import town_models

SENTENCES: dict[str, Any] = {
    How.ALTERED: _("Entry %(seq)s was altered: what it says does not give its checksum."),
    How.REMOVED: _("Entry %(seq)s was removed."),
    How.INSERTED: _("Entry %(seq)s was inserted: the chain was made without it."),
    How.REPLACED: _("Entry %(seq)s was replaced, or entries after it were removed: the next one does not continue it."),
    How.LATER: _(
        "Entry %(seq)s was put in afterwards: it says it was made before %(day)s, and joined the chain later."
    ),
    How.REWRITTEN: _(
        "The chain was rewritten somewhere from entry %(seq)s to entry %(last)s: on %(day)s entry %(last)s had another checksum."
    ),
    How.CUT: _("The end is missing, from entry %(seq)s to entry %(last)s: on %(day)s the chain was already that long."),
    "unbroken": _("Unbroken. Entries: %(entries)s, head: %(head)s"),
    "kept_back": _("Entries given without their contents: %(number)s. Their place in the chain was checked."),
    "unreadable": _("Line %(number)s cannot be read: the file is no chain, or it is damaged."),
    "no_heads": _("The list of published heads cannot be read."),
    "other_town": _("The list of published heads is of another town: %(town)s."),
    "in_entry": _("The checksum %(wanted)s stands in entry %(seq)s of %(at)s: %(thing)s"),
    "is_link": _("%(wanted)s is the checksum of entry %(seq)s itself."),
    "nowhere": _("The checksum %(wanted)s stands in no entry whose contents are given."),
}
KINDS = {
    "agreement": _("Agreement"),
    "application": _("Offer"),
    "award": _("Grant awarded"),
    "call": _("Call"),
    "comment": _("Comment"),
    "committee": _("Committee"),
    "committeemember": _("Committee member"),
    "correction": _("Correction of an offer"),
    "decision": _("Decision"),
    "declaration": _("Declaration of impartiality"),
    "document": _("Document"),
    "enquiry": _("Question about a call"),
    "grantreturn": _("Return of a grant"),
    "initiative": _("Own initiative"),
    "lateaccess": _("Late filing"),
    "offeror": _("Offeror"),
    "posting": _("Announcement"),
    "prioritytask": _("Priority task"),
    "programme": _("Programme"),
    "proposal": _("Proposal of a grant"),
    "protocol": _("Protocol"),
    "publication": _("Publication"),
    "question": _("Question of the form"),
    "report": _("Report"),
    "scoresheet": _("Score sheet"),
    "seat": _("Role"),
    "seatinvitation": _("Invitation"),
    "smallgrant": _("Small grant"),
    "tranche": _("Tranche"),
}


def kinds() -> list[tuple[str, str]]:
    """What an entry may be about: every thing of a town, as people call it or as the code does."""
    names = [str(model._meta.model_name) for model in town_models()]
    return [(name, str(KINDS.get(name, name))) for name in names]


def say(what: str, **values: Any) -> str:
    return str(SENTENCES[what]) % values


def broken(found: Break) -> str:
    return say(found.how, seq=found.seq, day=found.day, last=found.last)


def finds(outcome: Outcome, wanted: list[str]) -> Iterator[str]:
    for one in outcome.found:
        yield _where(one)
    for checksum in wanted:
        if checksum not in {one.wanted for one in outcome.found}:
            yield say("nowhere", wanted=checksum)


def _where(find: Find) -> str:
    if find.is_link or find.facts is None:
        return say("is_link", wanted=find.wanted, seq=find.seq)
    at = date_format(timezone.localtime(datetime.fromisoformat(find.facts["at"])), "j E Y, H:i")
    return say("in_entry", wanted=find.wanted, seq=find.seq, at=at, thing=find.facts["thing"])
