"""Looking into finished HTML: its links, images, anchors and plain words.

Only HTML that Python-Markdown made (or passed on from an article) is read here, in which a ``<`` that opens no tag is
always escaped; so tags are found by a pattern, many times faster than by a parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

_TAG = re.compile(r"<(?P<name>[a-zA-Z][\w-]*)\b(?P<attributes>[^<>]*)>")
_LINKING = re.compile(
    r"<(?P<name>a|area|img|source|video|audio|track|iframe|embed|object|link)\b(?P<attributes>[^<>]*)>",
    re.IGNORECASE,
)
_URL = re.compile(r"""(?P<before>\s(?P<attribute>href|src|poster|data)\s*=\s*)(?P<quote>["'])(?P<url>.*?)(?P=quote)""")
_ID = re.compile(r"""\s(?:id|name)\s*=\s*(["'])(.*?)\1""")
_ALT = re.compile(r"""\salt\s*=\s*(["'])(.*?)\1""", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style|svg|noscript|template)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|table|tr|td|th|pre|blockquote|details|summary|br|hr|section|figure)\b[^<>]*>",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an embedded file as the article wrote it. ``image``: it is shown in the page, not followed."""

    url: str
    image: bool
    alt: str | None = None


def links(html: str) -> Iterator[Link]:
    """All links and embedded files, in their order."""
    for tag in _LINKING.finditer(html):
        name = tag["name"].lower()
        for match in _URL.finditer(tag["attributes"]):
            alt = _ALT.search(tag["attributes"]) if name == "img" else None
            yield Link(unescape(match["url"]), name not in ("a", "area", "link"), unescape(alt[2]) if alt else None)


def images(html: str) -> Iterator[Link]:
    """Only the ``img`` elements."""
    for tag in _LINKING.finditer(html):
        if tag["name"].lower() == "img":
            url, alt = _URL.search(tag["attributes"]), _ALT.search(tag["attributes"])
            yield Link(unescape(url["url"]) if url else "", True, unescape(alt[2]) if alt else None)


def rewrite(html: str, new: Callable[[str], str]) -> str:
    """The same HTML with every link and embedded file replaced by what ``new`` makes of its URL."""

    def in_tag(tag: re.Match[str]) -> str:
        return f"<{tag['name']}{_URL.sub(in_attribute, tag['attributes'])}>"

    def in_attribute(match: re.Match[str]) -> str:
        url = unescape(match["url"])
        made = new(url)
        if made == url:
            return match[0]
        return f"{match['before']}{match['quote']}{escape(made)}{match['quote']}"

    return _LINKING.sub(in_tag, html)


def anchors(html: str) -> frozenset[str]:
    """Everything in the page that a ``#fragment`` can lead to."""
    return frozenset(unescape(m[2]) for tag in _TAG.finditer(html) for m in _ID.finditer(tag["attributes"]))


def words(html: str) -> str:
    """The readable text, on one line."""
    text = _SCRIPT.sub(" ", html)
    text = _BLOCK_TAG.sub(" ", text)
    return _SPACE.sub(" ", unescape(_ANY_TAG.sub("", text))).strip()
