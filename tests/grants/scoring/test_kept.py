"""Somebody signed the protocol while another was typing: the words come back, with what has happened."""

import pytest

from grants.scoring.meetings.models import Meeting
from tenants.gates.refusals import Refusal, Stale, WrongState, keeping
from tests import builders
from tests.builders_awards import a_recommended_call
from tests.builders_scoring import offers_of
from tests.grants.scoring.test_pages import sheet_of

WORDS = "Długo pisane i przemyślane zdanie."


class Sheet:
    """A form as far as a refusal needs it."""

    fields = ("reason",)

    def __init__(self):
        self.errors = []

    def add_error(self, field, error):
        self.errors.append((field, error))


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (WrongState("Podpisano."), [(None, "Podpisano.")]),
        (Stale("Zapisano w drugim oknie."), [(None, "Zapisano w drugim oknie.")]),
        (Refusal("Napisz.", field="reason", also=[Refusal("I tu.", field="other")]), [("reason", "Napisz."), (None, "I tu.")]),
    ],
)  # fmt: skip
def test_every_refusal_finds_its_place_in_the_form(refusal, said):
    form = Sheet()

    with keeping(form):
        raise refusal

    assert form.errors == said


def test_words_typed_before_the_protocol_was_signed_come_back_and_change_nothing(marek, maria, clara, browser_of):
    expert = builders.a_person("Ewa Ekspertka", "committee")
    call = a_recommended_call(marek, maria, committee={"advisors": (expert,)})
    offer, meeting = offers_of(call)[0], Meeting.objects.get()
    at_offer, at_call = f"/applications/{offer.ref}", f"/calls/{call.ref}/meetings"
    sheet = offer.sheets.get(member__user_id=maria.user_id)
    began = {"starts_at": "2027-02-13T18:00", "minutes": WORDS}
    votes = {"vote-votes_for": "1", "vote-votes_against": "0", "vote-abstained": "0"}
    forms = [
        (maria, f"{at_offer}/scores/say/", {"text": WORDS}),
        (marek, f"{at_offer}/scores/few/", {"few-reason": WORDS}),
        (
            clara,
            f"/calls/{call.ref}/committee/conflicts/",
            {"exclude-pair": f"{sheet.member_id}-{offer.pk}", "exclude-reason": WORDS},
        ),
        (marek, f"{at_offer}/scores/reopen/", {"reopen-which": sheet.pk, "reopen-reason": WORDS}),
        (maria, f"{at_offer}/score/", sheet_of(call, reason=WORDS, revision="1")),
        (expert, f"{at_offer}/score/opinion/", {"opinion-text": WORDS}),
        (maria, f"{at_call}/remark/", {"text": WORDS}),
        (marek, f"{at_call}/new/", began),
        (marek, f"{at_call}/{meeting.number}/", began),
        (marek, f"{at_call}/{meeting.number}/vote/", {"vote-subject": WORDS, **votes}),
    ]

    for person, path, typed in forms:
        answer = browser_of(person).post(path, typed)
        page = answer.content.decode()
        assert (path, answer.status_code, WORDS in page, "data-error-summary" in page) == (path, 422, True, True)
        # Nothing typed is wrong: only the time for it is over.
        assert 'class="field-error"' not in page
    for page in (f"{at_offer}/score/", f"{at_offer}/scores/", f"{at_call}/"):
        assert WORDS not in browser_of(maria).get(page).content.decode()
    autosaved = browser_of(maria).post(f"{at_offer}/score/", sheet_of(call, revision="1"), headers={"X-Autosave": "1"})
    assert (autosaved.status_code, list(autosaved.json())) == (422, ["message"])
