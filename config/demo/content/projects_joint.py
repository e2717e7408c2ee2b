"""A project that several organisations carry out together."""

from config.demo.content.costs import lent, paid
from config.demo.content.shapes import Action, Project, Result

JOINT = (
    Project(
        code="lodowki-sasiedzkie",
        sphere="3",
        description=(
            "Zadanie obejmuje: {place}. Na każdym osiedlu stanie lodówka, do której sąsiedzi wkładają to, czego nie "
            "zjedzą, a inni biorą, czego potrzebują. Trzy organizacje prowadzą zadanie razem, bo każda zna inne "
            "osiedle. Raz w tygodniu z tego, co zostało, gotujemy wspólny obiad."
        ),
        actions=(
            Action(
                name="Trzy lodówki sąsiedzkie",
                description="Zakup, ustawienie i codzienne doglądanie lodówek; przegląd sanitarny co miesiąc.",
                target="mieszkańcy trzech osiedli, około 350 osób",
                costs=(
                    paid("Lodówka z zadaszeniem", "szt.", "4200.00", "3"),
                    paid("Energia", "mies.", "160.00", "12"),
                    paid("Przegląd sanitarny", "szt.", "380.00", "3"),
                    lent("Dyżury przy lodówkach", "godz.", "35.00", "220"),
                ),
            ),
            Action(
                name="Obiad z tego, co zostało",
                description="Dziesięć wspólnych obiadów, na zmianę na każdym osiedlu.",
                target="60 osób na każdym obiedzie",
                part=(0.2, 0.9),
                costs=(
                    paid("Kucharka", "godz.", "68.00", "60"),
                    paid("Produkty uzupełniające", "obiad", "290.00", "10"),
                    lent("Pomoc w kuchni", "godz.", "35.00", "80"),
                ),
            ),
        ),
        administration=(
            paid("Koordynatorka trzech osiedli", "mies.", "700.00", "4"),
            paid("Księgowość", "mies.", "250.00", "4"),
        ),
        results=(
            Result(name="Uratowana żywność", target=6, unit="tona", monitoring="zeszyt przy lodówce", reached=7),
            Result(name="Wspólne obiady", target=10, unit="obiad", monitoring="zdjęcia, listy gości", reached=10),
        ),
        expected=(
            "Nie zmarnuje się 6 ton jedzenia, a sąsiedzi z trzech osiedli poznają się przy stole. Lodówki zostaną na "
            "miejscu pod opieką organizacji."
        ),
        done="Zebraliśmy 7 ton jedzenia, na obiady przychodziło po siedemdziesiąt osób.",
    ),
)
