"""The eleven headings of a cooperation programme (art. 5a(4)), written for a town of the story.

`{year}` and `{total}` are filled in when the programme is made.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What differs from town to town."""

    town: str  # "Miasto Jasnogród"
    of_town: str  # "Miasta Jasnogród"
    executive: str  # "Prezydent Miasta"
    council: str  # "Rada Miasta"
    act: str  # "zarządzenie", "uchwała zarządu"
    goal: str
    goals: tuple[str, ...]
    spheres: str
    means: str
    how_made: str
    committee: str


def headings(voice: Voice) -> tuple[str, ...]:
    """In the order of the act."""
    goals = "\n".join(f"- {goal}" for goal in voice.goals)
    return (
        f"Cel główny: {voice.goal}\n\nCele szczegółowe:\n{goals}",
        f"{voice.town} i organizacje współpracują jak partnerzy:\n"
        "- pomocniczość: co organizacja potrafi zrobić sama, tego urząd za nią nie robi,\n"
        "- suwerenność stron: nikt nikogo nie ocenia za poglądy ani sposób działania,\n"
        "- partnerstwo: o ważnych sprawach rozmawiamy, zanim zapadną decyzje,\n"
        "- efektywność: pieniądze publiczne wydajemy celowo i oszczędnie,\n"
        "- uczciwa konkurencja: wszyscy znają zasady przed konkursem i są one takie same dla każdego,\n"
        "- jawność: kwoty, oceny i wyniki publikujemy.",
        f"Program obejmuje zadania publiczne z art. 4 ust. 1 ustawy, które należą do {voice.of_town}, "
        f"w szczególności: {voice.spheres}.",
        "Formy finansowe: powierzanie i wspieranie zadań w otwartych konkursach ofert, małe granty, umowy "
        "wieloletnie.\nFormy pozafinansowe: konsultacje projektów aktów, wspólne zespoły doradcze, użyczanie sal "
        "i sprzętu, szkolenia, doradztwo koordynatora do spraw organizacji, promocja wydarzeń, patronaty, "
        "inicjatywa lokalna.",
        "Zadania priorytetowe wraz z planowanymi kwotami są wymienione w tabeli programu. Pierwszeństwo mają zadania, "
        "które odpowiadają na potrzeby zgłoszone w konsultacjach i obejmują osoby o szczególnych potrzebach.",
        "Program obowiązuje od 1 stycznia do 31 grudnia {year} roku.",
        f"Program realizują: {voice.council} (uchwala program i budżet), {voice.executive} (ogłasza konkursy, powołuje "
        f"komisje, wybiera oferty, zawiera umowy; forma decyzji: {voice.act}), koordynator do spraw organizacji "
        f"pozarządowych i komórki merytoryczne urzędu oraz organizacje. {voice.means}",
        "Na realizację programu planuje się {total}. Ostateczną kwotę określa uchwała budżetowa na {year} rok; "
        "podział na zadania priorytetowe zawiera tabela programu.",
        "Program oceniamy na podstawie wskaźników: liczba ogłoszonych konkursów i złożonych ofert, liczba i kwota "
        "umów, kwoty wypłacone, rozliczone i zwrócone, wkład własny organizacji, liczba odbiorców zadań i "
        "wolontariuszy, liczba organizacji, które wzięły udział w konsultacjach. Sprawozdanie "
        f"{voice.executive} przedstawia do 31 maja następnego roku i publikuje w Biuletynie Informacji Publicznej.",
        voice.how_made,
        f"{voice.executive} powołuje komisję do każdego konkursu. {voice.committee} Osoba powiązana z oferentem nie "
        "ocenia jego oferty; każdy członek składa oświadczenie o bezstronności, zanim zobaczy oferty. Komisja pracuje "
        "nieodpłatnie, sporządza protokół i listę rankingową. Jej opinia nie wiąże, ale odstępstwo trzeba uzasadnić.",
    )
