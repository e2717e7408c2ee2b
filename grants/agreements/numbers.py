"""Numbers of agreements: one after another within a year of the town."""

from django.db import connection

from grants.agreements.models import Agreement


def next_number(year: int) -> tuple[str, str]:
    """(ref for addresses, number as printed). Call inside the transaction that saves the agreement.

    The lock makes two clerks get two numbers; it ends with the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.agreement'))")
    used = Agreement.objects.filter(ref__startswith=f"{year}-").count()
    return f"{year}-{used + 1:04d}", f"{used + 1}/{year}"
