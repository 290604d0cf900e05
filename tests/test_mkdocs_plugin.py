"""``mkdocs build`` and ``mkdocs serve`` with the same mkdocs.yml make the same site."""

from __future__ import annotations

import filecmp
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.publish.test_servers import free_port
from tests.sites import SiteFolder


def mkdocs(site: SiteFolder, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call MkDocs in the site's folder."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments], cwd=site.root, capture_output=True, text=True, check=False
    )


def differences(one: Path, other: Path) -> list[str]:
    """Files that are in one folder only, or differ."""
    names = {p.relative_to(one).as_posix() for p in one.rglob("*") if p.is_file()}
    others = {p.relative_to(other).as_posix() for p in other.rglob("*") if p.is_file()}
    both = names & others
    return sorted((names ^ others) | {n for n in both if not filecmp.cmp(one / n, other / n, shallow=False)})


def test_mkdocs_build_makes_the_same_site(site: SiteFolder) -> None:
    """Byte for byte, also with nav, whose paths have no language."""
    site.settings(docs_dir="content", nav=[{"Names": ["dns/index.md", "dns/records.md"]}, "mail/setup.md"])
    site.build()
    done = mkdocs(site, "build", "--site-dir", "other")
    assert done.returncode == 0, done.stderr
    assert differences(site.root / "site", site.root / "other") == []


def test_mkdocs_build_says_what_is_wrong(site: SiteFolder) -> None:
    """With the same words as kbgen, and without a traceback."""
    site.settings(docs_dir="content")
    site.write("content/et/broken.md", "---\ntitle: [\n---\n")
    done = mkdocs(site, "build")
    assert done.returncode != 0
    assert "content/et/broken.md:" in done.stderr
    assert "KB102" in done.stderr
    assert "Traceback" not in done.stderr


def test_mkdocs_serve_shows_the_site(site: SiteFolder) -> None:
    """At the path of site_url, with drafts."""
    site.settings(docs_dir="content", site_url="https://example.com/help/")
    site.replace("content/en/mail/setup.md", "title:", "draft: true\ntitle:")
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{free_port()}", "--no-livereload"],
        cwd=site.root,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        deadline = time.monotonic() + 60
        address = ""
        while not address and time.monotonic() < deadline:
            line = process.stderr.readline()
            if found := re.search(r"Serving on (http://\S+)", line):
                address = found[1]
        page = urllib.request.urlopen(f"{address}en/mail/setup/").read().decode()
        assert "Set up email" in page
    finally:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
