"""What a committee may be, declare and score. Values in, an answer or a Refusal out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frontend.templatetags.formats import percent, without_zeros
from grants.calls.models import Call, TieRule
from grants.calls.states import CallState
from grants.scoring.grounds import OTHER, words_of
from grants.scoring.models import MemberRole, Side, WithoutNgo
from grants.scoring.states import APPOINTING, DECLARING, SCORING, SIGNED
from tenants.gates.refusals import Refusal, WrongState, raise_all

CENT = Decimal("0.01")
NAMED_BY_APPLICANT = gettext_lazy(
    "Named by an organisation that takes part in the call: art. 15(2d) of the act does not allow it."
)
TIED_READER = gettext_lazy("This person is excluded from the offer, so they cannot read it.")
SHEET_BEGUN = gettext_lazy("This person has begun the sheet: the offer stays theirs.")


@dataclass(frozen=True, kw_only=True)
class Nominee:
    """A person to sit on a committee."""

    user_id: int
    role: str = MemberRole.MEMBER
    side: str = Side.OFFICE


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A member's word on one offer."""

    application_id: int
    tied: bool
    description: str = ""
    ground: str = OTHER


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Points for one criterion and why. In a draft either may be missing: not scored yet.

    `applies` False: the criterion does not apply to this offer, as the call allows for it.
    """

    points: Decimal | None = None
    reason: str = ""
    applies: bool = True


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A criterion as the rules need it."""

    name: str
    points_max: int
    may_not_apply: bool = False


def check_composition(
    nominees: Sequence[Nominee], *, seated: Iterable[int], ground: str, without_ngo: str = ""
) -> None:
    """One chair, nobody twice, everybody with the committee's seat; nobody from organisations only on a ground."""
    refusals: list[Refusal] = []
    if not nominees:
        raise Refusal(_("Choose at least the chair."), field="members")
    people = [one.user_id for one in nominees]
    if len(set(people)) != len(people):
        refusals.append(Refusal(_("The same person is on the list twice."), field="members"))
    if not set(people) <= set(seated):
        refusals.append(
            Refusal(
                _("Only people with the role “committee member” can sit on a committee. Give the role first."),
                field="members",
            )
        )
    if sum(one.role == MemberRole.CHAIR for one in nominees) != 1:
        refusals.append(Refusal(_("A committee has exactly one chair."), field="members"))
    if without_ngo and without_ngo not in WithoutNgo.values:
        raise Refusal(_("Choose which ground of art. 15(2da) it is."), field="without_ngo")
    if not ground.strip() and not any(one.side == Side.NGO for one in nominees):
        refusals.append(
            Refusal(
                _("There is nobody named by organisations. Write which ground of art. 15(2da) allows it."),
                field="without_ngo_ground",
            )
        )
    raise_all(refusals)


def check_blind(people: Iterable[str], *, changed: bool, declared: bool) -> None:
    """In a blind call nobody sits who sees applicants in the office (`people`); it is said before anybody declares."""
    if changed and declared:
        raise Refusal(
            _("Somebody has declared already: whether the committee sees who applies can no longer be changed."),
            field="blind",
        )
    if listed := ", ".join(sorted(people)):
        sentence = _(
            "In this call the committee does not see who applies, so nobody with a role in the office can sit on it: "
            "%(list)s."
        )
        raise Refusal(sentence % {"list": listed}, field="members")


def check_quorum(percent: int, *, changed: bool, met: bool) -> None:
    """`met`: a meeting is recorded, and whether it had a quorum stays as it was."""
    if not 1 <= percent <= 100:
        raise Refusal(_("Give from 1 to 100 per cent."), field="quorum_percent")
    if changed and met:
        raise Refusal(_("A meeting is recorded already: the quorum can no longer be changed."), field="quorum_percent")


def check_appointment(state: str, *, appointed_on: date, today: date) -> None:
    if state not in APPOINTING:
        raise WrongState(_("The committee can be appointed and changed until its opinion is signed."))
    if appointed_on > today:
        raise Refusal(_("The day of appointment cannot be in the future."), field="appointed_on")


def check_member_call(state: str, *, published_on: date, until: date, today: date) -> None:
    """Days of asking organisations for people, or the one day a person was named."""
    if state not in APPOINTING and state != CallState.DRAFT:
        raise WrongState(_("The committee can be appointed and changed until its opinion is signed."))
    if published_on > today:
        raise Refusal(_("This day is in the future."), field="published_on")
    if until < published_on:
        raise Refusal(_("The last day comes before the day of publication."), field="until")


def check_declaring(state: str) -> None:
    _check_unsigned(state)
    if state not in DECLARING:
        raise WrongState(_("Declarations are made after the call has closed and before the protocol is signed."))


