import pytest
from django.db import models

from tenants.gates.access import NOBODY
from tenants.office import checks
from tenants.office.scopes import ScopedQuerySet, visible_through


def planted(manager):
    class Meta:
        app_label = "roof"
        managed = False

    return type("Planted", (models.Model,), {"__module__": __name__, "Meta": Meta, "objects": manager})


@pytest.fixture(autouse=True)
def forget_planted_models():
    from django.apps import apps

    yield
    apps.all_models["roof"].pop("planted", None)
    apps.clear_cache()


def test_every_model_of_a_town_says_who_may_see_its_rows():
    assert checks.scopes(None) == []
    assert len(checks.town_models()) > 20


def test_no_key_of_a_town_binds_the_public_schema_in_the_database():
    assert checks.keys_across_schemas(None) == []


@pytest.mark.parametrize("manager", [models.Manager(), ScopedQuerySet.as_manager()])
def test_a_planted_model_without_a_scope_is_named(manager, monkeypatch):
    model = planted(manager)
    monkeypatch.setattr(checks, "town_models", lambda: [model])

    assert [(error.id, error.obj) for error in checks.scopes(None)] == [("osnowa.E002", model)]


def test_a_model_seen_through_its_parent_has_a_scope(monkeypatch):
    model = planted(visible_through("parent"))
    monkeypatch.setattr(checks, "town_models", lambda: [model])

    assert checks.scopes(None) == []


@pytest.mark.django_db
def test_a_model_that_says_nothing_shows_nothing():
    model = checks.town_models()[0]

    assert not ScopedQuerySet(model).visible_to(NOBODY).exists()
