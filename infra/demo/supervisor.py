"""Starts everything the demo needs, waits until it answers, and ends all of it together.

Runs on the environment's Python; `python -m infra.demo` prepares that and comes here.
"""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException
from time import monotonic, sleep

from infra import translations
from infra.demo import databases, place, processes, signals
from infra.demo.databases import Database
from infra.demo.environment import ROOT
from infra.demo.place import Place
from infra.demo.processes import Service
from infra.demo.say import Problem, say, step
from infra.demo.statics import collect
from infra.postgres import embedded

READY_SECONDS = 90
GRACE_SECONDS = 35  # the worker finishes the job in hand
DOUBLES_KEY = "sk_test_demo"
STRIPE = ROOT / "infra" / "doubles" / "stripe.py"
MANAGE = [sys.executable, "manage.py"]


class Demo:
    def __init__(self, at: Place) -> None:
        self.place = at
        self.services: list[Service] = []
        self.database: Database | None = None
        self.variables: dict[str, str] = {}

    def up(self) -> None:
        """Everything from the database to the first page. Raises: Problem."""
        self._clear_left_over()
        port = place.check_port(os.environ.get("PORT") or "8000")
        for old in self.place.logs.glob("*.log"):
            old.unlink()
        step(2, "Starting PostgreSQL")
        with signals.held():
            self.database = databases.open_database(os.environ, self.place)
        self.variables = self._variables(port, self.database)
        step(3, "Preparing translations and static files")
        translations.compile_all()
        collect(self.place.folder, lambda: self._manage("collectstatic", "--noinput", "--clear"))
        step(4, "Migrating the database")
        self._manage("migrate_governments", DATABASE_URL=self.database.owner_url)
        self._start_web()  # comes up while the data is looked at
        step(5, "Filling in the demo's data (the first time takes a minute or two)")
        self._manage("demo", aloud=True)
        step(6, "Starting the worker, waiting for the pages")
        self._start_worker()
        addresses = self._manage("demo", "--addresses")
        self._wait_for_pages(port)
        say(f"\n{addresses.strip()}\n\nPress Ctrl-C to stop.   Naciśnij Ctrl-C, aby zatrzymać.")

    def watch(self) -> None:
        """Sleep until something ends by itself. Raises: Problem, KeyboardInterrupt."""
        while True:
            self._check_alive()
            sleep(0.5)

    def end(self) -> None:
        processes.end_groups([service.process for service in reversed(self.services)], grace=GRACE_SECONDS)
        processes.end_left_over(self._mark)
        if self.database and self.database.server:
            self.database.server.stop()

    @property
    def _mark(self) -> str:
        return str(self.place.folder)

    def _clear_left_over(self) -> None:
        if processes.end_left_over(self._mark):
            say("    ended what an earlier run had left behind")
        embedded.stop_left_over(self.place.postgres)

    def _variables(self, port: int, database: Database) -> dict[str, str]:
        variables = {
            "PLATFORM_HOST": "osnowa.localhost",
            "PUBLIC_PORT": str(port),
            "SECRET_KEY": self.place.secret_key(),
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.demo",
            "DATABASE_URL": database.url,
            "DATABASE_OWNER_URL": database.owner_url,
            "DATA_DIR": str(self.place.folder),
            "PORT": str(port),
            "PYTHONUNBUFFERED": "1",
            processes.MARK: self._mark,
        }
        if STRIPE.exists() and not variables.get("STRIPE_SECRET_KEY"):
            variables |= {
                "STRIPE_SECRET_KEY": DOUBLES_KEY,
                "STRIPE_WEBHOOK_SECRET": "whsec_demo",
                "STRIPE_API_BASE": f"http://127.0.0.1:{place.free_port(port)}",
            }
        return variables

    def _manage(self, command: str, *arguments: str, aloud: bool = False, **changes: str) -> str:
        return processes.run(
            f"manage.py {command}",
            [*MANAGE, command, *arguments],
            self.place.logs / f"{command}.log",
            {**self.variables, **changes},
            aloud=aloud,
        )

    def _start_web(self) -> None:
        if self.variables.get("STRIPE_SECRET_KEY") == DOUBLES_KEY:
            port = self.variables["STRIPE_API_BASE"].rpartition(":")[2]
            self._start("stripe", [sys.executable, "-m", "infra.doubles.stripe", "--port", port])
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", "infra/container/gunicorn.conf.py", "config.wsgi"]
        self._start("web", gunicorn)

    def _start_worker(self) -> None:
        worker = ["procrastinate", "worker", "--concurrency", "4", "--shutdown-graceful-timeout", "30"]
        self._start("worker", [*MANAGE, *worker])

    def _start(self, name: str, command: list[str]) -> None:
        log = self.place.logs / f"{name}.log"
        self.services.append(Service(name, processes.open_group(command, log, self.variables), log))

    def _check_alive(self) -> None:
        for service in self.services:
            if (code := service.process.poll()) is not None:
                raise Problem(
                    f"The process “{service.name}” ended by itself (code {code}), so everything is stopped. "
                    f"Its last words, from {service.log}:\n{service.last_words()}"
                )
        if self.database and self.database.server and not self.database.server.is_running():
            raise Problem(
                f"PostgreSQL ended by itself, so everything is stopped. Its log: {self.place.postgres}/server.log"
            )

    def _wait_for_pages(self, port: int) -> None:
        until = monotonic() + READY_SECONDS
        for path in ("/healthz", "/"):
            while (answer := self._ask(port, path)) != "200":
                self._check_alive()
                if monotonic() > until:
                    raise Problem(
                        f"The pages did not come up in {READY_SECONDS} s (last answer of {path}: {answer}); "
                        f"see {self.place.logs}."
                    )
                sleep(0.2)

    def _ask(self, port: int, path: str) -> str:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": f"{self.variables['PLATFORM_HOST']}:{port}"})
            answer = connection.getresponse()
            body = answer.read(300).decode(errors="replace")
            return "200" if answer.status == 200 else f"{answer.status} {body}"
        except (OSError, HTTPException) as problem:
            return str(problem)
        finally:
            connection.close()


def run() -> int:
    """The demo from start to end; the exit code."""
    demo = None
    try:
        at = place.find(os.environ)
        place.take(at)
        demo = Demo(at)
        demo.up()
        demo.watch()
    except Problem as problem:
        say(f"\n{problem}")
        return 1
    except OSError as problem:
        say(f"\n{place.unusable(problem)}")
        return 1
    except KeyboardInterrupt:
        say("\nStopping…")
    finally:
        signals.begin_end()
        if demo:
            demo.end()
    say("Stopped.")
    return 0


if __name__ == "__main__":
    signals.listen()
    sys.exit(run())
