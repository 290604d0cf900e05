"""Links that lead nowhere: to articles, anchors and files that do not exist, or only in another language."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import unquote

from kbgen.articles.article import Article, ArticleId
from kbgen.articles.links import LeavesContent, Nowhere, Outside, ToArticle, ToFile, ToSite, leads_out
from kbgen.checks.subject import Places, Subject, problem
from kbgen.markup.html import Link
from kbgen.problems import Problem, did_you_mean
from kbgen.publish import feeds
from kbgen.publish.plan import NOT_FOUND
from kbgen.publish.site import Site

# What an article has that is there and is not read.
UNREADABLE = frozenset({"KB101", "KB102", "KB107", "KB110"})

# What a missing file is called in messages: a picture by its ending, anything else is a file.
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp")


def broken(subject: Subject) -> Iterator[Problem]:
    """Every link and image of every article."""
    known = subject.site.known_addresses | _made_files(subject.site)
    for article in subject.site.catalog:
        body = subject.bodies.get((article.id, article.language))
        if body is None or not body.links:
            continue
        places = Places(article)
        for link in body.links:
            line = 0
            for code, message, hint in _wrong(subject, article, link, known):
                line = line or places.line_of(link.url)
                yield problem(article, line, code, message, hint)


def _made_files(site: Site) -> frozenset[str]:
    """The files that every site has, beside its pages."""
    codes = site.config.language_codes
    found = {"robots.txt", "404.html", *(f"{code}/{NOT_FOUND}" for code in codes)}
    if site.config.site_url:
        found |= {"sitemap.xml", *(f"{code}/{feeds.FILE}" for code in codes)}
    return frozenset(found)


def _wrong(subject: Subject, article: Article, link: Link, known: Collection[str]) -> Iterator[tuple[str, str, str]]:
    catalog = subject.site.catalog
    match subject.site.resolver.resolve(link.url, article):
        case Outside() if link.url.startswith("#") and len(link.url) > 1:
            yield from _anchor(subject, article, unquote(link.url[1:]), link.url)
        case ToArticle(id, language, anchor):
            reader = language or article.language
            if id in catalog.versions and catalog.get(id, reader) is None:
                if _is_unreadable(subject, id, reader):
                    return
                if language:
                    message = f"the article “{id}” does not exist in {language}"
                    yield (
                        "KB204",
                        message,
                        "link to it without the language, so that readers get the best one",
                    )
                elif (id, reader) in catalog.drafts:
                    yield "KB206", f"the article “{id}” is a draft in {reader}", ""
                else:
                    exists = ", ".join(catalog.versions[id])
                    yield "KB204", f"the article “{id}” exists only in another language ({exists})", ""
            target = catalog.best(id, reader)
            if anchor and target:
                yield from _anchor(subject, target, anchor, link.url)
        case ToFile(path, borrowed=True):
            if not link.image:
                yield "KB204", f"the file {path} exists only in another language", ""
        case ToSite(address) if not _on_site(address, known, subject.site.resolver.files):
            hint = "inside the site link to the article's file, such as ../dns/records.md"
            yield "KB201", f"there is nothing at /{address}", hint
        case LeavesContent():
            yield "KB205", f"the link {link.url} leaves the content folder", ""
        case Nowhere(path):
            yield from _missing(subject, article, link, path)
        case _:
            pass


def _anchor(subject: Subject, target: Article, anchor: str, url: str) -> Iterator[tuple[str, str, str]]:
    body = subject.bodies.get((target.id, target.language))
    # Nearly all lead to headings, which are known without looking through the whole text.
    if body is None or anchor in body.heading_ids or anchor in body.anchors:
        return
    where = f"“{target.title}”" if not url.startswith("#") else "this article"
    hint = did_you_mean(anchor, body.anchors)
    yield "KB202", f"{where} has no heading or anchor “#{anchor}”", hint


def _missing(subject: Subject, article: Article, link: Link, path: str) -> Iterator[tuple[str, str, str]]:
    below = path.partition("/")[2]
    if not link.image and (path.endswith(".md") or "." not in path.rpartition("/")[2]):
        id = below.removesuffix(".md")
        if any((id, code) in subject.site.catalog.drafts for code in subject.site.config.language_codes):
            yield "KB206", f"the article “{id}” is a draft", ""
            return
        if any(_is_unreadable(subject, id, code) for code in subject.site.config.language_codes):
            return
        hint = _after(subject, id) or did_you_mean(id, subject.site.catalog.ids) or _elsewhere(subject, id)
        yield "KB201", f"link to a missing article “{link.url}”", hint
        return
    hint = did_you_mean(path, subject.site.resolver.files)
    kind = "image" if link.image and path.lower().endswith(_PICTURES) else "file"
    yield "KB203", f"there is no {kind} “{link.url}”", hint


def _is_unreadable(subject: Subject, id: ArticleId, code: str) -> bool:
    """Whether the article is there and cannot be read: once that is mended, nothing is wrong with links to it."""
    config = subject.site.config
    path = config.relative(config.content_dir / code / f"{id}.md")
    return any(found.path == path and found.code in UNREADABLE for found in subject.site.problems)


def _after(subject: Subject, id: ArticleId) -> str:
    """What takes the place of an article that was deleted."""
    stone = next((stone for stone in subject.site.tombstones if stone.article == id), None)
    if stone is None:
        return ""
    return f"it was deleted: link to {stone.goto}, or to nothing" if stone.goto else "it was deleted: take the link out"


def _elsewhere(subject: Subject, id: str) -> str:
    """An article of this name in another category."""
    name = id.rpartition("/")[2]
    same = [other for other in subject.site.catalog.ids if other.rpartition("/")[2] == name]
    return f"did you mean {same[0]}?" if same else ""


def _on_site(address: str, known: Collection[str], files: Collection[str]) -> bool:
    """Whether an address from the site's root is one that the site has, as far as articles can know."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    slashed = path if path.endswith("/") else f"{path}/"
    return leads_out(path) or path in known or slashed in known or path in files
