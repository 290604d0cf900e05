"""What a build remembers of an article's file: its front matter, its problems, the URLs in its text. As JSON."""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

from kbgen.articles.article import Article, Meta
from kbgen.articles.files import ArticleFile
from kbgen.intervals import Interval
from kbgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Record:
    """One file as read and converted. ``article`` has no body; None where the file cannot be used at all.

    ``digest`` is of the file and all that decides what is made of it, ``body`` of the converted text.
    """

    digest: bytes
    article: Article | None
    problems: tuple[Problem, ...]
    urls: tuple[str, ...] = ()
    body: str = ""


_DEFAULTS = {f.name: f.default for f in fields(Meta) if f.default is not MISSING}


def to_json(record: Record) -> str:
    """The record without what the file's name says already."""
    article = record.article
    data: dict[str, Any] = {"problems": [(p.line, p.code, p.message, p.hint) for p in record.problems]}
    if article:
        data |= {
            "meta": {k: _plain(v) for k in _DEFAULTS if (v := getattr(article.meta, k)) != _DEFAULTS[k]},
            "first_line": article.first_line,
            "heading": article.heading,
            "key_lines": article.key_lines,
            "urls": record.urls,
            "body": record.body,
        }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, digest: bytes, file: ArticleFile) -> Record:
    """The record of a file that has this content."""
    data = json.loads(text)
    problems = tuple(Problem(file.path, *problem) for problem in data["problems"])
    if "meta" not in data:
        return Record(digest, None, problems)
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
    return Record(digest, article, problems, tuple(data["urls"]), data["body"])


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
