from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from config import urls
from tenants.gates.access import anyone
from tenants.gates.doors import guarded, open_to, rule_of
from tenants.office import checks


def without_a_mark(request):
    return HttpResponse("open by mistake")


@open_to(anyone)
class Marked:
    pass


class Inheriting(Marked):
    pass


urlpatterns = [path("planted/", without_a_mark), *urls.urlpatterns]


def test_every_view_says_to_whom_it_opens():
    assert checks.doors(None) == []


@override_settings(ROOT_URLCONF=__name__)
def test_a_planted_view_without_a_mark_is_named():
    found = [error for error in checks.doors(None) if error.id == "osnowa.E001"]

    assert [(error.obj, "/planted/" in error.msg) for error in found] == [(without_a_mark, True)]


@override_settings(ROOT_URLCONF=__name__)
def test_a_planted_view_without_a_mark_is_closed_to_everyone(db, browser_of, clara, monkeypatch):
    answer = browser_of(clara).get("/planted/")

    assert answer.status_code == 403
    assert b"open by mistake" not in answer.content


def test_a_mark_is_not_inherited_from_another_view():
    def callback():
        pass

    callback.cls = Inheriting

    assert rule_of(callback) is None


def test_other_peoples_addresses_are_marked_where_they_are_mounted():
    marked = guarded(anyone, [path("theirs/", without_a_mark)])

    assert rule_of(marked[0].callback) is anyone
    assert rule_of(without_a_mark) is None
