"""What officials do, page by page: the coordinator, the executive, finance."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor, plain

PLACES = ("bip", "board", "website")
SUBMIT = ".form-actions button.button"
SIGN = 'form[action$="/sign/"] button.button'


def now() -> datetime:
    """By the office's clock, whatever the machine's is."""
    return datetime.now(ZoneInfo("Europe/Warsaw"))


def today() -> date:
    return now().date()


def prepare_call(clara: Visitor, *, title: str, pool: str, own: str = "10", second_lot: str = "") -> str:
    """From a priority task to a complete draft; the call's ref. A deadline that is too early is refused on the way."""
    clara.go("/calls/new/")
    clara.page.locator('input[name="task"]').first.check()
    clara.fill(title=title).press(SUBMIT)
    ref = re.search(r"/calls/([\w-]+)/edit/", clara.path)[1]  # type: ignore[index]
    if second_lot:
        clara.press('button[name="add"][value="lots"]')
        clara.fill(lots__1__title=second_lot, lots__1__pool="5000,00")
        clara.page.locator('[name="lots-1-task"]').select_option(index=1)
    clara.fill(
        case_number="OR.524.1",
        lots__0__pool=pool,
        lots__0__grant_max=pool,
        lots__0__own_min_percent=own,
        offers_per_applicant="2",
        results_table=True,
        opens_at=now().replace(second=0, microsecond=0) - timedelta(hours=1),
        closes_at=now().replace(hour=15, minute=30) + timedelta(days=5),
        decision_by=today() + timedelta(days=60),
        task_from=today(),
        task_to=date(today().year + 1, 6, 30),
        previous_tasks="Takich zadań nie było.",
    )
    clara.page.locator('button[data-add-row="attachments"]').click()
    clara.fill(attachments__0__name="Aktualny statut")
    clara.press(SUBMIT)
    # five days are too few: the refusal stands at the field, and everything else is still there
    expect(clara.page.locator("#id_closes_at_error")).to_be_visible()
    assert plain(clara.page.locator('[name="lots-0-pool"]').input_value()) == pool
    clara.fill(closes_at=now().replace(hour=15, minute=30) + timedelta(days=30))
    clara.press(SUBMIT, name="call-draft")
    assert clara.path == f"/calls/{ref}/"
    return ref


def ask_approval(clara: Visitor, ref: str) -> None:
    clara.go(f"/calls/{ref}/").act("/ask-approval/")


def approve_call(ewa: Visitor, ref: str, act_number: str) -> None:
    ewa.go(f"/calls/{ref}/").fill(approve__act_number=act_number).act("/approve/")


def publish_call(clara: Visitor, ref: str) -> None:
    """Recorded in the three places, and published."""
    record_publications(clara, ref, on=today())
    clara.go(f"/calls/{ref}/").act("/publish/", name="call-published")


def record_publications(clara: Visitor, ref: str, *, on: date) -> None:
    clara.go(f"/calls/{ref}/publications/")
    for place in PLACES:
        clara.fill(**{f"{place}_on": on, f"{place}_evidence": f"https://{place}.example.org/ogloszenie"})
    clara.press(SUBMIT)


def check_formally(clara: Visitor, application: str) -> None:
    clara.go(f"/applications/{application}/formal/")
    for question in ("eligible", "statute", "signed", "readable", "contents"):
        clara.fill(**{question: "yes"})
    clara.press('button[name="do"][value="pass"]', name="formal-passed")


def appoint_committee(clara: Visitor, ref: str, names: list[tuple[str, str, str]]) -> None:
    """(name, role, side) a row."""
    clara.go(f"/calls/{ref}/committee/edit/")
    while clara.page.locator('[data-row] select[name$="-person"]').count() > len(names):
        clara.page.locator("button[data-remove-row]").last.click()
    while clara.page.locator('[data-row] select[name$="-person"]').count() < len(names):
        clara.page.locator('button[data-add-row="members"]').click()
    clara.fill(act_number="15", appointed_on=today())
    for place, (name, role, side) in enumerate(names):
        clara.page.locator(f'[name="members-{place}-person"]').select_option(label=name)
        clara.fill(**{f"members__{place}__role": role, f"members__{place}__side": side})
    clara.press(SUBMIT, name="committee")


def record_absence(chair: Visitor, ref: str, name: str, *, reason: str) -> None:
    row = chair.go(f"/calls/{ref}/committee/").page.locator("tr", has_text=name).first
    row.locator("summary", has_text="nieobecność").click()
    row.locator('input[name="reason"]').fill(reason)
    chair.press(row.locator('form[action$="/absence/"] button').last, name="absence")


def start_assessment(clara: Visitor, ref: str) -> None:
    clara.go(f"/calls/{ref}/").act("/start-assessment/")


