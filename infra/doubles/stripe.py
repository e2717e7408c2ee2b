"""A stand-in for Stripe: the part of its API that the product uses, a page to pay on, and signed messages.

python -m infra.doubles.stripe --port 12111 --webhook http://osnowa.localhost:8000/stripe/webhook/ --secret whsec_demo

Nothing is charged. In the demo the webhook and the secret come from the demo's own settings.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import itertools
import json
import os
import signal
import sys
import threading
import time
from html import escape
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

MONTH = 30 * 24 * 3600
TRIES = 5


class Ledger:
    """What the stand-in remembers, and what it tells the product."""

    def __init__(self, webhook: str, secret: str) -> None:
        self.webhook = webhook
        self.secret = secret
        self.things: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.events: list[dict[str, Any]] = []
        self.numbers = itertools.count(1)
        self.lock = threading.RLock()

    def make(self, prefix: str, kind: str, facts: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            name = f"{prefix}_double_{os.getpid()}_{next(self.numbers)}"
            thing = {"id": name, "object": kind, "created": int(time.time()), "livemode": False, **facts}
            self.things[name] = thing
            return thing

    def event(self, kind: str, thing: dict[str, Any]) -> dict[str, Any]:
        event = self.make("evt", "event", {"type": kind, "data": {"object": dict(thing)}, "api_version": "double"})
        self.events.append(event)
        return event

    def tell(self, event: dict[str, Any]) -> int:
        """Post the signed message; again for a while when nobody listens. The last status, 0 for no answer."""
        body = json.dumps(event).encode()
        url = urlsplit(self.webhook)
        for attempt in range(TRIES):
            stamp = int(time.time())
            headers = {
                "Content-Type": "application/json",
                "Host": url.netloc,
                "Stripe-Signature": f"t={stamp},v1={sign(self.secret, stamp, body)}",
            }
            # A *.localhost name is this machine; not every resolver knows it.
            host = "127.0.0.1" if (url.hostname or "").endswith("localhost") else url.hostname or ""
            connection = HTTPConnection(host, url.port or 80, timeout=20)
            try:
                connection.request("POST", url.path, body, headers)
                status = connection.getresponse().status
                if status < 500:
                    return status
            except OSError:
                status = 0
            finally:
                connection.close()
            time.sleep(0.3 * (attempt + 1))
        return status

    def pay(self, session: dict[str, Any]) -> None:
        """The payer pressed the button: a customer, a subscription, an invoice, and the messages about them."""
        with self.lock:
            if session["status"] != "open":
                return
            session["status"] = "complete"
        customer = session["customer"] or self.make("cus", "customer", {"email": session.get("customer_email")})["id"]
        until = int(time.time()) + MONTH
        metadata = session["subscription_data"].get("metadata", {})
        subscription = self.make(
            "sub",
            "subscription",
            {
                "status": "active",
                "customer": customer,
                "metadata": metadata,
                "items": {
                    "object": "list",
                    "data": [{"current_period_end": until, "price": session["line_items"]["0"]}],
                },
            },
        )
        invoice = self.make(
            "in",
            "invoice",
            {
                "customer": customer,
                "status": "paid",
                "parent": {"subscription_details": {"subscription": subscription["id"], "metadata": metadata}},
                "lines": {"data": [{"period": {"end": until}}]},
            },
        )
        session.update(payment_status="paid", customer=customer, subscription=subscription["id"])
        for kind, thing in (
            ("customer.subscription.created", subscription),
            ("checkout.session.completed", session),
            ("invoice.paid", invoice),
        ):
            self.tell(self.event(kind, thing))


def sign(secret: str, stamp: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()


def nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Stripe's form encoding: a[b][c]=1 becomes {"a": {"b": {"c": "1"}}}."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        *path, last = name.replace("]", "").split("[")
        place = found
        for step in path:
            place = place.setdefault(step, {})
        place[last] = value
    return found


PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Checkout (stand-in)</title><style>body{{font:1.05rem/1.5 system-ui;max-width:30rem;margin:3rem auto;padding:0 1rem;color:#1a1f36}}
h1{{font-size:1.3rem}}p.sum{{font-size:2rem;font-weight:700;margin:.5rem 0}}button{{font:inherit;padding:.7rem 1.4rem;border-radius:.4rem;border:1px solid #4540b3;cursor:pointer}}
.pay{{background:#4540b3;color:#fff}}.note{{background:#fff6d6;padding:.7rem 1rem;border-radius:.4rem}}form{{display:inline-block;margin:1rem .6rem 0 0}}</style></head>
<body><main><p class="note">Not Stripe: a stand-in of the demonstration. Nothing is charged. / To nie jest Stripe: nic nie zostanie pobrane.</p>
<h1>{name}</h1><p class="sum">{sum} zł</p><p>a month, net / miesięcznie, netto · {email}</p>
<form method="post" action="/pay/{id}"><button class="pay">Pay / Zapłać</button></form>
<form method="post" action="/cancel/{id}"><button>Cancel / Anuluj</button></form></main></body></html>"""


