"""What agents linked in their answers, as exports write it → ids of the site's articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from urllib.parse import unquote, urlsplit

from kbgen.articles import addresses, catalog, files
from kbgen.articles.article import ArticleId
from kbgen.config import Config

_BETWEEN = re.compile(r"[\s,;|<>()\[\]\"']+")
_INDEX = re.compile(r"(?:index\.html?|/)+$")


class LinkedArticles:
    """Knows the addresses of the site's articles, old ones and short links too; they are read at the first question."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._path = urlsplit(config.site_url).path.strip("/") if config.site_url else ""
        self._host = (urlsplit(config.site_url).hostname or "") if config.site_url else ""

    def __call__(self, text: str) -> tuple[ArticleId, ...]:
        """The articles that a text names by id, or by an address below ``site_url``, each once. Others are nobody's."""
        found = (self._article(word) for word in _BETWEEN.split(text) if word)
        return tuple(dict.fromkeys(id for id in found if id))

    def _article(self, word: str) -> ArticleId:
        if "://" not in word:
            return self._known.get(_folded(word), "")
        try:
            parts = urlsplit(word)
            host = parts.hostname or ""
        except ValueError:
            return ""
        path = parts.path.strip("/")
        if not self._host or host != self._host or not f"{path}/".startswith(f"{self._path}/".lstrip("/")):
            return ""
        return self._known.get(_folded(path[len(self._path) :]), "")

    @cached_property
    def _known(self) -> Mapping[str, ArticleId]:
        """Address, old address, short link or id → article. What is wrong with content is told by other commands."""
        config = self.config
        content = files.read(config.content_dir, config.language_codes)
        articles, _ = catalog.assemble(content.articles, config.languages, config.source_language)
        where, _ = addresses.assign(articles)
        found = {address: id for (id, _), address in where.pages.items()}
        found |= {address: id for address, (id, _) in where.aliases.items()}
        for article in articles:
            if article.meta.id:
                found[f"k/{article.meta.id}"] = article.id
        # An article's id is also the way to it below a language; tags have hyphens in the place of slashes.
        found |= {id.replace("/", "-"): id for id in articles.ids} | {id: id for id in articles.ids}
        return {_folded(address): id for address, id in found.items()}


def _folded(path: str) -> str:
    """An address for comparison: without case, escapes, slashes around it and the index's name."""
    return _INDEX.sub("", unquote(path)).strip("/").lower()
