"""``content/facts.yml``: facts that may differ between the languages of an article.

```yaml
- kind: phone                          # each country has its own
  values: [+372 555 0100, +358 9 555 0100]
- host: wikipedia.org                  # and all hosts below it
- article: hosting/price-list          # or a category: hosting/
  kind: price
  why: prices are set by country
```

A fact that fits all that an entry says is not compared.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kbgen.articles.article import ArticleId
from kbgen.config.yaml_lines import YamlError, read
from kbgen.problems import Problem, did_you_mean
from kbgen.translation.facts import Fact, FactKind

FILE = "facts.yml"

_KEYS = ("kind", "values", "article", "host", "why")
_WITH_HOST = frozenset({FactKind.URL, FactKind.HOST, FactKind.EMAIL})


@dataclass(frozen=True, slots=True)
class Allowed:
    """One entry; what it does not say is empty and fits everything. ``article`` may be a category (``dns/``)."""

    kind: FactKind | None = None
    values: frozenset[str] = frozenset()
    article: ArticleId = ""
    host: str = ""

    def fits(self, fact: Fact, article: ArticleId) -> bool:
        """Whether a fact of an article may differ."""
        if self.kind is not None and fact.kind is not self.kind:
            return False
        if self.article and article != self.article and not (self._is_category and article.startswith(self.article)):
            return False
        if self.host and not _is_below(_host(fact), self.host):
            return False
        return not self.values or _even(fact.value) in self.values or _even(fact.text) in self.values

    @property
    def _is_category(self) -> bool:
        return self.article.endswith("/")


Exceptions = tuple[Allowed, ...]
"""What may differ on a site, entry by entry."""


def _even(value: str) -> str:
    """A value as it is compared with what editors wrote: spaces of all widths are one."""
    return " ".join(value.split()).casefold()


def _host(fact: Fact) -> str:
    if fact.kind not in _WITH_HOST:
        return ""
    if fact.kind is FactKind.EMAIL:
        return fact.value.rpartition("@")[2]
    address = fact.text if "://" in fact.text else f"//{fact.text}"
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _is_below(host: str, above: str) -> bool:
    return host == above or host.endswith(f".{above}")


def parse(text: str, path: str, articles: Collection[ArticleId]) -> tuple[Exceptions, list[Problem]]:
    """The file's text → exceptions; an entry with a mistake is left out and named with its line."""
    try:
        document = read(text)
    except YamlError as error:
        return (), [Problem(path, error.line, "KB113", error.message)]
    if document.value is None:
        return (), []
    if not isinstance(document.value, list):
        return (), [Problem(path, 1, "KB113", "the file should be a list of entries", "- kind: phone")]
    found: list[Allowed] = []
    problems: list[Problem] = []
    for i, entry in enumerate(document.value):
        try:
            made = _exception(entry)
        except _WrongEntry as error:
            key = (error.key,) if error.key else ()
            problems.append(Problem(path, document.line(i, *key), "KB113", str(error), error.hint))
            continue
        found.append(made)
        if made.article and not _exists(made.article, articles):
            hint = did_you_mean(made.article, articles)
            line = document.line(i, "article")
            problems.append(Problem(path, line, "KB111", f"there is no article “{made.article}”", hint))
    return tuple(found), problems


class _WrongEntry(ValueError):
    """An entry that says nothing that can be used; the message says why."""

    def __init__(self, message: str, *, key: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.key = key
        self.hint = hint


def _exception(entry: Any) -> Allowed:
    if not isinstance(entry, dict):
        raise _WrongEntry("an entry should say what may differ", hint="such as “- kind: phone”")
    for key in entry:
        if key not in _KEYS:
            raise _WrongEntry(f"unknown key “{key}”", key=str(key), hint=did_you_mean(str(key), _KEYS))
    if not entry.keys() & {"kind", "values", "article", "host"}:
        raise _WrongEntry("an entry should say what may differ", hint="by kind, values, article or host")
    values = entry.get("values", [])
    if not isinstance(values, list) or any(isinstance(value, (list, dict)) for value in values):
        raise _WrongEntry("“values” should be a list", key="values", hint="such as [+372 555 0100, +358 9 555 0100]")
    if "values" in entry and not values:
        raise _WrongEntry("“values” names no value", key="values", hint="add some, or leave it out")
    article = _word(entry, "article")
    return Allowed(
        kind=_kind(entry),
        values=frozenset(_even(str(value)) for value in values),
        article=article.removesuffix(".md"),
        host=_word(entry, "host").lower(),
    )


def _word(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or (key in entry and not value.strip()):
        raise _WrongEntry(f"“{key}” should be a word", key=key)
    return value.strip()


def _kind(entry: dict[str, Any]) -> FactKind | None:
    word = _word(entry, "kind")
    if not word:
        return None
    try:
        return FactKind(word)
    except ValueError:
        kinds = [kind.value for kind in FactKind]
        hint = did_you_mean(word, kinds) or f"one of {', '.join(kinds)}"
        raise _WrongEntry(f"there is no kind of facts called “{word}”", key="kind", hint=hint) from None


def _exists(article: str, articles: Collection[ArticleId]) -> bool:
    if article.endswith("/"):
        return any(id.startswith(article) for id in articles)
    return article in articles
