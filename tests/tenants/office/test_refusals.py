import pytest
from django import forms
from django.test import override_settings
from django.urls import path

from config import urls
from tenants.gates.access import anyone
from tenants.gates.doors import open_to
from tenants.gates.refusals import Refusal, WrongState, into, raise_all

pytestmark = pytest.mark.django_db


@open_to(anyone)
def refusing(request):
    raise Refusal("Termin już minął.", also=[Refusal("I jeszcze to.")])


urlpatterns = [path("planted/", refusing), path("api/planted/", refusing), *urls.urlpatterns]


@override_settings(ROOT_URLCONF=__name__)
def test_a_refused_form_leads_back_to_its_page_with_the_sentence(browser_of):
    browser = browser_of()

    answer = browser.post("/planted/", headers={"referer": "http://lipowo.localhost/programmes/?a=1"}, follow=True)

    assert answer.redirect_chain == [("/programmes/?a=1", 302)]
    assert "Termin już minął." in answer.content.decode()
    assert "I jeszcze to." in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/trap/"])
def test_without_a_page_of_ours_to_go_back_to_the_sentence_has_its_own_page(browser_of, referer):
    answer = browser_of().post("/planted/", headers={"referer": referer})

    assert answer.status_code == 409
    assert "Termin już minął." in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_program_gets_the_sentences_as_json(browser_of):
    answer = browser_of().get("/api/planted/")

    assert (answer.status_code, answer.json()) == (409, {"detail": ["Termin już minął.", "I jeszcze to."]})


class Form(forms.Form):
    deadline = forms.CharField()


def test_a_refusal_stands_at_the_field_it_concerns():
    form = Form({"deadline": "x"})
    form.full_clean()

    with into(form):
        raise_all([Refusal("Za wcześnie.", field="deadline"), Refusal("W ogóle.", field="unknown")])

    assert form.errors == {"deadline": ["Za wcześnie."], "__all__": ["W ogóle."]}


def test_a_wrong_state_is_no_matter_of_a_field():
    form = Form({"deadline": "x"})

    with pytest.raises(WrongState), into(form):
        raise WrongState
