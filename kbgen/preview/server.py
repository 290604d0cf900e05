"""The server: the site's files over HTTP, for browsers on this machine only."""

from __future__ import annotations

import http.server
import mimetypes
import os
import socket
import socketserver
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from kbgen.articles.addresses import encoded, output_path
from kbgen.preview.events import Opened
from kbgen.preview.inject import OWN, with_script
from kbgen.preview.workbench import File

ASSETS = Path(__file__).parent / "assets"
HERE = ("localhost", "127.0.0.1", "[::1]")

# Named here since a machine's own table may lack the new ones, or say something odd of scripts.
_TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "mjs": "text/javascript",
    "json": "application/json", "map": "application/json", "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml", "xml": "application/xml", "txt": "text/plain", "md": "text/markdown", "csv": "text/csv",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "ico": "image/x-icon", "woff": "font/woff", "woff2": "font/woff2", "pdf": "application/pdf",
    "mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg", "zip": "application/zip",
}  # fmt: skip
_TEXTS = ("text/", "application/json", "application/xml", "application/manifest", "image/svg")


class Library(Protocol):
    """Where the files come from."""

    @property
    def root(self) -> str:
        """The path of the site on its host."""

    def get(self, path: str) -> File | None:
        """The file at a path."""

    def listen(self, opened: Opened) -> Iterator[bytes]:
        """What a page that is open is told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets."""

    status: int
    content: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(library: Library, path: str) -> Answer:
    """The answer to a request for a path with its query."""
    asked, _, query = path.partition("?")
    if asked.startswith(OWN):
        return _own(asked.removeprefix(OWN))
    root = library.root
    if not asked.startswith(root):
        # Whoever types the host alone, or forgets the last slash, wants the site.
        return _redirect(root) if asked in ("/", root.rstrip("/")) else _not_found(library, "")
    try:
        address = unquote(asked[len(root) :], errors="strict")
    except UnicodeDecodeError:
        return _not_found(library, "")
    file = library.get(output_path(address))
    if file is not None:
        return _found(file)
    if address and not address.endswith("/") and library.get(f"{address}/index.html"):
        return _redirect(f"{root}{encoded(address)}/{'?' if query else ''}{query}")
    plain = address.endswith("/") or "." in address.rpartition("/")[2]
    return _not_found(library, output_path(address if plain else f"{address}/"))


def _own(name: str) -> Answer:
    """The preview's own script and styles."""
    if name not in ("live.js", "live.css", "page.css"):
        return Answer(404, b"Not found\n")
    return Answer(200, (ASSETS / name).read_bytes(), kind_of(name))


def _found(file: File) -> Answer:
    kind = kind_of(file.path) if not file.failed else kind_of("index.html")
    if kind.startswith("text/html"):
        return Answer(500 if file.failed else 200, with_script(file.content, file, file.path), kind)
    return Answer(200, file.content, kind)


def _not_found(library: Library, path: str) -> Answer:
    """The 404 page of the language, else of the site. Once there is something at this address, it is shown."""
    first = path.partition("/")[0]
    page = (library.get(f"{first}/404.html") if first else None) or library.get("404.html")
    content = page.content if page else b"<!doctype html><title>Not found</title><body>Not found</body>"
    return Answer(404, with_script(content, None, path), kind_of("404.html"))


def _redirect(to: str) -> Answer:
    return Answer(302, b"", headers={"Location": to})


def kind_of(path: str) -> str:
    """The content type of a file, by its name."""
    ending = path.rpartition(".")[2].lower()
    kind = _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind


def is_ours(host: str | None, port: int) -> bool:
    """Whether a request means this server by a name of this very machine.

    A page of another site can have its own host's name lead here; the browser then still says that name.
    """
    allowed = {f"{name}:{port}" for name in HERE} | (set(HERE) if port == 80 else set())
    return host is not None and host.strip().lower() in allowed


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "kbgen", ""
    disable_nagle_algorithm = True
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        if not is_ours(self.headers.get("Host"), self.server.server_port):
            self._send(Answer(403, b"This preview answers to localhost only.\n"))
        elif self.path.partition("?")[0] == f"{OWN}events":
            self._stream()
        else:
            self._send(answer(self.server.library, self.path))

    do_HEAD = do_GET  # noqa: N815 - the base class calls it so

    def _send(self, made: Answer) -> None:
        self.send_response(made.status)
        self.send_header("Content-Type", made.kind)
        self.send_header("Content-Length", str(len(made.content)))
        self._common(made.headers)
        if self.command != "HEAD":
            self.wfile.write(made.content)

    def _common(self, headers: Mapping[str, str]) -> None:
        always = {
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Frame-Options": "SAMEORIGIN",
        }
        for name, value in {**always, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _stream(self) -> None:
        """Tell an open page what happens, until it goes."""
        query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        opened = Opened(*(query.get(name, [""])[0] for name in ("path", "tag", "source")))
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self._common({"Connection": "close"})
        if self.command == "HEAD":
            return
        for piece in self.server.library.listen(opened):
            self.wfile.write(piece)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """In plain text; a request that is none is answered once."""
        self.close_connection = True
        self._send(Answer(code, f"{code} {message or self.responses.get(code, ('',))[0]}\n".encode()))

    def log_message(self, format: str, *args: object) -> None:
        """Whoever writes articles need not read of requests."""


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    # On Windows it would let two servers have one port.
    allow_reuse_address = os.name != "nt"
    request_queue_size = 64

    def __init__(self, host: str, port: int, library: Library) -> None:
        self.library = library
        self._connections: set[Any] = set()
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """As the base class does, without asking who the machine is: that may take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that it can be ended with the server."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget it."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Hang up: a browser keeps its connections, and would go on to ask on them."""
        super().server_close()
        for request in list(self._connections):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error."""


def bind(library: Library, ports: Iterable[int]) -> list[_Server]:
    """Servers on the first free port of these, for both of this machine's own addresses. Raises OSError if none is."""
    failed: OSError | None = None
    for port in ports:
        try:
            first = _Server("127.0.0.1", port, library)
        except OSError as error:
            failed = error
            continue
        try:
            return [first, _Server("::1", first.server_port, library)]
        except OSError:
            return [first]  # a machine without IPv6
    raise failed or OSError("no port")
