"""`make demo`: one sentence when something is wrong, and no process left when it ends."""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from tempfile import mkdtemp

import pytest

from infra.demo import environment
from infra.demo.say import Problem
from infra.postgres.embedded import ROOT


def new_folder():
    folder = Path(mkdtemp(prefix="osnowa-test-", dir="/tmp"))  # pytest's own folders are closed to `nobody`
    folder.chmod(0o711)
    yield folder
    demo(folder, "reset", wait=True)
    shutil.rmtree(folder)


folder = pytest.fixture(new_folder)
filled = pytest.fixture(new_folder, scope="module")  # to fill the demo takes a minute: once


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def demo(folder, *arguments, wait=False, **changes):
    ours = {"DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE", "SMTP_URL", "S3_BUCKET"}
    variables = {name: value for name, value in os.environ.items() if name not in ours}
    process = subprocess.Popen(
        [sys.executable, "-m", "infra.demo", *arguments],
        cwd=ROOT,
        env={**variables, "DATA_DIR": str(folder), **changes},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    if wait:
        said, _ = process.communicate(timeout=120)
        return process.returncode, said
    return process


def until_ready(process):
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C" in line:
            return "".join(said)
    raise AssertionError("".join(said))


def left_of(folder):
    """Processes that work in the folder, or carry the demo's mark."""
    wanted = os.fsencode(folder)
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and int(process.name) != os.getpid():
                told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
                if wanted in told and process.joinpath("stat").read_text().rsplit(")", 1)[1].split()[0] != "Z":
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def answer(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": f"osnowa.localhost:{port}"})
    return connection.getresponse().status


def test_a_busy_port_is_one_sentence(folder):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, said = demo(folder, wait=True, PORT=str(port))

    assert code == 1
    assert f"Port {port} is in use by another program; stop that one, or choose another port" in said
    assert "Traceback" not in said
    assert left_of(folder) == []


def test_a_port_that_is_no_number_is_one_sentence(folder):
    code, said = demo(folder, wait=True, PORT="http")

    assert (code, "PORT must be a number" in said, "Traceback" in said) == (1, True, False)


def test_a_broken_data_folder_is_one_sentence(folder, port):
    (folder / "demo" / "postgres").mkdir(parents=True)
    (folder / "demo" / "postgres" / "PG_VERSION").write_text("18\n")

    code, said = demo(folder, wait=True, PORT=str(port))

    assert code == 1
    assert "is not a complete PostgreSQL data folder; move it away, or start over with `make demo-reset`." in said
    assert "Traceback" not in said


def test_a_file_of_the_demo_that_cannot_be_read_is_one_sentence(folder, port):
    (folder / "demo" / "secret_key").mkdir(parents=True)

    code, said = demo(folder, wait=True, PORT=str(port))

    assert code == 1
    assert "demo/secret_key cannot be used (Is a directory); mend it, or start over with `make demo-reset`." in said
    assert "Traceback" not in said
    assert left_of(folder) == []


def test_a_data_folder_that_is_a_file_is_one_sentence(folder, port):
    (folder / "demo").write_text("")

    code, said = demo(folder, wait=True, PORT=str(port))
    (folder / "demo").unlink()

    assert (code, "cannot be written" in said, "Traceback" in said) == (1, True, False)


def test_a_second_demo_on_the_same_folder_is_one_sentence(folder, port):
    (folder / "demo").mkdir()
    with (folder / "demo.lock").open("w") as lock:
        lock.write("4711")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, said = demo(folder, wait=True, PORT=str(port))

    assert code == 1
    assert "The demo is already running from this folder (process 4711); stop it there with Ctrl-C." in said


def test_a_database_that_does_not_answer_is_one_sentence(folder, port):
    code, said = demo(folder, wait=True, PORT=str(port), DATABASE_URL="postgresql://osnowa_app@127.0.0.1:1/osnowa")

    assert code == 1
    assert "The database of DATABASE_URL does not answer" in said
    assert "Connection refused" in said
    assert "Traceback" not in said


def test_a_python_without_venv_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(environment, "find_spec", lambda name: None)

    with pytest.raises(Problem, match="apt install python3-venv"):
        environment._make()


def test_a_python_that_is_too_old_is_told_so(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    with pytest.raises(Problem, match=r"needs Python 3\.11 or newer"):
        environment.check_python()


@pytest.mark.slow
def test_it_starts_serves_and_leaves_no_process(filled, port):
    first = demo(filled, PORT=str(port))
    told = until_ready(first)
    statuses = [answer(port, path) for path in ("/healthz", "/")]
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=60)
    left_by_interrupt = left_of(filled)

    second = demo(filled, PORT=str(port))
    until_ready(second)
    second.kill()
    second.communicate()
    left_by_kill = left_of(filled)

    third = demo(filled, PORT=str(port))
    told_third = until_ready(third)
    addresses = re.findall(r"http://\S+", told_third)
    third.send_signal(signal.SIGHUP)  # the terminal's window was closed
    third.communicate(timeout=60)

    assert statuses == [200, 200]
    assert first.returncode == 0
    assert left_by_interrupt == []
    assert left_by_kill != []
    assert "ended what an earlier run had left behind" in told_third
    assert f"http://osnowa.localhost:{port}/" in addresses
    assert re.findall(r"http://\S+", told) == addresses
    assert left_of(filled) == []


@pytest.mark.slow
def test_when_one_process_dies_all_end_and_it_is_named(filled, port):
    running = demo(filled, PORT=str(port))
    until_ready(running)
    victim = next(pid for pid in marked(filled) if b"procrastinate" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(victim, signal.SIGKILL)
    said, _ = running.communicate(timeout=60)

    assert running.returncode == 1
    assert "The process “worker” ended by itself (code -9), so everything is stopped." in said
    assert left_of(filled) == []


def marked(folder):
    for process in Path("/proc").iterdir():
        try:
            if (
                process.name.isdigit()
                and os.fsencode(f"OSNOWA_DEMO={folder}/demo") in (process / "environ").read_bytes()
            ):
                yield int(process.name)
        except OSError:
            continue
