"""A stand-in for the public register KRS: the one question the product asks, and the ways a register fails.

python -m infra.doubles.krs --port 12112

Its organisations are made up. A number that ends in 5, 6, 7 or 8 shows a failure: slow, broken, not an extract, refused.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType
from typing import Any
from urllib.parse import parse_qs, urlsplit

ENTRIES: dict[str, dict[str, Any]] = {
    "0000123450": {
        "register": "S",
        "name": "STOWARZYSZENIE „BRZOZA”",
        "form": "STOWARZYSZENIE",
        "nip": "5251000000",
        "regon": "12345678500000",
        "street": "ul. Brzozowa",
        "house": "3",
        "city": "Lipowo",
        "postcode": "11-111",
        "email": "BIURO@BRZOZA.EXAMPLE",
        "website": "WWW.BRZOZA.EXAMPLE",
    },
    "0000123451": {
        "register": "P",
        "name": "SPÓŁDZIELNIA SOCJALNA „SOSNA”",
        "form": "SPÓŁDZIELNIA SOCJALNA",
        "regon": "361000003",
        "house": "7",
        "city": "Olszany",
        "postcode": "22-222",
    },
}
SLOW, BROKEN, STRANGE, REFUSED = "5678"


def extract(number: str, entry: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: entry[name] for name in ("nip", "regon") if name in entry}
    address = {
        "ulica": entry.get("street", ""),
        "nrDomu": entry["house"],
        "miejscowosc": entry["city"],
        "kodPocztowy": entry["postcode"],
        "kraj": "POLSKA",
    }
    seat = {"adres": address} | {
        name: entry[short]
        for name, short in (("adresPocztyElektronicznej", "email"), ("adresStronyInternetowej", "website"))
        if short in entry
    }
    entity = {"formaPrawna": entry["form"], "identyfikatory": numbers, "nazwa": entry["name"]}
    head = {"rejestr": f"Rej{entry['register']}", "numerKRS": number}
    return {
        "odpis": {
            "rodzaj": "Aktualny",
            "naglowekA": head,
            "dane": {"dzial1": {"danePodmiotu": entity, "siedzibaIAdres": seat}},
        }
    }


class Handler(BaseHTTPRequestHandler):
    server: Double

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        number = url.path.rpartition("/")[2]
        register = parse_qs(url.query).get("rejestr", [""])[0]
        self.server.asked.append(self.path)
        entry = ENTRIES.get(number)
        match number[-1:]:
            case _ if "/OdpisAktualny/" not in url.path:
                self.send(404, b"")
            case last if last == SLOW:
                time.sleep(self.server.slow_seconds)
                self.send(200, b"{}")
            case last if last == BROKEN:
                self.send(200, b'{"odpis": {')
            case last if last == STRANGE:
                self.send(200, b'["not an extract"]')
            case last if last == REFUSED:
                self.send(503, b"")
            case _ if entry is not None and entry["register"] == register:
                self.send(200, json.dumps(extract(number, entry)).encode())
            case _:
                self.send(404, b"")

    def send(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            return  # who asked did not wait


class Double(ThreadingHTTPServer):
    """Runs in a thread of a test, or as a process of the demo."""

    daemon_threads = True

    def __init__(self, port: int = 0, *, slow_seconds: float = 3) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.slow_seconds = slow_seconds
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/api/krs"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    double = Double(parser.parse_args().port)

    def end(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=double.shutdown).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    print(f"KRS double ready at {double.url}", flush=True)
    double.serve_forever(poll_interval=0.1)
    double.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
