"""A committee's member at work: declarations, then a sheet for each offer."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from grants.applications.models import Application
from grants.applications.saving import not_saved
from grants.calls.models import Call
from grants.scoring import actions, grounds, presentation, reading, seen, standing
from grants.scoring.forms import DeclarationForm, SheetForm, TieForm
from grants.scoring.models import CommitteeMember, ScoreSheet
from grants.scoring.states import DECLARING, SCORING, SheetState
from grants.scoring.views_advising import opinion_page
from grants.scoring.views_offer import offer_and_member, read_by
from tenants.gates.access import committee_seats
from tenants.gates.doors import open_to
from tenants.gates.refusals import WrongState, into, keeping


def _work(request: Any, ref: str) -> tuple[Call, reading.Work]:
    call = get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)
    member = reading.membership_of(request.actor, call)
    if member is None:
        raise Http404
    return call, reading.work_of(member, with_seen=True)


@open_to(committee_seats)
@require_http_methods(["GET", "HEAD", "POST"])
def declarations(request: Any, ref: str) -> HttpResponse:
    """One form for every offer that waits for a word; an offer left empty stays for later."""
    call, work = _work(request, ref)
    if request.method == "POST":
        try:
            return _declared(request, call, work)
        except WrongState as moved_on:
            return _not_declared(request, work, moved_on)
    waiting = work.to_declare if call.state in DECLARING else []
    forms = [DeclarationForm(towards=one) for one in work.towards(waiting)]
    return _declarations_page(request, call, work, forms, TieForm(towards=work.towards(work.impartial)))


def _declared(request: Any, call: Call, work: reading.Work) -> HttpResponse:
    """Raises: WrongState, when what was typed can no longer be said."""
    actions.rules.check_declaring(call.state)
    waiting = work.to_declare
    forms = [DeclarationForm(request.POST, towards=one) for one in work.towards(waiting)]
    asked = {form.towards.key for form in forms}
    said = [DeclarationForm(request.POST, towards=one) for one in work.towards(work.declared) if one.key not in asked]
    actions.rules.check_unsaid([form.named for form in said if form.says_otherwise()])
    # Each form is asked, so that each shows what is wrong with it.
    valid = not [form for form in forms if not form.is_valid()]
    if not (valid and _declare(work, forms, request)):
        late = TieForm(towards=work.towards(work.impartial))
        return _declarations_page(request, call, work, forms, late, status=422)
    left = len(waiting) - sum(len(form.answers()) for form in forms)
    if left:
        sentence = ngettext("Saved. %(n)s offer still waits.", "Saved. %(n)s offers still wait.", left)
        messages.info(request, sentence % {"n": left})
        return redirect("scoring:declarations", ref=call.ref)
    messages.success(request, _("Your declarations are saved."))
    return redirect("scoring:committee", ref=call.ref)


def _not_declared(request: Any, work: reading.Work, moved_on: WrongState) -> HttpResponse:
    """What was typed about ties, to be copied, and why it was not saved."""
    # The protocol opens a blind call's eyes; the page that was sent still named applicants.
    then = replace(work, blind=work.member.committee.blind)
    forms = [DeclarationForm(request.POST, towards=one) for one in then.towards(work.duties)]
    names = {form.towards.key: form.named for form in forms}
    texts = [(form.named, form["description"].value()) for form in forms]
    late = TieForm(request.POST, towards=[])
    label = names.get(late["application"].value() or "", str(late.fields["description"].label))
    texts.append((label, late["description"].value()))
    kept = [(label, text) for label, text in texts if (text or "").strip()]
    back = reverse("scoring:declarations", args=[work.member.committee.call.ref])
    return not_saved(request, kept, str(moved_on), back=back)


def _declare(work: reading.Work, forms: list[DeclarationForm], request: Any) -> bool:
    """Save all answers or none, each refusal at its own offer."""
    answers = []
    for form in forms:
        given = form.answers()
        if not given:
            continue
        with into(form):
            actions.rules.check_declaration(
                tied=given[0].tied,
                description=given[0].description,
                ground=given[0].ground,
                before=None,
                belongs=form.towards.belongs,
            )
        answers += given
    if any(form.errors for form in forms):
        return False
    actions.declare_all(work.member, answers, by=request.actor, at=timezone.now())
    return True


def _declarations_page(
    request: HttpRequest, call: Call, work: reading.Work, forms: list[DeclarationForm], late: TieForm, status: int = 200
) -> HttpResponse:
    context = {
        "call": call,
        "work": work,
        "forms": [(form, [seen.words(code) for code in form.towards.seen]) for form in forms],
        "plain_forms": forms,
        "declared": [(one, one.duty, grounds.words_of(one.duty.ground)) for one in work.towards(work.declared)],
        "late": late if call.state in DECLARING and (work.impartial or late.is_bound) else None,
        "next": presentation.next_for_member(call, work),
    }
    return render(request, "grants/scoring/declarations.html", context, status=status)


@open_to(committee_seats)
@require_POST
def find_tie(request: Any, ref: str) -> HttpResponse:
    """A tie the member learns of after declaring none."""
    call, work = _work(request, ref)
    open_ones = work.towards(work.impartial)
    known = {one.key for one in open_ones}
    settled = [one for one in work.towards(work.ties) if one.key not in known]
    form = TieForm(request.POST, towards=[*open_ones, *settled])
    try:
        actions.rules.check_declaring(call.state)
        if form.is_valid():
            with into(form):
                actions.declare_all(work.member, form.answers(), by=request.actor, at=timezone.now())
    except WrongState as moved_on:
        return _not_declared(request, work, moved_on)
    if form.errors:
        forms = [DeclarationForm(towards=one) for one in work.towards(work.to_declare)]
        return _declarations_page(request, call, work, forms, form, status=422)
    messages.success(
        request, _("The tie is recorded. You no longer see this offer, and your points for it do not count.")
    )
    return redirect("scoring:committee", ref=ref)


@open_to(committee_seats)
@require_http_methods(["GET", "HEAD", "POST"])
def score(request: Any, ref: str) -> HttpResponse:
    """A member's sheet for one offer: kept as a draft, then submitted. An expert has an opinion in its place."""
    offer, member = offer_and_member(request, ref)
    if member.is_advisor and request.method != "POST":
        return opinion_page(request, offer, member)
    criteria = reading.criteria_of(member.committee.call)
    if request.method != "POST":
        return _sheet_page(request, offer, member, SheetForm(criteria=criteria))
    form = SheetForm(request.POST, criteria=criteria)
    saved = None
    if form.is_valid():
        with keeping(form):
            saved = _save(form, member, offer, request)
            if "submit" in request.POST:
                actions.submit_sheet(saved, by=request.actor, at=timezone.now())
    if "X-Autosave" in request.headers:
        return _autosaved(form, saved)
    if form.errors:
        offer, member = offer_and_member(request, ref)
        return _sheet_page(request, offer, member, _with_revision(form, saved), status=422)
    if "submit" not in request.POST:
        messages.success(request, _("The draft is saved."))
        return redirect("scoring:score", ref=ref)
    return _after_submitting(request, offer, member)


