"""Asking clamd whether a file carries malware: its own protocol, INSTREAM over TCP."""

import socket
import struct

from django.conf import settings

PART = 64 * 1024
SECONDS = 30


class Silent(Exception):
    """The scanner did not answer, or not with a verdict."""


def is_configured() -> bool:
    return bool(settings.CLAMAV_HOST)


def ask(content: bytes) -> str:
    """What was found in it; empty when nothing was. Raises: Silent."""
    try:
        with socket.create_connection((settings.CLAMAV_HOST, settings.CLAMAV_PORT), timeout=SECONDS) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PART):
                part = content[start : start + PART]
                line.sendall(struct.pack("!L", len(part)) + part)
            line.sendall(struct.pack("!L", 0))
            said = _answer(line)
    except OSError as problem:
        raise Silent(str(problem)) from problem
    verdict = said.removeprefix("stream: ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise Silent(said[:200])


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096:
        part = line.recv(1024)
        if not part:
            break
        said += part
    return said.rstrip(b"\0\n").decode(errors="replace")
