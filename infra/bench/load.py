"""Requests over a few kept connections at a time, by plain http.client."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Lock, Thread
from urllib.parse import urlencode

CONNECTIONS = 8
COUNT, QUERIES = "X-Bench-Count", "X-Bench-Queries"  # asks the server to count, and its answer
CSRF = "0123456789abcdefghijklmnopqrstuv"


@dataclass
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: dict[str, str]


@dataclass
class Browser:
    """One person at one address, with cookies."""

    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)
    counting: bool = False
    line: HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, typed: Mapping[str, str] | None = None, *, quietly: bool = False) -> Answer:
        """`quietly`: as a draft that saves itself."""
        body = urlencode({**(typed or {}), "csrfmiddlewaretoken": CSRF})
        also = {"X-Autosave": "1"} if quietly else {}
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **also})

    def close(self) -> None:
        if self.line is not None:
            self.line.close()

    def _ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in {"csrftoken": CSRF, **self.cookies}.items())
        said = {"Host": self.host, "Cookie": cookies, **headers, **({COUNT: "1"} if self.counting else {})}
        answer = self._once(method, path, body, said)
        self.cookies |= answer.cookies
        return answer

    def _once(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        for _again in range(2):
            if self.line is None:
                self.line = HTTPConnection("127.0.0.1", self.port, timeout=60)
            # the server may have closed a connection that waited too long
            with suppress(HTTPException, ConnectionError):
                self.line.request(method, path, body=body, headers=headers)
                answer = self.line.getresponse()
                content = answer.read()
                set_now = [one.split(";")[0].partition("=") for one in answer.headers.get_all("Set-Cookie", [])]
                return Answer(
                    answer.status, dict(answer.getheaders()), content, {name: value for name, _, value in set_now}
                )
            self.line.close()
            self.line = None
        return Answer(0, {}, b"", {})


def together(
    work: Callable[[Browser, object], None],
    things: Iterable[object],
    *,
    browser: Callable[[], Browser],
    connections: int = CONNECTIONS,
) -> None:
    """Do the work for each thing, so many at a time, each thread over a connection of its own."""
    waiting, lock = iter(things), Lock()

    def follow() -> None:
        own = browser()
        for thing in _shared(waiting, lock):
            work(own, thing)
        own.close()

    threads = [Thread(target=follow) for _thread in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _shared(things: Iterator[object], lock: Lock) -> Iterator[object]:
    while True:
        with lock:
            try:
                thing = next(things)
            except StopIteration:
                return
        yield thing
