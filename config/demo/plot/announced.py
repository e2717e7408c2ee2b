"""What happens around an announcement: the office tries its call out, changes the published text, answers questions."""

from config.demo.cast import Cast, act
from config.demo.content.shapes import Call, Offer
from config.demo.content.shapes_beside import Change, Enquiry
from config.demo.moments import DAY
from config.demo.plot.forms import sections_of
from config.demo.plot.schedule import PLACES, Schedule, chance
from config.demo.references import draft_ref
from config.demo.story import Story
from grants.applications import actions as applications
from grants.applications import trying
from grants.applications.models import TRIAL, Application
from grants.calls import actions, text
from grants.calls import models as rooms
from grants.calls.enquiries import actions as enquiries

TRIED = "Oferta próbna urzędu."


def try_out(room: rooms.Call, call: Call, offer: Offer, cast: Cast, when: Schedule) -> Story:
    """A clerk fills in and files a trial offer, to see what applicants will see."""
    by = cast.coordinator
    at = yield when.at(when.base - 2 * DAY, 15, 20)
    begun = trying.begin(room.lots.get(number=offer.lot), by=by, at=at)
    ref = TRIAL + draft_ref(cast.town.code, call.code, TRIAL, year=at.year).partition("-")[2]
    Application.trials.filter(pk=begun.pk).update(ref=ref)
    trial = Application.trials.get(pk=begun.pk)
    phone = cast.organisations[offer.organisation].phone
    sections = sections_of(offer, cast, when) | {
        "applicant": {"contact_name": by.name, "contact_phone": phone, "contact_email": by.email},
        "capacity": {"previous_activity": TRIED, "resources": TRIED},
    }
    for name, values in sections.items():
        applications.save_section(trial, name, values, revision=trial.revisions.get(name, 0), by=by, at=at)
    at = yield when.at(when.base - 2 * DAY, 15, 45)
    applications.file(trial, by=by, at=at)


def ask(room: rooms.Call, told: Enquiry, cast: Cast) -> Story:
    """A question, and perhaps the answer that everyone reads."""
    at = yield cast.calendar.at(told.asked, 16, chance(told.text, 90))
    enquiry = enquiries.ask(rooms.Call.objects.get(pk=room.pk), text=told.text, by=cast.representative(told), at=at)
    if told.answered:
        at = yield cast.calendar.at(told.answered, 10, chance(told.answer, 90))
        enquiries.answer(enquiry, published=told.published, answer=told.answer, by=cast.coordinator, at=at)


def change(room: rooms.Call, told: Change, cast: Cast, when: Schedule) -> Story:
    """A clerk prepares the changed text, the executive decides on it, and it stands in the three places once more."""
    day = cast.calendar.day(told.on)
    at = yield when.at(day - DAY, 13, 10)
    call = rooms.Call.objects.get(pk=room.pk)
    values = text.stored(call)
    for name, sentence in told.added:
        values[name] += f" {sentence}"
    for number, pool in told.pools:
        values["lots"][number - 1]["pool"] = pool
    kept = [lot.number for lot in call.lots.order_by("number")]
    actions.propose_change(call, values, kept=kept, reason=told.reason, by=cast.coordinator, at=at)
    at = yield when.at(day, 9, 30)
    actions.amend(call, act_number=act(told.act_number, day.year), by=cast.executive, at=at)
    for place in PLACES:
        at = yield when.at(day, 11, 15)
        evidence = f"https://bip.{cast.town.code}.example.org/ngo/{call.ref}/zmiana"
        actions.record_publication(
            call,
            place=place,
            published_on=day,
            evidence="tablica, parter" if place == "board" else evidence,
            by=cast.coordinator,
            at=at,
        )
    at = yield when.at(day, 11, 40)
    actions.republish(call, by=cast.coordinator, at=at)
