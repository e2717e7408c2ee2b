"""Secrets that travel in a letter: the link holds the token, the database only its digest."""

import hashlib
import secrets
from typing import NamedTuple


class Secret(NamedTuple):
    token: str
    digest: str


def fresh() -> Secret:
    token = secrets.token_urlsafe(24)
    return Secret(token, digest(token))


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
