"""The spheres of public tasks: art. 4(1) of the public benefit act, by the number of the point.

The Polish words are in the catalogue of translations. The list can grow: an old code is never given a new meaning.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Sphere(NamedTuple):
    """A pair that Django takes as a choice."""

    number: str
    label: Promise


SPHERES: tuple[Sphere, ...] = (
    Sphere("1", _("social assistance, including help to families and people in a difficult situation")),
    Sphere("1a", _("support of the family and of foster care")),
    Sphere("1aa", _("conditions for meeting the housing needs of the local community")),
    Sphere("1b", _("free legal aid and greater legal awareness")),
    Sphere("2", _("social and vocational integration of people at risk of exclusion")),
    Sphere("3", _("charity")),
    Sphere("4", _("national tradition and national, civic and cultural awareness")),
    Sphere("5", _("national and ethnic minorities and the regional language")),
    Sphere("5a", _("integration of foreigners")),
    Sphere("6", _("health protection and promotion, including medical activity")),
    Sphere("7", _("people with disabilities")),
    Sphere("8", _("employment and activation of people without work or facing dismissal")),
    Sphere("9", _("equal rights of women and men")),
    Sphere("10", _("people of retirement age")),
    Sphere("11", _("economic growth, including enterprise")),
    Sphere("12", _("technology, invention and innovation, and new solutions in business practice")),
    Sphere("13", _("growth of local communities")),
    Sphere("14", _("science, higher education, schooling and upbringing")),
    Sphere("15", _("children and young people, including their holidays")),
    Sphere("16", _("culture, art and protection of cultural heritage")),
    Sphere("17", _("physical culture and its promotion")),
    Sphere("18", _("ecology, protection of animals and of natural heritage")),
    Sphere("19", _("tourism and knowledge of the country")),
    Sphere("20", _("public order and safety")),
    Sphere("21", _("defence of the state and the armed forces")),
    Sphere("22", _("human rights, civic freedoms and the growth of democracy")),
    Sphere("22a", _("free civic advice")),
    Sphere("23", _("rescue and protection of the population")),
    Sphere("24", _("help to victims of catastrophes, natural disasters, armed conflicts and wars")),
    Sphere("25", _("consumer rights")),
    Sphere("26", _("European integration and contacts between societies")),
    Sphere("27", _("promotion and organisation of volunteering")),
    Sphere("28", _("help to Poles abroad")),
    Sphere("29", _("veterans and persecuted people")),
    Sphere("29a", _("veterans of missions abroad and those injured in them")),
    Sphere("30", _("promotion of Poland abroad")),
    Sphere("31", _("family, motherhood, parenthood and the rights of the child")),
    Sphere("32", _("prevention of addictions and social pathologies")),
    Sphere("32a", _("revitalisation")),
    Sphere("33", _("support of non-governmental organisations in points 1-32a")),
    Sphere("34", _("social economy entities and social enterprises")),
)
SPHERE_LABELS: Mapping[str, Promise] = {sphere.number: sphere.label for sphere in SPHERES}
# The wording of these was read, the number of their point was not (docs/law.md).
UNVERIFIED_NUMBERS = frozenset({"1aa", "22a", "29a", "34"})
