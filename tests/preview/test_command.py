"""``kbgen serve`` as people call it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.sites import SiteFolder


@contextmanager
def serving(site: SiteFolder, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A preview in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kbgen", "serve", *arguments],
        cwd=site.root,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def lines_until(process: subprocess.Popen[str], words: str) -> list[str]:
    """What is printed, up to a line with these words."""
    assert process.stdout
    found: list[str] = []
    for line in process.stdout:
        found.append(line.rstrip("\n"))
        if words in line:
            return found
    raise AssertionError(found)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_the_site_is_and_what_changes(site: SiteFolder, how: signal.Signals) -> None:
    """A line for every save, problems when they are new, and a calm end."""
    with serving(site, "--port", "0") as process:
        greeting = lines_until(process, "Ctrl+C")
        address = re.search(r"http://127\.0\.0\.1:\d+/", "\n".join(greeting))
        assert address
        homes = [line.strip().removeprefix(address[0]) for line in greeting[1:5]]
        assert homes == ["et/", "en/", "ru/", "fi/"]
        with urllib.request.urlopen(address[0] + "en/dns/records/") as page:
            assert b"DNS records" in page.read()
        site.write("content/en/dns/records.md", "---\ntitle: [\n---\n")
        said = lines_until(process, "KB102")
        assert re.search(
            r"^\d\d:\d\d:\d\d  content/en/dns/records\.md changed · \d+ ms$", "\n".join(said), re.MULTILINE
        )
        assert "Traceback" not in "\n".join(said)
        process.send_signal(how)
        lines_until(process, "The preview has ended.")
        assert process.wait(20) == 0


def test_a_port_that_was_asked_for_must_be_free(site: SiteFolder) -> None:
    """Another one would not be what was asked for."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        called = site.kbgen_process("serve", "--port", str(taken.getsockname()[1]))
    assert called.code == 2
    assert "cannot be used" in called.err
    assert "--port" in called.err


def test_there_must_be_a_site_to_begin_with(site: SiteFolder) -> None:
    """Settings that cannot be read and a folder that is not there are said at once."""
    site.settings(docs_dir="no-such-folder")
    called = site.kbgen_process("serve", "--port", "0")
    assert (called.code, "there is no folder no-such-folder" in called.err) == (2, True)
    site.write("mkdocs.yml", "site_name: [")
    called = site.kbgen_process("serve", "--port", "0")
    assert (called.code, "KB001" in called.err) == (2, True)
