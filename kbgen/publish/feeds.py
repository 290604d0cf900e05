"""An Atom feed of new and updated articles for each language (RFC 4287). Dates come from front matter only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from xml.etree import ElementTree as ET

from kbgen.articles.addresses import Address
from kbgen.articles.article import Article
from kbgen.languages import LanguageCode

FILE = "feed.xml"
ENTRIES = 30
_ATOM = "http://www.w3.org/2005/Atom"


def atom(
    articles: Iterable[tuple[Article, Address]],
    *,
    language: LanguageCode,
    title: str,
    subtitle: str,
    absolute: Callable[[Address], str],
) -> bytes:
    """The feed's bytes. Articles without a date of publication or update are not in it."""
    dated = [(article.changed_on, article, address) for article, address in articles if article.changed_on]
    dated.sort(key=lambda entry: (-entry[0].toordinal(), entry[1].id))
    dated = dated[:ENTRIES]
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    home = absolute(f"{language}/")
    _add(feed, "id", home)
    _add(feed, "title", title)
    if subtitle:
        _add(feed, "subtitle", subtitle)
    _add(feed, "updated", _moment(dated[0][0] if dated else date(1970, 1, 1)))
    ET.SubElement(feed, "link", {"rel": "self", "href": absolute(f"{language}/{FILE}")})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": home})
    author = ET.SubElement(feed, "author")
    _add(author, "name", title)
    for changed_on, article, address in dated:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", absolute(address))
        _add(entry, "title", article.title)
        ET.SubElement(entry, "link", {"rel": "alternate", "href": absolute(address)})
        _add(entry, "updated", _moment(changed_on))
        if article.meta.published:
            _add(entry, "published", _moment(article.meta.published))
        if article.meta.description:
            _add(entry, "summary", article.meta.description)
        for tag in article.meta.tags:
            ET.SubElement(entry, "category", {"term": tag})
    ET.indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(ET.tostring(feed, encoding="utf-8")) + b"\n"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(day: date) -> str:
    """RFC 3339; front matter knows days only."""
    return f"{day.isoformat()}T00:00:00Z"
