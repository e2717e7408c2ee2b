"""The product as people meet it: its own database, gunicorn, the worker and a Stripe double, over real HTTP."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from infra import translations
from infra.bench import cpu
from infra.demo.statics import collect

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 90
GRACE_SECONDS = 20
DATABASE = "osnowa_journeys"


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _server(name: str) -> str:
    return os.environ.get(name) or os.environ["DATABASE_URL"]


class Product:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, self.stripe_port = free_ports(2)
        self.processes: list[subprocess.Popen[Any]] = []
        self.backstage: subprocess.Popen[str] | None = None
        self.database = f"{os.environ.get('TEST_DB', '')}{DATABASE}_{os.getpid()}"
        shared = ROOT / "var" / "journeys"
        self.variables = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.demo",
            "DATABASE_URL": self._url("DATABASE_URL"),
            "DATABASE_OWNER_URL": self._url("DATABASE_OWNER_URL"),
            "SECRET_KEY": "only-for-journeys",
            "DATA_DIR": str(folder),
            "DOCUMENTS_DIR": str(folder / "documents"),
            "MAIL_DIR": str(folder / "mail"),
            # collecting takes seconds, so it is kept between runs
            "STATIC_ROOT": str(shared / "static"),
            "PORT": str(self.port),
            "PUBLIC_PORT": str(self.port),
            "PLATFORM_HOST": "osnowa.localhost",
            "TOWN_HOST_SUFFIX": "localhost",
            "STRIPE_SECRET_KEY": "sk_test_journeys",
            "STRIPE_WEBHOOK_SECRET": "whsec_journeys",
            "STRIPE_API_BASE": f"http://127.0.0.1:{self.stripe_port}",
            "PYTHONUNBUFFERED": "1",
        }
        self.shared = shared

    def _url(self, name: str) -> str:
        parts = urlsplit(_server(name))
        return urlunsplit(parts._replace(path=f"/{self.database}"))

    def address(self, town: str, path: str = "/") -> str:
        return f"http://{town}.localhost:{self.port}{path}"

    # --- up and down ------------------------------------------------------------------------------
    def up(self) -> None:
        self.shared.mkdir(parents=True, exist_ok=True)
        self._database("CREATE DATABASE")
        translations.compile_all()
        with (self.shared / "lock").open("w") as lock:  # two processes may walk journeys
            fcntl.flock(lock, fcntl.LOCK_EX)
            collect(self.shared, lambda: self._manage("collectstatic", "--noinput", "--clear"))
        self._manage("migrate_governments")
        self.backstage = subprocess.Popen(
            [sys.executable, "-c", "import django; django.setup(); from tests.journeys.backstage import main; main()"],
            cwd=ROOT,
            env=self.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(self.folder / "backstage.log").open("w"),
            text=True,
        )
        self.ask("towns")
        self._start("stripe", "-m", "infra.doubles.stripe", "--port", str(self.stripe_port))
        self.start_web()
        self._start("worker", "manage.py", "procrastinate", "worker", "--concurrency", "4")
        self._wait()

    def start_web(self) -> None:
        self._start("web", "-m", "gunicorn", "-c", "infra/container/gunicorn.conf.py", "config.wsgi")
        self.web = self.processes[-1]

    def kill_web(self) -> None:
        """As when the machine's memory ends: nobody is asked, neither the web's master nor its children."""
        children = cpu.children(self.web.pid)
        self.web.kill()
        for child in children:
            os.kill(child, signal.SIGKILL)
        self.web.wait()
        self.processes.remove(self.web)

    def down(self) -> None:
        if self.backstage is not None:
            self.processes.append(self.backstage)
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(timeout=GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        with suppress(psycopg.Error):
            self._database("DROP DATABASE IF EXISTS", "WITH (FORCE)")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _database(self, verb: str, rest: str = "") -> None:
        with psycopg.connect(_server("DATABASE_OWNER_URL"), autocommit=True) as owner:
            owner.execute(f'{verb} "{self.database}" {rest}')  # type: ignore[arg-type]

    def _manage(self, *command: str) -> None:
        # migrate_governments connects as the owner by itself
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")

    def _start(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("w") as log:
            self.processes.append(
                subprocess.Popen([sys.executable, *command], cwd=ROOT, env=self.variables, stdout=log, stderr=log)
            )

    def _wait(self) -> None:
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            with suppress(OSError):
                connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/healthz", headers={"Host": f"osnowa.localhost:{self.port}"})
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.2)
        raise RuntimeError(f"The product did not come up; its logs:\n{self.logs()}")

    def logs(self, last: int = 3000) -> str:
        return "\n".join(f"== {log.name}\n{log.read_text()[-last:]}" for log in sorted(self.folder.glob("*.log")))

    def troubles(self) -> str:
        """The last tracebacks of the web server and the worker."""
        said = [line for name in ("web", "worker") for line in (self.folder / f"{name}.log").read_text().splitlines()]
        return "\n".join(line.replace("\\n", "\n")[-2500:] for line in said if "Traceback" in line)[-5000:]

    # --- what no person can do in a browser -------------------------------------------------------
    def ask(self, verb: str, **facts: Any) -> Any:
        """Have it done behind the scenes: people and towns made, time moved on (tests/journeys/backstage.py)."""
        assert self.backstage is not None and self.backstage.stdin and self.backstage.stdout
        self.backstage.stdin.write(json.dumps({"verb": verb, **facts}) + "\n")
        self.backstage.stdin.flush()
        line = self.backstage.stdout.readline()
        if not line:
            raise RuntimeError(f"Backstage has gone: {(self.folder / 'backstage.log').read_text()[-4000:]}")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"{verb}: {answer['error']}")
        return answer["done"]
