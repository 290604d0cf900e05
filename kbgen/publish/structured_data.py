"""What search engines read: schema.org's Article, BreadcrumbList and, for real questions and answers, FAQPage."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from kbgen.articles.addresses import Address
from kbgen.markup import html
from kbgen.markup.convert import Converted, Heading
from kbgen.publish.page import Kind, Page

Absolute = Callable[[Address], str]


def of_page(page: Page, body: Converted | None, site_name: str, absolute: Absolute) -> str:
    """The page's JSON-LD, or an empty string for a page about which there is nothing to say."""
    if not page.indexed or page.kind in (Kind.NOT_FOUND, Kind.INDEX, Kind.SEARCH):
        return ""
    things = [thing for thing in (_breadcrumbs(page, absolute), _subject(page, body, site_name, absolute)) if thing]
    if not things:
        return ""
    graph = {"@context": "https://schema.org", "@graph": things}
    # “</script>” in a title must not end the element.
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _breadcrumbs(page: Page, absolute: Absolute) -> dict[str, Any] | None:
    steps = [(c.title, c.address) for c in page.trail if c.address] + [(page.title, page.canonical)]
    if len(steps) < 2:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": title, "item": absolute(address)}
            for place, (title, address) in enumerate(steps, 1)
        ],
    }


def _subject(page: Page, body: Converted | None, site_name: str, absolute: Absolute) -> dict[str, Any] | None:
    if page.kind is not Kind.ARTICLE:
        return None
    url = absolute(page.canonical)
    changed = page.updated or page.published
    about: dict[str, Any] = {
        "headline": page.title,
        "description": page.description,
        "inLanguage": page.content_language,
        "url": url,
        "datePublished": page.published and page.published.isoformat(),
        "dateModified": changed and changed.isoformat(),
        "publisher": {"@type": "Organization", "name": site_name},
    }
    known = {key: value for key, value in about.items() if value}
    if body and (answers := list(questions(body))):
        known["mainEntity"] = [
            {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
            for question, answer in answers
        ]
        return {"@type": "FAQPage", **{k: v for k, v in known.items() if k != "headline"}, "name": page.title}
    return {"@type": "Article", "mainEntityOfPage": url, **known}


_QUESTION = re.compile(r"[?？]\s*$")


def questions(body: Converted) -> Iterable[tuple[str, str]]:
    """Questions with their answers, where every section of the article is one, and there are two or more."""
    sections = _sections(body.toc)
    titles = [html.words(s.title) for s in sections]
    if len(sections) < 2 or not all(_QUESTION.search(title) for title in titles):
        return
    level = sections[0].level
    parts = re.split(rf"<h{level}\b[^<>]*>.*?</h{level}>", body.html, flags=re.DOTALL)[1:]
    if len(parts) != len(titles):
        return
    for title, answer in zip(titles, parts, strict=True):
        yield title, html.words(answer)


def _sections(toc: tuple[Heading, ...]) -> tuple[Heading, ...]:
    return toc[0].children if len(toc) == 1 and toc[0].level == 1 else toc
