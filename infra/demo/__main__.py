"""`make demo` and `make demo-reset`: the system's Python prepares, the environment's Python goes on."""

from __future__ import annotations

import os
import sys

from infra.demo import environment
from infra.demo.say import Problem, step


def main() -> None:
    verb = sys.argv[1] if len(sys.argv) > 1 else "up"
    try:
        if verb == "up":
            step(1, "Installing dependencies")
            environment.prepare("runtime")
        python = str(environment.PYTHON) if environment.PYTHON.exists() else sys.executable
        os.chdir(environment.ROOT)
        os.execv(python, [python, "-m", "infra.demo.supervisor", verb])
    except Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
