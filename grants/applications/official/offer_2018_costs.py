"""Section V of the offer of 2018: costs, sources, split between offerors. The sums are in `costs`."""

from grants.applications.official.parts import Column, Field, Group, Kind, Row, Section

YEARS_FOOTNOTE = "Tabelę należy rozszerzyć w przypadku realizacji oferty w dłuższym okresie"
GRAND_TOTAL = "Suma wszystkich kosztów realizacji zadania"

COSTS = Field(
    code="costs",
    number="V.A",
    label=(
        "Zestawienie kosztów realizacji zadania (w sekcji V-A należy skalkulować i zamieścić wszystkie koszty "
        "realizacji zadania niezależnie od źródła finansowania wskazanego w sekcji V-B)"
    ),
    kind=Kind.TABLE,
    columns=(
        Column(code="lp", kind=Kind.SEQUENCE, label="Lp."),
        Column(code="cost_kind", kind=Kind.TEXT, label="Rodzaj kosztu", required=True),
        Column(code="unit_kind", kind=Kind.TEXT, label="Rodzaj miary", required=True),
        Column(code="unit_cost", kind=Kind.MONEY, label="Koszt jednostkowy [PLN]", required=True),
        Column(code="quantity", kind=Kind.QUANTITY, label="Liczba jednostek", required=True),
        Column(code="value_total", kind=Kind.COMPUTED, label="Wartość [PLN] Razem"),
        Column(
            code="value_year",
            kind=Kind.MONEY,
            label="Wartość [PLN] Rok {n}",
            per_year=True,
            footnote=f"4) {YEARS_FOOTNOTE}",
        ),
    ),
    groups=(
        Group(
            code="I",
            label="Koszty realizacji działań",
            subgroup="I.{a}. Działanie {a}",
            row="I.{a}.{c}. Koszt {c}",
            total="Suma kosztów realizacji zadania",
        ),
        Group(
            code="II", label="Koszty administracyjne", row="II.{c}. Koszt {c}", total="Suma kosztów administracyjnych"
        ),
    ),
    grand_total=GRAND_TOTAL,
)

FUNDING_SOURCES = Field(
    code="funding_sources",
    number="V.B",
    label="Źródła finansowania kosztów realizacji zadania",
    kind=Kind.FIXED_TABLE,
    columns=(
        Column(code="lp", kind=Kind.TEXT, label="Lp."),
        Column(code="source", kind=Kind.TEXT, label="Nazwa źródła"),
        Column(code="value", kind=Kind.MONEY, label="Wartość [PLN]", required=True),
        Column(code="share", kind=Kind.PERCENT, label="Udział [%]"),
    ),
    rows=(
        Row(code="total", number="1.", label=GRAND_TOTAL, kind=Kind.COMPUTED),
        Row(code="grant", number="2.", label="Planowana dotacja w ramach niniejszej oferty"),
        Row(
            code="own",
            number="3.",
            label="Wkład własny",
            kind=Kind.COMPUTED,
            footnote="5) Suma pól 3.1. i 3.2.",
        ),
        Row(code="own_financial", number="3.1.", label="Wkład własny finansowy"),
        Row(code="own_nonfinancial", number="3.2.", label="Wkład własny niefinansowy (osobowy i rzeczowy)"),
        Row(code="recipients", number="4.", label="Świadczenia pieniężne od odbiorców zadania"),
    ),
)

SPLIT_BETWEEN_OFFERORS = Field(
    code="split_between_offerors",
    number="V.C",
    label="Podział kosztów realizacji zadania pomiędzy oferentów",
    kind=Kind.TABLE,
    joint_only=True,
    footnote=f"6) Sekcję V.C należy uzupełnić w przypadku oferty wspólnej; 7) {YEARS_FOOTNOTE}",
    columns=(
        Column(code="lp", kind=Kind.TEXT, label="Lp."),
        Column(code="offeror", kind=Kind.ORGANISATION, label="Oferent {n}"),
        Column(code="value_total", kind=Kind.COMPUTED, label="Wartość [PLN] Razem"),
        Column(code="value_year", kind=Kind.MONEY, label="Wartość [PLN] Rok {n}", per_year=True),
    ),
    grand_total=GRAND_TOTAL,
)

SECTION_V = Section(
    code="V",
    label="Kalkulacja przewidywanych kosztów realizacji zadania publicznego",
    fields=(COSTS, FUNDING_SOURCES, SPLIT_BETWEEN_OFFERORS),
)
