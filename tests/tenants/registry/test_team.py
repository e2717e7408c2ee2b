"""An organisation's people: invited once, changed by its representatives, never left without one."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tenants.gates.refusals import Refusal
from tenants.registry.organisations import actions
from tenants.registry.organisations.models import Invitation, Membership
from tests.builders import NOON, a_person, a_representative, fresh, organisation_of
from tests.builders_platform import a_visitor, letters_to, link_in

pytestmark = pytest.mark.django_db


def invited(actor, email="nowa@example.org", role="editor", at=NOON):
    """The secret of a link that was sent."""
    actions.invite(organisation_of(actor), email=email, role=role, by=actor, at=at)
    return link_in(letters_to(email)[-1].text).strip("/").rpartition("/")[2]


def roles(organisation):
    return sorted(organisation.memberships.filter(ended_at=None).values_list("user__name", "role"))


def at_once(*works):
    """Each in a thread with a connection of its own, let go at the same moment; what each gave or raised."""
    gate = threading.Barrier(len(works))
    given = []

    def run(work):
        connection.ensure_connection()
        gate.wait(timeout=20)
        try:
            given.append(work())
        except Exception as refused:
            given.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


# --- invitations ---


@pytest.mark.django_db(transaction=True)
def test_an_invitation_used_twice_at_once_makes_one_colleague(nadia):
    token = invited(nadia)
    first, second = a_person("Jan Pierwszy"), a_person("Anna Druga")

    given = at_once(lambda: actions.accept(token, by=first, at=NOON), lambda: actions.accept(token, by=second, at=NOON))

    assert sorted(type(one).__name__ for one in given) == ["Membership", "Refusal"]
    assert Membership.objects.filter(role="editor").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_invitations_taken_up_at_once_by_one_person_make_one_role(nadia):
    tokens = [invited(nadia, "a@example.org", "editor"), invited(nadia, "b@example.org", "reader")]
    jan = a_person("Jan Pierwszy")

    given = at_once(*(lambda token=token: actions.accept(token, by=jan, at=NOON) for token in tokens))

    assert sorted(type(one).__name__ for one in given) == ["Membership", "Refusal"]
    assert Membership.objects.filter(user=jan.user_id).count() == 1


def test_an_invitation_ends_after_its_days_to_the_second(nadia):
    token = invited(nadia)
    jan = a_person("Jan Pierwszy")
    end = NOON + actions.INVITATION_LASTS

    with pytest.raises(Refusal):
        actions.accept(token, by=jan, at=end)
    actions.accept(token, by=jan, at=end - timedelta(seconds=1))

    assert roles(organisation_of(nadia)) == [("Jan Pierwszy", "editor"), ("Nadia Ngo", "representative")]


def test_an_invitation_taken_back_is_refused(nadia):
    token = invited(nadia)
    actions.cancel(Invitation.objects.get(), by=nadia, at=NOON)

    with pytest.raises(Refusal):
        actions.accept(token, by=a_person("Jan Pierwszy"), at=NOON)


def test_a_newer_invitation_to_the_same_address_ends_the_older(nadia):
    old = invited(nadia, role="representative")
    new = invited(nadia, role="reader")
    jan = a_person("Jan Pierwszy")

    with pytest.raises(Refusal):
        actions.accept(old, by=jan, at=NOON)
    assert actions.accept(new, by=jan, at=NOON).role == "reader"


@pytest.mark.parametrize("lost", [actions.end, partial(actions.change_role, role="reader")])
def test_who_no_longer_represents_does_not_come_back_by_an_invitation_they_sent(nadia, lost):
    organisation = organisation_of(nadia)
    jan = a_colleague(nadia, role="representative")
    token, other = invited(jan, email="jan2@example.org", role="representative"), invited(nadia)

    lost(organisation.memberships.get(user=jan.user_id, ended_at=None), by=nadia, at=NOON)

    with pytest.raises(Refusal):
        actions.accept(token, by=a_person("Jan Drugiego Adresu"), at=NOON)
    assert actions.accept(other, by=a_person("Nowa Osoba"), at=NOON).role == "editor"


@pytest.mark.parametrize("token", ["x", "0" * 64, "%00", "../"])
def test_a_wrong_address_of_an_invitation_says_that_it_works_no_more(token):
    assert a_visitor("lipowo").get(f"/invitations/{token}/").status_code == 404


def test_the_digest_in_the_database_is_not_the_secret(nadia):
    invited(nadia)

    assert a_visitor("lipowo").get(f"/invitations/{Invitation.objects.get().digest}/").status_code == 404


def test_who_takes_an_invitation_sent_to_another_address_is_told_and_recorded(nadia, browser_of):
    token = invited(nadia, "nowa@example.org")
    jan = a_person("Jan Pierwszy")

    page = browser_of(jan).get(f"/invitations/{token}/")
    browser_of(jan).post(f"/invitations/{token}/")

    assert page.context["other_address"] is True
    assert Invitation.objects.get().accepted_by_id == jan.user_id


def test_another_organisations_invitation_is_not_taken_back(nadia, norbert, browser_of):
    invited(norbert)
    theirs = Invitation.objects.get()

    for pk in (organisation_of(nadia).pk, organisation_of(norbert).pk):
        answer = browser_of(nadia).post(f"/organisations/{pk}/invitations/{theirs.pk}/cancel/")
        assert answer.status_code == 404
    assert Invitation.objects.get().cancelled_at is None


# --- roles ---


def a_colleague(nadia, role="editor"):
    return a_representative("Jan Pierwszy", organisation_of(nadia).name, role=role)


def test_a_changed_role_leaves_the_old_one_on_record(nadia, browser_of):
    jan = a_colleague(nadia)
    held = Membership.objects.get(user=jan.user_id)

    browser_of(nadia).post(f"/organisations/{held.organisation_id}/people/{held.pk}/role/", {"role": "representative"})

    assert fresh(jan).memberships == {held.organisation_id: "representative"}
    assert list(Membership.objects.filter(user=jan.user_id).order_by("pk").values_list("role", "ended_at")) == [
        ("editor", Membership.objects.get(pk=held.pk).ended_at),
        ("representative", None),
    ]


def test_the_same_role_again_changes_nothing(nadia):
    held = Membership.objects.get(user=a_colleague(nadia).user_id)

    actions.change_role(held, "editor", by=nadia, at=NOON)

    assert Membership.objects.filter(user=held.user_id).count() == 1


@pytest.mark.parametrize("role", ["editor", "reader"])
def test_only_a_representative_changes_roles(nadia, role):
    jan = a_colleague(nadia, role)

    with pytest.raises(PermissionDenied):
        actions.change_role(Membership.objects.get(user=jan.user_id), "representative", by=jan, at=NOON)


def test_the_last_representative_keeps_the_role(nadia):
    with pytest.raises(Refusal):
        actions.change_role(Membership.objects.get(user=nadia.user_id), "reader", by=nadia, at=NOON)

    assert roles(organisation_of(nadia)) == [("Nadia Ngo", "representative")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["end", "change"])
def test_two_representatives_who_end_each_other_at_once_leave_one(nadia, change):
    jan = a_colleague(nadia, "representative")
    hers, his = (Membership.objects.get(user=one.user_id) for one in (nadia, jan))

    def without(membership, by):
        if change == "end":
            return actions.end(membership, by=by, at=NOON)
        return actions.change_role(membership, "reader", by=by, at=NOON)

    given = at_once(lambda: without(hers, jan), lambda: without(his, nadia))

    assert [type(one).__name__ for one in given].count("Refusal") == 1
    assert organisation_of(nadia).memberships.filter(role="representative", ended_at=None).count() == 1


def test_a_role_that_is_none_is_refused_and_another_organisations_person_is_not_there(nadia, norbert, browser_of):
    theirs = Membership.objects.get(user=norbert.user_id)
    own = Membership.objects.get(user=a_colleague(nadia).user_id)
    browser = browser_of(nadia)

    assert browser.post(f"/organisations/{own.organisation_id}/people/{own.pk}/role/", {"role": "x"}).status_code == 409
    for pk in (own.organisation_id, theirs.organisation_id):
        assert browser.post(f"/organisations/{pk}/people/{theirs.pk}/role/", {"role": "reader"}).status_code == 404


def test_a_role_that_has_ended_is_not_changed(nadia):
    held = Membership.objects.get(user=a_colleague(nadia).user_id)
    actions.end(held, by=nadia, at=NOON)

    with pytest.raises(Refusal):
        actions.change_role(held, "reader", by=nadia, at=NOON)


def test_former_colleagues_stay_on_the_page_of_the_organisation(nadia, browser_of):
    held = Membership.objects.get(user=a_colleague(nadia).user_id)
    actions.end(held, by=nadia, at=NOON)

    page = browser_of(nadia).get(f"/organisations/{held.organisation_id}/")

    assert [one.user.name for one in page.context["former"]] == ["Jan Pierwszy"]
