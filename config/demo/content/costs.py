"""Short ways to write a cost."""

from decimal import Decimal

from config.demo.content.shapes import Cost


def paid(name: str, unit: str, unit_cost: str, quantity: str) -> Cost:
    return Cost(name=name, unit=unit, unit_cost=Decimal(unit_cost), quantity=Decimal(quantity))


def lent(name: str, unit: str, unit_cost: str, quantity: str) -> Cost:
    """Volunteers' work, or a thing of one's own: counted at its worth, paid with no money."""
    return Cost(name=name, unit=unit, unit_cost=Decimal(unit_cost), quantity=Decimal(quantity), in_work=True)
