"""Ties the town can see by itself. They are put before the person and the office; nobody is excluded by them alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from grants.applications.access import offerors_of
from grants.applications.models import Application
from grants.applications.partners_models import Offeror
from grants.calls.models import Call
from grants.scoring.models import Declaration
from grants.scoring.nominating_models import Nomination
from tenants.gates.access import REPRESENTATIVE
from tenants.registry.organisations.models import Membership, Organisation
from tenants.registry.people.models import User

# Where anybody has an address: it joins nobody with nobody.
PUBLIC_MAIL = frozenset(
    (
        *(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "yahoo.com",
            "icloud.com",
            "proton.me",
        ),
        *("wp.pl", "o2.pl", "onet.pl", "op.pl", "poczta.onet.pl", "vp.pl", "interia.pl", "interia.eu", "poczta.fm"),
        *("gazeta.pl", "tlen.pl", "go2.pl", "autograf.pl", "poczta.pl", "int.pl", "onet.eu"),
    )
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """What the town knows of a member; sets of ids of organisations."""

    email: str
    belongs: frozenset[int] = frozenset()
    represents: frozenset[int] = frozenset()
    belonged: frozenset[int] = frozenset()
    declared: frozenset[int] = frozenset()
    named_by: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Who stands behind an offer: the applicant and the partners, their addresses, the people it names."""

    applicant: int
    partners: frozenset[int] = frozenset()
    emails: frozenset[str] = field(default_factory=frozenset)
    people: frozenset[str] = field(default_factory=frozenset)


def ties(person: Person, offer: Behind) -> list[str]:
    """Why this person may be tied to the offer: codes of `words`, the strongest first."""
    everyone = offer.partners | {offer.applicant}
    domain = domain_of(person.email)
    facts = {
        "represents": person.represents & everyone,
        "member": person.belongs & {offer.applicant} - person.represents,
        "partner": person.belongs & offer.partners - person.represents,
        "named_in_offer": {person.email.lower()} & offer.people,
        "nominated": person.named_by & everyone,
        "was_member": person.belonged & everyone - person.belongs,
        "declared_before": person.declared & everyone,
        "same_domain": domain and {domain} & {domain_of(one) for one in offer.emails | offer.people},
    }
    return [code for code, found in facts.items() if found]


def domain_of(email: str) -> str:
    """The part after the @, unless anybody may have an address there."""
    domain = email.rpartition("@")[2].lower()
    return "" if domain in PUBLIC_MAIL else domain


def words(code: str) -> str:
    return {
        "represents": _("represents the applicant or a partner, as the register of people says"),
        "member": _("acts for the applicant"),
        "partner": _("acts for a partner in this joint offer"),
        "named_in_offer": _("is named in the offer, by the e-mail address"),
        "nominated": _("was named to the committee by the applicant or a partner"),
        "was_member": _("acted for the applicant or a partner before"),
        "declared_before": _("declared a tie to the same organisation in an earlier call"),
        "same_domain": _("has an e-mail address in the applicant's domain"),
    }[code]


def in_call(call: Call, user_ids: Iterable[int], offers: Iterable[Application]) -> dict[tuple[int, int], list[str]]:
    """For each person (user id) and offer what the town sees, where it sees something. A fixed number of queries."""
    shown = list(offers)
    people = _people(call, list(user_ids), {one for offer in shown for one in offerors_of(offer)})
    behind = _behind(shown)
    found = {(user, pk): ties(person, one) for user, person in people.items() for pk, one in behind.items()}
    return {key: codes for key, codes in found.items() if codes}


def _people(call: Call, user_ids: list[int], organisations: set[int]) -> dict[int, Person]:
    acting: dict[tuple[int, str], set[int]] = {}
    rows = Membership.objects.filter(user_id__in=user_ids, organisation_id__in=organisations)
    for user, organisation, role, ended in rows.values_list("user_id", "organisation_id", "role", "ended_at"):
        acting.setdefault((user, "belonged" if ended else "belongs"), set()).add(organisation)
        if role == REPRESENTATIVE and not ended:
            acting.setdefault((user, "represents"), set()).add(organisation)
    before = Declaration.objects.filter(member__user_id__in=user_ids, tied=True).exclude(application__call=call)
    for user, applicant, partners in before.values_list(
        "member__user_id", "application__organisation_id", "application__partner_ids"
    ):
        acting.setdefault((user, "declared"), set()).update({applicant, *partners})
    emails = dict(User.objects.filter(pk__in=user_ids).values_list("pk", "email"))
    by_email = {email.lower(): pk for pk, email in emails.items()}
    named = Nomination.objects.filter(call=call, organisation_id__in=organisations)
    for email, namer in named.values_list("email", "organisation_id"):
        if namer and (who := by_email.get(email.lower())):
            acting.setdefault((who, "named_by"), set()).add(namer)
    kinds = ("belongs", "represents", "belonged", "declared", "named_by")
    return {
        user: Person(email=email, **{kind: frozenset(acting.get((user, kind), ())) for kind in kinds})
        for user, email in emails.items()
    }


def _behind(offers: list[Application]) -> dict[int, Behind]:
    everyone = {one for offer in offers for one in offerors_of(offer)}
    emails = dict(Organisation.objects.filter(pk__in=everyone).values_list("pk", "email"))
    parts: dict[int, list[str]] = {}
    joined = Offeror.objects.filter(application__in=[offer.pk for offer in offers]).joined()
    for pk, email, part in joined.values_list("application_id", "email", "part"):
        parts.setdefault(pk, []).extend((email, *_contacts(part)))
    return {
        offer.pk: Behind(
            applicant=offer.organisation_id,
            partners=frozenset(offer.partner_ids),
            emails=frozenset(emails[one].lower() for one in offerors_of(offer) if one in emails),
            people=frozenset(
                one.lower()
                for one in (offer.filed_by_email, *_contacts(offer.content), *parts.get(offer.pk, ()))
                if one
            ),
        )
        for offer in offers
    }


def _contacts(content: dict) -> list[str]:
    said = [content, *(part for part in content.values() if isinstance(part, dict))]
    return [str(part["contact_email"]) for part in said if part.get("contact_email")]
