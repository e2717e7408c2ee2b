from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tenants.gates.refusals import Refusal
from tenants.office.documents.rules import KINDS, MAX_BYTES, check_size, check_upload, clean_name


@dataclass(frozen=True)
class Upload:
    """A checked file, ready for actions.store(name=..., content=...)."""

    name: str
    content: bytes
    content_type: str


class UploadField(forms.FileField):
    """A file that passed check_upload; its size is asked before it is read."""

    def __init__(self, *, allowed: Collection[str] = tuple(KINDS), max_bytes: int = MAX_BYTES, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)
        self.allowed = tuple(allowed)
        self.max_bytes = max_bytes
        self.widget.attrs["accept"] = ",".join(f".{extension}" for extension in self.allowed)

    def clean(self, value: Any, initial: Any = None) -> Any:
        sent = super().clean(value, initial)
        if not sent or sent is initial:
            return sent
        try:
            check_size(sent.size, max_bytes=self.max_bytes)
            content = sent.read()
            content_type = check_upload(sent.name, content, allowed=self.allowed, max_bytes=self.max_bytes)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return Upload(clean_name(sent.name), content, content_type)
