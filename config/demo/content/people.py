"""Short ways to write officials and tasks."""

from decimal import Decimal

from config.demo.content.shapes import Official, PriorityTask

LATIN = str.maketrans("ąćęłńóśźż", "acelnoszz")


def official(town: str, code: str, name: str, post: str, *roles: str, side: str = "office") -> Official:
    first, last = name.split()
    address = f"{first}.{last}".lower().translate(LATIN)
    return Official(
        code=code,
        first_name=first,
        last_name=last,
        email=f"{address}@{town}.example.org",
        post=post,
        roles=roles,
        side=side,
    )


def task(code: str, sphere: str, title: str, description: str, before: str, now: str, after: str) -> PriorityTask:
    return PriorityTask(
        code=code,
        sphere=sphere,
        title=title,
        description=description,
        planned=(Decimal(before), Decimal(now), Decimal(after)),
    )
