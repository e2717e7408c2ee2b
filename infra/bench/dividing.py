"""How long the best division of a pool between 300 offers takes: seconds of CPU, the slowest of several kinds of calls.

python -m infra.bench.dividing    with the product's settings in the environment
"""

import random
from decimal import Decimal
from time import process_time

import django

OFFERS = 300
GOAL_SECONDS = 2
HUNDREDTHS = [Decimal(number).scaleb(-2) for number in range(4000, 10001)]
WHOLE = [Decimal(number) for number in range(40, 101)]
# (points an offer may have, least viable part in %, offers of an applicant, most for an applicant)
KINDS = [
    (HUNDREDTHS, 50, 1, None),
    (HUNDREDTHS, 100, 1, None),
    (WHOLE, 80, 1, None),
    (WHOLE, 95, 1, None),
    (HUNDREDTHS, 60, 3, Decimal(60000)),
    (WHOLE, 80, 2, Decimal(40000)),
]


def main() -> None:
    django.setup()
    from grants.awards.allocation import Ask, Fund
    from grants.awards.optimum import optimum

    slowest, proven = 0.0, 0
    for points, viable, of_each, cap in KINDS:
        chance = random.Random(300)
        asks = [
            Ask(
                offer=number,
                requested=Decimal(chance.randint(2000, 40000)),
                points=chance.choice(points),
                applicant=number // of_each,
            )
            for number in range(OFFERS)
        ]
        asks.sort(key=lambda one: -(one.points or 0))
        before = process_time()
        found = optimum(asks, Fund(pool=Decimal("2345678.90"), viable_percent=Decimal(viable), cap=cap))
        slowest, proven = max(slowest, process_time() - before), proven + found.proven
    mark = "" if slowest <= GOAL_SECONDS and proven == len(KINDS) else "  over the goal"
    print(
        f"The best division between {OFFERS} offers, {len(KINDS)} kinds of calls: {slowest:.2f} s of CPU at most, "
        f"{proven} proven{mark}"
    )


if __name__ == "__main__":
    main()