def check_scoring(state: str) -> None:
    _check_unsigned(state)
    if state not in SCORING:
        raise WrongState(_("Scoring has not begun yet: the office is still checking the offers formally."))


def _check_unsigned(state: str) -> None:
    if state in SIGNED:
        raise WrongState(_("The protocol is signed: nothing under it can be changed any more."))


def check_declaration(*, tied: bool, description: str, before: bool | None, belongs: bool, ground: str = OTHER) -> None:
    """`before` is what was declared earlier, if anything; `belongs`: the person acts for the applicant."""
    if before is True:
        raise WrongState(_("A declared tie is final."))
    if not tied and belongs:
        raise Refusal(
            _("You belong to this organisation, so you are tied to its offer by law. Declare the tie."), field="tied"
        )
    if tied and not description.strip():
        raise Refusal(_("Write what the tie is."), field="description")
    if tied and not words_of(ground):
        raise Refusal(_("Choose the ground of the tie."), field="ground")


def check_unsaid(said: Sequence[str]) -> None:
    """Refuse words on offers there is a declaration about already: `said` is what they are called."""
    if said:
        sentence = _(
            "There is a declaration about this already, so nothing of it was saved again: %(list)s. If you have learnt of "
            "a tie since, record it on the page of your declarations."
        )
        raise WrongState(sentence % {"list": _shortened(said)})


def check_sitting(name: str, *, sits: bool) -> None:
    if not sits:
        raise WrongState(_("%(name)s has left the committee.") % {"name": name})


def check_exclusion(*, reason: str, before: bool | None) -> None:
    """KPA art. 24 § 3: what may raise a doubt is made plausible, so it is written down."""
    if before is True:
        raise WrongState(_("A declared tie is final."))
    if not reason.strip():
        raise Refusal(_("Write what may raise a doubt about impartiality: the record keeps it."), field="reason")


def check_assigning(*, readings: int, ngo_least: int, most: int) -> None:
    if not 1 <= readings <= most:
        sentence = _("An offer is read by 1 to %(most)s people: so many vote on this committee.")
        raise Refusal(sentence % {"most": most}, field="readings")
    if not 0 <= ngo_least <= readings:
        raise Refusal(_("No more people named by organisations than readings."), field="ngo_least")


def check_assigned(short: Mapping[str, int]) -> None:
    """Refuse an assignment that cannot be; `short` says which offers lack how many readers."""
    if short:
        listed = ", ".join(f"{number} ({lacking})" for number, lacking in sorted(short.items()))
        raise Refusal(
            _(
                "These offers cannot have so many readers; how many they lack stands in brackets: %(list)s. "
                "Ask for fewer readings, raise a limit, or appoint more people without ties."
            )
            % {"list": listed},
            field="readings",
        )


def check_marks(marks: Mapping[int, Mark], scales: Mapping[int, Scale], *, step: Decimal = CENT) -> None:
    """Points from 0 to the criterion's most, in the call's steps; whatever is given."""
    refusals = []
    for criterion, mark in marks.items():
        if criterion not in scales:
            raise Refusal(_("This criterion is not one of the call."))
        scale = scales[criterion]
        if not mark.applies and not scale.may_not_apply:
            sentence = _("“%(name)s”: this criterion applies to every offer of the call.")
            refusals.append(Refusal(sentence % {"name": scale.name}, field=applies_field(criterion)))
        if mark.points is None:
            continue
        if not mark.applies:
            sentence = _("“%(name)s”: give points, or say that it does not apply; not both.")
            refusals.append(Refusal(sentence % {"name": scale.name}, field=points_field(criterion)))
        elif not 0 <= mark.points <= scale.points_max:
            sentence = _("“%(name)s”: give from 0 to %(most)s points.")
            refusals.append(
                Refusal(sentence % {"name": scale.name, "most": scale.points_max}, field=points_field(criterion))
            )
        elif mark.points % step:
            refusals.append(Refusal(_wrong_step(scale, step), field=points_field(criterion)))
    raise_all(refusals)


def _wrong_step(scale: Scale, step: Decimal) -> str:
    if step == CENT:
        return _("“%(name)s”: give at most two decimals.") % {"name": scale.name}
    return _("“%(name)s”: points go in steps of %(step)s.") % {"name": scale.name, "step": without_zeros(step, 2)}


def check_complete(marks: Mapping[int, Mark], scales: Mapping[int, Scale], *, reasons: bool) -> None:
    """Every criterion has points, or is said not to apply, and a reason where the call asks for reasons.

    Applicants may demand the grounds of the choice (art. 15(2i)).
    """
    refusals = []
    for criterion, scale in scales.items():
        mark = marks.get(criterion, Mark())
        if mark.points is None and mark.applies:
            refusals.append(
                Refusal(_("“%(name)s”: give points.") % {"name": scale.name}, field=points_field(criterion))
            )
        if (reasons or not mark.applies) and not mark.reason.strip():
            sentence = _("“%(name)s”: write why.")
            refusals.append(Refusal(sentence % {"name": scale.name}, field=reason_field(criterion)))
    raise_all(refusals)
    if scales and not any(mark.applies for mark in marks.values()):
        raise Refusal(_("At least one criterion applies to every offer."))


