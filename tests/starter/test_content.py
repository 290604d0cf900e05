"""The articles of the starter: how many there are, in which languages, and that all keep the rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.articles.article import Article, folder_of, is_index
from kbgen.articles.catalog import Catalog
from kbgen.search import synonyms
from kbgen.tickets.topics import load as load_topics
from kbgen.translation.blocks import Kind, blocks_of
from tests.catalogs import catalog_of
from tests.starter.content import ARTICLES, CATALOG, CONFIG, PAGES
from tests.starter.rules import OF_ARTICLES, OF_PAGES

MISSING = {
    "et": set(),
    "en": set(),
    "ru": {"dns/change-name-servers", "hosting/cron-jobs", "wordpress/slow-site"},
    "fi": {
        "billing/close-account",
        "email/spf-dkim-dmarc",
        "hosting/change-php-version",
        "servers/rescue",
        "support/service-status",
    },
}
"""The gaps that “kbgen gaps” shows."""


def missing(catalog: Catalog) -> dict[str, set[str]]:
    """The ids that each language lacks."""
    return {
        language.code: {id for id, versions in catalog.versions.items() if language.code not in versions}
        for language in catalog.languages
    }


def anchors(article: Article) -> list[tuple[int, str]]:
    """The level and the anchor of each heading."""
    return [(block.level, block.anchor) for block in blocks_of(article) if block.kind is Kind.HEADING]


def unlike_the_source(catalog: Catalog) -> list[str]:
    """The articles whose headings have other anchors than those of the language that they are translated from."""
    return [page.path for page in catalog if anchors(page) != anchors(catalog.source(page.id))]


def test_there_are_enough_articles_and_categories() -> None:
    """Pages of categories are no articles."""
    ids = [id for id in CATALOG.ids if not is_index(id)]
    assert len(ids) >= 36
    assert len({folder_of(id) for id in ids}) >= 9
    assert not CATALOG.drafts


def test_every_category_has_a_page_in_every_language() -> None:
    folders = {folder_of(id) for id in CATALOG.ids if not is_index(id)}
    assert {f"{folder}/index" for folder in folders} | {"index"} == {id for id in CATALOG.ids if is_index(id)}


def test_estonian_and_english_are_complete_and_the_gaps_are_the_planted_ones() -> None:
    assert missing(CATALOG) == MISSING


def test_anchors_are_the_same_in_all_languages() -> None:
    """So a link to a part of an article leads there in every language."""
    assert unlike_the_source(CATALOG) == []


def test_a_gap_and_an_anchor_of_its_own_are_seen() -> None:
    """The two questions above, asked of articles that have both."""
    found = catalog_of({"et/a.md": "## Üks { #one }\n", "en/a.md": "## One { #first }\n", "en/b.md": ""})
    assert missing(found) == {"et": {"b"}, "en": set(), "ru": {"a", "b"}}
    assert unlike_the_source(found) == ["content/en/a.md"]


@pytest.mark.parametrize("name", OF_PAGES)
def test_pages_keep_the_rules(name: str) -> None:
    assert [f"{page.path}: {found}" for page in PAGES for found in OF_PAGES[name](page)] == []


@pytest.mark.parametrize("name", OF_ARTICLES)
def test_articles_keep_the_rules(name: str) -> None:
    assert [f"{article.path}: {found}" for article in ARTICLES for found in OF_ARTICLES[name](article)] == []


@given(st.sampled_from(ARTICLES))
def test_short_ids_belong_to_one_article(article: Article) -> None:
    short = CATALOG.shared[article.id].id
    assert [id for id, shared in CATALOG.shared.items() if shared.id == short] == [article.id]


@pytest.mark.parametrize("code", CONFIG.language_codes)
def test_some_old_addresses_lead_to_articles_in_every_language(code: str) -> None:
    """Each to one article: an address with two is no help."""
    aliases = [alias for article in ARTICLES if article.language == code for alias in article.meta.aliases]
    assert len(aliases) >= 8
    assert len(aliases) == len(set(aliases))
    assert all(alias.endswith("/") and not alias.startswith("/") for alias in aliases)


def test_topics_have_names_in_every_language_and_the_articles_name_no_other() -> None:
    file, problems = load_topics(CONFIG)
    assert problems == ()
    assert [id for id, topic in file.topics.items() if set(topic.names) != set(CONFIG.language_codes)] == []
    assert {topic for article in ARTICLES for topic in article.meta.topics} <= file.topics.keys()


def test_customers_have_synonyms_in_every_language() -> None:
    """Not only a few, and none that cannot be read."""
    text = (CONFIG.content_dir / synonyms.FILE).read_text("utf-8")
    found, problems = synonyms.parse(text, synonyms.FILE, CONFIG.language_codes)
    assert problems == []
    assert {code: len(found.get(code, ())) >= 40 for code in CONFIG.language_codes} == dict.fromkeys(
        CONFIG.language_codes, True
    )
