"""Legal forms of organisations and the registers they are entered in."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LegalForm(TextChoices):
    ASSOCIATION = "stowarzyszenie", _("association")
    ORDINARY_ASSOCIATION = "stowarzyszenie_zwykle", _("ordinary association")
    FOUNDATION = "fundacja", _("foundation")
    SCHOOL_SPORTS_CLUB = "uczniowski_klub_sportowy", _("school sports club")
    SPORTS_CLUB = "klub_sportowy", _("sports club")
    FIRE_BRIGADE = "ochotnicza_straz_pozarna", _("volunteer fire brigade")
    FARM_WOMENS_CIRCLE = "kolo_gospodyn_wiejskich", _("farm women's circle")
    CHURCH_BODY = "koscielna_osoba_prawna", _("church legal person")
    SOCIAL_COOPERATIVE = "spoldzielnia_socjalna", _("social co-operative")
    NON_PROFIT_COMPANY = "spolka_non_profit", _("non-profit company")
    ASSOCIATION_OF_GOVERNMENTS = "stowarzyszenie_jst", _("association of local governments")
    UNION_OF_ASSOCIATIONS = "zwiazek_stowarzyszen", _("union of associations")
    OTHER = "inna", _("other legal form")


class RegisterKind(TextChoices):
    KRS = "KRS", _("National Court Register (KRS)")
    ORDINARY_ASSOCIATIONS = "ewidencja_starosty_stowarzyszenia_zwykle", _("starost's register of ordinary associations")
    SPORTS_CLUBS = "ewidencja_starosty_kluby_sportowe", _("starost's register of sports clubs")
    KRKGW = "KRKGW", _("National Register of Farm Women's Circles (KRKGW)")
    CHURCH = "rejestr_koscielny", _("register of church legal persons")
    OTHER = "inna", _("another register")


# Where a body of this form is entered as a rule; a form that is not named may be anywhere.
USUAL_REGISTERS = {
    LegalForm.ASSOCIATION: {RegisterKind.KRS},
    LegalForm.UNION_OF_ASSOCIATIONS: {RegisterKind.KRS},
    LegalForm.FOUNDATION: {RegisterKind.KRS},
    LegalForm.FIRE_BRIGADE: {RegisterKind.KRS},
    LegalForm.SOCIAL_COOPERATIVE: {RegisterKind.KRS},
    LegalForm.NON_PROFIT_COMPANY: {RegisterKind.KRS},
    LegalForm.ASSOCIATION_OF_GOVERNMENTS: {RegisterKind.KRS},
    LegalForm.ORDINARY_ASSOCIATION: {RegisterKind.ORDINARY_ASSOCIATIONS},
    LegalForm.SCHOOL_SPORTS_CLUB: {RegisterKind.SPORTS_CLUBS},
    LegalForm.SPORTS_CLUB: {RegisterKind.SPORTS_CLUBS, RegisterKind.KRS},
    LegalForm.FARM_WOMENS_CIRCLE: {RegisterKind.KRKGW},
    LegalForm.CHURCH_BODY: {RegisterKind.CHURCH, RegisterKind.KRS, RegisterKind.OTHER},
}

LEGAL_FORMS = LegalForm.choices
REGISTER_KINDS = RegisterKind.choices

KRS_NUMBER = re.compile(r"\d{10}", re.ASCII)


def is_register_number(kind: str, number: str) -> bool:
    """A KRS number has ten digits; other registers number as they like."""
    if kind == RegisterKind.KRS:
        return KRS_NUMBER.fullmatch(number) is not None
    return bool(number.strip())


def is_usual(legal_form: str, register_kind: str) -> bool:
    """Whether such a body is entered there as a rule. Unusual is not wrong: nobody is refused for it."""
    usual = USUAL_REGISTERS.get(LegalForm(legal_form)) if legal_form in LegalForm.values else None
    return usual is None or register_kind in usual
