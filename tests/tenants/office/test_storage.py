"""Bytes in a folder and in a bucket: the same promises, kept in Lipowo and never opened in Olszany."""

import io
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import signing
from django.urls import resolve
from django_tenants.utils import schema_context

from tenants.office.documents import storage
from tenants.office.documents.folder import Folder, read_link

PDF = b"%PDF-1.7 the offer of a club"


@pytest.fixture
def folder(settings, tmp_path):
    settings.S3 = None
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    return settings.DOCUMENTS_DIR


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """A small S3 server of our own, gone at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    lying = tmp_path_factory.mktemp("bucket")
    program = Path(sys.executable).parent / "nanio"
    server = subprocess.Popen(
        [program, "serve", "--host", "127.0.0.1", "--port", str(port), "--data-dir", lying, "--region", "eu-central-1"],
        env={**os.environ, "NANIO_ACCESS_KEY": "lipowo-key", "NANIO_SECRET_KEY": "lipowo-secret"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await_port(port, server)
        yield {
            "bucket": "documents",
            "endpoint_url": f"http://127.0.0.1:{port}",
            "access_key": "lipowo-key",
            "secret_key": "lipowo-secret",
            "region": "eu-central-1",
        }
    finally:
        server.terminate()
        server.wait(timeout=10)


def _await_port(port, server):
    for _attempt in range(100):
        assert server.poll() is None, "the S3 server did not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the S3 server does not answer")


@pytest.fixture
def bucket(settings, store):
    settings.S3 = store
    client = storage.Bucket(**store).client
    if not any(one["Name"] == store["bucket"] for one in client.list_buckets()["Buckets"]):
        client.create_bucket(Bucket=store["bucket"])
    return store


@pytest.fixture(params=["folder", "bucket"])
def anywhere(request):
    """Every promise holds in both places."""
    return request.getfixturevalue(request.param)


@pytest.fixture(autouse=True)
def lipowo():
    with schema_context("lipowo"):
        yield


def test_what_was_put_comes_back(anywhere):
    key = storage.new_key("pdf")

    storage.put(key, PDF, "application/pdf")

    assert storage.exists(key)
    assert storage.get(key) == PDF
    with storage.open(key) as opened:
        assert opened.read() == PDF


def test_a_stream_is_stored_whole(anywhere):
    key = storage.new_key("pdf")

    storage.put(key, io.BytesIO(PDF * 100_000), "application/pdf")

    assert storage.get(key) == PDF * 100_000


def test_a_deleted_file_is_missing_and_may_be_deleted_again(anywhere):
    key = storage.new_key("pdf")
    storage.put(key, PDF, "application/pdf")

    storage.delete(key)
    storage.delete(key)

    assert not storage.exists(key)
    with pytest.raises(storage.Missing):
        storage.get(key)


def test_keys_start_with_the_schema_and_are_never_the_same(anywhere):
    keys = {storage.new_key("PDF") for _time in range(50)}

    assert len(keys) == 50
    assert all(key.startswith("lipowo/") and key.endswith(".pdf") and len(key) > 40 for key in keys)


@pytest.mark.parametrize(
    "key",
    [
        "olszany/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.pdf",
        "lipowo/../olszany/aaaaaaaaaaaaaaaaaaaaaaaa",
        "lipowo/aaaaaaaaaaaaaaaaaaaaaaaa/../../../etc/passwd",
        "/etc/passwd",
        "lipowo/",
        "",
    ],
)
def test_the_key_of_a_neighbour_or_of_nothing_is_refused(anywhere, key):
    with schema_context("olszany"):
        mine = storage.new_key("pdf")
        storage.put(mine, PDF, "application/pdf")

    for act in (storage.get, storage.delete, storage.exists, lambda k: storage.put(k, b"x", "text/plain")):
        with pytest.raises(ValueError):
            act(key)
        with pytest.raises(ValueError):
            act(mine)
    with pytest.raises(ValueError):
        storage.link(mine, filename="oferta.pdf")


def test_only_this_schemas_files_are_listed_and_only_the_old_ones(anywhere):
    mine = storage.new_key("pdf")
    storage.put(mine, PDF, "application/pdf")
    with schema_context("olszany"):
        theirs = storage.new_key("pdf")
        storage.put(theirs, PDF, "application/pdf")
    later = datetime.now(UTC) + timedelta(minutes=5)

    assert mine in set(storage.keys(before=later))
    assert theirs not in set(storage.keys(before=later))
    assert mine not in set(storage.keys(before=later - timedelta(days=1)))


def test_storage_that_works_is_healthy(anywhere):
    assert storage.healthy()


def test_a_folder_that_cannot_be_written_is_not_healthy(settings, tmp_path):
    settings.S3 = None
    (tmp_path / "file").write_bytes(b"in the way")
    settings.DOCUMENTS_DIR = tmp_path / "file"

    assert not storage.healthy()


def test_a_bucket_that_is_not_there_is_not_healthy(settings, bucket):
    settings.S3 = {**bucket, "bucket": "nowhere"}

    assert not storage.healthy()


def test_a_write_that_breaks_leaves_nothing_behind(folder):
    class Torn(io.BytesIO):
        def read(self, size=-1):
            raise OSError("the line went dead")

    key = storage.new_key("pdf")

    with pytest.raises(OSError, match="the line went dead"):
        storage.put(key, Torn(), "application/pdf")

    assert not storage.exists(key)
    assert list((folder / "lipowo").iterdir()) == []


def test_a_folder_never_leads_out_of_itself(tmp_path):
    for key in ("../secrets", "lipowo/../../secrets", "/etc/passwd", "."):
        with pytest.raises(ValueError):
            Folder(tmp_path).path(key)


# --- links of the local folder -----------------------------------------------------------------------------------


def _token(address):
    return resolve(urlsplit(address).path).kwargs["token"]


def test_a_local_link_names_one_file_for_a_minute(folder):
    key = storage.new_key("pdf")
    with time_machine.travel(datetime(2027, 1, 15, 12, tzinfo=UTC), tick=False) as clock:
        token = _token(storage.link(key, filename="Oferta – Zażółć.pdf", content_type="application/pdf"))

        clock.shift(59)
        assert read_link(token) == {"key": key, "name": "Oferta – Zażółć.pdf", "type": "application/pdf", "seconds": 60}

        clock.shift(2)
        with pytest.raises(signing.SignatureExpired):
            read_link(token)


def test_a_local_link_that_was_tampered_with_or_comes_from_next_door_is_refused(folder):
    token = _token(storage.link(storage.new_key("pdf"), filename="oferta.pdf"))

    with pytest.raises(signing.BadSignature):
        read_link("A" + token[1:])
    with pytest.raises(signing.BadSignature):
        read_link(token[:-2] + ("AA" if token[-2:] != "AA" else "BB"))
    with schema_context("olszany"), pytest.raises(signing.BadSignature):
        read_link(token)


# --- links of the bucket -----------------------------------------------------------------------------------------


def _fetch(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read(), answer.headers


def test_a_bucket_link_gives_the_file_as_a_download_with_its_polish_name(bucket):
    key = storage.new_key("pdf")
    storage.put(key, PDF, "application/pdf", filename="Oferta – Zażółć.pdf")

    content, headers = _fetch(storage.link(key, filename="Oferta – Zażółć.pdf", content_type="application/pdf"))

    assert content == PDF
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''Oferta%20%E2%80%93%20Za%C5%BC%C3%B3%C5%82%C4%87.pdf" in headers["Content-Disposition"]


def test_a_bucket_link_that_was_tampered_with_is_refused(bucket):
    key, other = storage.new_key("pdf"), storage.new_key("pdf")
    storage.put(key, PDF, "application/pdf")
    storage.put(other, b"%PDF-1.7 somebody else's", "application/pdf")
    address = storage.link(key, filename="oferta.pdf")

    for forged in (
        address.replace(key, other),
        address.replace("X-Amz-Expires=60", "X-Amz-Expires=600000"),
        address.replace("oferta.pdf", "oferta.exe"),
        address.split("?")[0],
    ):
        assert forged != address
        with pytest.raises(urllib.error.HTTPError) as refused:
            _fetch(forged)
        assert refused.value.code == 403


def test_a_bucket_link_dies_after_its_time(bucket):
    key = storage.new_key("pdf")
    storage.put(key, PDF, "application/pdf")
    address = storage.link(key, filename="oferta.pdf", seconds=1)

    time.sleep(2.1)

    with pytest.raises(urllib.error.HTTPError) as refused:
        _fetch(address)
    assert refused.value.code == 403
