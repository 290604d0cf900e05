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
# A value in quotation marks may hold a “>”.
_ATTRIBUTES = r"(?P<attributes>(?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+)"
_LINKING = re.compile(
    rf"<(?P<name>a|area|img|source|video|audio|track|iframe|embed|object|link)\b{_ATTRIBUTES}>", re.IGNORECASE
)
_IMAGE = re.compile(rf"<(?P<name>img)\b{_ATTRIBUTES}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?P<before>(?P<name>[^\s"'<>/=]++)\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+))"""
)
# How Python-Markdown writes nearly all links: they are told without taking their attributes apart.
_PLAIN_LINK = re.compile(r"<a href=\"([^\"<>&]+)\">")
_WITH_URL = frozenset({"href", "src", "poster", "data"})
# One picture of a srcset: its URL, before its width or density.
_CANDIDATE = re.compile(r"(?P<before>(?:^|,)\s*)(?P<url>[^\s,](?:\S*[^\s,])?)")
_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+))""", re.I)
_SCRIPT = re.compile(r"<(script|style|svg|noscript|template)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|table|tr|td|th|pre|blockquote|details|summary|br|hr|section|figure)\b[^<>]*>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an embedded file as the article wrote it. ``image``: it is shown in the page, not followed."""

    url: str
    image: bool
    alt: str | None = None


def links(html: str) -> Iterator[Link]:
    """All links and embedded files, in their order; a comment has none."""
    for piece, is_comment in _pieces(html):
        if not is_comment:
            for tag in _LINKING.finditer(piece):
                yield from _links_of(tag)


def _links_of(tag: re.Match[str]) -> Iterator[Link]:
    if plain := _PLAIN_LINK.fullmatch(tag[0]):
        yield Link(plain[1], False)
        return
    image = tag["name"].lower() not in ("a", "area", "link")
    alt = _alternative(tag)
    for attribute in _ATTRIBUTE.finditer(tag["attributes"]):
        name = attribute["name"].lower()
        if name in _WITH_URL:
            yield Link(_value(attribute), image, alt)
        elif name == "srcset":
            yield from (Link(one["url"], image, alt) for one in _CANDIDATE.finditer(_value(attribute)))


def _value(attribute: re.Match[str]) -> str:
    return unescape(attribute["double"] or attribute["single"] or attribute["bare"] or "")


def _alternative(tag: re.Match[str]) -> str | None:
    if tag["name"].lower() != "img":
        return None
    values = (_value(a) for a in _ATTRIBUTE.finditer(tag["attributes"]) if a["name"].lower() == "alt")
    return next(values, None)


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """The HTML cut into what is shown and comments, by turns."""
    here = 0
    while (start := html.find("<!--", here)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        yield html[here:start], False
        yield html[start : end + 3], True
        here = end + 3
    yield html[here:], False


def images(html: str) -> Iterator[Link]:
    """Only the ``img`` elements, each once."""
    for piece, is_comment in _pieces(html):
        for tag in () if is_comment else _IMAGE.finditer(piece):
            yield next(_links_of(tag), Link("", True, _alternative(tag)))


def rewrite(html: str, new: Callable[[str], str]) -> str:
    """The same HTML with every link and embedded file replaced by what ``new`` makes of its URL."""

    def in_tag(tag: re.Match[str]) -> str:
        return f"<{tag['name']}{_ATTRIBUTE.sub(in_attribute, tag['attributes'])}>"

    def in_attribute(attribute: re.Match[str]) -> str:
        name = attribute["name"].lower()
        if name not in _WITH_URL and name != "srcset":
            return attribute[0]
        old = _value(attribute)
        made = _CANDIDATE.sub(lambda one: one["before"] + new(one["url"]), old) if name == "srcset" else new(old)
        if made == old:
            return attribute[0]
        quote = "'" if attribute["single"] is not None else '"'
        return f"{attribute['before']}{quote}{escape(made)}{quote}"

    if "<!--" not in html:
        return _LINKING.sub(in_tag, html)
    return "".join(piece if is_comment else _LINKING.sub(in_tag, piece) for piece, is_comment in _pieces(html))


def anchors(html: str) -> frozenset[str]:
    """Everything in the page that a ``#fragment`` can lead to."""
    return frozenset(_value(m) for tag in _TAG.finditer(html) for m in _ID.finditer(tag["attributes"]))


def words(html: str) -> str:
    """The readable text, on one line."""
    if "<" in html:
        if "<!--" in html:
            html = "".join(piece for piece, is_comment in _pieces(html) if not is_comment)
        html = _ANY_TAG.sub("", _BLOCK_TAG.sub(" ", _SCRIPT.sub(" ", html)))
    return " ".join(unescape(html).split())
