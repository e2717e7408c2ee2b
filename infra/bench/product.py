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
FILL = "import django, sys; django.setup(); from tests.builders_bench import main; main(*sys.argv[1:])"
READY_SECONDS = 90


class Product:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # jit and autovacuum would do in the middle of one page what another page caused
        self.server = start_temporary(settings={"autovacuum": "off", "jit": "off"})
        self.port = free_port(8200)
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

    def up(self, scale: Mapping[str, int]) -> dict[str, Any]:
        """Migrate, fill, start; what the filling left to know."""
        self.server.create_database(DATABASE)
        self._run("-m", "infra.translations", "compile")
        self._run("manage.py", "collectstatic", "--noinput")
        self._run("manage.py", "migrate_governments")
        facts = self.folder / "facts.json"
        self._run("-c", FILL, json.dumps(dict(scale)), str(facts))
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

    def cpu(self) -> tuple[float, float]:
        """Seconds that the web processes and the database's have used since they started."""
        postmaster = int((self.server.data / "postmaster.pid").read_text().split("\n")[0])
        return cpu.seconds(self.processes["web"].pid), cpu.seconds(postmaster)

    def letter_to(self, email: str) -> str:
        return self.server.psql(DATABASE, "-c", f"SELECT text FROM registry_letter WHERE to_email = '{email}'")

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.variables, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(
                f"{command[0]} {command[1][:40]} did not work:\n{done.stdout[-1000:]}{done.stderr[-4000:]}"
            )
