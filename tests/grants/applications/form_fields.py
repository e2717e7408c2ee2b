"""What the four official forms of 2018 ask for, field by field: a second copy, read against the definitions.

Law text, kept apart from `grants/applications/official` on purpose: whoever changes a word there must change it here,
with the regulation in hand. Columns are (code, label); an empty label means that the form prints none of its own.
"""

FORMS = {
    "OFFER_2018": {
        "title": "OFERTA REALIZACJI ZADANIA PUBLICZNEGO* / OFERTA WSPÓLNA REALIZACJI ZADANIA PUBLICZNEGO*, O "
        "KTÓREJ MOWA W ART. 14 UST. 1* / 2* USTAWY Z DNIA 24 KWIETNIA 2003 R. O DZIAŁALNOŚCI "
        "POŻYTKU PUBLICZNEGO I O WOLONTARIACIE",
        "published": ["Dz.U. 2018 poz. 2057", "zał. nr 1"],
        "sections": [
            {
                "code": "I",
                "label": "Podstawowe informacje o złożonej ofercie",
                "fields": [
                    {
                        "code": "authority",
                        "number": "1",
                        "label": "Organ administracji publicznej, do którego jest adresowana oferta",
                    },
                    {
                        "code": "task_type",
                        "number": "2",
                        "label": "Rodzaj zadania publicznego",
                        "footnote": "1) Rodzaj zadania zawiera się w zakresie zadań określonych w art. 4 ustawy",
                    },
                ],
            },
            {
                "code": "II",
                "label": "Dane oferenta(-tów)",
                "fields": [
                    {
                        "code": "offeror_identity",
                        "number": "1",
                        "label": "Nazwa oferenta(-tów), forma prawna, numer w Krajowym Rejestrze "
                        "Sądowym lub innej ewidencji, adres siedziby, strona www, adres "
                        "do korespondencji, adres e-mail, numer telefonu",
                        "columns": [
                            ("name", ""),
                            ("legal_form", ""),
                            ("register_kind", ""),
                            ("register_number", ""),
                            ("nip", ""),
                            ("regon", ""),
                            ("seat_address", ""),
                            ("website", ""),
                            ("correspondence_address", ""),
                            ("email", ""),
                            ("phone", ""),
                        ],
                    },
                    {
                        "code": "contact_person",
                        "number": "2",
                        "label": "Dane osoby upoważnionej do składania wyjaśnień dotyczących "
                        "oferty (np. imię i nazwisko, numer telefonu, adres poczty "
                        "elektronicznej)",
                        "columns": [("full_name", ""), ("phone", ""), ("email", "")],
                    },
                ],
            },
            {
                "code": "III",
                "label": "Opis zadania",
                "fields": [
                    {"code": "task_title", "number": "1", "label": "Tytuł zadania publicznego"},
                    {
                        "code": "task_period",
                        "number": "2",
                        "label": "Termin realizacji zadania publicznego",
                        "columns": [("start", "Data rozpoczęcia"), ("end", "Data zakończenia")],
                    },
                    {
                        "code": "synthetic_description",
                        "number": "3",
                        "label": "Syntetyczny opis zadania (należy wskazać i opisać: miejsce "
                        "realizacji zadania, grupę docelową, sposób rozwiązywania jej "
                        "problemów/zaspokajania potrzeb, komplementarność z innymi "
                        "działaniami podejmowanymi przez organizację lub inne podmioty)",
                    },
                    {
                        "code": "schedule",
                        "number": "4",
                        "label": "Plan i harmonogram działań na rok ………………. (należy wymienić i "
                        "opisać w porządku logicznym wszystkie planowane w ofercie "
                        "działania oraz określić ich uczestników i miejsce ich "
                        "realizacji)",
                        "columns": [
                            ("lp", "Lp."),
                            ("action_name", "Nazwa działania"),
                            ("description", "Opis"),
                            ("target_group", "Grupa docelowa"),
                            ("planned_term", "Planowany termin realizacji"),
                            ("third_party_scope", "Zakres działania realizowany przez podmiot niebędący stroną umowy"),
                        ],
                        "column_footnotes": [
                            "2) Dotyczy zakresu działania tej części zadania, "
                            "która będzie realizowana przez podmiot niebędący "
                            "stroną umowy, o którym mowa w art. 16 ust. 4 "
                            "ustawy"
                        ],
                    },
                    {
                        "code": "expected_results",
                        "number": "5",
                        "label": "Opis zakładanych rezultatów realizacji zadania publicznego "
                        "(należy opisać: 1) co będzie bezpośrednim efektem (materialne "
                        "„produkty” lub „usługi” zrealizowane na rzecz uczestników "
                        "zadania) realizacji oferty? 2) jaka zmiana społeczna zostanie "
                        "osiągnięta poprzez realizację zadania? 3) czy przewidywane jest "
                        "wykorzystanie rezultatów osiągniętych w trakcie realizacji "
                        "oferty w dalszych działaniach organizacji? – trwałość rezultatów "
                        "zadania)",
                    },
                    {
                        "code": "results_table",
                        "number": "6",
                        "label": "Dodatkowe informacje dotyczące rezultatów realizacji zadania publicznego",
                        "footnote": "3) Organ w ogłoszeniu o otwartym konkursie ofert może "
                        "odstąpić od wymogu składania dodatkowych informacji "
                        "dotyczących rezultatów realizacji zadania publicznego, jeżeli "
                        "rodzaj zadania uniemożliwia ich określenie",
                        "columns": [
                            ("result_name", "Nazwa rezultatu"),
                            ("target_value", "Planowany poziom osiągnięcia rezultatów (wartość docelowa)"),
                            (
                                "monitoring",
                                "Sposób monitorowania rezultatów / źródło informacji o osiągnięciu wskaźnika",
                            ),
                        ],
                    },
                ],
            },
            {
                "code": "IV",
                "label": "Charakterystyka oferenta",
                "fields": [
                    {
                        "code": "previous_activity",
                        "number": "1",
                        "label": "Informacja o wcześniejszej działalności oferenta, w "
                        "szczególności w zakresie, którego dotyczy zadanie publiczne",
                    },
                    {
                        "code": "resources",
                        "number": "2",
                        "label": "Zasoby kadrowe, rzeczowe i finansowe oferenta, które będą "
                        "wykorzystane do realizacji zadania",
                    },
                ],
            },
            {
                "code": "V",
                "label": "Kalkulacja przewidywanych kosztów realizacji zadania publicznego",
                "fields": [
                    {
                        "code": "costs",
                        "number": "V.A",
                        "label": "Zestawienie kosztów realizacji zadania (w sekcji V-A należy "
                        "skalkulować i zamieścić wszystkie koszty realizacji zadania "
                        "niezależnie od źródła finansowania wskazanego w sekcji V-B)",
                        "columns": [
                            ("lp", "Lp."),
                            ("cost_kind", "Rodzaj kosztu"),
                            ("unit_kind", "Rodzaj miary"),
                            ("unit_cost", "Koszt jednostkowy [PLN]"),
                            ("quantity", "Liczba jednostek"),
                            ("value_total", "Wartość [PLN] Razem"),
                            ("value_year", "Wartość [PLN] Rok {n}"),
                        ],
                        "column_footnotes": [
                            "4) Tabelę należy rozszerzyć w przypadku realizacji oferty w dłuższym okresie"
                        ],
                        "groups": [
                            ("I", "Koszty realizacji działań", "Suma kosztów realizacji zadania"),
                            ("II", "Koszty administracyjne", "Suma kosztów administracyjnych"),
                        ],
                        "grand_total": "Suma wszystkich kosztów realizacji zadania",
                    },
                    {
                        "code": "funding_sources",
                        "number": "V.B",
                        "label": "Źródła finansowania kosztów realizacji zadania",
                        "columns": [
                            ("lp", "Lp."),
                            ("source", "Nazwa źródła"),
                            ("value", "Wartość [PLN]"),
                            ("share", "Udział [%]"),
                        ],
                        "rows": [
                            ("1.", "Suma wszystkich kosztów realizacji zadania"),
                            ("2.", "Planowana dotacja w ramach niniejszej oferty"),
                            ("3.", "Wkład własny"),
                            ("3.1.", "Wkład własny finansowy"),
                            ("3.2.", "Wkład własny niefinansowy (osobowy i rzeczowy)"),
                            ("4.", "Świadczenia pieniężne od odbiorców zadania"),
                        ],
                        "row_footnotes": ["5) Suma pól 3.1. i 3.2."],
                    },
                    {
                        "code": "split_between_offerors",
                        "number": "V.C",
                        "label": "Podział kosztów realizacji zadania pomiędzy oferentów",
                        "footnote": "6) Sekcję V.C należy uzupełnić w przypadku oferty wspólnej; "
                        "7) Tabelę należy rozszerzyć w przypadku realizacji oferty w "
                        "dłuższym okresie",
                        "columns": [
                            ("lp", "Lp."),
                            ("offeror", "Oferent {n}"),
                            ("value_total", "Wartość [PLN] Razem"),
                            ("value_year", "Wartość [PLN] Rok {n}"),
                        ],
                        "grand_total": "Suma wszystkich kosztów realizacji zadania",
                    },
                ],
            },
            {
                "code": "VI",
                "label": "Inne informacje",
                "fields": [
                    {
                        "code": "paid_or_free",
                        "number": "1",
                        "label": "Deklaracja o zamiarze odpłatnego lub nieodpłatnego wykonania zadania publicznego",
                        "values": ["nieodpłatne", "odpłatne"],
                    },
                    {
                        "code": "joint_split_and_representation",
                        "number": "2",
                        "label": "W przypadku oferty wspólnej – należy wskazać, jakie działania "
                        "będą realizowane w ramach zadania publicznego przez "
                        "poszczególnych oferentów oraz sposób ich reprezentacji wobec "
                        "organu administracji publicznej",
                    },
                    {
                        "code": "other_information",
                        "number": "3",
                        "label": "Inne informacje, które mogą mieć znaczenie przy ocenie oferty, w "
                        "tym mogące mieć znaczenie przy ocenie kosztorysu oraz "
                        "oświadczenia z sekcji VII",
                    },
                ],
            },
            {
                "code": "VII",
                "label": "Oświadczenia",
                "fields": [
                    {
                        "code": "d1",
                        "number": "1)",
                        "label": "proponowane zadanie publiczne będzie realizowane wyłącznie w "
                        "zakresie działalności pożytku publicznego oferenta(-tów);",
                    },
                    {
                        "code": "d2",
                        "number": "2)",
                        "label": "pobieranie świadczeń pieniężnych będzie się odbywać wyłącznie w "
                        "ramach prowadzonej odpłatnej działalności pożytku publicznego;",
                    },
                    {
                        "code": "d3",
                        "number": "3)",
                        "label": "oferent* / oferenci* składający niniejszą ofertę nie "
                        "zalega(-ją)* / zalega(-ją)* z opłacaniem należności z tytułu "
                        "zobowiązań podatkowych;",
                        "alternatives": ["nie zalega(-ją)*", "zalega(-ją)*"],
                    },
                    {
                        "code": "d4",
                        "number": "4)",
                        "label": "oferent* / oferenci* składający niniejszą ofertę nie "
                        "zalega(-ją)* / zalega(-ją)* z opłacaniem należności z tytułu "
                        "składek na ubezpieczenia społeczne;",
                        "alternatives": ["nie zalega(-ją)*", "zalega(-ją)*"],
                    },
                    {
                        "code": "d5",
                        "number": "5)",
                        "label": "dane zawarte w części II niniejszej oferty są zgodne z Krajowym "
                        "Rejestrem Sądowym* / inną właściwą ewidencją*;",
                        "alternatives": ["Krajowym Rejestrem Sądowym*", "inną właściwą ewidencją*"],
                    },
                    {
                        "code": "d6",
                        "number": "6)",
                        "label": "wszystkie informacje podane w ofercie oraz załącznikach są "
                        "zgodne z aktualnym stanem prawnym i faktycznym;",
                    },
                    {
                        "code": "d7",
                        "number": "7)",
                        "label": "w zakresie związanym z otwartym konkursem ofert, w tym z "
                        "gromadzeniem, przetwarzaniem i przekazywaniem danych osobowych, "
                        "a także wprowadzaniem ich do systemów informatycznych, osoby, "
                        "których dotyczą te dane, złożyły stosowne oświadczenia zgodnie z "
                        "przepisami o ochronie danych osobowych.",
                    },
                    {
                        "code": "signatures",
                        "number": "",
                        "label": "(podpis osoby upoważnionej lub podpisy osób upoważnionych do "
                        "składania oświadczeń woli w imieniu oferentów)",
                    },
                    {"code": "date", "number": "", "label": "Data"},
                ],
            },
        ],
    },
    "OFFER_SIMPLIFIED_2018": {
        "title": "UPROSZCZONA OFERTA REALIZACJI ZADANIA PUBLICZNEGO składana na podstawie art. 19a ustawy",
        "published": ["Dz.U. 2018 poz. 2055", "zał. nr 1"],
        "sections": [
            {
                "code": "I",
                "label": "Podstawowe informacje o złożonej ofercie",
                "fields": [
                    {
                        "code": "authority",
                        "number": "1",
                        "label": "Organ administracji publicznej, do którego adresowana jest oferta",
                    },
                    {"code": "task_type", "number": "2", "label": "Rodzaj zadania publicznego"},
                ],
            },
            {
                "code": "II",
                "label": "Dane oferenta",
                "fields": [
                    {
                        "code": "offeror_identity",
                        "number": "1",
                        "label": "Nazwa oferenta, forma prawna, numer w Krajowym "
                        "Rejestrze Sądowym lub innej ewidencji, adres "
                        "siedziby, strona www, adres do korespondencji, adres "
                        "e-mail, numer telefonu",
                        "columns": [
                            ("name", ""),
                            ("legal_form", ""),
                            ("register_kind", ""),
                            ("register_number", ""),
                            ("nip", ""),
                            ("regon", ""),
                            ("seat_address", ""),
                            ("website", ""),
                            ("correspondence_address", ""),
                            ("email", ""),
                            ("phone", ""),
                        ],
                    },
                    {
                        "code": "contact_person",
                        "number": "2",
                        "label": "Dane osoby upoważnionej do składania wyjaśnień "
                        "dotyczących oferty (np. imię i nazwisko, numer "
                        "telefonu, adres poczty elektronicznej)",
                        "columns": [("full_name", ""), ("phone", ""), ("email", "")],
                    },
                ],
            },
            {
                "code": "III",
                "label": "Zakres rzeczowy zadania publicznego",
                "fields": [
                    {"code": "task_title", "number": "1", "label": "Tytuł zadania publicznego"},
                    {"code": "task_period", "number": "2", "label": "Termin realizacji zadania publicznego"},
                    {
                        "code": "synthetic_description",
                        "number": "3",
                        "label": "Syntetyczny opis zadania (wraz ze wskazaniem miejsca jego realizacji)",
                    },
                    {
                        "code": "results_table",
                        "number": "4",
                        "label": "Opis zakładanych rezultatów zadania publicznego",
                        "columns": [
                            ("result_name", "Nazwa rezultatu"),
                            ("target_value", "Planowany poziom osiągnięcia rezultatów (wartość docelowa)"),
                            (
                                "monitoring",
                                "Sposób monitorowania rezultatów / źródło informacji o osiągnięciu wskaźnika",
                            ),
                        ],
                    },
                    {
                        "code": "offeror_profile",
                        "number": "5",
                        "label": "Krótka charakterystyka Oferenta, jego doświadczenia w "
                        "realizacji działań planowanych w ofercie oraz "
                        "zasobów, które będą wykorzystywane w realizacji "
                        "zadania",
                    },
                ],
            },
            {
                "code": "IV",
                "label": "Szacunkowa kalkulacja kosztów realizacji zadania publicznego",
                "fields": [
                    {
                        "code": "costs",
                        "number": "",
                        "label": "",
                        "columns": [
                            ("lp", "Lp."),
                            ("cost_kind", "Rodzaj kosztu"),
                            ("value", "Wartość PLN"),
                            ("from_grant", "Z dotacji"),
                            ("from_other", "Z innych źródeł"),
                        ],
                        "grand_total": "Suma wszystkich kosztów realizacji zadania",
                    }
                ],
            },
            {
                "code": "V",
                "label": "Oświadczenia",
                "fields": [
                    {
                        "code": "d1",
                        "number": "1)",
                        "label": "proponowane zadanie publiczne będzie realizowane "
                        "wyłącznie w zakresie działalności pożytku publicznego "
                        "oferenta(-tów);",
                    },
                    {
                        "code": "d2",
                        "number": "2)",
                        "label": "pobieranie świadczeń pieniężnych będzie się odbywać "
                        "wyłącznie w ramach prowadzonej odpłatnej działalności "
                        "pożytku publicznego;",
                    },
                    {
                        "code": "d3",
                        "number": "3)",
                        "label": "oferent* / oferenci* składający niniejszą ofertę nie "
                        "zalega(-ją)* / zalega(-ją)* z opłacaniem należności z "
                        "tytułu zobowiązań podatkowych;",
                        "alternatives": ["nie zalega(-ją)*", "zalega(-ją)*"],
                    },
                    {
                        "code": "d4",
                        "number": "4)",
                        "label": "oferent* / oferenci* składający niniejszą ofertę nie "
                        "zalega(-ją)* / zalega(-ją)* z opłacaniem należności z "
                        "tytułu składek na ubezpieczenia społeczne;",
                        "alternatives": ["nie zalega(-ją)*", "zalega(-ją)*"],
                    },
                    {
                        "code": "d5",
                        "number": "5)",
                        "label": "dane zawarte w części II niniejszej oferty są zgodne "
                        "z Krajowym Rejestrem Sądowym* / inną właściwą "
                        "ewidencją*;",
                        "alternatives": ["Krajowym Rejestrem Sądowym*", "inną właściwą ewidencją*"],
                    },
                    {
                        "code": "d6",
                        "number": "6)",
                        "label": "wszystkie informacje podane w ofercie oraz "
                        "załącznikach są zgodne z aktualnym stanem prawnym i "
                        "faktycznym;",
                    },
                    {
                        "code": "d7",
                        "number": "7)",
                        "label": "w zakresie związanym z otwartym konkursem ofert, w "
                        "tym z gromadzeniem, przetwarzaniem i przekazywaniem "
                        "danych osobowych, a także wprowadzaniem ich do "
                        "systemów informatycznych, osoby, których dotyczą te "
                        "dane, złożyły stosowne oświadczenia zgodnie z "
                        "przepisami o ochronie danych osobowych.",
                    },
                    {
                        "code": "signatures",
                        "number": "",
                        "label": "(podpis osoby upoważnionej lub podpisy osób "
                        "upoważnionych do składania oświadczeń woli w imieniu "
                        "oferentów)",
                    },
                    {"code": "date", "number": "", "label": "Data"},
                ],
            },
        ],
    },
    "REPORT_2018": {
        "title": "SPRAWOZDANIE Z WYKONANIA ZADANIA PUBLICZNEGO, O KTÓRYM MOWA W ART. 18 UST. 4 USTAWY",
        "published": ["Dz.U. 2018 poz. 2057", "zał. nr 5"],
        "sections": [
            {
                "code": "header",
                "label": "",
                "fields": [
                    {
                        "code": "report_kind",
                        "number": "",
                        "label": "Rodzaj sprawozdania",
                        "values": ["Częściowe*", "Końcowe*"],
                    },
                    {"code": "period", "number": "", "label": "Okres, za jaki jest składane sprawozdanie"},
                    {"code": "task_title", "number": "", "label": "Tytuł zadania publicznego"},
                    {"code": "grantee", "number": "", "label": "Nazwa Zleceniobiorcy(-ców)"},
                    {"code": "agreement_date", "number": "", "label": "Data zawarcia umowy"},
                    {"code": "agreement_number", "number": "", "label": "Numer umowy, o ile został nadany"},
                ],
            },
            {
                "code": "I",
                "label": "Część I. Sprawozdanie merytoryczne",
                "fields": [
                    {
                        "code": "results",
                        "number": "1",
                        "label": "Opis osiągniętych rezultatów wraz z liczbowym określeniem skali "
                        "działań zrealizowanych w ramach zadania (należy opisać "
                        "osiągnięte rezultaty zadania publicznego i sposób, w jaki "
                        "zostały zmierzone; należy wskazać rezultaty trwałe oraz w jakim "
                        "stopniu realizacja zadania przyczyniła się do osiągnięcia jego "
                        "celu)",
                    },
                    {
                        "code": "actions",
                        "number": "2",
                        "label": "Szczegółowy opis wykonania poszczególnych działań (opis "
                        "powinien zawierać szczegółową informację o zrealizowanych "
                        "działaniach zgodnie z umową, z uwzględnieniem stopnia oraz "
                        "skali ich wykonania, a także wyjaśnić ewentualne odstępstwa w "
                        "ich realizacji; należy przedstawić również informację o "
                        "zaangażowanym wkładzie osobowym i wkładzie rzeczowym; działania "
                        "podmiotu niebędącego stroną umowy należy wyraźnie wskazać)",
                    },
                ],
            },
            {
                "code": "II",
                "label": "Część II. Sprawozdanie z wykonania wydatków",
                "fields": [
                    {
                        "code": "expenses",
                        "number": "1",
                        "label": "Rozliczenie wydatków za rok …",
                        "columns": [
                            ("lp", "Lp."),
                            ("cost_kind", "Rodzaj kosztu"),
                            ("planned", "Koszty zgodnie z umową (w zł)"),
                            ("actual", "Faktycznie poniesione wydatki (w zł)"),
                        ],
                        "groups": [
                            ("I", "Koszty realizacji działań", "Suma kosztów realizacji zadania"),
                            ("II", "Koszty administracyjne", "Suma kosztów administracyjnych"),
                        ],
                        "grand_total": "Suma wszystkich kosztów realizacji zadania",
                    },
                    {
                        "code": "sources",
                        "number": "2",
                        "label": "Rozliczenie ze względu na źródło finansowania zadania",
                        "columns": [("planned", "Koszty zgodnie z umową"), ("actual", "Faktycznie poniesione wydatki")],
                        "rows": [
                            ("1.1", "Kwota dotacji"),
                            ("1.2", "Odsetki bankowe od dotacji"),
                            ("1.3", "Inne przychody"),
                            ("1.4", "Suma (1.1–1.3)"),
                            ("2.1", "Inne środki finansowe ogółem (środki finansowe wymienione w pkt 2.2–2.4)"),
                            ("2.2", "Środki finansowe własne"),
                            ("2.3", "Środki finansowe z innych źródeł publicznych"),
                            ("2.4", "Pozostałe"),
                            ("3.1", "Wkład osobowy i wkład rzeczowy ogółem (3.2–3.3)"),
                            ("3.2", "Wkład osobowy"),
                            ("3.3", "Wkład rzeczowy"),
                            ("4", "Udział kwoty dotacji w całkowitych kosztach zadania publicznego"),
                            ("5", "Udział innych środków finansowych w stosunku do otrzymanej kwoty dotacji"),
                            ("6", "Udział wkładu osobowego i wkładu rzeczowego w stosunku do otrzymanej kwoty dotacji"),
                        ],
                    },
                    {
                        "code": "recipient_payments",
                        "number": "3",
                        "label": "Informacja o świadczeniach pieniężnych pobranych w związku z "
                        "realizacją zadania od odbiorców zadania",
                    },
                ],
            },
            {
                "code": "III",
                "label": "Część III. Dodatkowe informacje",
                "fields": [{"code": "additional", "number": "", "label": ""}],
            },
            {
                "code": "declarations",
                "label": "Oświadczam(y), że:",
                "fields": [
                    {
                        "code": "r1",
                        "number": "1)",
                        "label": "od daty zawarcia umowy nie zmienił się status prawny Zleceniobiorcy(-ców);",
                    },
                    {
                        "code": "r2",
                        "number": "2)",
                        "label": "wszystkie podane w niniejszym sprawozdaniu informacje są zgodne "
                        "z aktualnym stanem prawnym i faktycznym;",
                    },
                    {
                        "code": "r3",
                        "number": "3)",
                        "label": "w zakresie związanym z otwartym konkursem ofert, w tym z "
                        "gromadzeniem, przetwarzaniem i przekazywaniem danych osobowych, "
                        "a także wprowadzaniem ich do systemów informatycznych, osoby, "
                        "których te dane dotyczą, złożyły stosowne oświadczenia zgodnie "
                        "z przepisami o ochronie danych osobowych.",
                    },
                    {
                        "code": "signatures",
                        "number": "",
                        "label": "(podpis osoby upoważnionej lub podpisy osób upoważnionych do "
                        "składania oświadczeń woli w imieniu Zleceniobiorców)",
                    },
                ],
            },
        ],
    },
    "REPORT_SIMPLIFIED_2018": {
        "title": "UPROSZCZONE SPRAWOZDANIE Z REALIZACJI ZADANIA PUBLICZNEGO",
        "published": ["Dz.U. 2018 poz. 2055", "zał. nr 2"],
        "sections": [
            {
                "code": "header",
                "label": "",
                "fields": [
                    {"code": "task_title", "number": "", "label": "Tytuł zadania publicznego"},
                    {"code": "grantee", "number": "", "label": "Nazwa Zleceniobiorcy"},
                    {"code": "agreement_date", "number": "", "label": "Data zawarcia umowy"},
                    {"code": "agreement_number", "number": "", "label": "Numer umowy, o ile został nadany"},
                ],
            },
            {
                "code": "I",
                "label": "Opis osiągniętych rezultatów",
                "fields": [{"code": "results", "number": "", "label": ""}],
            },
            {
                "code": "II",
                "label": "Opis wykonania zadania publicznego",
                "fields": [{"code": "actions", "number": "", "label": ""}],
            },
            {
                "code": "III",
                "label": "Rozliczenie wydatków",
                "fields": [
                    {
                        "code": "expenses",
                        "number": "",
                        "label": "",
                        "columns": [
                            ("cost_kind", "Rodzaj kosztu"),
                            ("planned", "Koszty zgodnie z umową (w zł)"),
                            ("actual", "Faktycznie poniesione wydatki (w zł)"),
                        ],
                        "grand_total": "Suma",
                    },
                    {"code": "grant_spent", "number": "", "label": "Wydatki poniesione z dotacji"},
                    {"code": "other_spent", "number": "", "label": "Wydatki poniesione z innych środków"},
                ],
            },
        ],
    },
}
