"""What a committee member gave and why: follows from the offer's quality, the same on every run."""

from decimal import Decimal

from config.demo.content.shapes import Criterion

WEAK, FAIR, GOOD = range(3)
REASONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "1": (
        (
            "Harmonogram jest zbyt napięty, brakuje planu na wypadek złej pogody.",
            "Nie wiadomo, jak oferent znajdzie uczestników.",
        ),
        (
            "Plan jest wykonalny, choć rekrutację opisano skrótowo.",
            "Działania są sensowne, część terminów wymaga doprecyzowania.",
        ),
        (
            "Plan jest przemyślany, a działania odpowiadają na realną potrzebę mieszkańców.",
            "Oferent zna odbiorców i ma gotowe miejsce do pracy.",
        ),
    ),
    "2": (
        (
            "Kilka stawek znacznie odbiega od rynkowych, część kosztów opisano zbyt ogólnie.",
            "Koszty administracyjne są wysokie jak na ten zakres.",
        ),
        (
            "Stawki są akceptowalne, ale koszt usług można było opisać dokładniej.",
            "Kosztorys czytelny, jedna pozycja wydaje się zawyżona.",
        ),
        (
            "Kosztorys szczegółowy, stawki rynkowe, każdy koszt wynika z działań.",
            "Koszt na jednego uczestnika jest niski, a kalkulacja przejrzysta.",
        ),
    ),
    "3": (
        (
            "Nie podano kwalifikacji części osób prowadzących.",
            "Doświadczenie zespołu w takich działaniach jest niewielkie.",
        ),
        (
            "Zespół ma doświadczenie, brakuje informacji o zastępstwach.",
            "Kwalifikacje wystarczające, jakość działań opisano poprawnie.",
        ),
        (
            "Doświadczony zespół z uprawnieniami, wysoka jakość potwierdzona poprzednimi edycjami.",
            "Bardzo dobre kwalifikacje prowadzących i przekonujący opis metod.",
        ),
    ),
    "4": (
        ("Wkład finansowy na minimalnym poziomie.", "Oferent prawie w całości liczy na dotację."),
        ("Wkład finansowy nieco powyżej wymaganego.", "Przeciętny udział środków własnych."),
        ("Wysoki udział środków własnych.", "Oferent pozyskał pieniądze także z innych źródeł."),
    ),
    "5": (
        ("Niewiele pracy wolontariuszy.", "Wkład osobowy opisano ogólnie."),
        ("Wkład osobowy adekwatny do zadania.", "Wolontariusze pomagają, lecz w ograniczonym zakresie."),
        (
            "Duże zaangażowanie wolontariuszy i własny sprzęt.",
            "Wkład rzeczowy i osobowy znacząco obniża koszt zadania.",
        ),
    ),
    "6": (
        ("Poprzednie sprawozdanie wpłynęło po terminie.", "Były zastrzeżenia do rozliczenia dotacji."),
        (
            "Oferent składa ofertę po raz pierwszy, zgodnie z zasadą połowa punktów.",
            "Poprzednie zadania rozliczone po uzupełnieniach.",
        ),
        ("Wszystkie dotychczasowe zadania rozliczone w terminie i bez uwag.", "Wieloletnia, rzetelna współpraca."),
    ),
}


def points(criterion: Criterion, *, quality: float, member: int, offer: int) -> Decimal:
    """Whole points between zero and the most; members differ by a little, each in their own way."""
    leaning = ((member * 7 + offer * 3 + len(criterion.name)) % 5 - 2) * 0.04
    share = min(max(quality + leaning, 0.0), 1.0)
    return Decimal(round(criterion.points_max * share))


def reason(criterion: Criterion, given: Decimal, *, member: int, offer: int) -> str:
    share = given / criterion.points_max
    level = WEAK if share < Decimal("0.55") else FAIR if share < Decimal("0.8") else GOOD
    sentences = REASONS[criterion.statutory or "1"][level]
    return sentences[(member + offer) % len(sentences)]
