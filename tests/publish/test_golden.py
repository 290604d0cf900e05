"""Whole files of the small site as they should be, to be read as a diff when they change.

``KBGEN_UPDATE_GOLDEN=1 make test`` writes them anew. Hashes in the names of styles and scripts do not count.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.sites import SiteFolder

GOLDEN = Path(__file__).parent / "golden"

FILES = {
    "article.html": "en/dns/records/index.html",
    "missing-translation.html": "fi/dns/records/index.html",
    "category.html": "et/dns/index.html",
    "home.html": "ru/index.html",
    "a-z.html": "et/a-z/index.html",
    "search.html": "fi/search/index.html",
    "not-found.html": "ru/404.html",
    "front-door.html": "index.html",
    "short-link.html": "k/records/index.html",
    "redirect.html": "en/old/records/index.html",
    "feed.xml": "et/feed.xml",
    "sitemap.xml": "sitemap.xml",
    "search-index.json": "ru/search/search_index.json",
    "redirects-netlify.txt": "_redirects",
    "redirects-apache.txt": ".htaccess",
    "redirects-nginx.txt": "redirects.nginx.conf",
    "headers.txt": "_headers",
}


def without_hashes(text: str) -> str:
    """Names of styles, scripts and pictures carry a hash of their content."""
    text = re.sub(r"search\.[0-9a-f]{8}/", "search.HASH/", text)
    text = re.sub(r"[0-9a-f]{8}\.bin", "HASH.bin", text)
    return re.sub(r"\.[0-9a-f]{8}\.(min\.)?(css|js|svg)", r".HASH.\1\2", text)


@pytest.mark.parametrize("name", FILES)
def test_file_is_as_it_was_last_read(name: str, site: SiteFolder) -> None:
    """Every kind of page, and what machines read."""
    site.write("content/popular.yml", "- mail/setup\n")
    site.build(jobs=1)
    made = without_hashes(site.read(f"site/{FILES[name]}"))
    if os.environ.get("KBGEN_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(made, "utf-8")
    assert made == (GOLDEN / name).read_text("utf-8")
