"""The offer of 2018: regulation of 24 October 2018, Dz.U. 2018 poz. 2057, annex 1."""

from datetime import date

from grants.applications.official.offer_2018_costs import SECTION_V
from grants.applications.official.parts import Column, Field, Form, Kind, Section

SECTION_I = Section(
    code="I",
    label="Podstawowe informacje o złożonej ofercie",
    label_verified=True,
    fields=(
        Field(
            code="authority",
            number="1",
            label="Organ administracji publicznej, do którego jest adresowana oferta",
            kind=Kind.AUTHORITY,
            label_verified=True,
        ),
        Field(
            code="task_type",
            number="2",
            label="Rodzaj zadania publicznego",
            kind=Kind.CHOICE,
            footnote="1) Rodzaj zadania zawiera się w zakresie zadań określonych w art. 4 ustawy",
            label_verified=True,
        ),
    ),
)

SECTION_II = Section(
    code="II",
    label="Dane oferenta(-tów)",
    label_verified=True,
    per_offeror=True,
    fields=(
        Field(
            code="offeror_identity",
            number="1",
            label=(
                "Nazwa oferenta(-tów), forma prawna, numer w Krajowym Rejestrze Sądowym lub innej ewidencji, "
                "adres siedziby, strona www, adres do korespondencji, adres e-mail, numer telefonu"
            ),
            kind=Kind.GROUP,
            label_verified=True,
            columns=(
                Column(code="name", kind=Kind.TEXT, required=True),
                Column(code="legal_form", kind=Kind.CHOICE, required=True),
                Column(code="register_kind", kind=Kind.CHOICE, required=True),
                Column(code="register_number", kind=Kind.TEXT, required=True),
                Column(code="nip", kind=Kind.NIP, official=False),
                Column(code="regon", kind=Kind.REGON, official=False),
                Column(code="seat_address", kind=Kind.ADDRESS, required=True),
                Column(code="website", kind=Kind.URL),
                Column(code="correspondence_address", kind=Kind.ADDRESS),
                Column(code="email", kind=Kind.EMAIL, required=True),
                Column(code="phone", kind=Kind.PHONE, required=True),
            ),
        ),
        Field(
            code="contact_person",
            number="2",
            label=(
                "Dane osoby upoważnionej do składania wyjaśnień dotyczących oferty "
                "(np. imię i nazwisko, numer telefonu, adres poczty elektronicznej)"
            ),
            kind=Kind.GROUP,
            personal_data=True,
            label_verified=True,
            columns=(
                Column(code="full_name", kind=Kind.TEXT, required=True),
                Column(code="phone", kind=Kind.PHONE, required=True),
                Column(code="email", kind=Kind.EMAIL, required=True),
            ),
        ),
    ),
)

