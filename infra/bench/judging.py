"""What a deadline hour must leave behind, read from the database and held against what people were told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from infra.bench.product import DATABASE, Product

if TYPE_CHECKING:
    from infra.bench.deadline import Run

KEPT = """
SELECT json_agg(json_build_object(
  'ref', a.ref, 'state', a.state, 'number', a.number, 'checksum', a.checksum,
  'late', a.filed_at IS NOT NULL AND date_trunc('second', a.filed_at) > c.closes_at,
  'text', a.content->'capacity'->>'resources',
  'versions', (SELECT count(*) FROM {town}.grants_applicationversion v WHERE v.application_id = a.id),
  'letters', (SELECT count(*) FROM {town}.office_notice n WHERE n.kind = 'application' AND n.thing_id = a.id)))
FROM {town}.grants_application a JOIN {town}.grants_call c ON c.id = a.call_id WHERE c.ref = '{ref}'
"""


def kept(product: Product, ref: str, town: str = "pomiarowo") -> dict[str, dict[str, Any]]:
    rows = json.loads(product.server.psql(DATABASE, "-c", KEPT.format(town=town, ref=ref)))
    return {row["ref"]: row for row in rows}


def problems(run: Run, rows: dict[str, dict[str, Any]]) -> list[str]:
    """Sentences; none when everything that anybody was told is true."""
    found = []
    for person in run.people:
        row = rows[person.ref]
        filed = row["state"] == "filed"
        if person.receipt and not (filed and row["checksum"] and row["versions"] == 1):
            found.append(f"{person.ref} has a receipt and is not filed")
        if filed and (row["late"] or person.at > 0):
            found.append(f"{person.ref} was filed late")
        if person.refused and filed:
            found.append(f"{person.ref} was refused and is filed")
        if person.refused and not (len(person.told) == 2 and person.told[0] < person.told[1]):
            found.append(f"{person.ref} was refused though it came in time: {person.told}")
        if filed and row["letters"] != 2:
            found.append(f"{person.ref} has {row['letters']} letters instead of 2")
        if person.saved and row["text"] < person.saved:
            found.append(f"{person.ref}: an acknowledged save is lost")
    numbers = sorted(int(row["number"].rsplit("/", 1)[1]) for row in rows.values() if row["number"])
    if numbers != list(range(1, len(numbers) + 1)):
        found.append("a number is missing or twice")
    if not any(person.receipt for person in run.people):
        found.append("nobody filed at all")
    return found


def row(run: Run) -> str:
    waits = sorted(wait for person in run.people if person.receipt for wait in person.waits)
    filed = sum(person.receipt for person in run.people)
    refused = sum(person.refused for person in run.people)
    share = run.database / (run.web + run.database) * 100
    return (
        f"{run.name}: {filed} filed, {refused} refused as late, "
        f"{len(run.people) - filed - refused} without an answer, {sum(p.retries for p in run.people)} retries; "
        f"p50 {_at(waits, 50)} ms, p95 {_at(waits, 95)} ms, p99 {_at(waits, 99)} ms; "
        f"CPU {run.web + run.database:.1f} s in {run.seconds:.0f} s, of it the database {share:.0f} %"
    )


def bare_rate(inserts: float, rate: float, spent: tuple[float, float]) -> str:
    share = spent[1] / sum(spent) * 100
    return (
        f"All at once over 8 connections: {inserts:.0f} rows a second by a bare view, {rate:.1f} offers filed a second: "
        f"one to {inserts / rate:.1f}; of the CPU of filing the database {share:.0f} %"
    )


def _at(waits: list[float], percent: int) -> str:
    if not waits:
        return "–"
    return f"{waits[min(len(waits) - 1, len(waits) * percent // 100)] * 1000:.0f}"
