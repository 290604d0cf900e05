"""Articles that are called like a tag."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.articles import catalog, files
from kbgen.articles.catalog import Catalog
from kbgen.tickets.topics.namesakes import namesakes
from tests.sites import make_site


@pytest.fixture
def articles(tmp_path: Path) -> Catalog:
    site = make_site(tmp_path, {
        "content/en/mail/setup.md": "---\ntitle: Set up a mail program\n---\n",
        "content/en/mail/index.md": "---\ntitle: Invoice\n---\n",
        "content/en/mail/spam.md": "---\ntitle: Too much spam\n---\n",
        "content/et/mail/spam.md": "---\ntitle: Rämpspost\n---\n",
    })  # fmt: skip
    content = files.read(site.config.content_dir, site.config.language_codes, shown_as="content")
    return catalog.assemble(content.articles, site.config.languages, site.config.source_language)[0]


@pytest.mark.parametrize(
    ("topic", "article"),
    [("mail_setup", "mail/setup"), ("Mail-Program", "mail/setup"), ("rämpspost", "mail/spam"), ("mail", None),
     ("invoice", None), ("mail_dns", None), ("--", None)],
)  # fmt: skip
def test_all_words_of_the_tag_and_one_article_only(articles: Catalog, topic: str, article: str | None) -> None:
    """In its name or a title; the pages of categories answer nothing."""
    assert namesakes([topic], articles).get(topic) == article
