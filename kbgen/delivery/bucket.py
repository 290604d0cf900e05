"""Delivery to object storage that speaks S3: Amazon's, Cloudflare R2, MinIO, Hetzner, Backblaze and others.

A listing says which files are there and in which state (their ETag). A file is taken as unchanged when the record says
that kbgen has put this content there, with these headers, and the state is still the one that the storage named then.
So a file that somebody has changed or deleted by hand is put right.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b, file_digest, md5
from pathlib import Path
from typing import Any

from kbgen.delivery import record
from kbgen.delivery.bucket_messages import explained
from kbgen.delivery.carrier import Arrived, Found, refuse_foreign
from kbgen.delivery.decide import UNKNOWN
from kbgen.delivery.destination import Bucket
from kbgen.delivery.files import RECORD, File
from kbgen.delivery.headers import cache_control, content_type
from kbgen.delivery.kinds import FOR_SERVERS
from kbgen.delivery.storage import client

THREADS = 8
"""Files on their way at once."""


@dataclass(slots=True)
class BucketCarrier:
    """Sends from ``source`` to ``bucket``."""

    source: Path
    bucket: Bucket
    storage: Any = field(default=None)
    _begun: bool = False

    def __post_init__(self) -> None:
        if self.storage is None:
            self.storage = client(self.bucket, THREADS)

    def wanted(self, files: Sequence[File]) -> Mapping[str, str]:
        """Files by content and headers, without those for web servers: there is none that would read them."""
        return {file.path: _with_headers(file) for file in files if file.path not in FOR_SERVERS}

    def look(self, wanted: Mapping[str, str]) -> Found:
        """List what is there, and compare it with the record."""
        with self._explained():
            tags = dict(self._list())
            if RECORD not in tags:
                refuse_foreign(sorted({path.partition("/")[0] for path in tags}), str(self.bucket))
                data = None
            else:
                data = self.storage.get_object(Bucket=self.bucket.name, Key=self._key(RECORD))["Body"].read()
        known = record.parse(data, str(self.bucket)) if data is not None else None
        there = {path: UNKNOWN for path in wanted if path in tags}
        for path, entry in (known or {}).items():
            if path in tags:
                there[path] = entry.digest if tags[path] == entry.tag else UNKNOWN
        return Found(known, there, damaged=data is not None and known is None)

    def promise(self, path: str) -> str:
        """Most storages name a state by the MD5 of the content."""
        return self._md5(path).hex()

    def put(self, paths: Sequence[str], arrived: Arrived) -> None:
        """Send files, several at once."""
        self._begun = True
        self._each(paths, self._put_file, arrived)

    def remove(self, paths: Sequence[str], arrived: Arrived) -> None:
        """Delete files one by one: not every storage knows the request that deletes many."""
        self._begun = True
        self._each(paths, self._delete, arrived)

    def note(self, data: bytes) -> None:
        """Write the record."""
        with self._explained():
            self.storage.put_object(
                Bucket=self.bucket.name,
                Key=self._key(RECORD),
                Body=data,
                ContentType="application/json; charset=utf-8",
                CacheControl="no-store",
            )

    # -- requests ----------------------------------------------------------------------------------------------

    def _key(self, path: str) -> str:
        return f"{self.bucket.prefix}{path}"

    def _list(self) -> Iterator[tuple[str, str]]:
        """Paths below the prefix, with their tags."""
        pages = self.storage.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.bucket.name, Prefix=self.bucket.prefix):
            for item in page.get("Contents", ()):
                # Some programs make an empty object for a folder; it is nobody's file.
                if path := item["Key"].removeprefix(self.bucket.prefix):
                    yield path, item["ETag"].strip('"')

    def _put_file(self, path: str) -> str:
        with (self.source / path).open("rb") as body:
            answer = self.storage.put_object(
                Bucket=self.bucket.name,
                Key=self._key(path),
                Body=body,
                ContentType=content_type(path),
                CacheControl=cache_control(path),
                ContentMD5=base64.b64encode(self._md5(path)).decode(),
            )
        return str(answer["ETag"]).strip('"')

    def _delete(self, path: str) -> str:
        self.storage.delete_object(Bucket=self.bucket.name, Key=self._key(path))
        return ""

    def _md5(self, path: str) -> bytes:
        with (self.source / path).open("rb") as file:
            return file_digest(file, lambda: md5(usedforsecurity=False)).digest()

    def _each(self, paths: Sequence[str], act: Callable[[str], str], arrived: Arrived) -> None:
        """Do it for all paths; after an error or Ctrl-C nothing new is begun."""
        with self._explained(), ThreadPoolExecutor(THREADS) as pool:
            tasks: dict[Future[str], str] = {pool.submit(act, path): path for path in paths}
            try:
                for task in as_completed(tasks):
                    arrived(tasks[task], task.result())
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            if (known := explained(error, self.bucket, begun=self._begun)) is None:
                raise
            raise known from error


def _with_headers(file: File) -> str:
    text = f"{file.digest} {content_type(file.path)} {cache_control(file.path)}"
    return blake2b(text.encode(), digest_size=16).hexdigest()
