"""Kinds of local government and what their bodies are called (docs/glossary.md)."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    RURAL_GMINA = "rural_gmina", _("rural gmina (wójt)")
    URBAN_GMINA = "urban_gmina", _("town or urban-rural gmina (burmistrz)")
    CITY = "city", _("city (prezydent miasta)")
    POWIAT = "powiat", _("powiat (zarząd powiatu)")
    VOIVODESHIP = "voivodeship", _("voivodeship (zarząd województwa)")


@dataclass(frozen=True)
class Bodies:
    """Polish names of bodies and of the act by which the executive decides, as printed on documents."""

    deliberative: str
    executive: str
    act: str
    collegial: bool

    @property
    def act_on_pages(self) -> str:
        """The act's name in the reader's language; documents are in Polish."""
        return gettext("board's resolution") if self.collegial else gettext("ordinance")


BODIES = {
    Kind.RURAL_GMINA: Bodies("Rada Gminy", "Wójt", "zarządzenie", False),
    Kind.URBAN_GMINA: Bodies("Rada Miejska", "Burmistrz", "zarządzenie", False),
    Kind.CITY: Bodies("Rada Miasta", "Prezydent Miasta", "zarządzenie", False),
    Kind.POWIAT: Bodies("Rada Powiatu", "Zarząd Powiatu", "uchwała zarządu", True),
    Kind.VOIVODESHIP: Bodies("Sejmik Województwa", "Zarząd Województwa", "uchwała zarządu", True),
}


class Hue(models.TextChoices):
    """A town's colour; the palette itself is in frontend/css."""

    NAVY = "navy", _("navy")
    TEAL = "teal", _("teal")
    GREEN = "green", _("green")
    PLUM = "plum", _("plum")
    BRICK = "brick", _("brick")
    BROWN = "brown", _("brown")
    OLIVE = "olive", _("olive")
    VIOLET = "violet", _("violet")
    STEEL = "steel", _("steel")
    ROSE = "rose", _("rose")
    PINE = "pine", _("pine")
    INK = "ink", _("ink")