class Handler(BaseHTTPRequestHandler):
    server: Double

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the demo's log shows errors only."""

    def do_GET(self) -> None:
        parts = self.path.split("?")[0].strip("/").split("/")
        match parts:
            case ["checkout", session_id] if session := self.ledger.things.get(session_id):
                price = session["line_items"]["0"]["price_data"]
                self.answer_page(
                    PAGE.format(
                        name=escape(price["product_data"]["name"]),
                        sum=f"{int(price['unit_amount']) / 100:,.2f}".replace(",", " ").replace(".", ","),
                        email=escape(session.get("customer_email") or session["customer"] or ""),
                        id=session_id,
                    )
                )
            case ["v1", "events"]:
                self.answer({"object": "list", "data": list(reversed(self.ledger.events)), "has_more": False})
            case ["v1", *_, thing_id] if thing := self.ledger.things.get(thing_id):
                self.answer(thing)
            case _:
                self.refuse(404, "No such thing here.")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        facts = nested(parse_qsl(body, keep_blank_values=True))
        match self.path.strip("/").split("/"):
            case ["v1", "checkout", "sessions"]:
                self.once(lambda: self.begin(facts))
            case ["v1", "customers"]:
                self.once(lambda: self.ledger.make("cus", "customer", facts))
            case ["v1", "subscriptions", thing_id] if thing := self.ledger.things.get(thing_id):
                thing.update(facts)
                self.ledger.tell(self.ledger.event("customer.subscription.updated", thing))
                self.answer(thing)
            case ["pay", session_id] if session := self.ledger.things.get(session_id):
                self.ledger.pay(session)
                self.go_to(session["success_url"].replace("{CHECKOUT_SESSION_ID}", session_id))
            case ["cancel", session_id] if session := self.ledger.things.get(session_id):
                self.go_to(session["cancel_url"])
            case _:
                self.refuse(404, "No such thing here.")

    def do_DELETE(self) -> None:
        match self.path.strip("/").split("/"):
            case ["v1", "subscriptions", thing_id] if thing := self.ledger.things.get(thing_id):
                thing["status"] = "canceled"
                self.ledger.tell(self.ledger.event("customer.subscription.deleted", thing))
                self.answer(thing)
            case _:
                self.refuse(404, "No such thing here.")

    @property
    def ledger(self) -> Ledger:
        return self.server.ledger

    def begin(self, facts: dict[str, Any]) -> dict[str, Any]:
        session = self.ledger.make(
            "cs",
            "checkout.session",
            {
                "customer": "",
                "subscription": None,
                "status": "open",
                "payment_status": "unpaid",
                "subscription_data": {},
                **facts,
            },
        )
        session["url"] = f"http://{self.headers['Host']}/checkout/{session['id']}"
        return session

    def once(self, make: Any) -> None:
        """Answer the same key with the same thing; no key to the API, no answer."""
        if not self.headers.get("Authorization", "").startswith("Bearer sk_"):
            self.refuse(401, "You did not provide an API key.")
            return
        key = self.headers.get("Idempotency-Key", "")
        with self.ledger.lock:
            thing = self.ledger.answers.get(key) or make()
            if key:
                self.ledger.answers[key] = thing
        self.answer(thing)

    def answer(self, thing: dict[str, Any], status: int = 200) -> None:
        self.send(status, "application/json", json.dumps(thing).encode())

    def refuse(self, status: int, message: str) -> None:
        self.answer({"error": {"type": "invalid_request_error", "message": message}}, status)

    def answer_page(self, page: str) -> None:
        self.send(200, "text/html; charset=utf-8", page.encode())

    def go_to(self, url: str) -> None:
        self.send(303, "text/plain", b"", Location=url)

    def send(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Double(ThreadingHTTPServer):
    """Runs in a thread of a test, or as a process of the demo."""

    daemon_threads = True

    def __init__(self, port: int = 0, *, webhook: str, secret: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.ledger = Ledger(webhook, secret)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


def webhook_of_the_demo() -> str:
    port = os.environ.get("PUBLIC_PORT", "")
    return f"http://{os.environ.get('PLATFORM_HOST', 'osnowa.localhost')}{f':{port}' if port else ''}/stripe/webhook/"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--webhook", default=webhook_of_the_demo())
    parser.add_argument("--secret", default=os.environ.get("STRIPE_WEBHOOK_SECRET", "whsec_demo"))
    chosen = parser.parse_args()
    double = Double(chosen.port, webhook=chosen.webhook, secret=chosen.secret)

    def end(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=double.shutdown).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    print(f"stripe double ready at {double.url}", flush=True)
    double.serve_forever(poll_interval=0.1)
    double.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
