"""The bodies of all articles, converted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kbgen.articles.article import Article, ArticleId
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.markup.convert import ConversionError, Converted, Converter
from kbgen.problems import Problem

Bodies = Mapping[tuple[ArticleId, LanguageCode], Converted]


def convert(config: Config, articles: Iterable[Article]) -> tuple[Bodies, list[Problem]]:
    """Convert every article; one that fails is a problem and has no body."""
    converter = Converter(config.markdown_extensions)
    bodies: dict[tuple[ArticleId, LanguageCode], Converted] = {}
    problems: list[Problem] = []
    for article in articles:
        try:
            bodies[article.id, article.language] = converter.convert(article.body)
        except ConversionError as error:
            problems.append(Problem(article.path, 0, "KB410", f"the text could not be converted ({error})"))
    return bodies, problems
