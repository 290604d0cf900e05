"""The documents of a content folder, as a build makes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kbgen.articles import files
from kbgen.config import load
from kbgen.languages import LanguageCode
from kbgen.markup.convert import Converter
from kbgen.search.documents import Document, former_titles, sections

ROOT = Path(__file__).resolve().parents[2]


def documents(
    content: Path, language: LanguageCode, *, project: Path = ROOT, categories: bool = False
) -> Iterator[Document]:
    """Every article of one language, in the order of names. ``categories``: and the pages of the categories."""
    config, _ = load(project / "mkdocs.yml")
    converter = Converter(config.markdown_extensions)
    for article in files.read(content, [language]).articles:
        if article.id == "index" or article.meta.hide_from_search or (article.is_index and not categories):
            continue
        yield Document(
            article=article.id,
            language=language,
            address=f"{language}/{article.id}/",
            title=article.title,
            description=article.meta.description,
            tags=article.meta.tags,
            sections=tuple(sections(converter.convert(article.body).html)),
            former=former_titles(article.meta.aliases),
        )
