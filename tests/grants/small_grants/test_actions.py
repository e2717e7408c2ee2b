from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from grants.small_grants import actions, clock, reading
from grants.small_grants.models import Comment, SmallGrant, SmallGrantVersion
from grants.small_grants.rules import Incomplete, NotTaken, TooEarly, TooMany
from tenants.gates.access import NOBODY
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders import NOON, organisation_of
from tests.builders_programmes import an_adopted_programme
from tests.builders_small_grants import (
    DECIDED,
    POSTED,
    POSTED_ON,
    a_draft,
    a_filed_offer,
    a_programme,
    a_published_offer,
    an_accepted_offer,
    an_offer_with_changes,
    posted,
    values,
)

pytestmark = pytest.mark.django_db


def sent(template):
    return sorted(Notice.objects.filter(template=template).values_list("to_email", flat=True))


def fields(refusal):
    return sorted({one.field for one in refusal.every()})


def test_a_town_without_a_pool_takes_no_small_grants(nadia):
    programme = an_adopted_programme()

    with pytest.raises(NotTaken):
        actions.begin(programme, organisation=organisation_of(nadia), by=nadia, at=NOON)


def test_a_double_click_begins_one_draft(nadia):
    programme = a_programme()
    first = actions.begin(programme, organisation=organisation_of(nadia), by=nadia, at=NOON)

    assert actions.begin(programme, organisation=organisation_of(nadia), by=nadia, at=NOON) == first


def test_only_the_organisations_people_write(nadia, norbert, clara):
    draft = a_draft(nadia)

    for other in (norbert, clara):
        with pytest.raises(PermissionDenied):
            actions.save(draft, values(), revision=1, by=other, at=NOON)
    assert list(SmallGrant.objects.visible_to(clara)) == []
    assert list(SmallGrant.objects.visible_to(nadia)) == [draft]


def test_a_draft_keeps_whatever_is_there(nadia):
    draft = a_draft(nadia, title="", start=None, costs=[])

    assert (draft.title, draft.requested, draft.revision) == ("", Decimal("0.00"), 1)


def test_the_same_words_again_change_nothing_and_other_words_of_an_old_page_are_refused(nadia):
    draft = a_draft(nadia)

    actions.save(draft, values(), revision=0, by=nadia, at=NOON)
    assert draft.revision == 1
    with pytest.raises(Stale):
        actions.save(draft, values(title="Inny tytuł"), revision=0, by=nadia, at=NOON)
    assert SmallGrant.objects.get().title == "Piłka dla każdego"


def test_filing_gives_number_time_checksum_and_a_receipt(nadia, clara):
    offer = a_filed_offer(nadia)

    version = SmallGrantVersion.objects.get()
    assert (offer.state, offer.number, offer.filed_at, offer.posting_due_on) == (
        "filed",
        "2027/MG/001",
        NOON,
        date(2027, 1, 26),
    )
    assert (version.number, version.checksum) == (1, offer.checksum)
    assert version.content["applicant"]["name"] == "Stowarzyszenie „Lipa”"
    assert version.content["declarations"]["signed_by"] == "Nadia Ngo"
    assert sent("small-grant-filed") == sorted([nadia.email, organisation_of(nadia).email])
    assert sent("small-grant-came") == [clara.email]


def test_a_second_click_gets_the_same_receipt(nadia):
    offer = a_filed_offer(nadia)

    again = actions.file(SmallGrant.objects.get(), by=nadia, at=NOON + timedelta(seconds=1))
    assert (again.number, again.checksum, again.filed_at) == (offer.number, offer.checksum, NOON)
    assert SmallGrantVersion.objects.count() == 1


def test_what_is_missing_and_what_is_too_much_is_named_at_filing(nadia):
    with pytest.raises(Incomplete) as refused:
        actions.file(a_draft(nadia, title="", d6=False), by=nadia, at=NOON)
    assert fields(refused.value) == ["d6", "title"]

    draft = a_draft(nadia, grant="10000.01", end=date(2027, 5, 30))
    with pytest.raises(Refusal) as refused:
        actions.file(draft, by=nadia, at=NOON)
    assert fields(refused.value) == ["costs", "end"]
    assert SmallGrant.objects.filter(state="filed").count() == 0


def test_what_was_promised_counts_towards_the_years_limits(nadia, norbert):
    a_programme(small_grants="40000.00")
    for _time in range(2):
        an_accepted_offer(nadia, grant="10000.00")

    with pytest.raises(Refusal):
        a_filed_offer(nadia, grant="0.01")
    an_accepted_offer(norbert, grant="10000.00")
    a_filed_offer(norbert, grant="10000.00")


