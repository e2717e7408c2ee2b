"""Figures from the law as dated data: value, since when, article, source, and whether we read it there.

Each key is a row of docs/law.md. An entry with verified=False was not re-read in the act: it is a default to be
checked before a release, and changes here, in one place.
"""

from dataclasses import dataclass
from datetime import date

NGO_ACT = "ustawa o działalności pożytku publicznego i o wolontariacie"
FINANCE_ACT = "ustawa o finansach publicznych"
TEMPLATE_2018 = "ramowy wzór umowy, Dz.U. 2018 poz. 2057"
# The forms of 2018 bind from this day; the product counts nothing older.
BEGINNING = date(2019, 3, 2)
# The amendment of 22 January 2010; calls of early 2019, kept for comparison, are older than the forms.
AMENDED_2010 = date(2010, 3, 12)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`value` is a number in the unit its key names, or a (month, day) for a fixed day of the year."""

    key: str
    value: int | tuple[int, int]
    article: str
    source: str
    verified: bool
    valid_from: date = BEGINNING


TABLE: tuple[Entry, ...] = (
    # 21 days since the amendment of 22 January 2010; calls of early 2019 are older than the forms.
    Entry(
        key="call_notice_days",
        value=21,
        article="art. 13 ust. 1",
        source=NGO_ACT,
        verified=True,
        valid_from=AMENDED_2010,
    ),
    Entry(
        key="justification_days",
        value=30,
        article="art. 15 ust. 2i",
        source=NGO_ACT,
        verified=False,
        valid_from=AMENDED_2010,
    ),
    # No term in the act for the answer: practice, taken from the general term for simple letters.
    Entry(
        key="justification_answer_days",
        value=14,
        article="art. 15 ust. 2i",
        source=NGO_ACT,
        verified=False,
        valid_from=AMENDED_2010,
    ),
    Entry(
        key="agreement_years",
        value=5,
        article="art. 16 ust. 3",
        source=NGO_ACT,
        verified=False,
        valid_from=AMENDED_2010,
    ),
    Entry(key="report_days", value=30, article="art. 18 ust. 1", source=NGO_ACT, verified=True),
    Entry(key="partial_report_days", value=30, article="art. 18 ust. 3", source=NGO_ACT, verified=True),
    Entry(key="report_reminder_days", value=7, article="§ 9", source=TEMPLATE_2018, verified=False),
    Entry(key="control_reply_days", value=14, article="§ 8", source=TEMPLATE_2018, verified=False),
    Entry(key="retention_years", value=5, article="§ 6", source=TEMPLATE_2018, verified=False),
    Entry(key="unused_return_days", value=15, article="art. 251 ust. 3", source=FINANCE_ACT, verified=True),
    Entry(key="year_end_return_day", value=(1, 31), article="art. 251 ust. 1", source=FINANCE_ACT, verified=False),
    Entry(key="misuse_return_days", value=15, article="art. 252 ust. 1", source=FINANCE_ACT, verified=True),
    Entry(key="programme_adoption_day", value=(11, 30), article="art. 5a ust. 1", source=NGO_ACT, verified=True),
    Entry(key="programme_report_day", value=(5, 31), article="art. 5a ust. 3", source=NGO_ACT, verified=True),
    Entry(key="council_opinion_days", value=14, article="art. 41i ust. 2", source=NGO_ACT, verified=True),
    Entry(key="initiative_answer_months", value=1, article="art. 12 ust. 2", source=NGO_ACT, verified=True),
    Entry(key="small_grant_zloty", value=10_000, article="art. 19a ust. 1 pkt 1", source=NGO_ACT, verified=True),
    Entry(key="small_grant_task_days", value=90, article="art. 19a ust. 1 pkt 2", source=NGO_ACT, verified=True),
    Entry(key="small_grant_yearly_zloty", value=20_000, article="art. 19a", source=NGO_ACT, verified=True),
    Entry(key="small_grant_pool_percent", value=20, article="art. 19a", source=NGO_ACT, verified=True),
    Entry(key="small_grant_posting_working_days", value=7, article="art. 19a", source=NGO_ACT, verified=True),
    Entry(key="small_grant_comment_days", value=7, article="art. 19a", source=NGO_ACT, verified=True),
)


def entry(key: str, *, on: date) -> Entry:
    """The entry in force that day. Raises: LookupError when the table has none."""
    in_force = [row for row in TABLE if row.key == key and row.valid_from <= on]
    if not in_force:
        raise LookupError(f"The law table has no {key} for {on}.")
    return max(in_force, key=lambda row: row.valid_from)


def value(key: str, *, on: date) -> int:
    """A number from the law, in the unit its key names. Raises: LookupError."""
    found = entry(key, on=on).value
    if isinstance(found, tuple):
        raise LookupError(f"{key} is a day of the year: ask fixed_day.")
    return found


def fixed_day(key: str, *, year: int) -> date:
    """A day that the law fixes, in the given year; a day off does not move it. Raises: LookupError."""
    found = entry(key, on=date(year, 1, 1)).value
    if not isinstance(found, tuple):
        raise LookupError(f"{key} is a number: ask value.")
    return date(year, *found)


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Words by which a paper names an act of law; the town's own template may say more (the place in Dz.U.)."""

    key: str
    words: str
    verified: bool
    valid_from: date = BEGINNING


CITATIONS: tuple[Citation, ...] = (
    Citation(
        key="choice_of_offers",
        words="art. 15 ust. 2g ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o wolontariacie",
        verified=True,
        valid_from=AMENDED_2010,
    ),
    Citation(
        key="self_government_gmina",
        words="art. 30 ust. 1 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym",
        verified=False,
        valid_from=AMENDED_2010,
    ),
    Citation(
        key="self_government_powiat",
        words="art. 32 ust. 1 ustawy z dnia 5 czerwca 1998 r. o samorządzie powiatowym",
        verified=False,
        valid_from=AMENDED_2010,
    ),
    Citation(
        key="self_government_voivodeship",
        words="art. 41 ust. 1 ustawy z dnia 5 czerwca 1998 r. o samorządzie województwa",
        verified=False,
        valid_from=AMENDED_2010,
    ),
)


def citation(key: str, *, on: date) -> str:
    """How a paper of that day names the act. Raises: LookupError when the table has none."""
    in_force = [row for row in CITATIONS if row.key == key and row.valid_from <= on]
    if not in_force:
        raise LookupError(f"The law table has no citation {key} for {on}.")
    return max(in_force, key=lambda row: row.valid_from).words
