"""What holds for every article of the starter: a rule tells what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kbgen.articles.article import Article
from kbgen.articles.reviews import due
from kbgen.checks.titles import LONGEST_TITLE
from kbgen.translation.blocks import Kind, blocks_of
from tests.starter import addresses, typography
from tests.starter.content import CATALOG, CONFIG, TODAY
from tests.starter.text import words

Rule = Callable[[Article], Iterator[str]]

WORDS = range(200, 701)
DESCRIPTION = range(80, 161)
LONGEST_ANSWER = 80
"""Words of the paragraph that answers the question, before any heading."""


def length(article: Article) -> Iterator[str]:
    """Long enough to help, short enough to be read."""
    if (found := words(article)) not in WORDS:
        yield f"{found} words"


def description(article: Article) -> Iterator[str]:
    """One or two sentences, which search engines show whole."""
    if (found := len(article.meta.description)) not in DESCRIPTION:
        yield f"{found} letters"


def title(article: Article) -> Iterator[str]:
    """Stands in the front matter and fits into a search result."""
    if not article.meta.title or len(article.meta.title) > LONGEST_TITLE:
        yield f"{len(article.meta.title)} letters"


def answer_first(article: Article) -> Iterator[str]:
    """The article begins with a short paragraph; steps, pictures and boxes come behind it."""
    body = [block for block in blocks_of(article) if block.kind not in (Kind.TITLE, Kind.DESCRIPTION)]
    if not body or body[0].kind is not Kind.PARAGRAPH:
        yield f"begins with {body[0].kind if body else 'nothing'}"
    elif (found := len(body[0].text.split())) > LONGEST_ANSWER:
        yield f"the first paragraph has {found} words"


def tags(article: Article) -> Iterator[str]:
    """At least two."""
    if len(set(article.meta.tags)) < max(2, len(article.meta.tags)):
        yield f"tags: {article.meta.tags}"


def days(article: Article) -> Iterator[str]:
    """Published, perhaps updated later, reviewed by somebody, nothing of it in the future."""
    meta = article.meta
    if not meta.published or not meta.reviewed or not meta.reviewed_by:
        yield "published, reviewed or reviewed_by is missing"
    known = [day for day in (meta.published, meta.updated) if day]
    if known != sorted(known):
        yield "updated before it was published"
    yield from (f"{day} is in the future" for day in (*known, meta.reviewed) if day and day > TODAY)


def review(article: Article) -> Iterator[str]:
    """Nobody has to read it again today."""
    shared = CATALOG.shared.get(article.id)
    day = due(article, shared.review_interval if shared else None, CONFIG.review_interval)
    if day is None or day <= TODAY:
        yield f"due on {day}"


def shared_keys(article: Article) -> Iterator[str]:
    """What all languages share is said once, and all of it: in the Estonian article."""
    meta = article.meta
    said = {
        "id": meta.id,
        "owner": meta.owner,
        "topics": meta.topics,
        "related": meta.related,
        "review_interval": meta.review_interval,
    }
    if article.language != CONFIG.source_language:
        yield from (f"“{key}” belongs into the Estonian article" for key, value in said.items() if value)
        return
    yield from (f"“{key}” is missing" for key, value in said.items() if not value)
    if meta.related and len(set(meta.related) - {article.id}) < 2:
        yield f"related: {meta.related}"
    yield from (f"related: there is no {id}" for id in meta.related if id not in CATALOG.versions)


def anchors(article: Article) -> Iterator[str]:
    """Every heading has one, so links into the article survive a better heading."""
    for block in blocks_of(article):
        if block.kind is Kind.HEADING and not block.anchor:
            yield f"line {block.line}: “{block.text}” has no anchor"


OF_PAGES: Mapping[str, Rule] = {
    "description": description,
    "title": title,
    "quotes": typography.quotes,
    "dashes": typography.dashes,
    "numbers": typography.numbers,
    "units": typography.units,
    "addresses": addresses.real_ones,
    "phones": addresses.phones,
}
"""Rules for pages of categories, too."""

OF_ARTICLES: Mapping[str, Rule] = {
    "length": length,
    "answer_first": answer_first,
    "tags": tags,
    "days": days,
    "review": review,
    "shared_keys": shared_keys,
    "anchors": anchors,
}
