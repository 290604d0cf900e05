"""What the builds of a project have made of its articles, for those who want all of them and build nothing."""

from __future__ import annotations

from dataclasses import replace

from kbgen.articles import front_matter
from kbgen.articles.article import Article, ArticleId
from kbgen.articles.files import ArticleFile, decoded, read_article
from kbgen.articles.snapshot import digest_of
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.markup.convert import Converted
from kbgen.problems import Problem
from kbgen.publish import fingerprints, records
from kbgen.publish.cache import Cache
from kbgen.publish.unchanged import WORKSHOP


class Remembered:
    """Articles with their texts, found by the content of their files; what is not known is read as ever."""

    def __init__(self, cache: Cache, salt: bytes) -> None:
        self._cache = cache
        self._salt = salt
        self._bodies: dict[tuple[ArticleId, LanguageCode], Converted] = {}

    def read(self, file: ArticleFile) -> tuple[Article | None, list[Problem]]:
        """Read one article, as ``articles.files.read_article`` does; its front matter is not parsed again."""
        try:
            content = file.source.read_bytes()
        except OSError:
            return read_article(file)
        digest = fingerprints.digest(self._salt, digest_of(content))
        known = self._cache.reading(digest)
        text = decoded(content, file.path, [])
        if known is None or text is None:
            return read_article(file)
        record = records.from_text(known[0], digest, file)
        if record.article is None:
            return read_article(file)
        self._bodies[file.id, file.language] = known[1]
        return replace(record.article, body=front_matter.body(text)), list(record.problems)

    def converted(self, article: Article) -> Converted | None:
        """The text of an article that was read here; None where no build has converted it."""
        return self._bodies.get((article.id, article.language))


def of_builds(config: Config) -> Remembered | None:
    """What the builds of this project remember; None where there was none, or where a text may become another each
    time.
    """
    place = config.root / WORKSHOP / "articles.db"
    if not place.is_file() or not fingerprints.converts_alike(config):
        return None
    return Remembered(Cache(place), fingerprints.of_markdown(config))
