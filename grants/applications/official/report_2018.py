"""The report of 2018: regulation of 24 October 2018, Dz.U. 2018 poz. 2057, annex 5."""

from datetime import date

from grants.applications.official.parts import Column, Field, Form, Group, Kind, Row, Section

HEADER = Section(
    code="header",
    label="",
    fields=(
        Field(
            code="report_kind",
            number="",
            label="Rodzaj sprawozdania",
            kind=Kind.CHOICE,
            choices=(("partial", "Częściowe*"), ("final", "Końcowe*")),
            label_verified=True,
        ),
        Field(
            code="period",
            number="",
            label="Okres, za jaki jest składane sprawozdanie",
            kind=Kind.DATE_RANGE,
            label_verified=True,
        ),
        Field(
            code="task_title",
            number="",
            label="Tytuł zadania publicznego",
            kind=Kind.TEXT,
            label_verified=True,
        ),
        Field(
            code="grantee",
            number="",
            label="Nazwa Zleceniobiorcy(-ców)",
            kind=Kind.ORGANISATION,
            label_verified=True,
        ),
        Field(code="agreement_date", number="", label="Data zawarcia umowy", kind=Kind.DATE, label_verified=True),
        Field(
            code="agreement_number",
            number="",
            label="Numer umowy, o ile został nadany",
            kind=Kind.TEXT,
            required=False,
            label_verified=True,
        ),
    ),
)

PART_I = Section(
    code="I",
    label="Część I. Sprawozdanie merytoryczne",
    fields=(
        Field(
            code="results",
            number="1",
            label=(
                "Opis osiągniętych rezultatów wraz z liczbowym określeniem skali działań zrealizowanych w ramach "
                "zadania (należy opisać osiągnięte rezultaty zadania publicznego i sposób, w jaki zostały zmierzone; "
                "należy wskazać rezultaty trwałe oraz w jakim stopniu realizacja zadania przyczyniła się do "
                "osiągnięcia jego celu)"
            ),
            kind=Kind.LONG_TEXT,
            # Beside the official text: how much of each promised result was reached.
            columns=(
                Column(code="result_name", kind=Kind.TEXT, official=False),
                Column(code="target", kind=Kind.QUANTITY, official=False),
                Column(code="achieved", kind=Kind.QUANTITY, official=False),
                Column(code="percent", kind=Kind.COMPUTED, official=False),
            ),
        ),
        Field(
            code="actions",
            number="2",
            label=(
                "Szczegółowy opis wykonania poszczególnych działań (opis powinien zawierać szczegółową informację o "
                "zrealizowanych działaniach zgodnie z umową, z uwzględnieniem stopnia oraz skali ich "
                "wykonania, a także "
                "wyjaśnić ewentualne odstępstwa w ich realizacji; należy przedstawić również informację o "
                "zaangażowanym "
                "wkładzie osobowym i wkładzie rzeczowym; działania podmiotu niebędącego stroną umowy należy wyraźnie "
                "wskazać)"
            ),
            kind=Kind.LONG_TEXT,
        ),
    ),
)

