from tests import builders


def test_a_clerk_next_door_holds_no_seat_here(olga):
    assert olga.seats == frozenset()
    with builders.in_town("olszany"):
        assert builders.fresh(olga).seats == {"coordinator"}
