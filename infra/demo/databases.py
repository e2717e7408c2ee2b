"""The demo's database: the embedded server's, or the one that DATABASE_URL names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from infra.demo.place import Place
from infra.demo.say import Problem
from infra.postgres import embedded
from infra.postgres.embedded import EmbeddedError, Server

NAME = "osnowa"
OLDEST = 15


@dataclass(frozen=True)
class Database:
    url: str  # the application's role
    owner_url: str  # the role that migrates
    server: Server | None  # ours to stop


def open_database(environment: Mapping[str, str], place: Place) -> Database:
    """A database that is there and answers. Raises: Problem."""
    if url := environment.get("DATABASE_URL"):
        owner_url = environment.get("DATABASE_OWNER_URL") or url
        _check(owner_url)
        return Database(url, owner_url, None)
    try:
        server = embedded.start(place.postgres)
        try:
            server.create_database(NAME)
        except BaseException:
            server.stop()
            raise
    except EmbeddedError as problem:
        raise Problem(str(problem)) from problem
    return Database(server.url(NAME), server.owner_url(NAME), server)


def _check(url: str) -> None:
    """Reach the server that the person named, and make the database when it is missing."""
    try:
        _connect(url).close()
    except psycopg.OperationalError as problem:
        if "does not exist" not in str(problem):
            raise Problem(f"The database of DATABASE_URL does not answer: {_reason(problem)}") from problem
        _create(url)


def _connect(url: str) -> psycopg.Connection:
    connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    if connection.info.server_version < OLDEST * 10000:
        found = connection.info.server_version // 10000
        connection.close()
        raise Problem(f"Osnowa needs PostgreSQL {OLDEST} or newer, and DATABASE_URL names a server of version {found}.")
    return connection


def _create(url: str) -> None:
    name = str(conninfo_to_dict(url).get("dbname", NAME))
    try:
        with _connect(make_conninfo(url, dbname="postgres")) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.Error as problem:
        raise Problem(f"The database {name} of DATABASE_URL could not be made: {_reason(problem)}") from problem


def _reason(problem: psycopg.Error) -> str:
    return str(problem).strip().split("\n")[0].removeprefix("connection failed: ")
