"""Check that nobody changed what was recorded: `audit verify` walks each town's chain, or a file of one.

It names the first entry that was altered, removed or inserted, and exits with 1; docs/record.md says what that proves.
"""

import hashlib
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django_tenants.utils import tenant_context

from tenants.office.audit import file, reading, rules
from tenants.office.audit.models import AuditEntry
from tenants.office.audit.presentation import broken, finds, say
from tenants.registry.governments.models import LocalGovernment


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--town", help="the host or the schema of one town; without it, all of them")
        parser.add_argument("--file", type=Path, help="an exported chain (.jsonl) instead of the database")
        parser.add_argument("--heads", type=Path, help="a kept copy of a town's /record/heads.json to check against")
        parser.add_argument("--document", type=Path, help="a file, e.g. a protocol: say which entry has its checksum")
        parser.add_argument("--checksum", help="64 hexadecimal digits, e.g. from the foot of a protocol: say whose")

    def handle(self, *args: Any, **given: Any) -> None:
        with ExitStack() as opened:
            kept = opened.enter_context(given["heads"].open(encoding="utf-8")) if given["heads"] else None
            try:
                self.town, self.heads = file.heads_of(kept) if kept else ("", [])
            except file.Unreadable as problem:
                raise CommandError(say("no_heads")) from problem
        self.wanted = [given["checksum"].lower()] if given["checksum"] else []
        if given["document"]:
            with given["document"].open("rb") as document:
                self.wanted.append(hashlib.file_digest(document, "sha256").hexdigest())
        sound = self.of_file(given["file"]) if given["file"] else self.of_towns(given["town"])
        if not sound:
            raise SystemExit(1)

    def of_file(self, path: Path) -> bool:
        with path.open(encoding="utf-8", errors="replace", newline="\n") as opened:
            try:
                title, outcome = file.check(opened, heads=self.heads, wanted=self.wanted)
            except file.Unreadable as problem:
                self.stdout.write(say("unreadable", number=problem.number))
                return False
        return self.report(title.town, outcome)

    def of_towns(self, name: str | None) -> bool:
        towns = LocalGovernment.objects.routable().order_by("pk")
        if name:
            towns = towns.filter(schema_name=name) | towns.filter(domains__domain=name)
        if (self.heads or self.wanted) and not name:
            raise CommandError(_("Heads, a document and a checksum are of one town: name it with --town."))
        found = list(towns.distinct())
        if name and not found:
            raise CommandError(_("There is no town %(name)s.") % {"name": name})
        sound = [self.of_town(town) for town in found]  # every town is told about
        return all(sound)

    def of_town(self, town: LocalGovernment) -> bool:
        with tenant_context(town):
            # the heads first: a chain grows while it is read
            heads = [*reading.heads(), *self.heads]
            outcome = rules.check(reading.lines(), heads=heads, wanted=self.wanted)
            waiting = AuditEntry.objects.unsealed().count()
        sound = self.report(town.schema_name, outcome)
        if waiting:
            self.stdout.write(
                "  " + _("Entries that wait for their place in the chain: %(number)s") % {"number": waiting}
            )
        return sound

    def report(self, town: str, outcome: rules.Outcome) -> bool:
        if self.town and self.town != town:
            self.stdout.write(f"{town}: {say('other_town', town=self.town)}")
            return False
        if outcome.broken:
            self.stdout.write(f"{town}: {broken(outcome.broken)}")
            return False
        self.stdout.write(f"{town}: {say('unbroken', entries=outcome.entries, head=outcome.head)}")
        if outcome.kept_back:
            self.stdout.write("  " + say("kept_back", number=outcome.kept_back))
        for sentence in finds(outcome, self.wanted):
            self.stdout.write("  " + sentence)
        return len({one.wanted for one in outcome.found}) == len(set(self.wanted))
