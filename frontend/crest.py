"""A shield with a mural crown, the sign of a town that has not given us its own."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString


@lru_cache(maxsize=256)
def shield(initials: str) -> SafeString:
    letters = str(initials)[:2]
    return format_html(
        '<svg class="crest" viewBox="0 0 40 48" width="40" height="48" aria-hidden="true">'
        '<path class="crest-crown" d="M7 11V3h5v3h5.5V2h5v4H28V3h5v8z"/>'
        '<path class="crest-field" d="M4 14h32v16c0 8.5-7 13.5-16 17C11 43.5 4 38.5 4 30z"/>'
        '<path class="crest-chief" d="M4 14h32v5H4z"/>'
        '<text class="crest-letters{}" x="20" y="35" text-anchor="middle">{}</text>'
        "</svg>",
        SafeString(" two") if len(letters) > 1 else "",
        letters,
    )
