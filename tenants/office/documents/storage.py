"""Where bytes lie: a local folder, or a bucket when S3 is set. The one importer of boto3.

A key starts with the schema it belongs to, and every call refuses the key of another schema.
"""

import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import quote

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.db import connection

from tenants.office.documents.folder import Folder, Missing

__all__ = ["Missing", "delete", "disposition", "exists", "get", "healthy", "keys", "link", "new_key", "open", "put"]

KEY = re.compile(r"[a-z0-9_]+/[A-Za-z0-9_-]{20,}(\.[a-z0-9]{1,8})?")
LINK_SECONDS = 60


def new_key(extension: str = "") -> str:
    """A key nobody can guess, in the schema of this connection."""
    ending = f".{extension.lower()}" if re.fullmatch(r"[A-Za-z0-9]{1,8}", extension) else ""
    return f"{connection.schema_name}/{secrets.token_urlsafe(24)}{ending}"


def put(key: str, content: bytes | IO[bytes], content_type: str, *, filename: str = "") -> None:
    """Store the whole file or nothing. A store keeps the name too: not all of them heed the one in a link."""
    _backend().put(_own(key), content, content_type, filename)


def get(key: str) -> bytes:
    """Raises: Missing."""
    with open(key) as file:
        return file.read()


def open(key: str) -> IO[bytes]:
    """Raises: Missing."""
    return _backend().open(_own(key))


def delete(key: str) -> None:
    """A file that is not there is as good as deleted."""
    _backend().delete(_own(key))


def exists(key: str) -> bool:
    return _backend().exists(_own(key))


def link(
    key: str, *, filename: str, content_type: str = "application/octet-stream", seconds: int = LINK_SECONDS
) -> str:
    """An address that gives this one file, as a download, for so many seconds."""
    return _backend().link(_own(key), filename, content_type, seconds)


def keys(*, before: datetime) -> Iterator[str]:
    """The keys of this schema that were last written before that instant."""
    return _backend().keys(f"{connection.schema_name}/", before)


def healthy() -> bool:
    """Whether files can be stored now."""
    try:
        return _backend().healthy()
    except (OSError, BotoCoreError, ClientError):
        return False


def disposition(filename: str) -> str:
    """Content-Disposition of a download: a plain name for old readers, the true one beside it."""
    plain = re.sub(r'[^\x20-\x7e]|["\\%]', "_", filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def _own(key: str) -> str:
    if not KEY.fullmatch(key) or not key.startswith(f"{connection.schema_name}/"):
        raise ValueError("Not a key of this schema.")
    return key


class Backend(Protocol):
    def put(self, key: str, content: bytes | IO[bytes], content_type: str, filename: str) -> None: ...
    def open(self, key: str) -> IO[bytes]: ...
    def delete(self, key: str) -> None: ...
    def exists(self, key: str) -> bool: ...
    def link(self, key: str, filename: str, content_type: str, seconds: int) -> str: ...
    def keys(self, prefix: str, before: datetime) -> Iterator[str]: ...
    def healthy(self) -> bool: ...


def _backend() -> Backend:
    if not settings.S3:
        return Folder(Path(settings.DOCUMENTS_DIR))
    return Bucket(**settings.S3)


@lru_cache(maxsize=8)
def _client(endpoint_url: str, access_key: str, secret_key: str, region: str) -> Any:
    """One client a process and store: making one is slow, using one from many threads is safe."""
    return boto3.client(
        "s3",
        endpoint_url=endpoint_url or None,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        region_name=region,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=5,
            read_timeout=30,
            retries={"max_attempts": 3, "mode": "standard"},
            # Stores that are not Amazon's do not all know the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


class Bucket:
    """`public_endpoint_url` is the store's address for browsers, where it is another than the server's."""

    def __init__(
        self,
        bucket: str,
        endpoint_url: str,
        access_key: str,
        secret_key: str,
        region: str,
        public_endpoint_url: str = "",
    ) -> None:
        self.bucket = bucket
        self.client = _client(endpoint_url, access_key, secret_key, region)
        self.public = _client(public_endpoint_url or endpoint_url, access_key, secret_key, region)

    def put(self, key: str, content: bytes | IO[bytes], content_type: str, filename: str) -> None:
        self.client.put_object(
            Bucket=self.bucket,
            Key=key,
            Body=content,
            ContentType=content_type,
            ContentDisposition=disposition(filename) if filename else "attachment",
        )

    def open(self, key: str) -> IO[bytes]:
        try:
            return self.client.get_object(Bucket=self.bucket, Key=key)["Body"]
        except ClientError as error:
            if _is_missing(error):
                raise Missing(key) from None
            raise

    def delete(self, key: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=key)

    def exists(self, key: str) -> bool:
        try:
            self.client.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if _is_missing(error):
                return False
            raise
        return True

    def link(self, key: str, filename: str, content_type: str, seconds: int) -> str:
        return self.public.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self.bucket,
                "Key": key,
                "ResponseContentDisposition": disposition(filename),
                "ResponseContentType": content_type,
                "ResponseCacheControl": "private, no-store",
            },
            ExpiresIn=seconds,
        )

    def keys(self, prefix: str, before: datetime) -> Iterator[str]:
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
            for found in page.get("Contents", []):
                if found["LastModified"] < before:
                    yield found["Key"]

    def healthy(self) -> bool:
        self.client.head_bucket(Bucket=self.bucket)
        return True


def _is_missing(error: ClientError) -> bool:
    return error.response["Error"]["Code"] in {"NoSuchKey", "404", "NotFound"}
