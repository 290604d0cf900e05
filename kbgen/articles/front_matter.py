"""The front matter of an article: found, read, and checked key by key.

``KEYS`` is the whole list; the manual's page ``docs/front-matter.md`` explains each key, and a test holds the two
together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml

from kbgen import intervals
from kbgen.articles.addresses import is_old_address, is_short_id
from kbgen.articles.article import Article, ArticleId, Meta, first_heading
from kbgen.config.yaml_lines import UNSHOWABLE, WRONG_SCALAR, Document, Place, YamlError, read, with_plain_numbers
from kbgen.intervals import Interval
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean

_Loader = with_plain_numbers(getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class WrongValue(ValueError):
    """A front matter value that cannot be used; the message completes “the value of … ”."""


# What a text may be written as: a title may well be a number or a day.
_WORDS = (str, int, float, date)


def _is_text(value: Any) -> bool:
    return isinstance(value, _WORDS) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    """A text without the spaces around it, of characters that a page can hold."""
    text = str(value).strip()
    if UNSHOWABLE.search(text):
        raise WrongValue("holds a character that no page can show")
    return text


def _text(value: Any) -> str:
    if not _is_text(value):
        raise WrongValue("should be text")
    return _shown(value)


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(map(_is_text, value)):
        raise WrongValue("should be a list of words, such as [one, two]")
    return tuple(dict.fromkeys(map(_shown, value)))


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise WrongValue("should be a date, such as 2026-11-21")


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise WrongValue("should be true or false")


def _number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise WrongValue("should be a whole number")


def _interval(value: Any) -> Interval:
    found = intervals.parse(value)
    if found is None:
        raise WrongValue(f"should be a length of time, such as {intervals.EXAMPLES}")
    return found


def _slug(value: Any) -> str:
    slug = _text(value).strip("/")
    if not slug or re.search(r"[/\\?#%\s]|^\.+$", slug):
        raise WrongValue("should be one word of an address, such as domeeni-registreerimine")
    return slug


def _short_id(value: Any) -> str:
    short = _text(value)
    if not is_short_id(short):
        raise WrongValue("should be letters a–z, digits and dashes, such as mail-setup or 1042")
    return short


def _aliases(value: Any) -> tuple[str, ...]:
    aliases = _texts(value)
    for alias in aliases:
        if not is_old_address(alias):
            raise WrongValue(f"has “{alias}”, which is no address of a page, such as old/name/ or /en/old/name/")
    return aliases


def _article(value: str) -> ArticleId:
    return value.removesuffix(".md").strip("/")


def _articles(value: Any) -> tuple[ArticleId, ...]:
    return tuple(_article(v) for v in _texts(value))


def _search(value: Any) -> bool:
    """Material's own ``search: {exclude: true}``."""
    if isinstance(value, dict):
        return bool(value.get("exclude"))
    raise WrongValue("should be “exclude: true”")


@dataclass(frozen=True, slots=True)
class Key:
    """One key: which field of Meta it fills, how its value is read, and whether it decides what is published."""

    field: str
    parse: Callable[[Any], Any]
    decides: bool = False


KEYS: Mapping[str, Key] = {
    "title": Key("title", _text, decides=True),
    "description": Key("description", _text),
    "tags": Key("tags", _texts),
    "topics": Key("topics", _texts),
    "aliases": Key("aliases", _aliases, decides=True),
    "id": Key("id", _short_id, decides=True),
    "owner": Key("owner", _text),
    "published": Key("published", _date),
    "updated": Key("updated", _date),
    "reviewed": Key("reviewed", _date),
    "reviewed_by": Key("reviewed_by", _text),
    "review_interval": Key("review_interval", _interval),
    "related": Key("related", _articles),
    "slug": Key("slug", _slug, decides=True),
    "source_language": Key("source_language", _text, decides=True),
    "draft": Key("draft", _boolean, decides=True),
    "hide_from_search": Key("hide_from_search", _boolean, decides=True),
    "search": Key("hide_from_search", _search, decides=True),
    "icon": Key("icon", _text),
    "order": Key("order", _number),
    "popular": Key("popular", _number),
    "hide": Key("hide", _texts),
    "translation": Key("translation", _text),
}

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def split(text: str) -> tuple[str | None, str, int]:
    """Cut a file's text (line feeds only) into front matter, body, and the line on which the body begins.

    The front matter is None where there is none, or where it never closes.
    """
    opening = _OPEN.match(text)
    if not opening:
        return None, text, 1
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        return None, text, 1
    raw = text[opening.end() : closing.start()]
    body = text[closing.end() + 1 :]
    return raw, body, raw.count("\n") + 3


def body(text: str) -> str:
    """The text of an article whose front matter is known."""
    return split(_with_line_feeds(text))[1]


