"""The published copy: personal data are made first, then sought in it."""

import json

from grants.small_grants import content, masking
from tests.builders_small_grants import values

FACTS = {
    "name": "Stowarzyszenie „Lipa”",
    "legal_form": "stowarzyszenie",
    "register_kind": "KRS",
    "register_number": "0000900001",
    "nip": "5251000000",
    "seat_address": "ul. Lipowa 1, 11-111 Lipowo",
    "correspondence_address": "ul. Prywatna 5/7, 11-111 Lipowo",
    "email": "biuro@example.org",
    "phone": "500 100 200",
}


def filed(**over):
    """An offer as it binds."""
    written = content.normal(values(**over))
    return {
        **written,
        "basic": {"authority": "Wójt Gminy Lipowo", "task_type": "17) sport"},
        "applicant": {**written["applicant"], **FACTS},
        "declarations": {**written["declarations"], "signed_by": "Bogumiła Zmyślona", "date": "2027-01-15"},
    }


def copy(hidden=(), **over):
    return json.dumps(masking.published(filed(**over), hidden=hidden), ensure_ascii=False)


def test_whom_to_ask_and_who_signed_is_in_the_offer_and_not_in_the_copy():
    whole = json.dumps(filed(), ensure_ascii=False)
    for secret in (
        "Nadia Ngo",
        "500 100 200",
        "nadia@example.org",
        "biuro@example.org",
        "Bogumiła",
        "5/7",
        "5251000000",
    ):
        assert secret in whole, secret
        assert secret not in copy(), secret


def test_the_copy_says_who_asks_for_what():
    said = copy()

    for shown in ("Stowarzyszenie „Lipa”", "0000900001", "Piłka dla każdego", "Wynajem sali", "4000.00", "2027-03-01"):
        assert shown in said


def test_what_looks_like_personal_data_in_a_text_is_taken_out():
    said = copy(
        description=(
            "Zapisy: Zapisy@Example.org lub 600-700-800, 22 123 45 67, +48 600 700 800. PESEL 44051401359. "
            "Konto 61 1090 1014 0000 0712 1981 2874. Próby przy ul. Cichej 12/4 w Lipowie, 100 dzieci, 20 spotkań."
        )
    )

    for secret in ("apisy@", "600-700", "600 700", "123 45 67", "44051401359", "1090 1014", "12/4"):
        assert secret not in said, secret
    assert "100 dzieci, 20 spotkań" in said


def test_names_the_offer_knows_go_in_every_case():
    said = copy(
        contact_name="Jan Wymyślony-Kowalski",
        description="Prowadzi Jan Wymyślony-Kowalski; z Kowalskim ćwiczą dzieci, u Bogumiły Zmyślonej szyją.",
        profile="Zmyślona Bogumiła kieruje, Kowalskiego znają wszyscy. Kowal z Lipowa też przyjdzie.",
        results=[{"name": "Zajęcia Kowalskiego", "target": "20", "monitoring": "lista u Zmyślonej"}],
    )

    assert "Kowalsk" not in said
    assert "Zmyślon" not in said
    assert "Kowal z Lipowa" in said


def test_the_clerks_words_go_whatever_their_case():
    assert "Halin" in copy(description="Pani Halina K. z ulicy Długiej poprowadzi warsztaty.")
    said = copy(
        description="Pani Halina K. z ulicy Długiej poprowadzi warsztaty.", hidden=["halina k.", "ulicy Długiej"]
    )

    assert "Halina" not in said
    assert "Długiej" not in said
    assert "poprowadzi warsztaty" in said


def test_a_seat_outside_krs_may_be_a_flat_and_is_hidden():
    offer = filed()
    assert "ul. Lipowa 1" in json.dumps(masking.published(offer), ensure_ascii=False)
    offer["applicant"]["register_kind"] = "starosta"

    assert "ul. Lipowa 1" not in json.dumps(masking.published(offer), ensure_ascii=False)


def test_a_field_nobody_thought_of_is_hidden():
    offer = filed()
    offer["applicant"]["mother"] = "Tajna"
    offer["task"]["note"] = "Tajna"
    offer["extra"] = "Tajna"

    assert "Tajna" not in json.dumps(masking.published(offer), ensure_ascii=False)