def propose(chair: Visitor, ref: str, lines: Mapping[str, tuple[str, str, str]]) -> None:
    """By organisation: (outcome, amount, reason); what other rules would do is looked at first."""
    chair.go(f"/calls/{ref}/proposal/what-if/", name="what-if")
    chair.go(f"/calls/{ref}/proposal/")
    _choose(chair, lines)
    chair.press(f"{SUBMIT}", name="proposal")


def _choose(person: Visitor, lines: Mapping[str, tuple[str, str, str]]) -> None:
    for name, (outcome, amount, reason) in lines.items():
        row = person.page.locator("tbody tr", has_text=name)
        row.locator("select").select_option(outcome)
        row.locator('input[name^="amount"]').fill(amount)
        row.locator("textarea").fill(reason)


def sign_protocol(chair: Visitor, ref: str) -> None:
    chair.go(f"/calls/{ref}/meetings/new/", name="meeting").press(SUBMIT, name="meetings")
    chair.go(f"/calls/{ref}/proposal/").act("/proposal/sign/")


def decide(clara: Visitor, ewa: Visitor, ref: str, act_number: str, lines: Mapping[str, tuple[str, str, str]]) -> None:
    """The coordinator prepares the act, the executive signs it."""
    clara.go(f"/calls/{ref}/decision/", name="decision")
    _choose(clara, lines)
    clara.fill(update_due_on=today() + timedelta(days=14)).press(SUBMIT)
    ewa.go(f"/calls/{ref}/decision/", name="act-to-sign")
    ewa.fill(act_number=act_number, signed_on=today()).press(SIGN)


def publish_results(clara: Visitor, ref: str) -> None:
    record_publications(clara, ref, on=today())
    clara.go(f"/calls/{ref}/results/")
    clara.press('a.button[href$="/letters/"]', name="letters").act("/results/publish/", name="letters-sent")


def justify(resident: Visitor, clara: Visitor, ref: str, organisation: str, answer: str) -> None:
    """A visitor without an account demands the grounds of the decision on one offer; the office answers."""
    resident.go(f"/calls/{ref}/justification/", name="justification")
    offers = resident.page.locator('select[name="offer"] option').all()
    chosen = next(one for one in offers if organisation in one.inner_text()).get_attribute("value")
    resident.fill(offer=chosen, name="Jan Kowalski", email="jan@example.org", text="Dlaczego?").press(SUBMIT)
    clara.go("/justifications/", name="justifications").press('a.button[href*="/justifications/"]', name="justify")
    clara.fill(answer=answer).press(SUBMIT, name="justified")


def approve_update(clara: Visitor, application: str) -> None:
    clara.go(f"/applications/{application}/update/", name="update-compared").act("/update/approve/")


def make_agreement(clara: Visitor, application: str, *, tranches: list[tuple[str, date]]) -> str:
    """The paper made; the agreement's ref."""
    clara.go(f"/applications/{application}/").act("/agreement/")
    ref = re.search(r"/agreements/([\w-]+)/edit/", clara.path)[1]  # type: ignore[index]
    for _ in tranches[1:]:
        clara.page.locator('button[data-add-row="tranches"]').click()
    for place, (amount, due_on) in enumerate(tranches):
        clara.fill(**{f"tranches__{place}__amount": amount, f"tranches__{place}__due_on": due_on})
    clara.press(SUBMIT, name="agreement-draft")
    clara.go(f"/agreements/{ref}/").act("/prepare/")
    return ref


def sign_agreement(clara: Visitor, ref: str) -> None:
    clara.go(f"/agreements/{ref}/").fill(signed_on=today()).act("/sign/", name="agreement-signed")


def pay(filip: Visitor, ref: str, number: int) -> None:
    filip.go(f"/agreements/{ref}/").act(f"/tranches/{number}/pay/")


def accept_report(clara: Visitor, ref: str) -> None:
    clara.go(f"/agreements/{ref}/reports/final/", name="report-check").act("/accept/")


def receive_return(filip: Visitor, ref: str) -> None:
    filip.go(f"/agreements/{ref}/reports/final/").act("/received/", name="report-settled")


def balance(person: Visitor, *, name: str = "") -> dict[str, Decimal]:
    """The whole line of the programme's balance, by the order of its columns."""
    person.go(f"/programmes/{today().year}/balance/", name=name)
    cells = person.page.locator("table.stack tfoot td.num").all_inner_texts()
    names = ("planned", "in_calls", "awarded", "free", "paid", "settled", "returned", "in_progress")
    figures = dict(
        zip(names, (Decimal(re.sub(r"[^\d,-]", "", cell).replace(",", ".")) for cell in cells), strict=False)
    )
    assert figures["planned"] == figures["in_calls"] + figures["awarded"] + figures["free"]
    assert figures["paid"] == figures["settled"] + figures["returned"] + figures["in_progress"]
    return figures
