"""A published cost table, typed as it stands (an authority's sample: 11 costs, four of them paid by the grant)."""

# group, cost, quantity, unit, unit cost; amounts as people type them
COSTS = (
    ("I", "Trener (wolontariusz)", "24", "godz.", "10,00"),
    ("I", "Sala szkoleniowa", "3", "dzień", "80"),
    ("I", "Materiały szkoleniowe", "50", "komplet", "10,00"),
    ("I", "Transport", "150", "km", "3,50"),
    ("I", "Nagrody (książki)", "5", "szt.", "100.00"),
    ("I", "Nocleg", "100", "osoba", "50,00"),
    ("I", "Wyżywienie 50 osób x 3 dni", "150", "osoba/dzień", "40,00"),
    ("I", "Ulotki", "200", "szt.", "0,90"),
    ("I", "Ogłoszenie w prasie", "2", "emisja", "35,00"),
    ("II", "Księgowa", "1", "osoba", "200,00"),
    ("II", "Koordynator", "2", "mies.", "200,00"),
)
SOURCES = {"grant": "3 100,00", "own_financial": "10\u00a0515,00", "own_nonfinancial": "240", "recipients": ""}


def typed() -> dict[str, str]:
    """The fields of the budget page, for an offer with one action (its code is a1)."""
    fields = dict(SOURCES)
    for prefix, group in (("ga1", "I"), ("admin", "II")):
        rows = [row for row in COSTS if row[0] == group]
        fields[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
        for place, (_group, name, quantity, unit, unit_cost) in enumerate(rows):
            named = {"code": "", "name": name, "unit": unit, "unit_cost": unit_cost, "quantity": quantity}
            fields.update({f"{prefix}-{place}-{field}": value for field, value in named.items()})
    return fields
