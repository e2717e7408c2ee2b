"""The only reader of os.environ."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent


class MissingSetting(Exception):
    """A variable the product cannot start without."""


def text(name: str, default: str | None = None) -> str:
    """The variable's text. Raises MissingSetting when it has neither value nor default."""
    found = os.environ.get(name, "")
    if found:
        return found
    if default is None:
        raise MissingSetting(f"Set {name}: the product cannot start without it (see README.md).")
    return default


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    return int(text(name, str(default)))


def names(name: str, default: str = "") -> list[str]:
    """A comma-separated list, empty items dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).resolve()


def database(name: str, default: str | None = None) -> dict[str, object]:
    """Django's connection settings out of postgresql://user:secret@host:port/name?host=/socket."""
    url = urlsplit(text(name, default))
    query = parse_qs(url.query)
    host = query.get("host", [url.hostname or ""])[0]
    return {
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": host,
        "PORT": str(url.port or query.get("port", [""])[0] or ""),
    }


def mail(url: str) -> dict[str, object]:
    """SMTP settings out of smtp://user:secret@host:port or smtps://…; ?tls=1 asks for STARTTLS."""
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls", ["0"])[0] == "1",
    }
