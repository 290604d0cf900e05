"""The catalog: articles by id and language, the best version for a reader, and what languages share."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.articles.catalog import Catalog, assemble
from kbgen.problems import Problem
from tests.catalogs import LANGUAGES, article, catalog_of

PATHS = [f"{code}/{id}.md" for code in ("et", "en", "ru") for id in ("a", "b/c", "index")]


def assembled(texts: dict[str, str], *, drafts: bool = False) -> tuple[Catalog, list[Problem]]:
    return assemble([article(path, text) for path, text in texts.items()], LANGUAGES, "et", drafts=drafts)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(PATHS), unique=True).flatmap(st.permutations))
def test_order_of_the_files_does_not_matter(paths: list[str]) -> None:
    """Ids are sorted, and the languages of each stand in the site's order."""
    catalog = catalog_of(dict.fromkeys(paths, ""))
    assert list(catalog.ids) == sorted({path[3:-3] for path in paths})
    assert all(list(v) == [c for c in ("et", "en", "ru") if c in v] for v in catalog.versions.values())
    assert len(list(catalog)) == len(paths)


def test_reader_gets_the_best_language_there_is() -> None:
    """The own one, else the fallbacks in their order, else nothing."""
    catalog = catalog_of({"et/a.md": "", "en/a.md": "", "ru/b.md": ""})
    assert [_language(catalog, "a", code) for code in ("et", "en", "ru")] == ["et", "en", "en"]
    assert [_language(catalog, "b", code) for code in ("et", "en", "ru")] == ["ru", "ru", "ru"]
    assert catalog.best("gone", "et") is None
    assert catalog.get("a", "ru") is None


def _language(catalog: Catalog, id: str, code: str) -> str:
    best = catalog.best(id, code)
    assert best is not None
    return best.language


def test_source_is_named_by_the_article_or_the_sites_or_the_first() -> None:
    """A name of a language that the article does not have counts for nothing."""
    catalog = catalog_of(
        {
            "et/a.md": "---\nsource_language: ru\n---\n",
            "ru/a.md": "",
            "et/b.md": "---\nsource_language: ru\n---\n",
            "en/b.md": "",
            "en/c.md": "",
            "ru/c.md": "",
        }
    )
    assert [catalog.source(id).language for id in ("a", "b", "c")] == ["ru", "et", "en"]


def test_draft_is_a_missing_translation() -> None:
    """Known by name, unless drafts are asked for."""
    texts = {"et/a.md": "", "en/a.md": "---\ndraft: true\n---\n", "ru/b.md": "---\ndraft: true\n---\n"}
    catalog, _ = assembled(texts)
    assert list(catalog.ids) == ["a"]
    assert catalog.get("a", "en") is None
    assert catalog.drafts == {("a", "en"), ("b", "ru")}
    catalog, _ = assembled(texts, drafts=True)
    assert (list(catalog.ids), catalog.drafts) == (["a", "b"], frozenset())


def test_what_languages_share_is_said_once() -> None:
    """The source's word counts; where it is silent, another language's."""
    catalog, problems = assembled(
        {
            "et/a.md": "---\norder: 0\ntopics: [t]\n---\n",
            "en/a.md": "---\nid: short\nicon: material/dns\norder: 5\n---\n",
            "ru/a.md": "---\npopular: 2\nrelated: [b]\ntopics: [u]\n---\n",
        }
    )
    shared = catalog.shared["a"]
    assert (shared.id, shared.icon, shared.order, shared.popular) == ("short", "material/dns", 0, 2)
    assert (shared.related, shared.topics) == (("b",), ("t",))
    assert problems == []


def test_disagreement_is_told_where_it_does_not_count() -> None:
    """On the line of the key in the language that is not the source."""
    _, problems = assembled(
        {
            "en/a.md": "---\ntitle: A\nid: other\nowner: Ann\n---\n",
            "et/a.md": "---\nid: short\nowner: Mari\nreview_interval: 90\n---\n",
            "ru/a.md": "---\nreview_interval: 90 days\n---\n",
        }
    )
    assert [(p.code, p.path, p.line) for p in problems] == [
        ("KB108", "content/en/a.md", 3),
        ("KB108", "content/en/a.md", 4),
    ]


def test_article_may_exist_only_in_one_language() -> None:
    """Any of them."""
    catalog = catalog_of({"ru/a.md": "---\nid: x\n---\n"})
    assert catalog.source("a").language == "ru"
    assert catalog.shared["a"].id == "x"
