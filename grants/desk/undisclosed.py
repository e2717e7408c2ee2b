"""What the record knows already and a reader of all its entries may not: each thing is seen by whoever may open it."""

from django.db.models import Q

from grants.applications import access, exclusions
from grants.applications.models import Application, Attachment
from grants.applications.partners_models import Offeror
from grants.applications.presentation import DECIDING
from grants.applications.rules import PUBLISHED
from grants.applications.states import ApplicationState
from grants.initiatives.models import Initiative
from grants.monitoring.models import Report
from grants.scoring.models import CommitteeMember, ScoreSheet
from grants.scoring.states import SCORING
from grants.small_grants.models import SmallGrant
from tenants.gates.access import Actor
from tenants.office.checks import town_models
from tenants.office.documents.models import Document

# Their drafts are for the writers alone, and a title may stay behind when a draft is thrown away.
WRITTEN_IN_PRIVATE = (Application, Initiative, Report, SmallGrant)


def entries(actor: Actor) -> Q:
    return _of_ties(actor) | _of_drafts(actor) | _of_own_offers(actor) | _of_sheets_that_would_sway(actor)


def _of_ties(actor: Actor) -> Q:
    """Whatever belongs to an offer the person is tied to, in every room there is, but what they did themselves."""
    condition = Q(pk=None)
    for model in town_models():
        for field in model._meta.fields:
            if field.related_model is Application:
                rows = model._base_manager.filter(**{f"{field.name}__in": exclusions.tied(actor)})
                condition |= Q(kind=model._meta.model_name, thing_id__in=rows.values("pk"))
    return condition & ~Q(by_id=actor.user_id or 0)


def _of_drafts(actor: Actor) -> Q:
    condition = Q(pk=None)
    for model in WRITTEN_IN_PRIVATE:
        seen = model.objects.visible_to(actor).order_by().values("pk")
        condition |= Q(kind=model._meta.model_name) & ~Q(thing_id__in=seen)
    drafts = Application.objects.filter(state=ApplicationState.DRAFT).values("pk")
    papers = Attachment.objects.filter(application__in=drafts).exclude(document=None)
    condition |= Q(kind="offeror") & ~Q(thing_id__in=Offeror.objects.exclude(application__in=drafts).values("pk"))
    condition |= Q(kind="document", thing_id__in=papers.values("document_id"))
    return condition | (Q(kind="document") & ~Q(thing_id__in=Document.objects.values("pk")))


def _of_own_offers(actor: Actor) -> Q:
    """The decision about an offer of one's own organisation, before it is published to everybody."""
    own = Application.objects.filter(access.own(actor)).exclude(call__state__in=PUBLISHED)
    return Q(kind="application", verb__in=DECIDING, thing_id__in=own.order_by().values("pk"))


def _of_sheets_that_would_sway(actor: Actor) -> Q:
    """Others' sheets, for a member of the same committee while points are given."""
    seats = CommitteeMember.objects.sitting().filter(user_id=actor.user_id or 0, committee__call__state__in=SCORING)
    sheets = ScoreSheet.objects.filter(member__committee__in=seats.values("committee"))
    return Q(kind="scoresheet", thing_id__in=sheets.exclude(member__user_id=actor.user_id or 0).values("pk"))
