from tests.builders_awards import a_published_result


def test_whole_way(marek, maria, mikolaj):
    call = a_published_result(marek, maria, mikolaj, offers=[{}, {"grant": "4000.00"}])
    assert call.state == "results"
