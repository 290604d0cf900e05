"""What the server answers, and to whom."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator

import pytest

from kbgen.preview import server
from kbgen.preview.events import Opened
from kbgen.preview.server import is_ours, kind_of
from tests.previews import Served
from tests.sites import SiteFolder

TAG = re.compile(r'<script src="/__kbgen/live\.js"[^>]*></script>')

Serve = Callable[[SiteFolder], Served]


def test_every_page_is_the_published_one_except_for_the_script(site: SiteFolder, serve: Serve) -> None:
    """And every other file is the very same."""
    site.replace("content/en/mail/setup.md", "title:", "draft: true\ntitle:")
    site.build(drafts=True)
    served = serve(site)
    names = site.built() - {".kbgen-site"}
    assert len(names) > 60
    for name in sorted(names):
        reply = served.ask(f"/{name}")
        built = (site.root / "site" / name).read_bytes()
        assert reply.status == 200, name
        if name.endswith(".html"):
            assert TAG.sub("", reply.text, count=1) == built.decode(), name
            assert reply.text != built.decode(), name
        else:
            assert reply.content == built, name


def test_nothing_is_written_beside_the_cache(served: Served) -> None:
    """No site folder comes into being."""
    served.page("/et/")
    assert not (served.site.root / "site").exists()
    assert sorted(p.name for p in (served.site.root / ".kbgen").iterdir()) == ["articles.db"]


def test_a_site_in_a_folder_of_its_host_is_served_there(site: SiteFolder, serve: Serve) -> None:
    """As site_url says; the front door leads to it."""
    site.settings(site_url="https://example.com/help/")
    served = serve(site)
    assert served.preview.address.endswith("/help/")
    assert "DNS-kirjed" in served.page("/help/et/dns/records/")
    assert served.ask("/").headers["location"] == "/help/"
    assert served.ask("/help").headers["location"] == "/help/"
    assert served.ask("/et/dns/records/").status == 404
    assert served.ask("/help/et/dns").headers["location"] == "/help/et/dns/"


def test_an_address_without_its_slash_leads_to_the_one_with(served: Served) -> None:
    """With its query."""
    assert served.ask("/et/dns?a=b").headers["location"] == "/et/dns/?a=b"
    assert served.ask("/et/dns?a=b").status == 302


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/et/", "text/html; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/assets/server.svg", "image/svg+xml; charset=utf-8"),
        ("/assets/fonts/inter-latin.woff2", "font/woff2"),
        ("/et/search/search_index.json", "application/json; charset=utf-8"),
        ("/__kbgen/live.js", "text/javascript; charset=utf-8"),
        ("/__kbgen/live.css", "text/css; charset=utf-8"),
    ],
)
def test_files_have_their_type_and_are_not_kept_by_the_browser(served: Served, path: str, kind: str) -> None:
    """So that a save is never hidden by an old copy."""
    reply = served.ask(path)
    assert (reply.status, reply.headers["content-type"]) == (200, kind)
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"
    head = served.ask(path, method="HEAD")
    assert (head.status, head.content, head.headers["content-length"]) == (200, b"", str(len(reply.content)))


def test_a_missing_address_gets_the_languages_own_404_page(served: Served) -> None:
    """At the root that of all languages."""
    for path, language in (("/et/no/", "et"), ("/ru/no/such/", "ru")):
        reply = served.ask(path)
        assert reply.status == 404
        assert f'<html lang="{language}"' in reply.text
    assert served.ask("/nothing/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../mkdocs.yml",
        "/..%2fmkdocs.yml",
        "/%2e%2e/mkdocs.yml",
        "/et/../../mkdocs.yml",
        "//etc/passwd",
        "/content/et/index.md",
        "/assets/../../mkdocs.yml",
        "/et/%00/",
        "/%ff/",
        "/.kbgen/articles.db",
        "/__kbgen/../workbench.py",
        "/__kbgen/%2e%2e/workbench.py",
        "/c:/windows/",
    ],
)
def test_only_files_of_the_site_are_served(served: Served, path: str) -> None:
    """Whatever the path looks like."""
    reply = served.ask(path)
    assert reply.status == 404
    assert b"site_name" not in reply.content


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", "", "127.0.0.1.nip.io:{port}"]
)
def test_requests_by_another_name_are_refused(served: Served, host: str) -> None:
    """A page of another site could have its own name lead to this machine."""
    host = host.format(port=served.preview.port)
    assert served.ask("/et/", host=host).status == 403
    assert served.ask("/__kbgen/events", host=host).status == 403


def test_this_machine_has_three_names(served: Served) -> None:
    """All with the right port."""
    for name in ("localhost", "LOCALHOST", "127.0.0.1", "[::1]"):
        assert served.ask("/et/", host=f"{name}:{served.preview.port}").status == 200
    assert is_ours("localhost", 80)
    assert not is_ours(None, 80)


def test_nobody_else_can_connect(served: Served) -> None:
    """The server listens on this machine's own addresses only."""
    assert {str(one.server_address[0]) for one in served.preview._servers} <= {"127.0.0.1", "::1"}


def test_nothing_can_be_sent(served: Served) -> None:
    """GET and HEAD are all there is."""
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert served.ask("/et/", method=method).status in (405, 501)


def test_a_request_that_is_none_does_no_harm(served: Served) -> None:
    """The next one is answered."""
    with socket.create_connection(("127.0.0.1", served.preview.port)) as one:
        one.sendall(b"\x16\x03\x01nonsense\r\n\r\n")
        one.recv(1000)
    assert served.page("/et/")


def test_the_next_free_port_is_taken() -> None:
    """And none at all where only one will do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=r".+"):
            server.bind(_Nothing(), [port])
        servers = server.bind(_Nothing(), [port, 0])
        assert servers[0].server_port not in (0, port)
        for one in servers:
            one.server_close()


class _Nothing:
    """A library without a file."""

    root = "/"

    def get(self, path: str) -> None:
        """Nothing."""

    def listen(self, opened: Opened) -> Iterator[bytes]:
        """Silence."""
        return iter(())


def test_unknown_endings_are_plain_bytes() -> None:
    """A browser must not guess."""
    assert kind_of("a/b.unknown-thing") == "application/octet-stream"
    assert kind_of("_redirects") == "application/octet-stream"
