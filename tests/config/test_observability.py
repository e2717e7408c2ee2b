import gzip
import io
import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest
import sentry_sdk
import structlog
from django.test import override_settings
from django.urls import path

from config import observability, urls
from tenants.gates.access import anyone
from tenants.gates.doors import open_to

PESEL = "44051401359"
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}


@open_to(anyone)
def failing(request):
    person = {"pesel": PESEL}
    raise RuntimeError("planted failure", len(person))


urlpatterns = [path("planted-failure/", failing), *urls.urlpatterns]


@pytest.fixture
def receiver():
    """What Sentry would get, over real HTTP."""
    received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append(UNPACK[self.headers.get("Content-Encoding")](body))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", received
    server.shutdown()
    sentry_sdk.get_global_scope().set_client(None)  # not init(): every statement would be a span ever after


@pytest.fixture
def restored_logging():
    root = logging.getLogger()
    before = root.handlers, root.level
    yield
    root.handlers, root.level = before
    structlog.reset_defaults()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_an_error_reaches_sentry_with_the_town_and_without_personal_data(
    receiver, restored_logging, browser_of, clara, settings
):
    dsn, received = receiver
    settings.SENTRY_DSN = dsn
    observability.start()
    browser = browser_of(clara, raise_request_exception=False)

    answer = browser.get("/planted-failure/?email=clara.clerk@example.org")
    sentry_sdk.flush(5)

    assert answer.status_code == 500
    events = [json.loads(line) for body in received for line in body.split(b"\n") if b'"exception"' in line]
    assert [event["exception"]["values"][-1]["value"] for event in events] == ["('planted failure', 1)"]
    assert events[0]["tags"]["tenant"] == "lipowo"
    everything = b"".join(received)
    for personal in (PESEL, "clara.clerk@example.org", "sessionid"):
        assert personal.encode() not in everything


@pytest.mark.django_db
def test_a_line_of_the_log_names_the_town_and_the_request(restored_logging, browser_of, capsys):
    observability.logs()
    logging.getLogger().handlers[0].stream = stream = io.StringIO()

    with structlog.contextvars.bound_contextvars(tenant="lipowo", request_id="abc"):
        structlog.get_logger("osnowa").info("something happened", count=2)

    line = json.loads(stream.getvalue())
    assert (line["event"], line["tenant"], line["request_id"], line["count"]) == (
        "something happened",
        "lipowo",
        "abc",
        2,
    )


@pytest.mark.django_db
def test_an_answer_bears_the_id_of_its_request(browser_of):
    browser = browser_of()

    assert browser.get("/programmes/", headers={"X-Request-Id": "abc123"}).headers["X-Request-Id"] == "abc123"
    assert len(browser.get("/programmes/", headers={"X-Request-Id": "<script>"}).headers["X-Request-Id"]) == 32
