"""Grounds of exclusion as dated data: KPA art. 24, which holds for members of a committee (art. 15(2f)), and practice.

The seven of § 1 work by law and § 3 on demand; their wording is shortened (docs/law.md).
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.office.law import AMENDED_2010

DOUBT, OTHER = "doubt", "other"


@dataclass(frozen=True, kw_only=True)
class Ground:
    code: str
    article: str
    words: str | Promise
    valid_from: date = AMENDED_2010


TABLE: tuple[Ground, ...] = (
    Ground(
        code="party",
        article="KPA art. 24 § 1 pkt 1",
        words=_("I am a party, or the result may touch my rights or duties"),
    ),
    Ground(
        code="family",
        article="KPA art. 24 § 1 pkt 2",
        words=_(
            "my spouse, a relative or an in-law to the second degree is a party; also after the marriage has ended"
        ),
    ),
    Ground(
        code="guardianship",
        article="KPA art. 24 § 1 pkt 3",
        words=_("adoption, guardianship or custody joins me with a party"),
    ),
    Ground(
        code="witness",
        article="KPA art. 24 § 1 pkt 4",
        words=_(
            "I was a witness or an expert in this matter, or I am or was a party's representative,"
            " or somebody close to me is"
        ),
    ),
    Ground(
        code="earlier",
        article="KPA art. 24 § 1 pkt 5",
        words=_("I took part in a decision in this matter that is challenged"),
    ),
    Ground(
        code="inquiry",
        article="KPA art. 24 § 1 pkt 6",
        words=_("an official, disciplinary or criminal case was opened against me because of this matter"),
    ),
    Ground(code="superior", article="KPA art. 24 § 1 pkt 7", words=_("a party is my superior at work")),
    Ground(
        code=DOUBT,
        article="KPA art. 24 § 3",
        words=_(
            "something else that may raise a doubt about my impartiality, for example that I am or in the last three years"
            " was in the applicant's bodies, its employee, volunteer or member"
        ),
    ),
    Ground(code=OTHER, article="", words=_("another tie named in the rules of the call")),
)


def in_force(on: date) -> list[Ground]:
    return [ground for ground in TABLE if ground.valid_from <= on]


def words_of(code: str) -> str:
    """The ground with its article; nothing for a tie that was declared before there was a choice."""
    found = next((ground for ground in TABLE if ground.code == code), None)
    if found is None:
        return ""
    return f"{found.words} ({found.article})" if found.article else str(found.words)
