"""What the OpenAPI document says of every address beside its own answer: a bad filter, a page or thing that is not there."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

WORDS = {"400": "A filter has a value it cannot have.", "404": "There is no such thing, or no such page."}
ERROR = {"type": "object", "additionalProperties": {}}


class Schema(AutoSchema):
    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        for status, words in WORDS.items():
            bodies.setdefault(status, {"content": {"application/json": {"schema": ERROR}}, "description": words})
        return bodies
