"""A small server that behaves like S3 storage: what kbgen asks of it, over HTTP, with the answers of the real ones.

It keeps to Amazon's description of ListObjectsV2, GetObject, PutObject and DeleteObject, in path style. Lists come in
short pages, and every request has to be signed. Tests can look at all requests and make some of them fail.
"""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

PAGE = 5
"""So many keys are on a page of a listing; Amazon's has a thousand."""

NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"

Fault = Callable[[str, str], tuple[int, str] | None]
"""Method and key → status and code of an error, or None."""


@dataclass(frozen=True)
class Stored:
    """An object with the headers that readers get."""

    body: bytes
    headers: Mapping[str, str]
    tag: str

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Storage:
    """Buckets with their objects; ``log`` holds method, key and size of every request."""

    address: str = ""
    buckets: dict[str, dict[str, Stored]] = field(default_factory=lambda: {"acme": {}})
    log: list[tuple[str, str, int]] = field(default_factory=list)
    fault: Fault = lambda method, key: None
    lock: threading.Lock = field(default_factory=threading.Lock)
    tagged: Callable[[bytes], str] = lambda body: md5(body, usedforsecurity=False).hexdigest()

    @property
    def objects(self) -> dict[str, Stored]:
        """Those of the bucket “acme”."""
        return self.buckets["acme"]

    def store(self, key: str, body: bytes, headers: Mapping[str, str] | None = None) -> Stored:
        """Put an object."""
        made = Stored(body, headers or {}, self.tagged(body))
        self.objects[key] = made
        return made

    def asked(self, method: str) -> list[str]:
        """The keys of all requests of this kind, in their order."""
        return [key for m, key, _ in self.log if m == method]


@contextmanager
def serving() -> Iterator[Storage]:
    """A server at a free port of this computer."""
    storage = Storage()

    class Handler(_Handler):
        pass

    Handler.storage = storage
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    storage.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield storage
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    storage: Storage
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """ListObjectsV2 and GetObject."""
        if (objects := self._begin()) is None:
            return
        if self.query.get("list-type") == "2":
            self._answer(200, self._listing(objects), {"Content-Type": "application/xml"})
        elif found := objects.get(self.key):
            self._answer(200, found.body, {**found.headers, "ETag": f'"{found.tag}"'})
        else:
            self._error(404, "NoSuchKey")

    def do_PUT(self) -> None:
        """PutObject."""
        if (objects := self._begin()) is None:
            return
        if (sent := self.headers.get("Content-MD5")) and sent != b64encode(
            md5(self.body, usedforsecurity=False).digest()
        ).decode():
            self._error(400, "BadDigest")
            return
        kept = {name: self.headers[name] for name in ("Content-Type", "Cache-Control") if name in self.headers}
        with self.storage.lock:
            objects[self.key] = made = Stored(self.body, kept, self.storage.tagged(self.body))
        self._answer(200, b"", {"ETag": f'"{made.tag}"'})

    def do_DELETE(self) -> None:
        """DeleteObject: what is not there is deleted too."""
        if (objects := self._begin()) is not None:
            with self.storage.lock:
                objects.pop(self.key, None)
            self._answer(204)

    def _begin(self) -> dict[str, Stored] | None:
        """The bucket's objects; None where an error was the answer."""
        parts = urlsplit(self.path)
        bucket, _, key = unquote(parts.path).removeprefix("/").partition("/")
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.key = key
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.storage.lock:
            self.storage.log.append(("LIST" if "list-type" in self.query else self.command, key, len(self.body)))
        if not self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 Credential=test-key/"):
            self._error(403, "InvalidAccessKeyId")
        elif bucket not in self.storage.buckets:
            self._error(404, "NoSuchBucket")
        elif fault := self.storage.fault(self.storage.log[-1][0] if not key else self.command, key):
            self._error(*fault)
        else:
            return self.storage.buckets[bucket]
        return None

    def _listing(self, objects: Mapping[str, Stored]) -> bytes:
        after = self.query.get("continuation-token", "")
        with self.storage.lock:
            keys = sorted(k for k in objects if k.startswith(self.query.get("prefix", "")) and k > after)
        page = keys[:PAGE]
        items = "".join(
            f"<Contents><Key>{escape(key)}</Key><ETag>&quot;{objects[key].tag}&quot;</ETag>"
            f"<Size>{len(objects[key].body)}</Size></Contents>"
            for key in page
        )
        more = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if len(keys) > PAGE else ""
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="{NAMESPACE}">{items}{more}'
            f"<IsTruncated>{'true' if more else 'false'}</IsTruncated></ListBucketResult>"
        ).encode()

    def _error(self, status: int, code: str) -> None:
        text = f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>Said so.</Message></Error>'
        self._answer(status, text.encode(), {"Content-Type": "application/xml"})

    def _answer(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""
