"""What a build remembers of an article's file: its front matter, its problems, the URLs in its text.

A record is kept as three lines: the digest of the converted text, the facts as JSON, the URLs as JSON. The facts are
what other pages show of the article; while they are the same, a change of its text changes no page but its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, NamedTuple

from kbgen.articles.article import Article, Meta
from kbgen.articles.files import ArticleFile
from kbgen.intervals import Interval
from kbgen.problems import Problem
from kbgen.publish import fingerprints


class Record(NamedTuple):
    """One file as read and converted. ``article`` has no body; None where the file cannot be used at all.

    ``digest`` is of the file and all that decides what is made of it, ``body`` of the converted text (empty if there
    is none), ``facts`` of everything else but the URLs. ``links``: the URLs in the text, as JSON.
    """

    digest: bytes
    article: Article | None
    problems: tuple[Problem, ...]
    links: str
    body: str
    facts: bytes

    @property
    def urls(self) -> list[str]:
        """The URLs in the text, each once. Only who makes its page asks for them."""
        found: list[str] = json.loads(self.links)
        return found


_DEFAULTS = {f.name: f.default for f in fields(Meta) if f.default is not MISSING}


def to_text(article: Article | None, problems: Iterable[Problem], urls: Iterable[str], body: str) -> str:
    """The record without what the file's name says already."""
    data: dict[str, Any] = {"problems": [(p.line, p.code, p.message, p.hint) for p in problems]}
    if article:
        data |= {
            "meta": {k: _plain(v) for k in _DEFAULTS if (v := getattr(article.meta, k)) != _DEFAULTS[k]},
            "first_line": article.first_line,
            "heading": article.heading,
            "key_lines": article.key_lines,
        }
    return "\n".join((body, _json(data), _json(list(urls))))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str, digest: bytes, file: ArticleFile) -> Record:
    """The record of a file that has this content."""
    body, said, links = text.split("\n")
    data = json.loads(said)
    facts = fingerprints.digest(said)
    problems = tuple(Problem(file.path, *problem) for problem in data["problems"])
    if "meta" not in data:
        return Record(digest, None, problems, "[]", body, facts)
    article = Article(
        id=file.id,
        language=file.language,
        path=file.path,
        meta=Meta(**{key: _value(key, value) for key, value in data["meta"].items()}),
        body="",
        first_line=data["first_line"],
        heading=data["heading"],
        key_lines=data["key_lines"],
    )
    return Record(digest, article, problems, links, body, facts)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Interval):
        return [value.months, value.days]
    return value


def _value(key: str, value: Any) -> Any:
    if key in ("published", "updated", "reviewed"):
        return date.fromisoformat(value)
    if key == "review_interval":
        return Interval(*value)
    return tuple(value) if isinstance(value, list) else value
