"""Who takes part in the journeys, and where. Plain facts: the browser's side and the backstage both read them."""

from dataclasses import dataclass

PASSWORD = "Droga-przez-konkurs-2027"
TASKS = (
    ("17", "Upowszechnianie sportu wśród dzieci", "500000.00"),
    ("16", "Kultura i dziedzictwo", "60000.00"),
)


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Town:
    label: str
    name: str
    kind: str
    executive: str
    office: str
    language: str
    hue: str
    people: tuple[Person, ...]

    def _with(self, role: str) -> list[Person]:
        return [one for one in self.people if role in one.roles]

    @property
    def coordinator(self) -> Person:
        return self._with("coordinator")[0]

    @property
    def head(self) -> Person:
        return self._with("executive")[0]

    @property
    def treasurer(self) -> Person:
        return self._with("finance")[0]

    @property
    def committee(self) -> list[Person]:
        return self._with("committee")


def _town(
    label: str,
    name: str,
    kind: str,
    executive: str,
    office: str,
    language: str = "pl",
    hue: str = "navy",
    also: tuple[str, ...] = (),
) -> Town:
    def person(name: str, *roles: str) -> Person:
        return Person(name, f"{name.split()[0].lower()}@{label}.example.org", roles)

    return Town(
        label,
        name,
        kind,
        executive,
        office,
        language,
        hue,
        (
            person("Adam Administrator", "administrator"),
            person("Klara Koordynator", "coordinator"),
            person("Ewa Podpis", "executive"),
            person("Filip Skarbnik", "finance"),
            *(person(one, "committee") for one in also),
            person("Marek Przewodniczy", "committee"),
            person("Maria Ocenia", "committee"),
            person("Norbert Zorganizacji", "committee"),
        ),
    )


# Enough for a committee of nine.
SIX_MORE = ("Agata Pierwsza", "Bogdan Drugi", "Celina Trzecia", "Daniel Czwarty", "Edyta Piąta", "Fryderyk Szósty")
CITY = _town(
    "olszany",
    "Miasto Olszany",
    "city",
    "Prezydent Miasta Olszany",
    "Urząd Miasta Olszany",
    hue="plum",
    also=SIX_MORE,
)
GMINA = _town("lipowo", "Gmina Lipowo", "rural_gmina", "Wójt Gminy Lipowo", "Urząd Gminy Lipowo", hue="green")
POWIAT = _town(
    "jodlowski",
    "Powiat jodłowski",
    "powiat",
    "Zarząd Powiatu Jodłowskiego",
    "Starostwo Powiatowe",
    language="en",
    hue="navy",
)
TOWNS = (CITY, GMINA, POWIAT)
