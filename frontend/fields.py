"""Form fields that take what people type: Polish amounts, days and moments."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from frontend.templatetags.formats import MINUS, grouped, without_zeros

NUMBER = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)")
AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]{0,2})?")
CENT = Decimal("0.01")
WARSAW = ZoneInfo("Europe/Warsaw")
SPACES = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\t")
DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]
MOMENT_FORMATS = [
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y, %H:%M",
]


class Affixed(forms.TextInput):
    """A number with its unit beside it."""

    template_name = "frontend/forms/widgets/affixed.html"
    numeric = True
    affix = ""

    def __init__(self, attrs: dict[str, Any] | None = None, *, affix: str | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "data-width": "short", **(attrs or {})})
        if affix is not None:
            self.affix = affix

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["affix"] = self.affix
        return context


class MoneyInput(Affixed):
    """Script spaces the thousands while a person types (`data-money`)."""

    affix = "zł"

    def __init__(self, attrs: dict[str, Any] | None = None, *, affix: str | None = None) -> None:
        super().__init__({"data-money": True, **(attrs or {})}, affix=affix)

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, (Decimal, int)):
            return grouped(value, 2)
        # what was typed is shown as an amount if it is one, otherwise as it was typed
        if isinstance(value, str) and AMOUNT.fullmatch(text := plain_number(value)):
            return grouped(Decimal(text), 2)
        return super().format_value(value)


class PercentInput(Affixed):
    affix = "%"

    def format_value(self, value: Any) -> str | None:
        return without_zeros(value, 2) if isinstance(value, Decimal) else super().format_value(value)


class NumberField(forms.DecimalField):
    """A number typed with spaces, a comma or a point, at most two decimals, from 0 if not said otherwise."""

    widget: Any = Affixed
    default_error_messages = {
        "invalid": _("Give a number in digits, for example 12,5."),
        "max_decimal_places": _("Give at most two digits after the comma."),
        "min_value": _("Give at least %(limit_value)s."),
        "max_value": _("Give at most %(limit_value)s."),
    }

    def __init__(
        self,
        *,
        max_digits: int = 14,
        decimal_places: int = 2,
        min_value: Any = Decimal(0),
        **kwargs: Any,
    ) -> None:
        super().__init__(max_digits=max_digits, decimal_places=decimal_places, min_value=min_value, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = plain_number(value)
            # Decimal alone would take "1e5", "1_000" and "NaN"
            if value and not NUMBER.fullmatch(value):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def clean(self, value: Any) -> Decimal | None:
        number = super().clean(value)
        return None if number is None else number.quantize(CENT)

    def run_validators(self, value: Any) -> None:
        try:
            super().run_validators(value)
        except ValidationError as refused:
            for error in refused.error_list:
                if error.params and isinstance(error.params.get("limit_value"), (Decimal, int)):
                    error.params["limit_value"] = grouped(error.params["limit_value"], 2)
            raise

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # the widget is a text input: step, min and max do not belong there
        return {}

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def plain_number(typed: str) -> str:
    """`1 234,50 zł` becomes `1234.50`; a point before a comma parts thousands."""
    text = typed.translate(SPACES).removesuffix("zł").removesuffix("PLN").removesuffix("%")
    text = text.replace(MINUS, "-")
    return text.replace(".", "").replace(",", ".") if "," in text else text


class MoneyField(NumberField):
    widget = MoneyInput
    default_error_messages = {
        "invalid": _("Give an amount in digits, for example 1 234,50."),
        "max_decimal_places": _("Give the amount to the grosz: at most two digits after the comma."),
        "max_digits": _("This amount is too long."),
        "max_whole_digits": _("This amount is too long."),
        "min_value": _("Give at least %(limit_value)s zł."),
        "max_value": _("Give at most %(limit_value)s zł."),
    }


class PercentField(NumberField):
    widget = PercentInput
    default_error_messages = {
        "invalid": _("Give a percentage in digits, for example 12,5."),
        "max_decimal_places": _("Give at most two digits after the comma."),
        "max_digits": _("Give a percentage from 0 to 100."),
        "max_whole_digits": _("Give a percentage from 0 to 100."),
        "min_value": _("Give at least %(limit_value)s%%."),
        "max_value": _("Give at most %(limit_value)s%%."),
    }

    def __init__(self, *, max_value: Any = Decimal(100), max_digits: int = 5, **kwargs: Any) -> None:
        super().__init__(max_value=max_value, max_digits=max_digits, **kwargs)


class DayField(forms.DateField):
    """A day: from the browser's calendar, or typed as 15.01.2027."""

    default_error_messages = {"invalid": _("Give a day, for example 15.01.2027.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DAY_FORMATS)
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "short"}))
        super().__init__(**kwargs)


class MomentField(forms.DateTimeField):
    """A moment typed in Polish time, given back as an aware moment in UTC."""

    default_error_messages = {
        "invalid": _("Give a day and an hour, for example 15.01.2027 15:30."),
        "missing": _("There is no such hour as %(typed)s: the clocks go forward that night. Choose another."),
        "twice": _("The hour %(typed)s comes twice: the clocks go back that night. Choose another."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", MOMENT_FORMATS)
        kwargs.setdefault(
            "widget",
            forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "data-width": "medium"}),
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and value.tzinfo:
            return value.astimezone(WARSAW).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime) and value.tzinfo:
            return value.astimezone(UTC)
        typed = value if isinstance(value, datetime) else self._typed(str(value).strip())
        early, late = (typed.replace(tzinfo=WARSAW, fold=fold).astimezone(UTC) for fold in (0, 1))
        if early != late:
            code = "missing" if early > late else "twice"
            words = {"typed": date_format(typed, "j E Y, H:i")}
            raise ValidationError(self.error_messages[code], code=code, params=words)
        return early

    def _typed(self, text: str) -> datetime:
        for written in self.input_formats or MOMENT_FORMATS:
            try:
                return datetime.strptime(text, written).replace(tzinfo=WARSAW)
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")
