"""Numbers as people type them, against the rules of their registers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.gates.refusals import Refusal
from tenants.office.identifiers import check_krs, check_nip, check_nrb, check_postcode, check_regon, show_nrb

ACCOUNT = "61109010140000071219812874"


@pytest.mark.parametrize(
    ("check", "typed", "number"),
    [
        (check_nip, "5251000000", "5251000000"),
        (check_nip, "678-900-01-20", "6789000120"),
        (check_nip, "PL 525 100 00 00", "5251000000"),
        (check_regon, "123456785", "123456785"),
        (check_regon, "361 000 003", "361000003"),
        (check_regon, "100000050", "100000050"),
        (check_regon, "12345678500010", "12345678500010"),
        (check_krs, "0000123456", "0000123456"),
        (check_krs, "123456", "0000123456"),
        (check_nrb, f"PL{ACCOUNT}", ACCOUNT),
        (check_nrb, "61 1090 1014 0000 0712 1981 2874", ACCOUNT),
        (check_postcode, "00-950", "00-950"),
        (check_postcode, "00950", "00-950"),
    ],
)
def test_a_right_number_comes_back_bare(check, typed, number):
    assert check(typed) == number


@pytest.mark.parametrize(
    ("check", "typed", "field"),
    [
        *(
            (check_nip, typed, "nip")
            for typed in ["1234567890", "1234567891", "525100000", "52510000000", "", "abc", "٥٢٥١٠٠٠٠٠٠"]
        ),
        *((check_regon, typed, "regon") for typed in ["123456784", "12345678500011", "1234567890", ""]),
        *((check_krs, typed, "krs") for typed in ["12345678901", "0000000000", "KRS", ""]),
        *((check_nrb, typed, "account") for typed in ["62109010140000071219812874", ACCOUNT[:-1], f"DE{ACCOUNT}", ""]),
        *((check_postcode, typed, "postcode") for typed in ["0095", "00-95O", "000-950", ""]),
    ],
)
def test_a_wrong_number_is_refused_at_its_field(check, typed, field):
    with pytest.raises(Refusal) as refused:
        check(typed)

    assert refused.value.field == field


@given(st.integers(min_value=0, max_value=25), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_never_passes_in_an_account_number(place, step):
    digits = list(ACCOUNT)
    digits[place] = str((int(digits[place]) + step) % 10)

    with pytest.raises(Refusal):
        check_nrb("".join(digits))


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text):
    for check in (check_nip, check_regon, check_krs, check_nrb, check_postcode):
        try:
            assert check(text)
        except Refusal as refusal:
            assert str(refusal)


def test_an_account_is_shown_as_banks_print_it():
    assert show_nrb(ACCOUNT) == "61 1090 1014 0000 0712 1981 2874"
