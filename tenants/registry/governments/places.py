"""Where a local government lies: its voivodeship and county (powiat), as people write them."""

from django.db.models import TextChoices
from django.utils.translation import gettext as _


class Voivodeship(TextChoices):
    """The names are official: they are data, the same in both languages."""

    DOLNOSLASKIE = "dolnośląskie"
    KUJAWSKO_POMORSKIE = "kujawsko-pomorskie"
    LUBELSKIE = "lubelskie"
    LUBUSKIE = "lubuskie"
    LODZKIE = "łódzkie"
    MALOPOLSKIE = "małopolskie"
    MAZOWIECKIE = "mazowieckie"
    OPOLSKIE = "opolskie"
    PODKARPACKIE = "podkarpackie"
    PODLASKIE = "podlaskie"
    POMORSKIE = "pomorskie"
    SLASKIE = "śląskie"
    SWIETOKRZYSKIE = "świętokrzyskie"
    WARMINSKO_MAZURSKIE = "warmińsko-mazurskie"
    WIELKOPOLSKIE = "wielkopolskie"
    ZACHODNIOPOMORSKIE = "zachodniopomorskie"


VOIVODESHIPS = [(one.value, one.value) for one in Voivodeship]


def county_name(typed: str) -> str:
    """`Powiat Lipowski` and `lipowski` are one; a city with the rights of a county keeps its capital letter."""
    words = typed.split()
    if words and words[0].lower() in {"powiat", "pow."}:
        words = words[1:]
    name = " ".join(words)
    return name.lower() if name.lower().endswith("ki") else name


def county_key(voivodeship: str, county: str) -> str:
    """Ten names of counties occur in two voivodeships: the key has both. Empty when either is not known."""
    return f"{voivodeship}/{county}" if voivodeship and county else ""


def county_label(key: str) -> str:
    voivodeship, _slash, county = key.partition("/")
    if county.endswith("ki"):
        return _("powiat %(county)s (%(voivodeship)s)") % {"county": county, "voivodeship": voivodeship}
    return f"{county} ({voivodeship})"
