"""The simplified offer of 2018 (art. 19a): regulation of 24 October 2018, Dz.U. 2018 poz. 2055, annex 1.

The wording was not read as a whole in a public copy: no label is marked as verified.
"""

from datetime import date

from grants.applications.official.offer_2018 import SECTION_II, SECTION_VII
from grants.applications.official.offer_2018_costs import GRAND_TOTAL
from grants.applications.official.parts import Column, Field, Form, Kind, Section

BASIC = Section(
    code="I",
    label="Podstawowe informacje o złożonej ofercie",
    fields=(
        Field(
            code="authority",
            number="1",
            label="Organ administracji publicznej, do którego adresowana jest oferta",
            kind=Kind.AUTHORITY,
        ),
        Field(code="task_type", number="2", label="Rodzaj zadania publicznego", kind=Kind.CHOICE),
    ),
)

OFFEROR = Section(
    code="II",
    label="Dane oferenta",
    fields=(
        Field(
            code="offeror_identity",
            number="1",
            label=(
                "Nazwa oferenta, forma prawna, numer w Krajowym Rejestrze Sądowym lub innej ewidencji, adres siedziby, "
                "strona www, adres do korespondencji, adres e-mail, numer telefonu"
            ),
            kind=Kind.GROUP,
            columns=SECTION_II.field("offeror_identity").columns,
        ),
        Field(
            code="contact_person",
            number="2",
            label=SECTION_II.field("contact_person").label,
            kind=Kind.GROUP,
            personal_data=True,
            columns=SECTION_II.field("contact_person").columns,
        ),
    ),
)

SCOPE = Section(
    code="III",
    label="Zakres rzeczowy zadania publicznego",
    fields=(
        Field(code="task_title", number="1", label="Tytuł zadania publicznego", kind=Kind.TEXT),
        Field(
            code="task_period",
            number="2",
            label="Termin realizacji zadania publicznego",
            kind=Kind.DATE_RANGE,
            columns=(
                Column(code="start", kind=Kind.DATE, label="Data rozpoczęcia", required=True),
                Column(code="end", kind=Kind.DATE, label="Data zakończenia", required=True),
            ),
        ),
        Field(
            code="synthetic_description",
            number="3",
            label="Syntetyczny opis zadania (wraz ze wskazaniem miejsca jego realizacji)",
            kind=Kind.LONG_TEXT,
        ),
        Field(
            code="results_table",
            number="4",
            label="Opis zakładanych rezultatów zadania publicznego",
            kind=Kind.TABLE,
            columns=(
                Column(code="result_name", kind=Kind.TEXT, label="Nazwa rezultatu", required=True),
                Column(
                    code="target_value",
                    kind=Kind.TEXT,
                    label="Planowany poziom osiągnięcia rezultatów (wartość docelowa)",
                    required=True,
                ),
                Column(
                    code="monitoring",
                    kind=Kind.TEXT,
                    label="Sposób monitorowania rezultatów / źródło informacji o osiągnięciu wskaźnika",
                    required=True,
                ),
            ),
        ),
        Field(
            code="offeror_profile",
            number="5",
            label=(
                "Krótka charakterystyka Oferenta, jego doświadczenia w realizacji działań planowanych w ofercie oraz "
                "zasobów, które będą wykorzystywane w realizacji zadania"
            ),
            kind=Kind.LONG_TEXT,
        ),
    ),
)

COSTS = Section(
    code="IV",
    label="Szacunkowa kalkulacja kosztów realizacji zadania publicznego",
    fields=(
        Field(
            code="costs",
            number="",
            label="",
            kind=Kind.TABLE,
            columns=(
                Column(code="lp", kind=Kind.SEQUENCE, label="Lp."),
                Column(code="cost_kind", kind=Kind.TEXT, label="Rodzaj kosztu", required=True),
                Column(code="value", kind=Kind.MONEY, label="Wartość PLN", required=True),
                Column(code="from_grant", kind=Kind.MONEY, label="Z dotacji", required=True),
                Column(code="from_other", kind=Kind.MONEY, label="Z innych źródeł", required=True),
            ),
            grand_total=GRAND_TOTAL,
        ),
    ),
)

# The same declarations as of the full offer, at another place.
DECLARATIONS = Section(
    code="V", label=SECTION_VII.label, intro=SECTION_VII.intro, fields=SECTION_VII.fields, label_verified=False
)

OFFER_SIMPLIFIED_2018 = Form(
    code="OFFER_SIMPLIFIED_2018",
    kind="simplified_offer",
    title="UPROSZCZONA OFERTA REALIZACJI ZADANIA PUBLICZNEGO składana na podstawie art. 19a ustawy",
    legal_basis=(
        "Rozporządzenie Przewodniczącego Komitetu do spraw Pożytku Publicznego z 24.10.2018 w sprawie uproszczonego "
        "wzoru oferty i uproszczonego wzoru sprawozdania (Dz.U. 2018 poz. 2055), zał. nr 1"
    ),
    statute="art. 19a UoDPPioW",
    valid_from=date(2019, 3, 2),
    sections=(BASIC, OFFEROR, SCOPE, COSTS, DECLARATIONS),
)
