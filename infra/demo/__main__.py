"""`make demo` and `make demo-reset`: the system's Python prepares, the environment's Python goes on."""

from __future__ import annotations

import os
import sys

from infra.demo import environment
from infra.demo.say import Problem, step


def main(verb: str) -> None:
    environment.check_python()
    if verb == "reset":
        from infra.demo.reset import reset  # an older Python cannot even read it

        reset()
        return
    step(1, "Installing dependencies")
    environment.prepare("runtime")
    os.chdir(environment.ROOT)
    os.execv(environment.PYTHON, [str(environment.PYTHON), "-m", "infra.demo.supervisor"])


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "up")
    except Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
