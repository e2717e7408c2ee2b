"""Documents in a folder of this machine, handed out by links that this server signs itself."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.core import signing
from django.db import connection
from django.urls import reverse


class Missing(Exception):
    """No file lies under this key."""


UNFINISHED = ".part"


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def path(self, key: str) -> Path:
        """Raises: ValueError when the key leads out of the folder."""
        path = (self.root / key).resolve()
        if not path.is_relative_to(self.root) or path == self.root:
            raise ValueError("The key leads out of the folder.")
        return path

    def put(self, key: str, content: bytes | IO[bytes], content_type: str, filename: str) -> None:
        """Write aside, flush to the disk, then rename: readers see the whole file or none."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=path.parent, suffix=UNFINISHED, delete=False) as aside:
            try:
                for part in [content] if isinstance(content, bytes) else iter(lambda: content.read(1 << 20), b""):
                    aside.write(part)
                aside.flush()
                os.fsync(aside.fileno())
                Path(aside.name).replace(path)
            except BaseException:
                Path(aside.name).unlink(missing_ok=True)
                raise
        _flush_folder(path.parent)

    def open(self, key: str) -> IO[bytes]:
        try:
            return self.path(key).open("rb")
        except FileNotFoundError:
            raise Missing(key) from None

    def delete(self, key: str) -> None:
        self.path(key).unlink(missing_ok=True)

    def exists(self, key: str) -> bool:
        return self.path(key).is_file()

    def link(self, key: str, filename: str, content_type: str, seconds: int) -> str:
        said = {"key": key, "name": filename, "type": content_type, "seconds": seconds}
        return reverse("documents:file", args=[_signer().sign_object(said, compress=True)])

    def keys(self, prefix: str, before: datetime) -> Iterator[str]:
        folder = self.path(prefix)
        for entry in sorted(folder.iterdir()) if folder.is_dir() else []:
            written = datetime.fromtimestamp(entry.stat().st_mtime, UTC)
            if entry.suffix != UNFINISHED and written < before:
                yield f"{prefix}{entry.name}"

    def healthy(self) -> bool:
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=self.root, suffix=UNFINISHED) as probe:
            probe.write(b"ok")
        return True


def read_link(token: str) -> dict[str, Any]:
    """What a link says: key, name, type. Raises: signing.BadSignature when forged, another town's or too old."""
    signer = _signer()
    said = signer.unsign_object(token)
    return signer.unsign_object(token, max_age=said["seconds"])


def _signer() -> signing.TimestampSigner:
    """A link signed in one town is a forgery in every other."""
    return signing.TimestampSigner(salt=f"documents.{connection.schema_name}")


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
