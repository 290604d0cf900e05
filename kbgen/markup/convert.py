"""An article's Markdown → HTML with its table of contents, by Python-Markdown and the site's extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import markdown

from kbgen.markup import emoji
from kbgen.markup.html import Link, anchors, links
from kbgen.markup.quick import quicken

# Options that a help site in several alphabets wants, where mkdocs.yml does not say otherwise.
DEFAULT_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    # Python-Markdown would write the alignment of a table's cells as style attributes, which a strict
    # Content-Security-Policy forbids.
    "tables": {"use_align_attribute": True},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents. ``title`` is HTML."""

    level: int
    id: str
    title: str
    children: tuple[Heading, ...] = ()

    @property
    def url(self) -> str:
        """The link within the page, as Material's templates ask for it."""
        return f"#{self.id}"

    def ids(self) -> Iterator[str]:
        """Its own anchor, and those of the headings below it."""
        yield self.id
        for child in self.children:
            yield from child.ids()


@dataclass(frozen=True)
class Converted:
    """An article's text as HTML. URLs in it are still as the article wrote them."""

    html: str
    toc: tuple[Heading, ...]

    @cached_property
    def heading_ids(self) -> frozenset[str]:
        """The anchors of the headings in the table of contents."""
        return frozenset(id for heading in self.toc for id in heading.ids())

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Everything in the text that a ``#fragment`` can lead to."""
        return anchors(self.html)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links and embedded files, in their order."""
        return tuple(links(self.html))


class ConversionError(ValueError):
    """An extension failed on this text."""


# Setting up the emoji extension reads the names of twelve thousand icons, and no text without such a word needs it.
# It puts pictures in the place of such words and lets a colon be escaped; without either it might as well not be there.
_EMOJI = "pymdownx.emoji"
_EMOJI_WORD = re.compile(r":(?:[+\-\w]+:|(?<=\\:))")  # “:word:” or “\:”; what begins with a colon is found fast

Extensions = tuple[tuple[str, Mapping[str, Any]], ...]


class Converter:
    """Converts one text after another; made once a process, since setting up the extensions takes time."""

    def __init__(self, extensions: Extensions) -> None:
        self._extensions = extensions
        self._has_emoji = any(name == _EMOJI for name, _ in extensions)
        self._parsers: dict[bool, _Parser] = {}

    def convert(self, text: str) -> Converted:
        """Convert one text. Raises ConversionError where an extension fails on it."""
        return self._parser_for(text).convert(text)

    def _parser_for(self, text: str) -> _Parser:
        wanted = self._has_emoji and _EMOJI_WORD.search(text) is not None
        if wanted not in self._parsers:
            self._parsers[wanted] = _Parser(tuple(e for e in self._extensions if wanted or e[0] != _EMOJI))
        return self._parsers[wanted]


class _Parser:
    """Python-Markdown with some extensions, quickened."""

    def __init__(self, extensions: Extensions) -> None:
        self._markdown = markdown.Markdown(
            extensions=[name for name, _ in extensions],
            extension_configs={name: _options(name, options) for name, options in extensions},
        )
        self._text = quicken(self._markdown)

    def convert(self, text: str) -> Converted:
        md = self._markdown
        md.reset()
        self._text.source = text
        try:
            made = md.convert(text)
        except Exception as error:  # an extension may raise anything at all
            raise ConversionError(f"{type(error).__name__}: {error}") from error
        tokens = getattr(md, "toc_tokens", [])
        return Converted(made, tuple(_heading(t) for t in tokens))


def _options(name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    defaults = dict(DEFAULT_OPTIONS.get(name, {}))
    if name == "toc":
        defaults["slugify"] = _unicode_slug()
    made = {**defaults, **options}
    if name == _EMOJI:
        made["emoji_generator"] = emoji.without_foreign_host(made.get("emoji_generator"))
    return made


def _unicode_slug() -> Any:
    """Keeps the letters of every alphabet; Python-Markdown's own would turn Cyrillic headings into _1, _2."""
    from pymdownx.slugs import slugify

    return slugify(case="lower")


def _heading(token: Mapping[str, Any]) -> Heading:
    return Heading(token["level"], token["id"], token["name"], tuple(_heading(t) for t in token["children"]))
