"""The processes of the demo: each leads a group of its own, and all of them can be found again.

Every process started here, and every one they start, carries MARK in its environment: so a later
run finds what a killed one left behind, without files that may lie.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from infra.demo import signals
from infra.demo.say import Problem, say

MARK = "OSNOWA_DEMO"
LAST_LINES = 12


@dataclass
class Service:
    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").rstrip().split("\n")[-LAST_LINES:]
        return "\n".join(f"    {line}" for line in lines)


def open_group(
    command: Sequence[str], log: Path, environment: Mapping[str, str], *, output: int | None = None
) -> subprocess.Popen[bytes]:
    """A process that leads a group of its own, so that Ctrl-C reaches only us, and we end it in order."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as said:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said if output is None else output,
            stderr=said,
            env=environment,
            start_new_session=True,
        )


def run(name: str, command: Sequence[str], log: Path, environment: Mapping[str, str], *, aloud: bool = False) -> str:
    """Run to the end; what it printed, said as it comes when `aloud`. Raises: Problem, with the last line it said."""
    process = open_group(command, log, environment, output=subprocess.PIPE)
    printed = []
    try:
        with log.open("ab") as kept:
            for line in process.stdout or ():
                printed.append(line.decode(errors="replace"))
                kept.write(line)
                if aloud:
                    say(f"    {printed[-1].rstrip()}")
        code = process.wait()
    except BaseException:
        end_groups([process], grace=3)
        raise
    if code:
        last = log.read_text(errors="replace").rstrip().split("\n")[-1].strip()
        raise Problem(f"{name} did not work: {last or f'it ended with code {code}'} (the whole story: {log})")
    return "".join(printed)


def end_groups(processes: Sequence[subprocess.Popen[bytes]], *, grace: float) -> None:
    """Ask the groups to end, wait at most `grace` seconds unless hurried, then make them."""
    for process in processes:
        _signal_group(process.pid, signal.SIGTERM)
    until = monotonic() + grace
    while any(process.poll() is None for process in processes) and monotonic() < until and not signals.hurried():
        sleep(0.05)
    for process in processes:
        _signal_group(process.pid, signal.SIGKILL)  # whoever of the group is still there
        process.wait()


def end_left_over(mark: str) -> int:
    """End what an earlier, killed run with this mark has left; how many processes it was."""
    found = list(_marked(mark))
    for pid in found:
        _signal(pid, signal.SIGTERM)
    until = monotonic() + 10
    while (left := list(_marked(mark))) and monotonic() < until:
        sleep(0.1)
    for pid in left:
        _signal(pid, signal.SIGKILL)
    return len(found)


def _marked(mark: str) -> Iterator[int]:
    wanted = os.fsencode(f"{MARK}={mark}")
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)
        except OSError:
            continue


def _signal_group(pid: int, number: int) -> None:
    with suppress(OSError):
        os.killpg(pid, number)


def _signal(pid: int, number: int) -> None:
    with suppress(OSError):
        os.kill(pid, number)
