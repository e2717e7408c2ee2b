"""The record's public page and its checking page; for who administers or audits, its entries and the chain's file."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tenants.utils import tenant_context

from tenants.gates.access import administrators, anyone, auditors, either
from tenants.gates.doors import open_to
from tenants.office.audit import file, presentation, reading, rules
from tenants.office.audit.forms import CheckForm, EntryFilter
from tenants.office.audit.models import AuditEntry, ChainHead, ChainLink

HEADS_A_PAGE = 31
ENTRIES_A_PAGE = 50
readers = either(auditors, administrators)


@open_to(anyone)
@require_safe
def heads(request: Any) -> HttpResponse:
    published = ChainHead.objects.visible_to(request.actor).order_by("-day")
    page = Paginator(published, HEADS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/audit/heads.html", {"page": page, "reads": readers(request.actor)})


@open_to(anyone)
@require_safe
def heads_file(request: Any) -> HttpResponse:
    published = ChainHead.objects.visible_to(request.actor).order_by("day")
    listed = file.heads_written(request.tenant.schema_name, [reading.head_of(head) for head in published])
    return JsonResponse(listed, json_dumps_params={"indent": 1})


@open_to(anyone)
@require_safe
def check(request: Any) -> HttpResponse:
    """Everything happens in the visitor's browser; the page brings the sentences its script says."""
    sentences = {name: str(sentence) for name, sentence in presentation.SENTENCES.items()}
    return render(request, "office/audit/check.html", {"sentences": sentences, "form": CheckForm(auto_id="%s")})


@open_to(readers)
@require_safe
def entries(request: Any) -> HttpResponse:
    form = EntryFilter(request.GET)
    found = form.narrowed(AuditEntry.objects.visible_to_reader(request.actor)).select_related("link").order_by("-pk")
    page = Paginator(found, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    words = dict(presentation.kinds())
    rows = [(entry, words.get(entry.kind, entry.kind)) for entry in page]
    context = {"form": form, "page": page, "rows": rows, "filtered": bool(request.GET)}
    return render(request, "office/audit/entries.html", context)


@open_to(readers)
@require_safe
def chain_file(request: Any) -> StreamingHttpResponse:
    """The whole chain; with ?contents=none the checksums only, which may be given to anybody."""
    bare = request.GET.get("contents") == "none"
    last = ChainLink.objects.visible_to(request.actor).order_by("-seq").first()
    title = file.Title(
        request.tenant.schema_name,
        rules.instant(timezone.now()),
        last.seq if last else 0,
        last.hash if last else rules.ZERO,
    )
    response = StreamingHttpResponse(
        _in_town(request, title, bare=bare), content_type="application/jsonl; charset=utf-8"
    )
    name = f"{request.tenant.schema_name}-{title.seq}{'-bare' if bare else ''}.jsonl"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _in_town(request: Any, title: file.Title, *, bare: bool) -> Iterator[str]:
    """The lines, read while they are sent: by then the request's own town is no longer set."""
    with tenant_context(request.tenant):
        yield from file.written(title, reading.lines_for(request.actor, upto=title.seq, bare=bare))