def points_field(criterion: int) -> str:
    return f"points_{criterion}"


def reason_field(criterion: int) -> str:
    return f"reason_{criterion}"


def applies_field(criterion: int) -> str:
    return f"outside_{criterion}"


def check_third(apart: Sequence[str], *, gap_percent: Decimal | None) -> None:
    """Refuse a protocol while two sheets of an offer lie so far apart that the call wants a third."""
    if apart and gap_percent is not None:
        sentence = _(
            "Two sheets differ by more than %(gap)s of the most points, so a third person must score: %(list)s. "
            "If nobody of the committee can, put it on record on the page of the offer's scores."
        )
        raise Refusal(sentence % {"gap": percent(gap_percent), "list": _shortened(apart)})


def check_going_without(reason: str, *, fewer: bool, able: bool, recorded: bool) -> None:
    """`fewer`: not as many have scored this offer as are to, and nobody owes a sheet of it; `able`: the rule of the call
    wants a third sheet, and somebody of the committee could still write it.
    """
    if recorded:
        raise WrongState(_("It is on record already why nobody else has scored this offer."))
    if not fewer:
        raise Refusal(_("As many people have scored this offer as were to, or somebody still owes a sheet of it."))
    if able:
        raise Refusal(
            _(
                "Somebody of the committee can still score this offer. Give it to them, or first record their absence "
                "or their tie."
            )
        )
    if not reason.strip():
        raise Refusal(_("Write why nobody else has scored this offer: the protocol says it."), field="reason")


def check_vote(call: Call, order: Sequence[int], groups: Iterable[frozenset[int]]) -> None:
    """A vote orders offers that have equal points and that the call's other rules do not part, each once."""
    if TieRule.VOTE not in call.tie_rules:
        raise Refusal(_("This call does not leave equal points to a vote."))
    if len(set(order)) != len(order) or frozenset(order) not in set(groups):
        raise Refusal(_("Give each of the offers with equal points a place of its own."), field="order")


def check_reopening(reason: str, *, votes: bool) -> None:
    """`votes`: the member can submit it again; of somebody who cannot, the sheet would quietly count no more."""
    if not votes:
        raise Refusal(_("This person does not score now, and nobody else can submit the sheet again."), field="which")
    if not reason.strip():
        raise Refusal(_("Write why the sheet is reopened: the record keeps it."), field="reason")


def check_remark(text: str) -> None:
    if not text.strip():
        raise Refusal(_("Write what you want to say."), field="text")


def check_sheets_in(missing: Mapping[str, Sequence[str]]) -> None:
    """Refuse a protocol while a voting member owes a declaration or a sheet; says who and for which offers."""
    if not missing:
        return
    listed = "; ".join(f"{name}: {_shortened(numbers)}" for name, numbers in missing.items())
    raise Refusal(
        _("The protocol cannot be signed yet. Missing sheets: %(list)s. Wait for them, or record an absence.")
        % {"list": listed}
    )


def check_read(few: Sequence[str]) -> None:
    """Refuse a protocol over offers that too few people have scored, as long as it is not on record why."""
    if few:
        raise Refusal(
            _(
                "Nobody has scored these offers, or fewer people than were to: %(list)s. Have them scored, or put on "
                "record on the page of the offer's scores why it could not be done."
            )
            % {"list": _shortened(few, most=10)}
        )


def check_all_checked(waiting: Sequence[str]) -> None:
    """Refuse while offers wait for the formal check: they would vanish without an answer."""
    if waiting:
        raise Refusal(
            _("These offers still wait for the formal check: %(list)s.") % {"list": _shortened(waiting, most=10)}
        )


def check_named_by_others(named_by_applicants: Sequence[str]) -> None:
    """Refuse members named by organisations who act for an applicant of the same call (art. 15(2d))."""
    if named_by_applicants:
        raise Refusal(
            _(
                "People named by organisations that take part in the call cannot sit on its committee "
                "(art. 15(2d)): %(list)s. Replace them first."
            )
            % {"list": ", ".join(named_by_applicants)}
        )


def _shortened(numbers: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(numbers[:most])
    rest = len(numbers) - most
    if rest <= 0:
        return shown
    return _("%(shown)s and %(rest)s") % {
        "shown": shown,
        "rest": ngettext("%(n)s more", "%(n)s more", rest) % {"n": rest},
    }