SECTION_III = Section(
    code="III",
    label="Opis zadania",
    label_verified=True,
    fields=(
        Field(
            code="task_title",
            number="1",
            label="Tytuł zadania publicznego",
            kind=Kind.TEXT,
            label_verified=True,
        ),
        Field(
            code="task_period",
            number="2",
            label="Termin realizacji zadania publicznego",
            kind=Kind.DATE_RANGE,
            label_verified=True,
            columns=(
                Column(code="start", kind=Kind.DATE, label="Data rozpoczęcia", required=True),
                Column(code="end", kind=Kind.DATE, label="Data zakończenia", required=True),
            ),
        ),
        Field(
            code="synthetic_description",
            number="3",
            label=(
                "Syntetyczny opis zadania (należy wskazać i opisać: miejsce realizacji zadania, grupę docelową, "
                "sposób rozwiązywania jej problemów/zaspokajania potrzeb, komplementarność z innymi działaniami "
                "podejmowanymi przez organizację lub inne podmioty)"
            ),
            kind=Kind.LONG_TEXT,
        ),
        Field(
            code="schedule",
            number="4",
            label=(
                "Plan i harmonogram działań na rok ………………. (należy wymienić i opisać w porządku logicznym "
                "wszystkie planowane w ofercie działania oraz określić ich uczestników i miejsce ich realizacji)"
            ),
            kind=Kind.TABLE,
            per_year=True,
            columns=(
                Column(code="lp", kind=Kind.SEQUENCE, label="Lp."),
                Column(code="action_name", kind=Kind.TEXT, label="Nazwa działania", required=True),
                Column(code="description", kind=Kind.LONG_TEXT, label="Opis", required=True),
                Column(code="target_group", kind=Kind.TEXT, label="Grupa docelowa", required=True),
                Column(code="planned_term", kind=Kind.DATE_RANGE, label="Planowany termin realizacji", required=True),
                Column(
                    code="third_party_scope",
                    kind=Kind.TEXT,
                    label="Zakres działania realizowany przez podmiot niebędący stroną umowy",
                    default="nie dotyczy",
                    footnote=(
                        "2) Dotyczy zakresu działania tej części zadania, która będzie realizowana przez podmiot "
                        "niebędący stroną umowy, o którym mowa w art. 16 ust. 4 ustawy"
                    ),
                ),
            ),
        ),
        Field(
            code="expected_results",
            number="5",
            label=(
                "Opis zakładanych rezultatów realizacji zadania publicznego (należy opisać: 1) co będzie bezpośrednim "
                "efektem (materialne „produkty” lub „usługi” zrealizowane na rzecz uczestników zadania) realizacji "
                "oferty? 2) jaka zmiana społeczna zostanie osiągnięta poprzez realizację zadania? 3) czy przewidywane "
                "jest wykorzystanie rezultatów osiągniętych w trakcie realizacji oferty w dalszych działaniach "
                "organizacji? – trwałość rezultatów zadania)"
            ),
            kind=Kind.LONG_TEXT,
        ),
        Field(
            code="results_table",
            number="6",
            label="Dodatkowe informacje dotyczące rezultatów realizacji zadania publicznego",
            kind=Kind.TABLE,
            waivable=True,
            footnote=(
                "3) Organ w ogłoszeniu o otwartym konkursie ofert może odstąpić od wymogu składania dodatkowych "
                "informacji dotyczących rezultatów realizacji zadania publicznego, jeżeli rodzaj zadania uniemożliwia "
                "ich określenie"
            ),
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
                # The target as a number, so that a report can say how much of it was reached.
                Column(code="numeric_value", kind=Kind.QUANTITY, official=False),
                Column(code="unit", kind=Kind.TEXT, official=False),
            ),
        ),
    ),
)

SECTION_IV = Section(
    code="IV",
    label="Charakterystyka oferenta",
    per_offeror=True,
    fields=(
        Field(
            code="previous_activity",
            number="1",
            label=(
                "Informacja o wcześniejszej działalności oferenta, w szczególności w zakresie, którego dotyczy "
                "zadanie publiczne"
            ),
            kind=Kind.LONG_TEXT,
        ),
        Field(
            code="resources",
            number="2",
            label="Zasoby kadrowe, rzeczowe i finansowe oferenta, które będą wykorzystane do realizacji zadania",
            kind=Kind.LONG_TEXT,
        ),
    ),
)

SECTION_VI = Section(
    code="VI",
    label="Inne informacje",
    fields=(
        Field(
            code="paid_or_free",
            number="1",
            label="Deklaracja o zamiarze odpłatnego lub nieodpłatnego wykonania zadania publicznego",
            kind=Kind.CHOICE,
            choices=(("free", "nieodpłatne"), ("paid", "odpłatne")),
            columns=(Column(code="text", kind=Kind.LONG_TEXT),),
        ),
        Field(
            code="joint_split_and_representation",
            number="2",
            label=(
                "W przypadku oferty wspólnej – należy wskazać, jakie działania będą realizowane w ramach zadania "
                "publicznego przez poszczególnych oferentów oraz sposób ich reprezentacji wobec organu administracji "
                "publicznej"
            ),
            kind=Kind.LONG_TEXT,
            joint_only=True,
        ),
        Field(
            code="other_information",
            number="3",
            label=(
                "Inne informacje, które mogą mieć znaczenie przy ocenie oferty, w tym mogące mieć znaczenie przy "
                "ocenie kosztorysu oraz oświadczenia z sekcji VII"
            ),
            kind=Kind.LONG_TEXT,
            required=False,
        ),
    ),
)


def _declaration(code: str, number: str, label: str, *alternatives: str) -> Field:
    return Field(code=code, number=number, label=label, kind=Kind.DECLARATION, alternatives=alternatives)


