"""The public register KRS, asked over real HTTP: what it says, and every way it fails."""

import threading

import pytest

from infra.doubles.krs import BROKEN, REFUSED, SLOW, STRANGE, Double
from tenants.registry.organisations import krs


@pytest.fixture
def register(settings):
    double = Double(slow_seconds=2)
    thread = threading.Thread(target=double.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.KRS_API_URL = double.url
    settings.KRS_SECONDS = 0.5
    yield double
    double.shutdown()
    double.server_close()
    thread.join()


def test_the_facts_of_an_association_come_under_the_names_of_our_form(register):
    assert krs.look_up("0000123450") == {
        "name": "STOWARZYSZENIE „BRZOZA”",
        "legal_form": "stowarzyszenie",
        "nip": "5251000000",
        "regon": "123456785",
        "street": "ul. Brzozowa 3",
        "postcode": "11-111",
        "city": "Lipowo",
        "email": "biuro@brzoza.example",
        "website": "https://www.brzoza.example",
    }


def test_who_is_among_entrepreneurs_is_found_there_and_lacks_nothing_by_it(register):
    found = krs.look_up("0000123451")

    assert (found["legal_form"], found["street"], found["city"]) == ("spoldzielnia_socjalna", "Olszany 7", "Olszany")
    assert "nip" not in found
    assert [address.partition("rejestr=")[2][0] for address in register.asked] == ["S", "P"]


def test_a_number_that_is_not_there_is_told_from_a_register_that_fails(register):
    with pytest.raises(krs.NotThere):
        krs.look_up("0000999990")


@pytest.mark.parametrize("last", [SLOW, BROKEN, STRANGE, REFUSED])
def test_a_register_that_fails_is_unreachable_and_nothing_else(register, last):
    with pytest.raises(krs.Unreachable):
        krs.look_up(f"000012345{last}")


def test_a_register_that_is_down_is_unreachable(settings):
    settings.KRS_API_URL = "http://127.0.0.1:1/api/krs"

    with pytest.raises(krs.Unreachable):
        krs.look_up("0000123450")


def test_a_number_cannot_lead_the_question_elsewhere(register):
    with pytest.raises(krs.NotThere):
        krs.look_up("../../secret?x=")

    assert all(address.startswith("/api/krs/OdpisAktualny/..%2F..%2Fsecret") for address in register.asked)


def test_the_register_is_off_unless_an_address_is_set(settings):
    assert settings.KRS_API_URL == ""
    assert not krs.is_on()
