"""Fill an empty database with the demo's three towns, or print where to look and who to be."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone, translation

from config.demo import leaflet, seeding


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--addresses", action="store_true", help="print the addresses and accounts of the demo")

    def handle(self, *args: Any, addresses: bool = False, **options: Any) -> None:
        if addresses:
            self.stdout.write(leaflet.text())
            return
        # What actions write into rows is in the language of the office.
        with translation.override("pl"):
            fresh = seeding.seed(timezone.now(), self._say)
        self._say("The demo is ready." if fresh else "The demo is here already.")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
