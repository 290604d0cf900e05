"""Which asks are about the same piece of work."""

from __future__ import annotations

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.overview.work import Key


def of_article(article: ArticleId) -> Key:
    """Reading an article again and bringing it up to date."""
    return ("article", article)


def of_translation(article: ArticleId, language: LanguageCode) -> Key:
    """Making a translation right."""
    return ("translation", article, language)


def of_topic(work: str, topic: str) -> Key:
    """A topic's affair that is not the text of one article."""
    return ("topic", topic, work)


def of_file(path: str, what: str) -> Key:
    """What is wrong in a file."""
    return ("file", path, what)