SECTION_VII = Section(
    code="VII",
    label="Oświadczenia",
    intro="Oświadczam(y), że:",
    fields=(
        _declaration(
            "d1",
            "1)",
            "proponowane zadanie publiczne będzie realizowane wyłącznie w zakresie działalności pożytku publicznego "
            "oferenta(-tów);",
        ),
        _declaration(
            "d2",
            "2)",
            "pobieranie świadczeń pieniężnych będzie się odbywać wyłącznie w ramach prowadzonej odpłatnej działalności "
            "pożytku publicznego;",
        ),
        _declaration(
            "d3",
            "3)",
            "oferent* / oferenci* składający niniejszą ofertę nie zalega(-ją)* / zalega(-ją)* z opłacaniem należności "
            "z tytułu zobowiązań podatkowych;",
            "nie zalega(-ją)*",
            "zalega(-ją)*",
        ),
        _declaration(
            "d4",
            "4)",
            "oferent* / oferenci* składający niniejszą ofertę nie zalega(-ją)* / zalega(-ją)* z opłacaniem należności "
            "z tytułu składek na ubezpieczenia społeczne;",
            "nie zalega(-ją)*",
            "zalega(-ją)*",
        ),
        _declaration(
            "d5",
            "5)",
            "dane zawarte w części II niniejszej oferty są zgodne z Krajowym Rejestrem Sądowym* / inną właściwą "
            "ewidencją*;",
            "Krajowym Rejestrem Sądowym*",
            "inną właściwą ewidencją*",
        ),
        _declaration(
            "d6",
            "6)",
            "wszystkie informacje podane w ofercie oraz załącznikach są zgodne z aktualnym stanem "
            "prawnym i faktycznym;",
        ),
        _declaration(
            "d7",
            "7)",
            "w zakresie związanym z otwartym konkursem ofert, w tym z gromadzeniem, przetwarzaniem i przekazywaniem "
            "danych osobowych, a także wprowadzaniem ich do systemów informatycznych, osoby, których dotyczą te dane, "
            "złożyły stosowne oświadczenia zgodnie z przepisami o ochronie danych osobowych.",
        ),
        Field(
            code="signatures",
            number="",
            label=(
                "(podpis osoby upoważnionej lub podpisy osób upoważnionych do składania oświadczeń woli w imieniu "
                "oferentów)"
            ),
            kind=Kind.SIGNATURE,
            repeats=True,
        ),
        Field(code="date", number="", label="Data", kind=Kind.DATE),
    ),
)

OFFER_2018 = Form(
    code="OFFER_2018",
    kind="offer",
    title=(
        "OFERTA REALIZACJI ZADANIA PUBLICZNEGO* / OFERTA WSPÓLNA REALIZACJI ZADANIA PUBLICZNEGO*, O KTÓREJ MOWA W ART. "
        "14 UST. 1* / 2* USTAWY Z DNIA 24 KWIETNIA 2003 R. O DZIAŁALNOŚCI POŻYTKU PUBLICZNEGO I O WOLONTARIACIE"
    ),
    legal_basis=(
        "Rozporządzenie Przewodniczącego Komitetu do spraw Pożytku Publicznego z 24.10.2018 (Dz.U. 2018 poz. 2057), "
        "zał. nr 1"
    ),
    statute="art. 14 ust. 1 i 2, art. 19 UoDPPioW",
    valid_from=date(2019, 3, 2),
    instructions=(
        "Ofertę należy wypełnić wyłącznie w białych pustych polach, zgodnie z instrukcjami umieszonymi przy "
        "poszczególnych polach lub w przypisach.",
        "W przypadku pól, które nie dotyczą danej oferty, należy wpisać „nie dotyczy” lub przekreślić pole.",
        "Zaznaczenie „*”, np., „Oferta realizacji zadania publicznego*/Oferta wspólna realizacji "
        "zadania publicznego*”, "
        "oznacza, że należy skreślić niewłaściwą odpowiedź i pozostawić prawidłową. Przykład: „Oferta realizacji "
        "zadania publicznego* /Oferta wspólna realizacji zadania publicznego*”",
    ),
    sections=(SECTION_I, SECTION_II, SECTION_III, SECTION_IV, SECTION_V, SECTION_VI, SECTION_VII),
)
