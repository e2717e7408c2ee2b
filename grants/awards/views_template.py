"""The town's own template of acts: taken, changed in Word, sent in; or the house's again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.awards import act, act_template
from grants.awards.forms import TemplateForm
from grants.awards.models import ActTemplate
from tenants.gates.access import clerks, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.documents import delivery, docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@open_to(staff)
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: Any) -> HttpResponse:
    form = TemplateForm(request.POST or None, request.FILES or None) if request.method == "POST" else TemplateForm()
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["template"]
        with into(form):
            act.replace_template(name=sent.name, content=sent.read(), by=request.actor, at=timezone.now())
        if form.is_valid():
            messages.success(request, _("Your template is in use for acts signed from now on."))
            return redirect("awards:template")
    context = {
        "form": form if clerks(request.actor) else None,
        "own": ActTemplate.objects.visible_to(request.actor).in_use().select_related("document").first(),
        "marks": _marks(),
    }
    return render(request, "grants/awards/template.html", context, status=422 if form.errors else 200)


def _marks() -> list[tuple[str, str]]:
    """What a template may ask for, with an example of each."""
    sample = act.sample()
    plain = [(f"{{{{ {name} }}}}", value) for name, value in sample.items() if isinstance(value, str)]
    lot = sample["lots"][0]
    loops = [
        ("{%p for paragraph in paragraphs %} {{ paragraph.number }} {{ paragraph.text }} {%p endfor %}", "§"),
        ("{%p for lot in lots %} {{ lot.title }} {{ lot.amount }} {%p endfor %}", lot["title"]),
    ]
    awards = [(f"{{{{ award.{name} }}}}", value) for name, value in lot["awards"][0].items()]
    return [*plain, *loops, ("{%tr for award in lot.awards %} … {%tr endfor %}", ""), *awards]


@open_to(clerks)
@require_POST
def house_again(request: Any) -> HttpResponse:
    act.give_up_template(by=request.actor, at=timezone.now())
    messages.success(request, _("The house's template is in use again."))
    return redirect("awards:template")


@open_to(staff)
@require_safe
def template_file(request: Any) -> HttpResponse:
    """The template in use."""
    own = ActTemplate.objects.visible_to(request.actor).in_use().select_related("document").first()
    return delivery.answer(own.document) if own else house_file(request)


@open_to(staff)
@require_safe
def house_file(request: Any) -> HttpResponse:
    return _file("szablon-aktu.docx", act_template.house())


@open_to(staff)
@require_safe
def sample_file(request: Any) -> HttpResponse:
    """The template in use, filled with an invented act."""
    return _file("przyklad-aktu.docx", docx.fill(act.template_in_use(), act.sample()))


def _file(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=DOCX, headers=headers)
