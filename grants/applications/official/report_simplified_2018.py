"""The simplified report of 2018 (art. 19a): regulation of 24 October 2018, Dz.U. 2018 poz. 2055, annex 2.

The wording was not read in a public copy: no label is marked as verified.
"""

from datetime import date

from grants.applications.official.parts import Column, Field, Form, Kind, Section

HEADER = Section(
    code="header",
    label="",
    fields=(
        Field(code="task_title", number="", label="Tytuł zadania publicznego", kind=Kind.TEXT),
        Field(code="grantee", number="", label="Nazwa Zleceniobiorcy", kind=Kind.ORGANISATION),
        Field(code="agreement_date", number="", label="Data zawarcia umowy", kind=Kind.DATE),
        Field(
            code="agreement_number",
            number="",
            label="Numer umowy, o ile został nadany",
            kind=Kind.TEXT,
            required=False,
        ),
    ),
)

PART_I = Section(
    code="I",
    label="Opis osiągniętych rezultatów",
    fields=(Field(code="results", number="", label="", kind=Kind.LONG_TEXT),),
)

PART_II = Section(
    code="II",
    label="Opis wykonania zadania publicznego",
    fields=(Field(code="actions", number="", label="", kind=Kind.LONG_TEXT),),
)

PART_III = Section(
    code="III",
    label="Rozliczenie wydatków",
    fields=(
        Field(
            code="expenses",
            number="",
            label="",
            kind=Kind.TABLE,
            columns=(
                Column(code="cost_kind", kind=Kind.TEXT, label="Rodzaj kosztu"),
                Column(code="planned", kind=Kind.MONEY, label="Koszty zgodnie z umową (w zł)"),
                Column(code="actual", kind=Kind.MONEY, label="Faktycznie poniesione wydatki (w zł)", required=True),
            ),
            grand_total="Suma",
        ),
        Field(code="grant_spent", number="", label="Wydatki poniesione z dotacji", kind=Kind.MONEY),
        Field(code="other_spent", number="", label="Wydatki poniesione z innych środków", kind=Kind.MONEY),
    ),
)

REPORT_SIMPLIFIED_2018 = Form(
    code="REPORT_SIMPLIFIED_2018",
    kind="simplified_report",
    title="UPROSZCZONE SPRAWOZDANIE Z REALIZACJI ZADANIA PUBLICZNEGO",
    legal_basis=(
        "Rozporządzenie Przewodniczącego Komitetu do spraw Pożytku Publicznego z 24.10.2018 w sprawie uproszczonego "
        "wzoru oferty i uproszczonego wzoru sprawozdania (Dz.U. 2018 poz. 2055), zał. nr 2"
    ),
    statute="art. 19a UoDPPioW",
    valid_from=date(2019, 3, 2),
    sections=(HEADER, PART_I, PART_II, PART_III),
)
