import pytest

from tenants.registry.organisations.models import Membership, Organisation
from tests.builders import a_representative, organisation_of
from tests.builders_platform import ORGANISATION, a_visitor, an_account, letters_to, link_in

pytestmark = pytest.mark.django_db


def test_another_organisations_page_is_not_there(nadia, norbert, browser_of):
    theirs = organisation_of(norbert)

    answers = [
        browser_of(nadia).get(f"/organisations/{theirs.pk}/").status_code,
        browser_of(nadia).get(f"/organisations/{theirs.pk}/edit/").status_code,
        browser_of(nadia).post(f"/organisations/{theirs.pk}/edit/", ORGANISATION).status_code,
        browser_of(nadia)
        .post(f"/organisations/{theirs.pk}/invite/", {"email": "x@example.org", "role": "editor"})
        .status_code,
    ]

    assert answers == [404, 404, 404, 404]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("nip", "525-100-00-01"),
        ("regon", "123456784"),
        ("register_number", "12a"),
        ("account", "PL61109010140000071219812875"),
        ("postcode", "1-11"),
        ("email", "biuro"),
        ("name", ""),
    ],
)
def test_a_wrong_number_is_refused_at_its_field(rysia, browser_of, field, typed):
    page = browser_of(rysia).post("/organisations/new/", {**ORGANISATION, field: typed})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert Organisation.objects.count() == 0


def test_an_organisation_that_is_entered_already_says_how_to_join(nadia, rysia, browser_of):
    known = organisation_of(nadia)

    by_nip = browser_of(rysia).post("/organisations/new/", {**ORGANISATION, "nip": known.nip})
    by_number = browser_of(rysia).post(
        "/organisations/new/", {**ORGANISATION, "register_number": known.register_number}
    )

    assert list(by_nip.context["form"].errors) == ["nip"]
    assert list(by_number.context["form"].errors) == ["register_number"]
    assert Organisation.objects.count() == 1


def test_who_enters_an_organisation_represents_it_and_corrects_it(rysia, browser_of):
    browser = browser_of(rysia)
    browser.post("/organisations/new/", ORGANISATION)
    organisation = Organisation.objects.get()

    browser.post(f"/organisations/{organisation.pk}/edit/", {**ORGANISATION, "city": "Olszany"})

    organisation.refresh_from_db()
    assert organisation.city == "Olszany"
    assert Membership.objects.get().role == "representative"


def test_an_editor_corrects_nothing_and_invites_nobody(nadia, browser_of):
    organisation = organisation_of(nadia)
    editor = a_representative("Edyta Edytor", organisation.name, role="editor")

    answers = [
        browser_of(editor).post(f"/organisations/{organisation.pk}/edit/", ORGANISATION).status_code,
        browser_of(editor)
        .post(f"/organisations/{organisation.pk}/invite/", {"email": "x@example.org", "role": "editor"})
        .status_code,
    ]

    assert answers == [403, 403]


def test_an_invitation_makes_a_new_account_a_colleague_once(nadia, browser_of):
    organisation = organisation_of(nadia)
    browser_of(nadia).post(f"/organisations/{organisation.pk}/invite/", {"email": "nowa@example.org", "role": "editor"})
    (letter,) = letters_to("nowa@example.org")
    link = link_in(letter.text)
    visitor = a_visitor("lipowo")

    page = visitor.get(link)
    answer = visitor.post(
        page.context["signup_url"].split("?")[0],
        {"name": "Nowa Osoba", "email": "nowa@example.org", "password1": "dobre-haslo-123", "next": link},
    )

    assert answer["Location"] == link
    visitor.post(link)
    member = Membership.objects.get(user__email="nowa@example.org")
    assert (member.organisation_id, member.role) == (organisation.pk, "editor")
    assert a_visitor("lipowo").get(link).status_code == 404
    assert [one.template for one in letters_to("nowa@example.org")] == ["organisation-invitation"]


def test_an_invitation_works_for_an_account_that_exists(nadia, browser_of):
    organisation = organisation_of(nadia)
    wanda = an_account("wanda@example.org", language="en")
    browser_of(nadia).post(
        f"/organisations/{organisation.pk}/invite/", {"email": "wanda@example.org", "role": "reader"}
    )
    (letter,) = letters_to("wanda@example.org")
    visitor = a_visitor("lipowo")
    visitor.force_login(wanda)

    visitor.post(link_in(letter.text))

    assert letter.language == "en"
    assert Membership.objects.get(user=wanda).role == "reader"


def test_an_invitation_taken_back_works_no_more(nadia, browser_of):
    organisation = organisation_of(nadia)
    browser_of(nadia).post(f"/organisations/{organisation.pk}/invite/", {"email": "nowa@example.org", "role": "editor"})
    invitation = organisation.invitations.get()

    browser_of(nadia).post(f"/organisations/{organisation.pk}/invitations/{invitation.pk}/cancel/")

    assert a_visitor("lipowo").get(link_in(letters_to("nowa@example.org")[0].text)).status_code == 404


def test_the_last_representative_stays(nadia, browser_of):
    organisation = organisation_of(nadia)
    membership = organisation.memberships.get()
    address = f"/organisations/{organisation.pk}/"

    browser_of(nadia).post(
        f"{address}people/{membership.pk}/end/", headers={"referer": f"http://lipowo.localhost{address}"}
    )

    assert organisation.memberships.get().ended_at is None


def test_an_organisations_page_asks_the_same_number_of_questions_for_one_and_three_people(
    nadia, browser_of, django_assert_num_queries
):
    organisation = organisation_of(nadia)
    browser = browser_of(nadia)
    browser.get(f"/organisations/{organisation.pk}/")
    with django_assert_num_queries(10):
        browser.get(f"/organisations/{organisation.pk}/")
    for name in ("Jan Drugi", "Anna Trzecia"):
        a_representative(name, organisation.name, role="reader")
    with django_assert_num_queries(10):
        browser.get(f"/organisations/{organisation.pk}/")