def _save(form: SheetForm, member: CommitteeMember, offer: Application, request: Any) -> ScoreSheet:
    typed = form.cleaned_data
    return actions.save_sheet(
        member,
        offer,
        marks=form.marks(),
        remarks=typed["remarks"],
        revision=typed["revision"],
        by=request.actor,
        at=timezone.now(),
    )


def _with_revision(form: SheetForm, saved: ScoreSheet | None) -> SheetForm:
    """What was kept before the refusal has a new revision: the next save must know it."""
    if saved is not None:
        form.data = {name: form.data.get(name, "") for name in form.fields} | {"revision": str(saved.revision)}
    return form


def _autosaved(form: SheetForm, saved: ScoreSheet | None) -> JsonResponse:
    if saved is None:
        sentence = next(iter(form.non_field_errors()), _("Correct the marked fields."))
        return JsonResponse({"message": str(sentence)}, status=422)
    return JsonResponse({"fields": {"revision": str(saved.revision)}})


def _after_submitting(request: Any, offer: Application, member: CommitteeMember) -> HttpResponse:
    """Go on with the next offer, so that a whole evening's work needs no menu."""
    left = reading.work_of(member).to_score
    if not left:
        messages.success(request, _("Offer %(number)s is scored. It was the last one.") % {"number": offer.number})
        return redirect("scoring:committee", ref=offer.call.ref)
    sentence = ngettext(
        "Offer %(number)s is scored, %(n)s is left. Here is the next one.",
        "Offer %(number)s is scored, %(n)s are left. Here is the next one.",
        len(left),
    )
    messages.success(request, sentence % {"number": offer.number, "n": len(left)})
    return redirect("scoring:score", ref=left[0].ref)


def _sheet_page(
    request: Any, offer: Application, member: CommitteeMember, form: SheetForm, status: int = 200
) -> HttpResponse:
    """The sheet as it is kept, or as it was typed. 404 without a declaration of impartiality."""
    mine = read_by(member, offer)
    sheet = reading.sheet_of(member, offer)
    if not form.is_bound:
        form.initial = {"revision": sheet.revision if sheet else 0, "remarks": sheet.remarks if sheet else ""}
        form.initial |= SheetForm.initial_from(standing.scores_of(sheet))
    state = sheet.state if sheet else None
    context = {
        "call": offer.call,
        "offer": offer,
        "sheet": sheet,
        "form": form,
        "votes": member.votes,
        "words": presentation.sheet_words(state),
        "writable": member.votes and offer.call.state in SCORING and state in {None, SheetState.DRAFT},
        "others": [(one, *presentation.sheet_words(one.sheet)) for one in presentation.around(mine, offer.pk)],
        "scored": sum(one.is_scored for one in mine),
        "all": len(mine),
        "total": presentation.total(form),
    }
    return render(request, "grants/scoring/score.html", context, status=status)


@open_to(committee_seats)
@require_POST
def total(request: Any, ref: str) -> HttpResponse:
    """The sum of what is typed so far; nothing is kept."""
    _offer, member = offer_and_member(request, ref)
    form = SheetForm(request.POST, criteria=reading.criteria_of(member.committee.call))
    form.is_valid()
    return render(request, "grants/scoring/_total.html", {"total": presentation.total(form)})
