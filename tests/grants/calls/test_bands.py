"""Bands of points: what a clerk types, and what is understood."""

import pytest

from grants.calls.bands import parsed, said, typed

# The published rule of a real call: all from 60, 200 zł less from 50, 300 zł less below.
REAL = "60 100%\n50 -200\n0 -300"


def test_a_real_rule_is_understood_and_written_back():
    bands = parsed("0 −300 zł\n60 100%\n50   -200,00")

    assert bands == [
        {"from": "60.00", "kind": "full", "value": "100.00"},
        {"from": "50.00", "kind": "minus", "value": "200.00"},
        {"from": "0.00", "kind": "minus", "value": "300.00"},
    ]
    assert typed(bands) == REAL
    assert parsed(typed(bands)) == bands
    assert len(said(bands)) == 3


def test_a_part_and_a_ceiling():
    assert parsed("40,5 50%\n30 1 000") == [
        {"from": "40.50", "kind": "percent", "value": "50.00"},
        {"from": "30.00", "kind": "fixed", "value": "1000.00"},
    ]


@pytest.mark.parametrize(
    "line", ["sześćdziesiąt 100%", "60", "60 120%", "60 -50%", "60 1.234", "60 100% albo mniej", "60 0", "60 -0"]
)
def test_a_line_that_is_no_band_is_named(line):
    with pytest.raises(ValueError, match=line.replace(".", r"\.")):
        parsed(f"70 100%\n{line}")
