"""A server on this machine that behaves like Zendesk's incremental export, and fails when it is told to."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "invented-token-0123456789"
EMAIL = "admin@virmaline.example"
PROOF = "Basic " + base64.b64encode(f"{EMAIL}/token:{TOKEN}".encode()).decode()


@dataclass
class Desk:
    """``tickets`` in any order; ``page``: at most so many at once. ``troubles``: what the next questions meet with,
    each used up once: ``(429, {"Retry-After": "3"})``, ``500``, ``"cut"`` in the middle of an answer, ``"html"``,
    ``"silent"`` or ``None`` for nothing. ``forgotten``: cursors that are not known any more.
    """

    tickets: list[dict[str, Any]] = field(default_factory=list)
    page: int = 4
    troubles: list[Any] = field(default_factory=list)
    forgotten: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What a person would set."""
        return {"ZENDESK_SUBDOMAIN": self.address, "ZENDESK_EMAIL": EMAIL, "ZENDESK_TOKEN": TOKEN}

    def change(self, number: int, at: str, **changes: Any) -> None:
        """Make or change a ticket at a moment such as 2026-11-20T10:00:00Z."""
        before = next((one for one in self.tickets if one["id"] == number), None)
        if before is None:
            before = {"id": number, "created_at": at, "tags": [], "status": "open", "via": {"channel": "email"}}
            self.tickets.append(before)
        stamp = int(datetime.fromisoformat(at).timestamp())
        before.update({"updated_at": at, "generated_timestamp": stamp, **changes})

    def answer(self, query: dict[str, list[str]]) -> tuple[int, Any]:
        """As Zendesk does: by the time of the last change, with a cursor that names it and the ticket."""
        ordered = sorted(self.tickets, key=lambda one: (one["generated_timestamp"], one["id"]))
        if "cursor" in query:
            cursor = query["cursor"][0]
            if cursor in self.forgotten or not cursor.startswith("c"):
                return 400, {"error": "InvalidValue", "description": "cursor is invalid"}
            stamp, _, number = base64.b64decode(cursor[1:]).decode().partition("|")
            left = [o for o in ordered if (o["generated_timestamp"], o["id"]) > (int(stamp), int(number))]
        elif "start_time" in query:
            cursor = None
            left = [o for o in ordered if o["generated_timestamp"] >= int(query["start_time"][0])]
        else:
            return 400, {"error": "StartTimeMissing"}
        now = left[: min(self.page, int(query.get("per_page", ["1000"])[0]))]
        if now:
            place = f"{now[-1]['generated_timestamp']}|{now[-1]['id']}"
            cursor = "c" + base64.b64encode(place.encode()).decode()
        return 200, {
            "tickets": now,
            "after_cursor": cursor,
            "after_url": f"{self.address}/api/v2/incremental/tickets/cursor.json?cursor={cursor}",
            "before_cursor": None,
            "end_of_stream": len(now) == len(left),
        }


@contextmanager
def serving(desk: Desk) -> Iterator[Desk]:
    """Answer until the test is over."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(desk))
    desk.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def _handler(desk: Desk) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            desk.asked.append(self.path)
            trouble = desk.troubles.pop(0) if desk.troubles else None
            status, headers = trouble if isinstance(trouble, tuple) else (trouble, {})
            if isinstance(status, int):
                self.reply(status, {"error": "trouble"}, headers)
            elif trouble == "html":
                self.reply(200, "<html>Sign in to the network</html>", {})
            elif trouble == "silent":
                self.close_connection = True
            elif self.headers.get("Authorization") != PROOF:
                self.reply(401, {"error": "Couldn't authenticate you"}, {})
            else:
                url = urlsplit(self.path)
                assert url.path == "/api/v2/incremental/tickets/cursor.json"
                self.reply(*desk.answer(parse_qs(url.query)), {}, cut=trouble == "cut")

        def reply(self, status: int, data: Any, headers: dict[str, str], *, cut: bool = False) -> None:
            body = (data if isinstance(data, str) else json.dumps(data)).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if cut else body)
            if cut:
                self.close_connection = True

    return Handler
