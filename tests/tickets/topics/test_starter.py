"""The topics of the starter."""

from __future__ import annotations

from pathlib import Path

from kbgen.articles import catalog, files
from kbgen.articles.article import is_index
from kbgen.config import load as load_config
from kbgen.tickets.topics import articles_of, load

ROOT = Path(__file__).resolve().parents[3]


def test_every_topic_of_an_article_has_an_entry_with_names_and_every_entry_an_article() -> None:
    """So that reports on the starter speak its languages."""
    config, _ = load_config(ROOT / "mkdocs.yml")
    file, problems = load(config)
    assert problems == ()
    content = files.read(config.content_dir, config.language_codes)
    there, _ = catalog.assemble(content.articles, config.languages, config.source_language)
    answered = articles_of(file, there)
    assert answered.keys() == file.topics.keys()
    assert {id for ids in answered.values() for id in ids} == {id for id in there.ids if not is_index(id)}