def test_the_pool_of_the_town_is_one_for_all(nadia, norbert, ewa):
    """20 000 zł: two filed offers fit each alone, the second award does not fit any more."""
    first, second = a_published_offer(nadia, grant="10000.00"), a_published_offer(norbert, grant="10000.00")
    third = a_published_offer(norbert, grant="5000.00")
    actions.accept(first, by=ewa, at=DECIDED)
    actions.accept(second, by=ewa, at=DECIDED)

    with pytest.raises(Refusal):
        actions.accept(third, by=ewa, at=DECIDED)
    assert SmallGrant.objects.get(pk=third.pk).state == "published"


def test_a_withdrawn_or_refused_offer_takes_nothing_of_the_limits(nadia, ewa):
    actions.withdraw(a_filed_offer(nadia, grant="10000.00"), by=nadia, at=POSTED)
    actions.refuse(a_filed_offer(nadia, grant="10000.00"), reason="Nie w tym roku.", by=ewa, at=POSTED)
    offer = a_filed_offer(nadia, grant="10000.00")

    sums = reading.sums_of(offer, offer.programme)
    assert (sums.to_organisation, sums.to_all) == (Decimal("0.00"), Decimal("0.00"))


def test_publication_needs_three_places_and_opens_seven_days(nadia, clara):
    offer = a_filed_offer(nadia)
    with pytest.raises(Refusal):
        actions.publish(offer, by=clara, at=POSTED)

    posted(offer)
    actions.publish(offer, by=clara, at=POSTED)
    assert (offer.state, offer.comments_until) == ("published", date(2027, 1, 27))
    assert sent("small-grant-published") == sorted([nadia.email, organisation_of(nadia).email])


def test_a_late_publication_is_recorded_all_the_same(nadia, clara):
    offer = a_filed_offer(nadia)
    late = POSTED + timedelta(days=20)
    posted(offer, on=late.date(), at=late)

    actions.publish(offer, by=clara, at=late)
    assert offer.comments_until == date(2027, 2, 16)


def test_residents_have_their_week_from_the_day_the_towns_page_shows_the_offer(nadia, clara):
    offer = a_filed_offer(nadia)
    posted(offer)

    actions.publish(offer, by=clara, at=POSTED + timedelta(days=20))
    assert offer.comments_until == date(2027, 2, 16)


def test_the_copy_residents_read_has_none_of_the_personal_data(nadia, clara):
    offer = a_filed_offer(nadia, description="Prowadzi Nadia Ngo, tel. 600 700 800, pomaga pani Halina.")
    actions.hide(offer, words=["pani Halina", "  "], by=clara, at=POSTED)
    posted(offer)
    actions.publish(offer, by=clara, at=POSTED)

    text = str(SmallGrant.objects.public().get().published)
    for secret in ("Nadia", "600 700", "Halina", nadia.email, organisation_of(nadia).email):
        assert secret not in text
    assert "Prowadzi [ukryto]" in text


def test_anyone_comments_until_the_last_day_and_a_double_click_counts_once(nadia, rysia):
    offer = a_published_offer(nadia)
    for by in (NOBODY, NOBODY, rysia):
        actions.comment(offer, text="Popieram!", by=by, at=POSTED)
    actions.comment(offer, text="Popieram!", author="Rada sołecka", by=NOBODY, at=POSTED)

    assert list(Comment.objects.order_by("pk").values_list("author", "text")) == [
        ("", "Popieram!"),
        ("Rada sołecka", "Popieram!"),
    ]
    with pytest.raises(WrongState):
        actions.comment(offer, text="Za późno.", by=rysia, at=DECIDED)
    # who left it unsigned is named nowhere, the record included
    assert {one.by_name for one in AuditEntry.objects.filter(verb="comment")} == {""}


def test_a_machine_that_comments_is_stopped(nadia):
    offer = a_published_offer(nadia)
    for number in range(30):
        actions.comment(offer, text=f"Uwaga {number}", by=NOBODY, at=POSTED)

    with pytest.raises(TooMany):
        actions.comment(offer, text="Jeszcze jedna", by=NOBODY, at=POSTED)
    actions.comment(offer, text="Po godzinie", by=NOBODY, at=POSTED + timedelta(hours=1, seconds=1))


def test_nobody_decides_while_residents_may_comment(nadia, ewa):
    offer = a_published_offer(nadia)

    with pytest.raises(TooEarly):
        actions.accept(offer, by=ewa, at=POSTED)
    with pytest.raises(TooEarly):
        actions.refuse(offer, reason="Nie.", by=ewa, at=POSTED)
    actions.accept(offer, by=ewa, at=DECIDED)
    assert (offer.state, offer.awarded, offer.decided_by) == ("accepted", Decimal("4000.00"), "Ewa Executive")


def test_a_clerk_does_not_decide_and_nobody_decides_on_their_own_organisation(nadia, clara):
    offer = a_published_offer(nadia)
    tied = builders.a_representative("Ewa Executive", "Stowarzyszenie „Lipa”")
    builders.a_person("Ewa Executive", "executive")

    for person in (clara, builders.fresh(tied)):
        with pytest.raises(PermissionDenied):
            actions.accept(offer, by=person, at=DECIDED)


