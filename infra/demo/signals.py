"""Ctrl-C, SIGTERM and a closed terminal mean the same: end, in order."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_asked = threading.Event()
_held = threading.Event()


def listen() -> None:
    """From now on each of them raises KeyboardInterrupt."""
    for number in ENDINGS:
        signal.signal(number, _end)


@contextmanager
def held() -> Iterator[None]:
    """A stretch that must not be torn: the interrupt waits for its end."""
    _held.set()
    try:
        yield
    finally:
        _held.clear()
        if _asked.is_set():
            raise KeyboardInterrupt


def hurried() -> bool:
    """Whether somebody asked again while the end was under way."""
    return _asked.is_set()


def begin_end() -> None:
    """No more interrupts: from now on asking again only hurries."""
    _held.set()
    _asked.clear()


def _end(*_: object) -> None:
    if _held.is_set():
        _asked.set()
    else:
        raise KeyboardInterrupt
