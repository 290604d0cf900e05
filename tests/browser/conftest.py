"""A real browser, and a real server that behaves like a static host: folders have index.html, and 404 pages exist."""

from __future__ import annotations

import functools
import http.server
import shutil
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from kbgen.publish.build import build
from tests.previews import PATIENCE
from tests.starter.copies import copied

CHECKOUT = Path(__file__).resolve().parents[2]
# The first draws pages and nothing around them, which takes less than half the work of a whole browser.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these, Chromium itself talks to its maker.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


# The five seconds of Playwright are too few where other programs keep the machine busy. Nobody waits so long for what
# comes.
expect.set_options(timeout=PATIENCE * 1000)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site at a path of the host, with the nearest 404 page, as Netlify and Cloudflare Pages do."""

    prefix = "/"

    def do_GET(self) -> None:
        if not self.path.startswith(self.prefix):
            self.send_error(404)
            return
        super().do_GET()

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        root = Path(self.directory)
        first = self.path.removeprefix(self.prefix).split("/")[0]
        page = root / first / "404.html" if first else root / "404.html"
        body = (page if page.is_file() else root / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


def serve(folder: Path, prefix: str = "/") -> tuple[_Server, str]:
    """Serve a folder on a free port of this machine; returns the server and the site's address."""
    handler = type("Handler", (_Handler,), {"prefix": prefix})
    server = _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}{prefix}"


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built; it is to be served below /help/."""
    config = copied(tmp_path_factory.mktemp("starter"))
    build(replace(config, site_url="https://example.com/help/"))
    return config.site_dir


@pytest.fixture(scope="session")
def help_site(starter: Path) -> Iterator[str]:
    """The address of the served starter site, in a folder of its host."""
    server, address = serve(starter, "/help/")
    yield address
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the machine's own, else Playwright's."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


# What a browser notes in its console where nobody answers, and where an address is wrong.
NO_ANSWER = ("console: Failed to load",)
NOT_FOUND = ("404", *NO_ANSWER)


@dataclass
class Visit:
    """A reader with a language and a screen.

    ``faults``: errors in the console, failed and foreign requests. ``expected``: how those begin that the test causes
    itself; they may come as late as they like.
    """

    page: Page
    site: str
    faults: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    @property
    def unexpected(self) -> list[str]:
        """The faults that are the site's own."""
        return [fault for fault in self.faults if not fault.startswith(self.expected)]

    def open(self, address: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(self.site + address)
        return self.page

    def arrives(self, address: str) -> None:
        """A click leads to an address of the site, sooner or later."""
        expect(self.page).to_have_url(self.site + address)

    @property
    def address(self) -> str:
        """Where the reader is, from the site's root."""
        return self.page.url.removeprefix(self.site)


@dataclass
class Readers:
    """Makes readers; each has an empty browser of its own."""

    browser: Browser
    site: str
    contexts: list[BrowserContext] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    def __call__(self, language: str = "en", *, phone: bool = False, dark: bool = False, scripts: bool = True) -> Visit:
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        context = self.browser.new_context(
            locale=language,
            viewport={"width": size["width"], "height": size["height"]},
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        self.contexts.append(context)
        visit = Visit(context.new_page(), self.site)
        host = "/".join(self.site.split("/")[:3])
        page = visit.page
        page.on(
            "console", lambda m: visit.faults.append(f"console: {m.text}") if m.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: visit.faults.append(f"script: {error}"))
        page.on(
            "request",
            lambda r: visit.faults.append(f"foreign: {r.url}") if not r.url.startswith((host, "data:")) else None,
        )
        page.on("response", lambda r: visit.faults.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
        self.visits.append(visit)
        return visit


@pytest.fixture
def reader(browser: Browser, help_site: str) -> Iterator[Readers]:
    """Readers of the starter site. At the end none of them may have met an error that the test did not expect."""
    readers = Readers(browser, help_site)
    yield readers
    for context in readers.contexts:
        context.close()
    assert [fault for visit in readers.visits for fault in visit.unexpected] == []
