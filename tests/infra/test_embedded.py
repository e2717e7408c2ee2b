"""The embedded PostgreSQL: starts anywhere, survives a kill, leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

import pytest

from infra.postgres import embedded
from infra.postgres.embedded import EmbeddedError


@pytest.fixture
def data():
    folder = Path(mkdtemp(prefix="osnowa-test-", dir="/tmp"))  # pytest's own folders are closed to `nobody`
    folder.chmod(0o711)
    yield folder / "data"
    embedded.stop_left_over(folder / "data")
    shutil.rmtree(folder)


def pid_of(data):
    return int((data / "postmaster.pid").read_text().split("\n")[0])


def gone(pid):
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def test_it_keeps_its_data_between_two_runs(data):
    first = embedded.start(data, for_tests=True)
    first.create_database("osnowa")
    first.psql("osnowa", "-c", "CREATE TABLE kept AS SELECT 'grosz' AS word")
    first.stop()

    second = embedded.start(data, for_tests=True)
    word = second.psql("osnowa", "-c", "SELECT word FROM kept")
    second.stop()

    assert word == "grosz"
    assert not first.sockets.exists()
    assert not second.is_running()


def test_it_starts_again_after_a_kill(data):
    server = embedded.start(data, for_tests=True)
    os.kill(pid_of(data), signal.SIGKILL)
    assert gone(pid_of(data))

    again = embedded.start(data, for_tests=True)
    running = again.is_running()
    again.stop()

    assert running
    assert not server.sockets.exists()


def test_a_server_left_running_is_replaced(data):
    left = embedded.start(data, for_tests=True)
    before = pid_of(data)

    again = embedded.start(data, for_tests=True)
    after = pid_of(data)
    again.stop()

    assert gone(before)
    assert after != before
    assert not left.sockets.exists()


def test_a_pid_that_now_is_somebody_elses_does_not_matter(data):
    embedded.start(data, for_tests=True).stop()
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n")

    server = embedded.start(data, for_tests=True)
    server.stop()

    assert not server.is_running()


def test_another_major_version_is_one_sentence(data):
    embedded.start(data, for_tests=True).stop()
    (data / "PG_VERSION").write_text("17\n")

    with pytest.raises(EmbeddedError, match=r"was made by PostgreSQL 17, and ours is 18; .*make demo-reset") as refused:
        embedded.start(data)

    assert "\n" not in str(refused.value)


def test_a_folder_that_is_no_cluster_is_one_sentence(data):
    data.mkdir()
    (data / "notes.txt").write_text("mine")

    with pytest.raises(EmbeddedError, match="not a complete PostgreSQL data folder"):
        embedded.start(data)

    assert (data / "notes.txt").read_text() == "mine"


def test_a_damaged_cluster_is_one_sentence(data):
    embedded.start(data, for_tests=True).stop()
    (data / "pg_wal").rename(data / "pg_wal_lost")

    with pytest.raises(EmbeddedError, match="did not start") as refused:
        embedded.start(data)

    assert "\n" not in str(refused.value)


def test_a_temporary_server_goes_with_the_process_that_started_it():
    code = (
        "import time; from infra.postgres.embedded import start_temporary; "
        "server = start_temporary(); print(server.data, server.sockets, flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=embedded.ROOT)
    data, sockets = (Path(part) for part in owner.stdout.readline().split())
    postmaster = pid_of(data)

    owner.kill()
    owner.communicate()

    assert gone(postmaster)
    for _ in range(50):
        if not data.parent.exists() and not sockets.exists():
            break
        time.sleep(0.1)
    assert not data.parent.exists()
    assert not sockets.exists()
