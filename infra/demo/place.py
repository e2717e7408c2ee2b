"""Where the demo keeps its things, and that only one demo runs there."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from infra.demo.environment import ROOT
from infra.demo.say import Problem, say
from infra.postgres.binaries import ROOTS_FOLDER, can_reach


@dataclass(frozen=True)
class Place:
    folder: Path  # everything the demo keeps
    postgres: Path  # the embedded server's data

    @property
    def logs(self) -> Path:
        return self.folder / "log"

    @property
    def lock(self) -> Path:
        return self.folder.with_suffix(".lock")

    def secret_key(self) -> str:
        """Kept between runs, so that nobody is signed out by a restart."""
        kept = self.folder / "secret_key"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(48))
        return kept.read_text()

    def remove(self) -> None:
        for folder in {self.folder, self.postgres, self.postgres.with_name(self.postgres.name + ".new")}:
            shutil.rmtree(folder, ignore_errors=True)


def unusable(problem: OSError) -> Problem:
    """Something in the folder is not what it should be, and nobody foresaw it."""
    return Problem(
        f"{problem.filename or 'A file of the demo'} cannot be used ({problem.strerror}); "
        "mend it, or start over with `make demo-reset`.",
        f"Nie można użyć {problem.filename or 'pliku wersji demonstracyjnej'}; popraw to albo zacznij od nowa: "
        "make demo-reset.",
    )


def find(environment: Mapping[str, str]) -> Place:
    """The place, made and writable. Raises: Problem."""
    chosen = environment.get("DATA_DIR")
    folder = (Path(chosen).absolute() if chosen else ROOT / "var") / "demo"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "log").mkdir(exist_ok=True)
        for probe in (folder / ".probe", folder.parent / ".probe"):
            probe.touch()
            probe.unlink()
    except OSError as problem:
        raise Problem(
            f"The folder {folder} cannot be written ({problem.strerror}); make it writable or set DATA_DIR to another.",
            f"Nie można zapisywać w folderze {folder}; zmień jego uprawnienia albo wskaż inny w DATA_DIR.",
        ) from problem
    postgres = folder / "postgres"
    if not chosen and not can_reach(folder):
        # root's own checkout, below a closed folder such as /root: PostgreSQL runs as nobody and cannot enter it
        postgres = ROOTS_FOLDER / f"demo-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:8]}"
    return Place(folder, postgres)


def take(place: Place) -> int:
    """Hold the place for this process, until it ends. Raises: Problem while another demo runs there."""
    handle = os.open(place.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        pid = os.read(handle, 20).decode().strip()
        os.close(handle)
        raise Problem(
            f"The demo is already running from this folder (process {pid}); stop it there with Ctrl-C.",
            "Wersja demonstracyjna już działa; zatrzymaj ją w jej oknie klawiszami Ctrl-C.",
        ) from problem
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle


def stop_running(place: Place, *, grace: float = 60) -> int:
    """Stop the demo that runs there, if one does, and hold the place. Raises: Problem."""
    until = monotonic() + grace
    asked = False
    while True:
        try:
            return take(place)
        except Problem:
            if monotonic() > until:
                raise
        if not asked:
            say("Stopping the demo that is running…")
            os.kill(int(place.lock.read_text()), signal.SIGTERM)
            asked = True
        sleep(0.2)


def check_port(text: str) -> int:
    """The port, when nobody uses it. Raises: Problem."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Problem(f"PORT must be a number from 1 to 65535, and it is {text!r}.")
    try:
        _bind(int(text))
    except PermissionError as problem:
        raise Problem(f"Port {text} is for root only; choose one above 1023: PORT=8000 make demo.") from problem
    except OSError as problem:
        other = int(text) % 65535 + 1
        raise Problem(
            f"Port {text} is in use by another program; stop that one, or choose another port: PORT={other} make demo.",
            f"Port {text} jest zajęty; zatrzymaj program, który go używa, albo wybierz inny: PORT={other} make demo.",
        ) from problem
    return int(text)


def free_port(after: int) -> int:
    """The next port that nobody uses."""
    for port in range(after + 1, min(after + 50, 65536)):
        try:
            _bind(port)
        except OSError:
            continue
        return port
    raise Problem(f"No port between {after + 1} and {after + 50} is free.")


def _bind(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        probe.listen()
