"""The product as it runs in production, on a database of its own: PostgreSQL, gunicorn with 2 workers, the job worker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from infra.bench import cpu
from infra.bench.load import Browser
from infra.demo.environment import ROOT
from infra.demo.place import free_port
from infra.postgres.embedded import start_temporary

DATABASE = "osnowa"
SUFFIX = "localhost"
PLATFORM = f"osnowa.{SUFFIX}"
GUNICORN = ["-m", "gunicorn", "-c", "infra/container/gunicorn.conf.py", "--max-requests", "0", "config.wsgi"]
# jit and autovacuum would do in the middle of one page what another page caused
STEADY = {"autovacuum": "off", "jit": "off"}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "jit": "off"}
FILL = "import django, sys; django.setup(); from tests.{} import main; main(*sys.argv[1:])"
READY_SECONDS = 90


class Product:
    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """`durable`: a commit is on the disk before it is answered, as in production."""
        self.folder = folder
        self.server = start_temporary(settings=DURABLE if durable else STEADY)
        self.port = free_port(8200)
        self.ended = 0.0  # CPU of a database server that was restarted
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.variables = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "infra.bench.settings",
            "DATABASE_URL": self.server.url(DATABASE),
            "DATABASE_OWNER_URL": self.server.owner_url(DATABASE),
            "SECRET_KEY": "only-for-measuring",
            "DATA_DIR": str(folder),
            "PLATFORM_HOST": PLATFORM,
            "TOWN_HOST_SUFFIX": SUFFIX,
            "PUBLIC_SCHEME": "http",
            "PUBLIC_PORT": str(self.port),
            "SECURE_SSL_REDIRECT": "0",
            "WEB_WORKERS": "2",
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
        }

    def up(self, scale: Mapping[str, int], *, builder: str = "builders_bench") -> dict[str, Any]:
        """Migrate, fill by tests/<builder>.py, start; what the filling left to know."""
        self.server.create_database(DATABASE)
        self.run("-m", "infra.translations", "compile")
        self.run("manage.py", "collectstatic", "--noinput")
        self.run("manage.py", "migrate_governments")
        facts = self.folder / "facts.json"
        self.run("-c", FILL.format(builder), json.dumps(dict(scale)), str(facts))
        self.server.psql(DATABASE, "-c", "VACUUM ANALYZE")
        self.start("web", *GUNICORN)
        self.wait_for("/")
        return json.loads(facts.read_text())

    def down(self) -> None:
        for name in list(self.processes):
            self.stop(name)
        self.server.stop()

    def start(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("w") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.variables, stdout=log, stderr=log
            )

    def stop(self, name: str) -> None:
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def wait_for(self, path: str) -> None:
        """Until the page answers. Raises: RuntimeError."""
        until = monotonic() + READY_SECONDS
        while self.browser("osnowa").get(path).status != 200:
            if monotonic() > until:
                raise RuntimeError(f"{path} did not come up:\n{(self.folder / 'web.log').read_text()[-3000:]}")
            sleep(0.3)

    def browser(self, town: str, session: str = "") -> Browser:
        return Browser(self.port, f"{town}.{SUFFIX}:{self.port}", {"sessionid": session} if session else {})

    def restart_database(self) -> None:
        """As an operator would: what is open is cut."""
        self.ended += cpu.seconds(self._postmaster())
        self.server.restart()

    def cpu(self) -> tuple[float, float]:
        """Seconds that the web processes and the database's have used since they started."""
        return cpu.seconds(self.processes["web"].pid), self.ended + cpu.seconds(self._postmaster())

    def _postmaster(self) -> int:
        return int((self.server.data / "postmaster.pid").read_text().split("\n")[0])

    def letter_to(self, email: str) -> str:
        return self.server.psql(DATABASE, "-c", f"SELECT text FROM registry_letter WHERE to_email = '{email}'")

    def run(self, *command: str) -> str:
        """A program with the product's settings; what it said. Raises: RuntimeError."""
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.variables, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(
                f"{command[0]} {command[1][:40]} did not work:\n{done.stdout[-1000:]}{done.stderr[-4000:]}"
            )
        return done.stdout
