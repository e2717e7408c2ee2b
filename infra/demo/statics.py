"""Collecting and compressing static files takes seconds: only when one of them changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from infra.demo.environment import LOCKS, ROOT


def collect(folder: Path, run: Callable[[], object]) -> None:
    stamp = folder / "static.stamp"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now and (folder / "static" / "staticfiles.json").exists():
        return
    run()
    stamp.write_text(now)


def _fingerprint() -> str:
    seen = hashlib.sha256(LOCKS["runtime"].read_bytes())
    for path in sorted(_sources()):
        stat = path.stat()
        seen.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _sources() -> Iterator[Path]:
    yield from (ROOT / "config" / "settings").glob("*.py")
    for floor in ("config", "frontend", "grants", "programmes", "tenants"):
        yield from (path for path in (ROOT / floor).rglob("static/**/*") if path.is_file())
