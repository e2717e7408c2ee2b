"""Stops a temporary server when the process that started it is gone, however it went.

Started by embedded.start_temporary: standard input is a pipe whose other end only that process holds.
"""

import shutil
import signal
import sys
from pathlib import Path

from infra.postgres.embedded import stop_left_over


def main(data: Path, folder: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pipe's end is the only sign that counts
    sys.stdin.read()
    stop_left_over(data)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
