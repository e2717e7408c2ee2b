"""CPU time of processes and all that they started, from /proc: other programs on the machine do not count."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def seconds(pid: int) -> float:
    """User and system time of a process, of its living children and of those that ended."""
    return sum(_of(each) for each in [pid, *_below(pid)]) / TICKS


def children(pid: int) -> list[int]:
    """Living processes that this one started itself, the oldest first."""
    return sorted(each for each in _below(pid) if int((_fields(Path(f"/proc/{each}/stat")) or ["", "0"])[1]) == pid)


def _of(pid: int) -> int:
    """utime, stime, and what ended children had used."""
    fields = _fields(Path(f"/proc/{pid}/stat"))
    return sum(int(fields[place]) for place in range(11, 15)) if fields else 0


def _below(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := _fields(folder / "stat")):
            parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def _fields(path: Path) -> list[str]:
    """From the state on (proc(5) counts it as the third); empty when the process has gone."""
    try:
        return path.read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []
