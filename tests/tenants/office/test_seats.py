import pytest
from django.core.exceptions import PermissionDenied

from tenants.gates.refusals import Refusal
from tenants.office.audit.models import AuditEntry
from tenants.office.notices.models import Notice
from tenants.office.seats import actions
from tenants.office.seats.models import Seat, SeatInvitation
from tenants.registry.models import Workplace
from tests.builders import NOON, a_person, fresh, in_town, town, user
from tests.builders_platform import a_visitor, an_account, link_in

pytestmark = pytest.mark.django_db


def the_link():
    return link_in(Notice.objects.get().text)


def test_an_administrator_invites_somebody_who_has_no_account_yet(adam, browser_of):
    browser_of(adam).post("/seats/invite/", {"email": "nowa@lipowo.example", "roles": ["coordinator", "auditor"]})
    link = the_link()
    visitor = a_visitor("lipowo")

    page = visitor.get(link)
    visitor.post(
        "/accounts/signup/",
        {"name": "Nowa", "email": "nowa@lipowo.example", "password1": "dobre-haslo-123", "next": link},
    )
    answer = visitor.post(link)

    assert page.status_code == 200
    assert answer["Location"] == "/desk/"
    assert sorted(Seat.objects.filter(user__email="nowa@lipowo.example").values_list("role", flat=True)) == [
        "auditor",
        "coordinator",
    ]
    assert Workplace.objects.get().government.schema_name == "lipowo"


def test_an_invitation_works_once_and_for_an_account_that_exists(adam, browser_of):
    wanda = an_account("wanda@example.org")
    browser_of(adam).post("/seats/invite/", {"email": "wanda@example.org", "roles": ["finance"]})
    link = the_link()
    visitor = a_visitor("lipowo")
    visitor.force_login(wanda)

    visitor.post(link)

    assert Seat.objects.get(user=wanda).role == "finance"
    thief = a_visitor("lipowo")
    thief.force_login(an_account("zlodziej@example.org"))
    assert thief.post(link).status_code == 404
    assert Seat.objects.filter(user__email="zlodziej@example.org").count() == 0


def test_an_invitation_opens_nothing_next_door(adam, browser_of):
    browser_of(adam).post("/seats/invite/", {"email": "wanda@example.org", "roles": ["finance"]})

    assert a_visitor("olszany").get(the_link()).status_code == 404
    with in_town("olszany"):
        assert SeatInvitation.objects.count() == 0


def test_an_invitation_taken_back_or_out_of_date_works_no_more(adam):
    first = actions.invite(email="a@example.org", roles=["finance"], by=adam, at=NOON)
    actions.cancel(first, by=adam, at=NOON)
    actions.invite(email="b@example.org", roles=["finance"], by=adam, at=NOON)

    links = [link_in(text).split("/")[-2] for text in Notice.objects.order_by("pk").values_list("text", flat=True)]

    assert actions.invited(links[0], at=NOON) is None
    assert actions.invited(links[1], at=NOON) is not None
    assert actions.invited(links[1], at=NOON + actions.INVITATION_LASTS) is None


def test_an_administrator_whose_seat_ends_takes_their_invitations_along(adam):
    second = a_person("Druga Administratorka", "administrator")
    actions.invite(email="a@example.org", roles=["administrator"], by=second, at=NOON)
    actions.invite(email="b@example.org", roles=["finance"], by=adam, at=NOON)

    seat = Seat.objects.get(user_id=second.user_id, role="administrator")
    actions.end(seat, government=town("lipowo"), by=adam, at=NOON)

    waiting = SeatInvitation.objects.waiting(NOON).values_list("email", flat=True)
    assert list(waiting) == ["b@example.org"]
    assert AuditEntry.objects.filter(verb="cancel_invitation").count() == 1


def test_a_clerk_neither_invites_nor_ends(clara, adam, browser_of):
    seat = Seat.objects.get(user_id=adam.user_id)

    assert browser_of(clara).get("/seats/").status_code == 200
    assert browser_of(clara).post("/seats/invite/", {"email": "x@example.org", "roles": ["finance"]}).status_code == 403
    assert browser_of(clara).post(f"/seats/{seat.pk}/end/").status_code == 403
    with pytest.raises(PermissionDenied):
        actions.invite(email="x@example.org", roles=["administrator"], by=clara, at=NOON)


def test_people_are_not_shown_to_outsiders(rysia, olga, marek, nadia, browser_of):
    answers = [browser_of(person).get("/seats/").status_code for person in (rysia, olga, marek, nadia)]

    assert answers == [403, 403, 403, 403]


def test_the_last_administrator_stays(adam, clara):
    seat = Seat.objects.get(user_id=adam.user_id)

    with pytest.raises(Refusal):
        actions.end(seat, government=town("lipowo"), by=adam, at=NOON)

    second = a_person("Druga Administratorka", "administrator")
    actions.end(seat, government=town("lipowo"), by=second, at=NOON)
    assert fresh(adam).seats == frozenset()


def test_a_seat_that_ends_takes_the_rights_at_once_and_stays_in_the_history(adam, clara, browser_of):
    browser = browser_of(clara)
    assert browser.get("/seats/").status_code == 200
    seat = Seat.objects.get(user_id=clara.user_id)

    browser_of(adam).post(f"/seats/{seat.pk}/end/")

    assert browser.get("/seats/").status_code == 403
    assert list(AuditEntry.objects.about(seat).values_list("verb", "by_name")) == [("end_seat", "Adam Administrator")]
    seat.refresh_from_db()
    assert seat.ended_at is not None


def test_the_desk_lists_a_town_while_a_seat_lasts(adam, clara):
    here = town("lipowo")
    seats = [actions.give(user(clara), role, government=here, by=adam, at=NOON) for role in ("finance", "auditor")]
    first = Seat.objects.get(user_id=clara.user_id, role="coordinator")

    for seat in (first, seats[0]):
        actions.end(seat, government=here, by=adam, at=NOON)
    assert Workplace.objects.filter(user_id=clara.user_id).count() == 1
    actions.end(seats[1], government=here, by=adam, at=NOON)
    assert Workplace.objects.filter(user_id=clara.user_id).count() == 0


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "x", "roles": ["finance"]}, "email"),
        ({"email": "x@example.org"}, "roles"),
        ({"email": "x@example.org", "roles": ["king"]}, "roles"),
    ],
)
def test_a_wrong_invitation_is_refused_at_its_field(adam, browser_of, typed, field):
    page = browser_of(adam).post("/seats/invite/", typed)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]


def test_somebody_with_these_roles_is_not_invited_again(adam, clara):
    with pytest.raises(Refusal):
        actions.invite(email=clara.email, roles=["coordinator"], by=adam, at=NOON)


def test_the_list_of_people_asks_the_same_number_of_questions_for_one_and_three(
    adam, browser_of, django_assert_num_queries
):
    browser = browser_of(adam)
    browser.get("/seats/")
    with django_assert_num_queries(8):
        browser.get("/seats/")
    for name in ("Jan", "Anna"):
        a_person(name, "finance", "auditor")
    with django_assert_num_queries(8):
        browser.get("/seats/")


def test_a_deactivated_account_is_written_to_no_more(clara):
    account = user(clara)
    account.is_active = False
    account.save()

    assert not Seat.objects.of("coordinator").exists()
    assert Seat.objects.held().filter(user=account).exists()