PART_II = Section(
    code="II",
    label="Część II. Sprawozdanie z wykonania wydatków",
    fields=(
        Field(
            code="expenses",
            number="1",
            label="Rozliczenie wydatków za rok …",
            kind=Kind.TABLE,
            per_year=True,
            columns=(
                Column(code="lp", kind=Kind.TEXT, label="Lp."),
                Column(code="cost_kind", kind=Kind.TEXT, label="Rodzaj kosztu"),
                Column(code="planned", kind=Kind.MONEY, label="Koszty zgodnie z umową (w zł)"),
                Column(
                    code="actual",
                    kind=Kind.MONEY,
                    label="Faktycznie poniesione wydatki (w zł)",
                    required=True,
                ),
            ),
            groups=(
                Group(code="I", label="Koszty realizacji działań", total="Suma kosztów realizacji zadania"),
                Group(code="II", label="Koszty administracyjne", total="Suma kosztów administracyjnych"),
            ),
            grand_total="Suma wszystkich kosztów realizacji zadania",
        ),
        Field(
            code="sources",
            number="2",
            label="Rozliczenie ze względu na źródło finansowania zadania",
            kind=Kind.FIXED_TABLE,
            columns=(
                Column(code="planned", kind=Kind.MONEY, label="Koszty zgodnie z umową"),
                Column(code="actual", kind=Kind.MONEY, label="Faktycznie poniesione wydatki", required=True),
            ),
            rows=(
                Row(code="grant", number="1.1", label="Kwota dotacji"),
                Row(code="grant_bank_interest", number="1.2", label="Odsetki bankowe od dotacji"),
                Row(code="grant_other_income", number="1.3", label="Inne przychody"),
                Row(
                    code="grant_sum",
                    number="1.4",
                    label="Suma (1.1–1.3)",
                    kind=Kind.COMPUTED,
                    verified=False,
                ),
                Row(
                    code="other_total",
                    number="2.1",
                    label="Inne środki finansowe ogółem (środki finansowe wymienione w pkt 2.2–2.4)",
                    kind=Kind.COMPUTED,
                ),
                Row(code="own_money", number="2.2", label="Środki finansowe własne"),
                Row(code="public_money", number="2.3", label="Środki finansowe z innych źródeł publicznych"),
                Row(code="rest_money", number="2.4", label="Pozostałe"),
                Row(
                    code="nonfin_total",
                    number="3.1",
                    label="Wkład osobowy i wkład rzeczowy ogółem (3.2–3.3)",
                    kind=Kind.COMPUTED,
                ),
                Row(code="personal", number="3.2", label="Wkład osobowy"),
                Row(code="in_kind", number="3.3", label="Wkład rzeczowy"),
                Row(
                    code="grant_share",
                    number="4",
                    label="Udział kwoty dotacji w całkowitych kosztach zadania publicznego",
                    kind=Kind.PERCENT,
                ),
                Row(
                    code="other_to_grant",
                    number="5",
                    label="Udział innych środków finansowych w stosunku do otrzymanej kwoty dotacji",
                    kind=Kind.PERCENT,
                ),
                Row(
                    code="nonfin_to_grant",
                    number="6",
                    label="Udział wkładu osobowego i wkładu rzeczowego w stosunku do otrzymanej kwoty dotacji",
                    kind=Kind.PERCENT,
                ),
            ),
        ),
        Field(
            code="recipient_payments",
            number="3",
            label=(
                "Informacja o świadczeniach pieniężnych pobranych w związku z realizacją zadania od odbiorców zadania"
            ),
            kind=Kind.LONG_TEXT,
        ),
    ),
)

PART_III = Section(
    code="III",
    label="Część III. Dodatkowe informacje",
    fields=(Field(code="additional", number="", label="", kind=Kind.LONG_TEXT, required=False),),
)

DECLARATIONS = Section(
    code="declarations",
    label="Oświadczam(y), że:",
    fields=(
        Field(
            code="r1",
            number="1)",
            label="od daty zawarcia umowy nie zmienił się status prawny Zleceniobiorcy(-ców);",
            kind=Kind.DECLARATION,
        ),
        Field(
            code="r2",
            number="2)",
            label=(
                "wszystkie podane w niniejszym sprawozdaniu informacje są zgodne z aktualnym stanem prawnym i "
                "faktycznym;"
            ),
            kind=Kind.DECLARATION,
        ),
        Field(
            code="r3",
            number="3)",
            label=(
                "w zakresie związanym z otwartym konkursem ofert, w tym z gromadzeniem, przetwarzaniem i "
                "przekazywaniem "
                "danych osobowych, a także wprowadzaniem ich do systemów informatycznych, osoby, których te dane "
                "dotyczą, złożyły stosowne oświadczenia zgodnie z przepisami o ochronie danych osobowych."
            ),
            kind=Kind.DECLARATION,
        ),
        Field(
            code="signatures",
            number="",
            label=(
                "(podpis osoby upoważnionej lub podpisy osób upoważnionych do składania oświadczeń woli w imieniu "
                "Zleceniobiorców)"
            ),
            kind=Kind.SIGNATURE,
            repeats=True,
        ),
    ),
)

REPORT_2018 = Form(
    code="REPORT_2018",
    kind="report",
    title="SPRAWOZDANIE Z WYKONANIA ZADANIA PUBLICZNEGO, O KTÓRYM MOWA W ART. 18 UST. 4 USTAWY",
    legal_basis=(
        "Rozporządzenie Przewodniczącego Komitetu do spraw Pożytku Publicznego z 24.10.2018 (Dz.U. 2018 poz. 2057), "
        "zał. nr 5"
    ),
    statute="art. 18 ust. 4 UoDPPioW",
    valid_from=date(2019, 3, 2),
    sections=(HEADER, PART_I, PART_II, PART_III, DECLARATIONS),
)
