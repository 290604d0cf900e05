"""The files for web servers, tried on real ones where the machine has them."""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from tests.browser.conftest import serve
from tests.sites import SiteFolder


class _Stay(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def ask(url: str) -> tuple[int, str, str]:
    """Status, Location and body."""
    opener = urllib.request.build_opener(_Stay)
    try:
        answer: HTTPResponse | urllib.error.HTTPError = opener.open(url)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status or 0, answer.headers.get("Location", ""), answer.read().decode("utf-8", "replace")


def free_port() -> int:
    """A port that nobody listens on."""
    server, address = serve(Path())
    server.shutdown()
    server.server_close()
    return int(address.split(":")[2].rstrip("/"))


@pytest.fixture
def nginx(site: SiteFolder, tmp_path: Path) -> Iterator[str]:
    """nginx with the built site and its redirects.nginx.conf."""
    if not (binary := shutil.which("nginx") or shutil.which("/usr/sbin/nginx")):
        pytest.skip("there is no nginx on this machine")
    site.write("content/en/odd.md", "---\ntitle: Odd\naliases: [/en/vana-nimi/, '/en/täis\"märk/']\n---\n")
    site.build()
    port = free_port()
    settings = tmp_path / "nginx.conf"
    temporary = "".join(
        f"{name}_temp_path {tmp_path}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    server = f"listen 127.0.0.1:{port}; root {site.root}/site; include {site.root}/site/redirects.nginx.conf;"
    settings.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}\n"
        f"http {{ access_log off; {temporary} types {{ text/html html; }} server {{ {server} }} }}\n"
    )
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    process = subprocess.Popen([binary, "-c", str(settings), "-p", str(tmp_path), "-g", "user root;"])
    try:
        for _ in range(100):
            try:
                ask(f"http://127.0.0.1:{port}/robots.txt")
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def test_nginx_understands_redirects_and_error_pages(nginx: str) -> None:
    """Old addresses are moved for good; a wrong one gets the page of its language."""
    status, location, _ = ask(f"{nginx}/en/old/records/")
    assert (status, location.endswith("/en/dns/records/")) == (301, True)
    assert ask(f"{nginx}/en/vana-nimi/")[0] == 301
    status, _, body = ask(f"{nginx}/ru/nothing/")
    assert status == 404
    assert 'lang="ru"' in body
    assert ask(f"{nginx}/nothing/")[0] == 404
    status, _, body = ask(f"{nginx}/fi/dns/records/")
    assert status == 200
