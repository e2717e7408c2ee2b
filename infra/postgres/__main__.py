"""The embedded server from the command line, for people who develop."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from infra.postgres.embedded import EmbeddedError, Server, start, start_temporary


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.postgres")
    verbs = parser.add_subparsers(dest="verb", required=True)
    serve = verbs.add_parser("serve", help="run a server until Ctrl-C and print its addresses")
    run = verbs.add_parser("run", help="run a command with a server up and DATABASE_URL set")
    for verb in (serve, run):
        verb.add_argument("--data", type=Path, help="the data folder; without it, a temporary one")
        verb.add_argument("--database", default="osnowa")
        verb.add_argument("--sockets", type=Path, help="the folder of the socket; without it, one in /tmp")
        verb.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of PostgreSQL")
    serve.add_argument("--until-eof", action="store_true", help="stop when standard input ends")
    run.add_argument("command", nargs="+")
    chosen = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    server = None
    try:
        server = _open(chosen)
        sys.exit(_serve(server, chosen) if chosen.verb == "serve" else _run(server, chosen))
    except EmbeddedError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        if server:
            server.stop()


def _open(chosen: argparse.Namespace) -> Server:
    settings = dict(one.split("=", 1) for one in chosen.set)
    if chosen.data:
        server = start(chosen.data, for_tests=True, sockets=chosen.sockets, settings=settings)
    else:
        server = start_temporary(settings=settings)
    server.create_database(chosen.database)
    return server


def _serve(server: Server, chosen: argparse.Namespace) -> int:
    for name, value in _environment(server, chosen.database).items():
        print(f"{name}={value}", flush=True)
    if chosen.until_eof:
        sys.stdin.read()
    else:
        signal.pause()
    return 0


def _run(server: Server, chosen: argparse.Namespace) -> int:
    return subprocess.run(
        chosen.command, env={**os.environ, **_environment(server, chosen.database)}, check=False
    ).returncode


def _environment(server: Server, database: str) -> dict[str, str]:
    return {"DATABASE_URL": server.url(database), "DATABASE_OWNER_URL": server.owner_url(database)}


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
