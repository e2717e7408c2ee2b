"""The organisations of the story, all invented. Their numbers follow from their place in the list."""

from config.demo.content import identifiers
from config.demo.content.organisations_city import CITY
from config.demo.content.organisations_country import COUNTRY
from config.demo.content.rows import Row
from config.demo.content.shapes import Organisation, Person

# Their books are the starost's, the farm women's register's or the church's; the rest is in the court register.
REGISTERS = {
    "stowarzyszenie_zwykle": ("ewidencja_starosty_stowarzyszenia_zwykle", "OR.512.{place}.2019"),
    "uczniowski_klub_sportowy": ("ewidencja_starosty_kluby_sportowe", "ESR.4224.{place}.2016"),
    "kolo_gospodyn_wiejskich": ("KRKGW", "{place:05d}/2019"),
    "koscielna_osoba_prawna": ("rejestr_koscielny", "AC-{place}/1998"),
}


def _organisation(place: int, row: Row) -> Organisation:
    kind, pattern = REGISTERS.get(row.legal_form, ("KRS", ""))
    domain = f"{row.code}.example.org"
    first, last = row.representative.split()
    editor = None
    if row.editor:
        editor_first, editor_last = row.editor.split()
        editor = Person(first_name=editor_first, last_name=editor_last, email=f"{_latin(editor_first)}@{domain}")
    return Organisation(
        code=row.code,
        name=row.name,
        legal_form=row.legal_form,
        register_kind=kind,
        register_number=pattern.format(place=place + 11) if pattern else identifiers.krs(place),
        nip=identifiers.nip(place),
        regon=identifiers.regon(place),
        street=row.street,
        postcode=row.postcode,
        city=row.city,
        email=f"biuro@{domain}",
        phone=f"000 100 {place + 101}",
        website=f"https://{domain}",
        account=identifiers.account(place),
        representative=Person(first_name=first, last_name=last, email=f"{_latin(first)}@{domain}"),
        editor=editor,
        activity=row.activity,
        resources=row.resources,
    )


def _latin(name: str) -> str:
    return name.lower().translate(str.maketrans("ąćęłńóśźż", "acelnoszz"))


ORGANISATIONS: dict[str, Organisation] = {
    row.code: _organisation(place, row) for place, row in enumerate((*CITY, *COUNTRY))
}
