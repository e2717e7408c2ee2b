"""A project around the cost table that an authority published as a sample (`cases.SAMPLE_COSTS`)."""

from config.demo.content.cases import SAMPLE_COSTS
from config.demo.content.shapes import Action, Cost, Project, Result


def _costs(group: str) -> tuple[Cost, ...]:
    return tuple(
        Cost(name=row.name, unit=row.unit, unit_cost=row.unit_cost, quantity=row.quantity, in_work=row.work > 0)
        for row in SAMPLE_COSTS
        if row.group == group
    )


SAMPLE = (
    Project(
        code="szkolenie-wyjazdowe",
        sphere="15",
        description=(
            "Trzydniowe szkolenie wyjazdowe dla pięćdziesięciu młodych osób: {place}. Uczymy, jak prowadzić zebranie, "
            "napisać pismo do urzędu i zorganizować wydarzenie. Kosztorys tej oferty pochodzi z przykładu "
            "opublikowanego przez urząd (studylibpl.com/doc/684849)."
        ),
        actions=(
            Action(
                name="Szkolenie „Młodzi liderzy”",
                description="Trzy dni warsztatów z noclegiem, na koniec konkurs na projekt dla swojej miejscowości.",
                target="50 osób w wieku 15–19 lat",
                costs=_costs("I"),
            ),
        ),
        administration=_costs("II"),
        results=(
            Result(
                name="Uczestnicy szkolenia", target=50, unit="osoba", monitoring="listy obecności, ankieta", reached=50
            ),
            Result(
                name="Projekty dla miejscowości", target=10, unit="projekt", monitoring="karty projektów", reached=11
            ),
        ),
        expected="50 młodych osób nauczy się działać razem. Powstanie dziesięć projektów, które opiszemy w internecie.",
        done="W szkoleniu wzięło udział 50 osób, powstało jedenaście projektów, trzy są już wykonane.",
    ),
)
