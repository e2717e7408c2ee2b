"""Joint offers (art. 14(2)-(5)): invited, written, confirmed, left, filed together."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from grants.applications import actions, checking, partners, partners_inviting, partners_reading, reading
from grants.applications.models import Application
from grants.applications.partners_models import Offeror
from grants.applications.rules import Incomplete, Late, TooMany
from tenants.gates.access import EDITOR, READER
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.office.documents.checksum import checksum
from tenants.office.notices.models import Notice
from tenants.registry.organisations.models import Footprint, Organisation
from tests import builders
from tests.builders import NOON
from tests.builders_applications import PDF, a_draft_application, a_filed_application
from tests.builders_calls import an_open_call
from tests.builders_partners import (
    a_filed_joint_offer,
    a_joint_draft,
    a_part,
    confirms,
    divided,
    joins,
    row_of,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    """The sentences are read in one language, whatever catalogue is compiled."""
    with translation.override("en"):
        yield


@pytest.fixture
def lot(db):
    return an_open_call().lots.get()


@pytest.fixture
def dorota(db):
    """Representative of a third organisation, „Dąb”."""
    return builders.a_representative("Dorota Dąb", "Koło „Dąb”")


@pytest.fixture
def begun(lot, nadia):
    draft = a_draft_application(lot, nadia)
    return partners.make_joint(draft, by=nadia, at=NOON)


def sentences(refused):
    return [str(one) for one in refused.value.every()]


def letters(name):
    return sorted(Notice.objects.filter(template=name).values_list("to_email", flat=True))


# --- inviting ------------------------------------------------------------------------------------


def test_only_the_applicant_makes_its_offer_joint(lot, nadia, norbert):
    draft = a_draft_application(lot, nadia)

    with pytest.raises(PermissionDenied):
        partners.make_joint(draft, by=norbert, at=NOON)
    partners.make_joint(draft, by=nadia, at=NOON)

    assert [(row.leads, row.organisation_name) for row in draft.offerors.all()] == [(True, "Stowarzyszenie „Lipa”")]


def test_an_organisation_is_found_by_an_exact_number_or_name_only(norbert):
    jesion = builders.organisation_of(norbert)
    krs, nip = jesion.register_number, jesion.nip

    for exact in (nip, f"{nip[:3]}-{nip[3:]}", krs, krs.lstrip("0"), "fundacja  „jesion”"):
        assert partners_inviting.find(exact) == [jesion], exact
    for part in ("Fundacja", "„Jesion”", nip[:9], krs[:-1], "", "%", "_" * 10):
        assert partners_inviting.find(part) == [], part


def test_a_closed_organisation_is_not_found(norbert):
    Organisation.objects.filter(pk=norbert.organisations[0]).update(closed_at=NOON)

    assert partners_inviting.find("Fundacja „Jesion”") == []


def test_an_invited_organisation_sees_the_draft_only_after_it_joined(begun, nadia, norbert):
    jesion = builders.organisation_of(norbert)
    row = partners_inviting.invite(begun, organisation=jesion, by=nadia, at=NOON)
    before = Application.objects.visible_to(norbert).exists()

    partners_inviting.accept(row, organisation=jesion, by=norbert, at=NOON)

    seen = Application.objects.visible_to(norbert).get()
    assert (before, seen, seen.partner_ids) == (False, begun, [jesion.pk])
    assert seen.organisation_name == "Stowarzyszenie „Lipa”, Fundacja „Jesion”"
    assert Footprint.objects.filter(organisation=jesion, government__schema_name="lipowo").exists()


def test_an_invitation_goes_to_the_organisations_own_address_with_a_link(begun, nadia, norbert):
    jesion = builders.organisation_of(norbert)

    partners_inviting.invite(begun, organisation=jesion, by=nadia, at=NOON)

    letter = Notice.objects.get(template="joint-invitation")
    assert letter.to_email == jesion.email
    assert "/applications/joint-invitations/" in letter.text


def test_an_invitation_is_good_once(begun, nadia, norbert, dorota):
    row = partners_inviting.invite(begun, email="ktos@example.org", by=nadia, at=NOON)
    partners_inviting.accept(row, organisation=builders.organisation_of(norbert), by=norbert, at=NOON)

    with pytest.raises(Refusal, match="already used"):
        partners_inviting.accept(row, organisation=builders.organisation_of(dorota), by=dorota, at=NOON)

    assert begun.offerors.filter(state="joined").count() == 2


def test_an_old_a_cancelled_and_a_strangers_invitation_do_not_work(begun, nadia, norbert, dorota):
    jesion = builders.organisation_of(norbert)
    row = partners_inviting.invite(begun, organisation=jesion, by=nadia, at=NOON)

    with pytest.raises(Refusal, match="out of date"):
        partners_inviting.accept(row, organisation=jesion, by=norbert, at=NOON + 14 * DAY)
    with pytest.raises(WrongState):
        partners_inviting.accept(row, organisation=builders.organisation_of(dorota), by=dorota, at=NOON)
    with pytest.raises(PermissionDenied):
        partners_inviting.accept(row, organisation=jesion, by=dorota, at=NOON)
    partners_inviting.cancel(row, by=nadia, at=NOON)
    with pytest.raises(Refusal, match="taken back"):
        partners_inviting.accept(row, organisation=jesion, by=norbert, at=NOON)


@pytest.mark.parametrize("role", [EDITOR, READER])
def test_only_a_representative_accepts(role, begun, nadia, norbert):
    jesion = builders.organisation_of(norbert)
    other = builders.a_representative("Edyta Pisze", "Fundacja „Jesion”", role=role)
    row = partners_inviting.invite(begun, organisation=jesion, by=nadia, at=NOON)

    with pytest.raises(PermissionDenied):
        partners_inviting.accept(row, organisation=jesion, by=other, at=NOON)


def test_nobody_is_invited_twice_and_the_leader_never(begun, nadia, norbert):
    jesion, lipa = builders.organisation_of(norbert), builders.organisation_of(nadia)
    partners_inviting.invite(begun, organisation=jesion, by=nadia, at=NOON)

    for who in (jesion, lipa):
        with pytest.raises(Refusal):
            partners_inviting.invite(begun, organisation=who, by=nadia, at=NOON)
    byway = partners_inviting.invite(begun, email="ktos@example.org", by=nadia, at=NOON)
    with pytest.raises(Refusal, match="takes part already"):
        partners_inviting.accept(byway, organisation=jesion, by=norbert, at=NOON)


def test_a_partner_does_not_invite(begun, nadia, norbert, dorota):
    joins(begun, norbert, by=nadia)

    with pytest.raises(PermissionDenied):
        partners_inviting.invite(begun, organisation=builders.organisation_of(dorota), by=norbert, at=NOON)


def test_after_the_deadline_nobody_joins(begun, nadia, norbert):
    jesion = builders.organisation_of(norbert)
    closes_at = begun.call.closes_at
    row = partners_inviting.invite(begun, organisation=jesion, by=nadia, at=closes_at - DAY)

    with pytest.raises(Late):
        partners_inviting.accept(row, organisation=jesion, by=norbert, at=closes_at + timedelta(seconds=1))


# --- own parts and confirmations -----------------------------------------------------------------


def test_each_writes_its_own_part_and_nobody_elses(begun, nadia, norbert, dorota):
    joins(begun, norbert, by=nadia)
    joins(begun, dorota, by=nadia)
    part = a_part(years={2027: "1.00"})

    for other in (nadia, dorota):
        with pytest.raises(PermissionDenied):
            partners.save_part(row_of(begun, norbert), part, revision=0, by=other, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.save_section(begun, "task", {"title": "Cudzy tytuł"}, revision=1, by=norbert, at=NOON)
    kept = partners.save_part(row_of(begun, norbert), part, revision=0, by=norbert, at=NOON)

    assert (kept.part["years"], kept.part["resources"]) == ({"2027": "1.00"}, "Dwie osoby i sala.")


def test_what_a_part_says_of_a_year_stays_while_the_days_of_the_task_are_half_typed(lot, nadia, norbert):
    draft = a_joint_draft(lot, nadia, norbert)
    row, task = row_of(draft, norbert), draft.content["task"]
    said = row.part["years"]

    for end in ("", task["end"]):
        revision = draft.revisions["task"]
        actions.save_section(draft, "task", {**task, "end": end}, revision=revision, by=nadia, at=NOON)
        row = row_of(draft, norbert)
        years = {year: Decimal(said[str(year)]) for year in partners_reading.years_of(draft)}
        told = {**a_part(years={}), "tasks": f"Zajęcia {end}", "years": years}
        row = partners.save_part(row, told, revision=row.revision, by=norbert, at=NOON)
        assert row.part["years"] == said != {}


def test_an_editor_writes_a_reader_reads_and_only_a_representative_confirms(lot, nadia, norbert):
    edyta = builders.a_representative("Edyta Pisze", "Fundacja „Jesion”", role=EDITOR)
    celina = builders.a_representative("Celina Czyta", "Fundacja „Jesion”", role=READER)
    draft = a_joint_draft(lot, nadia, norbert)
    row = row_of(draft, norbert)

    assert [Application.objects.visible_to(one).count() for one in (edyta, celina)] == [1, 1]
    partners.save_part(row, a_part(years={}, tasks="Inaczej."), revision=row.revision, by=edyta, at=NOON)
    with pytest.raises(PermissionDenied):
        partners.save_part(row, a_part(years={}), revision=row.revision, by=celina, at=NOON)
    for one in (edyta, celina):
        with pytest.raises(PermissionDenied):
            partners.confirm(row, seen=partners_reading.seal_of(draft, row), by=one, at=NOON)


def test_of_two_who_save_one_part_the_second_is_told(begun, nadia, norbert):
    row = joins(begun, norbert, by=nadia)
    partners.save_part(row, a_part(years={}), revision=0, by=norbert, at=NOON)

    with pytest.raises(Stale):
        partners.save_part(row, a_part(years={}, tasks="Inne."), revision=0, by=norbert, at=NOON)


def standing(draft, person):
    rows = partners_reading.rows_of(draft)
    row = row_of(draft, person)
    one = next(one for one in partners_reading.standings(draft, rows) if one.pk == row.pk)
    return "confirmed" if one.confirmed else "void" if one.voided else "none"


def test_a_change_of_the_common_content_voids_every_confirmation_and_says_so(lot, nadia, norbert, dorota):
    draft = a_joint_draft(lot, nadia, norbert, dorota)
    before = [standing(draft, one) for one in (norbert, dorota)]

    actions.save_section(
        draft, "other", {"paid_or_free": "free", "other_information": "Nowe"}, revision=1, by=nadia, at=NOON
    )

    assert before == ["confirmed", "confirmed"]
    assert [standing(draft, one) for one in (norbert, dorota)] == ["void", "void"]
    with pytest.raises(Incomplete) as refused:
        actions.file(draft, by=nadia, at=NOON)
    assert sentences(refused) == [
        f"{name} confirmed the offer, but it has changed since: a new confirmation is needed."
        for name in ("Fundacja „Jesion”", "Koło „Dąb”")
    ]


def test_a_change_back_makes_the_same_offer_again(lot, nadia, norbert):
    draft = a_joint_draft(lot, nadia, norbert)
    said = dict(draft.content["other"])
    actions.save_section(draft, "other", {**said, "other_information": "Nowe"}, revision=1, by=nadia, at=NOON)
    actions.save_section(draft, "other", said, revision=2, by=nadia, at=NOON)

    assert standing(draft, norbert) == "confirmed"


def test_a_new_file_voids_the_confirmations_too(lot, nadia, norbert):
    draft = a_joint_draft(lot, nadia, norbert)

    actions.attach(draft, name="list.pdf", content=PDF, label="List", by=nadia, at=NOON)

    assert standing(draft, norbert) == "void"


def test_a_partners_own_change_voids_its_own_confirmation_only(lot, nadia, norbert, dorota):
    draft = a_joint_draft(lot, nadia, norbert, dorota)
    row = row_of(draft, norbert)

    years = {int(year): amount for year, amount in row.part["years"].items()}
    partners.save_part(row, a_part(years=years, resources="Trzy osoby."), revision=row.revision, by=norbert, at=NOON)

    assert [standing(draft, one) for one in (norbert, dorota)] == ["void", "confirmed"]


def test_what_changed_under_the_readers_eyes_is_not_confirmed(lot, nadia, norbert):
    draft = a_joint_draft(lot, nadia, norbert)
    row = row_of(draft, norbert)
    seen = partners_reading.seal_of(draft, row)
    actions.save_section(
        draft, "other", {"paid_or_free": "free", "other_information": "Nowe"}, revision=1, by=nadia, at=NOON
    )

    with pytest.raises(Refusal, match="while you were reading"):
        partners.confirm(row, seen=seen, by=norbert, at=NOON)


def test_an_incomplete_part_is_not_confirmed(begun, nadia, norbert):
    row = joins(begun, norbert, by=nadia)

    with pytest.raises(Refusal, match="not complete"):
        partners.confirm(row, seen=partners_reading.seal_of(begun, row), by=norbert, at=NOON)


# --- filing --------------------------------------------------------------------------------------


def test_a_joint_offer_is_filed_by_its_leader_with_every_word_and_part(lot, nadia, norbert, dorota):
    draft = a_joint_draft(lot, nadia, norbert, dorota)
    for partner in (norbert, dorota):
        with pytest.raises(PermissionDenied):
            actions.file(draft, by=partner, at=NOON)

    filed = actions.file(draft, by=nadia, at=NOON)

    rows = filed.content["joint"]["offerors"]
    assert filed.organisation_name == "Stowarzyszenie „Lipa”, Fundacja „Jesion”, Koło „Dąb”"
    assert [row["name"] for row in rows] == ["Stowarzyszenie „Lipa”", "Fundacja „Jesion”", "Koło „Dąb”"]
    assert [row.get("confirmed_by") for row in rows] == [None, "Norbert Ngo", "Dorota Dąb"]
    assert sum(Decimal(row["years"]["2027"]) for row in rows) == filed.total_cost == Decimal("6000.00")
    assert checksum(filed.content) == filed.checksum
    organisations = [builders.organisation_of(one).email for one in (nadia, norbert, dorota)]
    assert letters("offer-filed") == sorted([nadia.email, *organisations])


def test_the_content_of_an_offer_of_one_organisation_has_no_joint_section(lot, nadia):
    assert "joint" not in a_filed_application(lot, nadia).content


def test_the_parts_must_add_up_to_the_grosz(lot, nadia, norbert):
    draft = a_joint_draft(lot, nadia, norbert)
    row = row_of(draft, norbert)
    partners.save_part(row, a_part(years={2027: "2999.99"}), revision=row.revision, by=norbert, at=NOON)
    confirms(draft, norbert)

    with pytest.raises(Incomplete) as refused:
        actions.file(draft, by=nadia, at=NOON)

    assert [sentence.replace("\xa0", " ") for sentence in sentences(refused)] == [
        "The offerors' parts add up to 5 999,99 zł and the costs are 6 000,00 zł: 0,01 zł differs."
    ]


def test_the_parts_must_add_up_in_each_year_too(nadia, norbert):
    call = an_open_call(task_to=NOON.date().replace(year=2028, month=6))
    lines = [
        {
            "code": "k1",
            "group": "I",
            "action": 1,
            "name": "Trener",
            "unit": "miesiąc",
            "unit_cost": Decimal(6000),
            "quantity": Decimal(1),
            "years": (Decimal(4000), Decimal(2000)),
        }
    ]
    draft = a_joint_draft(call.lots.get(), nadia, norbert, lines=lines)
    for person, years in ((nadia, {2027: "3000", 2028: "0"}), (norbert, {2027: "2000", 2028: "1000"})):
        row = row_of(draft, person)
        partners.save_part(row, a_part(leads=row.leads, years=years), revision=row.revision, by=person, at=NOON)
    confirms(draft, norbert)

    with pytest.raises(Incomplete) as refused:
        actions.file(draft, by=nadia, at=NOON)

    assert [sentence[:12] for sentence in sentences(refused)] == ["In 2027 the ", "In 2028 the "]


def test_a_joint_offer_of_one_is_not_filed(begun, nadia):
    divided(begun, nadia)

    with pytest.raises(Incomplete, match="at least two organisations"):
        actions.file(begun, by=nadia, at=NOON)
    partners.make_single(begun, by=nadia, at=NOON)

    assert "joint" not in actions.file(begun, by=nadia, at=NOON).content


def test_an_unanswered_invitation_keeps_the_offer_from_being_filed(lot, nadia, norbert, dorota):
    draft = a_joint_draft(lot, nadia, norbert)
    row = partners_inviting.invite(draft, organisation=builders.organisation_of(dorota), by=nadia, at=NOON)

    with pytest.raises(Incomplete, match="has not answered"):
        actions.file(draft, by=nadia, at=NOON)
    partners_inviting.cancel(row, by=nadia, at=NOON)

    assert actions.file(draft, by=nadia, at=NOON).number


def test_offers_of_an_organisation_are_counted_as_a_partner_too(lot, nadia, norbert, dorota):
    a_filed_application(lot, norbert)
    draft = a_joint_draft(lot, nadia, norbert)
    a_filed_joint_offer(lot, builders.a_representative("Lena Lider", "Związek „Klon”"), dorota)

    with pytest.raises(TooMany, match="Fundacja „Jesion” has filed 1"):
        actions.file(draft, by=nadia, at=NOON)
    with pytest.raises(TooMany):
        actions.begin(lot, organisation=builders.organisation_of(dorota), by=dorota, at=NOON)


def test_what_the_office_checks_counts_partners_offers(lot, nadia, norbert):
    filed = a_filed_joint_offer(lot, nadia, norbert)

    assert checking.known_answers(filed)["one_each"] == "yes"
    assert checking.known_answers(filed)["sums"] == "yes"


# --- leaving -------------------------------------------------------------------------------------


def test_a_partner_who_leaves_stops_the_filing_until_the_leader_settles_it(lot, nadia, norbert, dorota):
    draft = a_joint_draft(lot, nadia, norbert, dorota)

    partners.leave(row_of(draft, norbert), by=norbert, at=NOON)

    draft.refresh_from_db()
    assert not Application.objects.visible_to(norbert).exists()
    assert draft.organisation_name == "Stowarzyszenie „Lipa”, Koło „Dąb”"
    assert standing(draft, dorota) == "void"
    assert letters("joint-left") == sorted([nadia.email, builders.organisation_of(nadia).email])
    with pytest.raises(Incomplete) as refused:
        actions.file(draft, by=nadia, at=NOON)
    said = " ".join(sentences(refused))
    assert "Fundacja „Jesion” left the offer" in said
    assert "parts add up to" in said

    partners.remove(Offeror.objects.get(state="left"), by=nadia, at=NOON)
    divided(draft, nadia, dorota)
    confirms(draft, dorota)
    filed = actions.file(draft, by=nadia, at=NOON)
    assert [row["name"] for row in filed.content["joint"]["offerors"]] == ["Stowarzyszenie „Lipa”", "Koło „Dąb”"]


def test_the_leader_takes_a_partner_off_and_tells_it(lot, nadia, norbert, dorota):
    draft = a_joint_draft(lot, nadia, norbert, dorota)
    row = row_of(draft, norbert)
    with pytest.raises(PermissionDenied):
        partners.remove(row, by=dorota, at=NOON)

    partners.remove(row, by=nadia, at=NOON)

    assert not Application.objects.visible_to(norbert).exists()
    assert standing(draft, dorota) == "void"
    assert builders.organisation_of(norbert).email in letters("joint-removed")


def test_the_leader_does_not_leave_and_after_filing_nobody_does(lot, nadia, norbert):
    draft = a_joint_draft(lot, nadia, norbert)
    with pytest.raises(Refusal, match="cannot leave"):
        partners.leave(row_of(draft, nadia), by=nadia, at=NOON)
    row = row_of(draft, norbert)
    actions.file(draft, by=nadia, at=NOON)

    for late in (partners.leave, partners.remove):
        with pytest.raises(WrongState):
            late(row, by=norbert if late is partners.leave else nadia, at=NOON)


def test_a_removed_organisation_may_be_invited_again(lot, nadia, norbert):
    draft = a_joint_draft(lot, nadia, norbert)
    partners.remove(row_of(draft, norbert), by=nadia, at=NOON)

    assert joins(draft, norbert, by=nadia).number == 3


def test_a_change_after_a_confirmation_is_told_to_the_partner_once_until_it_confirms_again(lot, nadia, norbert, dorota):
    draft = a_joint_draft(lot, nadia, norbert, dorota)
    everybody = sorted(email for one in (norbert, dorota) for email in (one.email, builders.organisation_of(one).email))

    for minute, effect in enumerate(("Inny", "Jeszcze inny", "Całkiem inny"), start=1):
        results = {**draft.content["results"], "direct_effect": effect}
        revision, at = draft.revisions["results"], NOON + timedelta(minutes=minute)
        actions.save_section(draft, "results", results, revision=revision, by=nadia, at=at)
    assert letters("joint-voided") == everybody

    again = NOON + timedelta(hours=1)
    confirms(draft, norbert, at=again)
    actions.attach(draft, name="plan.pdf", content=PDF, label="Plan", by=nadia, at=again + timedelta(minutes=1))
    own = [norbert.email, builders.organisation_of(norbert).email]
    assert letters("joint-voided") == sorted([*everybody, *own])
    letter = Notice.objects.filter(template="joint-voided", to_email=norbert.email).latest("pk")
    assert (letter.language, f"/applications/{draft.ref}/partners/" in letter.text) == (norbert.language, True)


def test_the_people_of_a_partner_hear_that_its_own_part_or_who_takes_part_made_its_word_void(
    lot, nadia, norbert, dorota
):
    draft = a_joint_draft(lot, nadia, norbert, dorota)
    row = row_of(draft, norbert)
    partners.save_part(row, a_part(years={2027: "1.00"}), revision=row.revision, by=norbert, at=NOON)
    own = sorted([norbert.email, builders.organisation_of(norbert).email])
    assert letters("joint-voided") == own

    partners.leave(row_of(draft, norbert), by=norbert, at=NOON)
    assert letters("joint-voided") == sorted([*own, dorota.email, builders.organisation_of(dorota).email])


# --- copies, reminders, deletion -----------------------------------------------------------------


def test_a_withdrawn_joint_offer_is_copied_with_its_partners_who_confirm_anew(lot, nadia, norbert):
    filed = a_filed_joint_offer(lot, nadia, norbert)
    actions.withdraw(filed, by=nadia, at=NOON)

    draft = actions.copy(filed, by=nadia, at=NOON)

    assert (draft.is_joint, draft.partner_ids) == (True, norbert.organisations)
    assert row_of(draft, norbert).part == row_of(filed, norbert).part
    assert standing(draft, norbert) == "none"


def test_those_who_have_not_confirmed_are_asked(lot, nadia, norbert, dorota):
    draft = a_joint_draft(lot, nadia, norbert, dorota)
    row = row_of(draft, norbert)
    partners.save_part(row, a_part(years={2027: "1.00"}), revision=row.revision, by=norbert, at=NOON)

    assert partners.remind(draft, by=nadia, at=NOON) == 1
    assert letters("joint-reminder") == sorted([norbert.email, builders.organisation_of(norbert).email])


def test_partners_hear_of_a_deleted_draft(lot, nadia, norbert):
    draft = a_joint_draft(lot, nadia, norbert)
    with pytest.raises(PermissionDenied):
        actions.discard(draft, by=norbert, at=NOON)

    actions.discard(draft, by=nadia, at=NOON)

    assert not Offeror.objects.exists()
    assert norbert.email in letters("joint-discarded")


def test_the_budget_that_binds_carries_the_split(lot, nadia, norbert):
    filed = a_filed_joint_offer(lot, nadia, norbert)

    assert [(part.name, part.value) for part in reading.budget_of(filed).offerors] == [
        ("Stowarzyszenie „Lipa”", Decimal("3000.00")),
        ("Fundacja „Jesion”", Decimal("3000.00")),
    ]
