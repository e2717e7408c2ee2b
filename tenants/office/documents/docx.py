"""Papers that people edit: a DOCX template filled with plain values. A template is somebody's upload, so it may use
values, conditions and loops, and nothing else: no functions, no arithmetic that could grow, few filters."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from tenants.gates.refusals import Refusal
from tenants.office.documents.rules import check_upload

FILTERS = frozenset({"upper", "lower", "capitalize", "default", "trim", "length", "join", "e", "escape"})
FIELD = "template"


class WrongTemplate(Refusal):
    """The template cannot be filled: its syntax is broken, or it asks for what there is not."""


class Environment(SandboxedEnvironment):
    """Values, conditions, loops; `*`, `**`, `%` and `+` could make a text of any length."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: one for name, one in self.filters.items() if name in FILTERS}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> NoReturn:
        raise WrongTemplate(_("A template cannot count: take “%(sign)s” out.") % {"sign": operator}, field=FIELD)

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrongTemplate(_("A template cannot call functions; it writes out values."), field=FIELD)


def fill(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The template with these values in it. Raises: WrongTemplate, with a sentence for whoever wrote the template."""
    try:
        paper = DocxTemplate(io.BytesIO(template))
        paper.render(dict(values), jinja_env=Environment())
        written = io.BytesIO()
        paper.save(written)
    except TemplateError as error:
        raise WrongTemplate(
            _("The template cannot be filled: %(why)s. Compare the marks with the house's template.")
            % {"why": error.message or type(error).__name__},
            field=FIELD,
        ) from None
    except (PackageNotFoundError, KeyError, ValueError, TypeError, zipfile.BadZipFile, etree.LxmlError) as error:
        raise WrongTemplate(
            _("The template cannot be filled: a mark stands where Word cannot keep it (%(why)s).")
            % {"why": type(error).__name__},
            field=FIELD,
        ) from None
    return written.getvalue()


def check_template(name: str, content: bytes, *, known: Iterable[str], sample: Mapping[str, Any]) -> None:
    """Refuse what cannot be filled: a wrong file, an unknown value, broken syntax. Raises: Refusal at `template`."""
    check_upload(name, content, allowed=("docx",), field=FIELD)
    try:
        asked = DocxTemplate(io.BytesIO(content)).get_undeclared_template_variables(jinja_env=Environment())
    except TemplateError as error:
        raise WrongTemplate(
            _("The template's marks are broken: %(why)s.") % {"why": error.message or type(error).__name__}, field=FIELD
        ) from None
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.LxmlError):
        raise WrongTemplate(_("The file cannot be opened as a document. Save it as DOCX again."), field=FIELD) from None
    if unknown := sorted(asked - set(known)):
        raise WrongTemplate(
            _("The template asks for what the system does not know: %(list)s.") % {"list": ", ".join(unknown[:5])},
            field=FIELD,
        )
    fill(content, sample)