def test_a_refusal_says_why_and_may_come_before_publication(nadia, ewa):
    offer = a_filed_offer(nadia)
    with pytest.raises(Refusal):
        actions.refuse(offer, reason=" ", by=ewa, at=POSTED)

    actions.refuse(offer, reason="Zadanie prowadzi już szkoła.", by=ewa, at=POSTED)
    assert (offer.state, offer.reason) == ("refused", "Zadanie prowadzi już szkoła.")
    assert len(sent("small-grant-refused")) == 2


def test_a_lower_grant_comes_with_changes_and_the_changed_offer_must_ask_for_it(nadia, clara, ewa):
    offer = an_offer_with_changes(nadia, amount="3000.00")

    with pytest.raises(Incomplete):
        actions.file_changes(offer, by=nadia, at=DECIDED)
    actions.save(offer, values(grant="3000.00"), revision=offer.revision, by=nadia, at=DECIDED)
    actions.file_changes(offer, by=nadia, at=DECIDED)
    actions.return_changes(offer, remarks="Brakuje sali.", by=clara, at=DECIDED)
    actions.file_changes(offer, by=nadia, at=DECIDED)
    actions.approve_changes(offer, by=clara, at=DECIDED)

    assert (offer.state, offer.awarded, offer.requested) == ("accepted", Decimal("3000.00"), Decimal("4000.00"))
    assert [one.number for one in SmallGrantVersion.objects.order_by("number")] == [1, 2, 3]
    assert reading.budget_of(offer).sources.grant == Decimal("3000.00")


def test_no_more_is_given_than_was_asked_for(nadia, ewa):
    with pytest.raises(Refusal):
        an_offer_with_changes(nadia, amount="4000.01")


def test_a_stale_copy_cannot_be_decided_twice(nadia, ewa):
    offer = a_published_offer(nadia)
    stale = SmallGrant.objects.get(pk=offer.pk)
    actions.accept(offer, by=ewa, at=DECIDED)

    with pytest.raises(WrongState):
        actions.refuse(stale, reason="Nie.", by=ewa, at=DECIDED)


def test_the_database_keeps_the_steps_and_the_versions(nadia):
    offer = a_filed_offer(nadia)

    for change in (
        lambda: SmallGrant.objects.filter(pk=offer.pk).update(state="contracted"),
        lambda: SmallGrantVersion.objects.update(content={}),
        lambda: SmallGrantVersion.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert connection.schema_name == "lipowo"


def test_every_step_is_in_the_record(nadia):
    offer = an_accepted_offer(nadia)

    verbs = list(AuditEntry.objects.about(offer).order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "create",
        "edit",
        "file",
        "record_posting",
        "record_posting",
        "record_posting",
        "publish",
        "accept",
    ]


def test_the_clock_reminds_once_of_each_term(nadia, clara, ewa):
    offer = a_filed_offer(nadia)
    clock.remind_due(NOON)
    assert sent("small-grant-to-publish") == []
    for _hour in range(2):
        clock.remind_due(NOON + timedelta(days=10))
    assert sent("small-grant-to-publish") == [clara.email]

    posted(offer, on=POSTED_ON)
    actions.publish(offer, by=clara, at=POSTED)
    clock.remind_due(POSTED)
    assert sent("small-grant-to-decide") == []
    for _hour in range(2):
        clock.remind_due(DECIDED)
    assert sent("small-grant-to-decide") == [ewa.email]


def test_the_clock_tells_of_changes_that_are_late(nadia, clara):
    offer = an_offer_with_changes(nadia)
    clock.remind_due(DECIDED + timedelta(days=14))
    assert sent("small-grant-changes-late") == []

    clock.remind_due(DECIDED + timedelta(days=15))
    assert sent("small-grant-changes-late") == [clara.email]
    assert offer.changes_due_on == date(2027, 2, 11)


def test_a_grant_whose_changes_never_came_is_refused_and_its_money_is_free_again(nadia, ewa):
    offer = an_offer_with_changes(nadia)
    assert reading.sums_of(an_accepted_offer(nadia, grant="100.00"), offer.programme).to_all == Decimal("3000.00")

    with pytest.raises(TooEarly):
        actions.refuse(offer, reason="Nie odpowiada.", by=ewa, at=DECIDED + timedelta(days=14))
    actions.refuse(offer, reason="Zmiany nie przyszły.", by=ewa, at=DECIDED + timedelta(days=15))

    assert (offer.state, offer.awarded, offer.reason) == ("refused", None, "Zmiany nie przyszły.")
    assert reading.sums_of(SmallGrant.objects.get(state="accepted"), offer.programme).to_all == Decimal("0.00")
    assert len(sent("small-grant-refused")) == 2


def test_an_organisation_gives_its_grant_up(nadia):
    offer = an_accepted_offer(nadia)
    actions.resign(offer, by=nadia, at=DECIDED)

    assert reading.sums_of(a_filed_offer(nadia), offer.programme).to_all == Decimal("0.00")
