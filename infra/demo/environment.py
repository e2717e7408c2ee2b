"""The virtual environment: made by plain venv and pip, filled from a lock with hashes.

Runs on the system's Python, before anything of ours is installed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from infra.demo.say import Problem, say

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "osnowa-installed.txt"
LOCKS = {
    "runtime": ROOT / "requirements" / "runtime.txt",
    "test": ROOT / "requirements" / "test.txt",  # a superset of runtime
}


def check_python() -> None:
    """Raises: Problem, when this Python is too old for us."""
    if sys.version_info < (3, 11):
        raise Problem(
            f"Osnowa needs Python 3.11 or newer, and {sys.executable} is {sys.version.split()[0]}; install it and "
            "say which: make PYTHON=python3.11 demo.",
            "Potrzebny jest Python 3.11 lub nowszy.",
        )


def prepare(kind: str) -> None:
    """Make the environment hold what the lock says; quick when it does. Raises: Problem."""
    check_python()
    # one preparation at a time, also from two terminals
    folder = os.open(LOCKS["runtime"].parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not _works():
            _make()
        if f"{kind} {_wanted(kind)}" not in _installed():
            _install(kind)
    except OSError as problem:
        raise Problem(f"The folder {VENV} cannot be written: {problem.strerror}.") from problem
    finally:
        os.close(folder)


def _works() -> bool:
    try:
        return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make() -> None:
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise Problem(
            "Python's venv module is missing; install it with: apt install python3-venv",
            "Brakuje modułu venv; zainstaluj go poleceniem: apt install python3-venv",
        )
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stdout + done.stderr).strip().split("\n")[-1]
        raise Problem(f"The virtual environment {VENV} could not be made: {last}")


def _install(kind: str) -> None:
    say("    downloading and installing packages: a minute or two, only when they changed")
    log = VENV / "pip.log"
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(LOCKS[kind])]
    STAMP.unlink(missing_ok=True)
    with log.open("w") as output:
        code = subprocess.run(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
            check=False,
        ).returncode
    if code:
        said = [line for line in log.read_text(errors="replace").split("\n") if line.startswith("ERROR")]
        reason = (said or ["no reason given"])[-1].removeprefix("ERROR: ")
        raise Problem(
            f"The packages could not be installed ({reason}); check the network and try again. The whole story: {log}",
            "Nie udało się zainstalować pakietów; sprawdź połączenie z siecią i spróbuj ponownie.",
        )
    kinds = ["runtime", "test"] if kind == "test" else ["runtime"]
    STAMP.write_text("".join(f"{one} {_wanted(one)}\n" for one in kinds))


def _wanted(kind: str) -> str:
    locks = [LOCKS["runtime"], LOCKS["test"]] if kind == "test" else [LOCKS["runtime"]]
    return hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()


def _installed() -> list[str]:
    return STAMP.read_text().split("\n") if STAMP.exists() else []


if __name__ == "__main__":
    try:
        prepare(sys.argv[1])
    except Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
