"""``content/glossary.yml``: the terms of each language, what to write and what not to.

```yaml
et:
  - write: nimeserver
    not: [nimiserver, DNS-server]
  - write: küpsis
    not: cookie
    why: nii nimetab seda ka brauser
    except: [wordpress/caching, dns/]    # articles, or categories
```

Terms stand in the form in which a dictionary lists them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kbgen.articles.article import ArticleId
from kbgen.config import Config
from kbgen.config.yaml_lines import Document, YamlError, read
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean
from kbgen.search.analysis.tokens import words

FILE = "glossary.yml"

_KEYS = ("write", "not", "why", "except")


@dataclass(frozen=True, slots=True)
class Term:
    """``write`` it so, and not as in ``instead_of``; ``why``, in a few words of the editors; ``except_in``: articles
    and categories (``dns/``) in which the other words may stand.
    """

    write: str
    instead_of: tuple[str, ...] = ()
    why: str = ""
    except_in: tuple[ArticleId, ...] = ()

    def holds_in(self, article: ArticleId) -> bool:
        """Whether an article is not among the exceptions."""
        return not any(_names(one, article) for one in self.except_in)


def _names(name: str, article: ArticleId) -> bool:
    """Whether an exception names an article, or the category that it is in."""
    return article.startswith(name) if name.endswith("/") else article == name.removesuffix(".md")


Glossary = Mapping[LanguageCode, tuple[Term, ...]]
"""The terms of each language, in the order of the file."""


def load(config: Config, articles: Collection[ArticleId]) -> tuple[Glossary, list[Problem]]:
    """The site's glossary; empty where there is no file. What cannot be read at all is told by whoever lists files."""
    path = config.content_dir / FILE
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}, []
    return parse(text, config.relative(path), config.language_codes, articles)


def parse(
    text: str, path: str, languages: Collection[LanguageCode], articles: Collection[ArticleId]
) -> tuple[Glossary, list[Problem]]:
    """The file's text → terms; an entry with a mistake is left out and named with its line."""
    found, problems = _read(text, path, tuple(languages))
    unknown = (problem for terms in found.values() for problem in _unknown_articles(terms, path, articles))
    return {code: tuple(terms) for code, terms in found.items()}, [*problems, *unknown]


_Lines = Mapping[Term, int]
"""Terms, and where the exceptions of each stand."""


@lru_cache(maxsize=4)
def _read(
    text: str, path: str, languages: tuple[LanguageCode, ...]
) -> tuple[Mapping[LanguageCode, _Lines], tuple[Problem, ...]]:
    """What the text says by itself; a preview asks with every few articles."""
    try:
        document = read(text)
    except YamlError as error:
        return {}, (Problem(path, error.line, "KB115", error.message),)
    if document.value is None:
        return {}, ()
    if not isinstance(document.value, dict):
        hint = "et: [{write: …}]"
        return {}, (Problem(path, 1, "KB115", "the file should list terms for each language", hint),)
    problems: list[Problem] = []
    found: dict[LanguageCode, _Lines] = {}
    for code, entries in document.value.items():
        if code not in languages:
            hint = did_you_mean(str(code), languages)
            problems.append(Problem(path, document.line(code), "KB111", f"the site has no language “{code}”", hint))
        elif not isinstance(entries, list):
            problems.append(Problem(path, document.line(code), "KB115", f"“{code}” should be a list of terms"))
        else:
            terms, more = _terms(document, code, entries, path)
            problems += more
            found[code] = {term: document.line(code, i, "except") for i, term in terms.items()}
    return found, tuple(problems)


class _WrongEntry(ValueError):
    """An entry that cannot be used; the message says why."""

    def __init__(self, message: str, *, key: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.key = key
        self.hint = hint


def _terms(
    document: Document, code: LanguageCode, entries: list[Any], path: str
) -> tuple[dict[int, Term], list[Problem]]:
    """The terms of one language by their places in the list."""
    found: dict[int, Term] = {}
    problems: list[Problem] = []
    for i, entry in enumerate(entries):
        try:
            found[i] = _term(entry)
        except _WrongEntry as error:
            line = document.line(code, i, *((error.key,) if error.key else ()))
            problems.append(Problem(path, line, "KB115", str(error), error.hint))
    wanted = {term.write for term in found.values()}
    for i, term in [*found.items()]:
        if both := next((word for word in term.instead_of if word in wanted), ""):
            message = f"“{both}” is to be written and not to be written"
            problems.append(Problem(path, document.line(code, i, "not"), "KB115", message))
            del found[i]
    return found, problems


def _term(entry: Any) -> Term:
    if not isinstance(entry, dict):
        raise _WrongEntry("a term should say what to write", hint="such as “- {write: email, not: [e-mail]}”")
    for key in entry:
        if key not in _KEYS:
            raise _WrongEntry(f"unknown key “{key}”", key=str(key), hint=did_you_mean(str(key), _KEYS))
    write = _texts(entry, "write")
    if len(write) != 1 or isinstance(entry["write"], list):
        raise _WrongEntry("a term should say what to write", hint="such as “write: email”")
    why = entry.get("why", "")
    if not isinstance(why, str):
        raise _WrongEntry("“why” should be a few words", key="why")
    for key in ("write", "not"):
        for word in _texts(entry, key):
            if not words(word):
                raise _WrongEntry(f"“{word}” has no letter", key=key)
    return Term(write[0], _texts(entry, "not"), why.strip(), _texts(entry, "except"))


def _texts(entry: dict[Any, Any], key: str) -> tuple[str, ...]:
    """The texts of a key, which may be one or a list."""
    value = entry.get(key, [])
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, (str, int, float)) and not isinstance(one, bool) for one in values):
        raise _WrongEntry(f"“{key}” should be words", key=key, hint="with quotation marks: yes, no, on and off")
    return tuple(dict.fromkeys(text for one in values if (text := " ".join(str(one).split()))))


def _unknown_articles(terms: _Lines, path: str, articles: Collection[ArticleId]) -> Iterator[Problem]:
    for term, line in terms.items():
        for name in term.except_in:
            if not any(_names(name, id) for id in articles):
                hint = did_you_mean(name, articles)
                yield Problem(path, line, "KB111", f"there is no article “{name}”", hint)