def _with_line_feeds(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, *, id: ArticleId, language: LanguageCode, path: str) -> tuple[Article | None, list[Problem]]:
    """A file's text → the article. None with its problems where the front matter cannot be read at all."""
    text = _with_line_feeds(text)
    raw, body, first_line = split(text)
    if raw is None and _looks_like_unopened(text):
        return None, [Problem(path, 1, "KB102", "the front matter never opens", "put a line of three dashes above it")]
    if raw is None and _looks_like_unclosed(text):
        problem = Problem(path, 1, "KB102", "the front matter never closes", "end it with a line of three dashes")
        return None, [problem]
    conflicts = [*_conflicts(raw or "", path)]
    try:
        document = _document(raw or "")
    except YamlError as error:
        return None, [*conflicts, _unreadable(raw or "", error, path)]
    if document.value is not None and not isinstance(document.value, dict):
        return None, [Problem(path, 2, "KB102", "the front matter should be keys with values", "title: …")]
    values, problems = _values(document, path)
    article = Article(
        id=id,
        language=language,
        path=path,
        meta=Meta(**values),
        body=body,
        first_line=first_line,
        heading="" if values.get("title") else first_heading(body),
        key_lines={str(p[0]): line + 1 for p, line in document.lines.items() if len(p) == 1},
    )
    return article, problems


CONFLICT = re.compile(r"^(?:<{7} .*|>{7} .*)$", re.MULTILINE)
CONFLICT_HINT = "choose one of the two versions and delete the marks"

_KEY_LINE = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:", re.MULTILINE)


def _document(raw: str) -> Document:
    """Read front matter; the slow reader, which knows columns and doubled keys, only where the fast one may not do."""
    if not raw.strip():
        return Document(None)
    if "<<" in raw:
        # Keys that are merged into others may multiply, which only the slow reader counts.
        return read(raw)
    try:
        value = yaml.load(raw, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, *WRONG_SCALAR):
        return read(raw)
    keys = _KEY_LINE.findall(raw)
    if not isinstance(value, dict) or len(keys) != len(value) or value.keys() != set(keys):
        return read(raw)
    lines: dict[Place, int] = {(m[1],): raw.count("\n", 0, m.start()) + 1 for m in _KEY_LINE.finditer(raw)}
    return Document(value, lines)


def _conflicts(raw: str, path: str) -> Iterator[Problem]:
    """The first mark of a merge in the front matter, which then cannot be read."""
    mark = CONFLICT.search(raw)
    if mark:
        line = raw.count("\n", 0, mark.start()) + 2
        yield Problem(path, line, "KB110", "a merge conflict is left here", CONFLICT_HINT)


def _unreadable(raw: str, error: YamlError, path: str) -> Problem:
    """What is wrong with front matter, where whoever wrote it would look."""
    if "mapping values" not in error.message and "expected ':'" not in error.message:
        return Problem(path, error.line + 1, "KB102", f"front matter: {error.message}")
    # YAML takes a line without a colon for words that go on in the next one, and stumbles there.
    before = raw.splitlines()[error.line - 2] if error.line > 1 else ""
    if re.match(r"[A-Za-z]", before) and ":" not in before:
        return Problem(path, error.line, "KB102", "front matter: this line has no colon", "such as “title: My title”")
    hint = "put a value that holds “: ” into quotation marks" if "mapping values" in error.message else ""
    return Problem(path, error.line + 1, "KB102", f"front matter: {error.message}", hint)


def _looks_like_unopened(text: str) -> bool:
    """Lines with keys, the first of them one that is known, down to three dashes."""
    # Nothing is given back: a line such as “- a: b” is both, and a long list of them would be tried both ways.
    found = re.match(r"([A-Za-z_]+)[ \t]*:.*\n(?:[A-Za-z_ \t-]++:.*+\n|[ \t]*+- .*+\n)*+---[ \t]*\n", text)
    return found is not None and found[1] in KEYS


def _looks_like_unclosed(text: str) -> bool:
    """Three dashes and a key, and no end: not a text that begins with a rule."""
    return re.match(r"---[ \t]*\n[A-Za-z_][\w-]*[ \t]*:", text) is not None


def _values(document: Document, path: str) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in (document.value or {}).items():
        # Lines of the front matter count from the line after the opening dashes.
        line = document.line(name) + 1
        key = KEYS.get(name) if isinstance(name, str) else None
        if key is None:
            problems.append(
                Problem(path, line, "KB105", f"unknown front matter key “{name}”", did_you_mean(str(name), KEYS))
            )
        elif value is not None:
            try:
                values[key.field] = key.parse(value)
            except WrongValue as error:
                code = "KB103" if key.decides else "KB104"
                problems.append(Problem(path, line, code, f"front matter: the value of “{name}” {error}"))
    return values, problems
