"""The starter's articles, read once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kbgen.articles import files
from kbgen.articles.article import Article
from kbgen.articles.catalog import Catalog, assemble
from kbgen.config import load

ROOT = Path(__file__).resolve().parents[2]
CONFIG, _ = load(ROOT / "mkdocs.yml")

TODAY = date(2026, 11, 22)
"""The day by which nothing may be overdue. A fixed one: tests do not begin to fail by themselves."""


def starter() -> Catalog:
    """All articles of ``content/``, as the site has them."""
    content = files.read(CONFIG.content_dir, CONFIG.language_codes)
    assert content.problems == ()
    return assemble(content.articles, CONFIG.languages, CONFIG.source_language)[0]


CATALOG = starter()
PAGES = list(CATALOG)
"""Articles, pages of categories and home pages in every language."""
ARTICLES: list[Article] = [page for page in PAGES if not page.is_index]
