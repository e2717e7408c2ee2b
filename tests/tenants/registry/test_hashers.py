import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.utils.crypto import get_random_string

from config.settings import base
from tenants.registry.people.hashers import Argon2
from tests import builders

PASSWORD = get_random_string(12)


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS


def test_a_password_is_hashed_as_owasp_asks():
    assert make_password(PASSWORD).startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.django_db
def test_an_older_hash_is_good_and_written_anew_at_the_next_sign_in():
    nadia = builders.user(builders.a_person("Nadia Ngo"))
    nadia.password = Argon2PasswordHasher().encode(PASSWORD, get_random_string(22))

    assert not nadia.check_password(f"{PASSWORD}?")
    assert Argon2().must_update(nadia.password)
    assert nadia.check_password(PASSWORD)
    nadia.refresh_from_db()
    assert "$m=19456,t=2,p=1$" in nadia.password
    assert check_password(PASSWORD, nadia.password)
