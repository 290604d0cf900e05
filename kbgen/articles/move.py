"""Moving articles: which files change, and how. Pure; the command carries it out.

An article moves in all its languages at once. Links in other articles follow, its own links are counted anew from its
new place, and its old addresses become aliases, so that nothing that points to it breaks.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from kbgen.articles import addresses, edit
from kbgen.articles.addresses import Addresses
from kbgen.articles.article import Article, ArticleId, folder_of
from kbgen.articles.catalog import Catalog
from kbgen.articles.links import Resolver, ToArticle, ToFile
from kbgen.errors import WrongUse
from kbgen.languages import LanguageCode
from kbgen.problems import did_you_mean

Moves = Mapping[ArticleId, ArticleId]


@dataclass(frozen=True, slots=True)
class Changes:
    """What moving does, in paths relative to the content folder.

    ``texts``: new text by path; ``renamed``: old path → new path, applied to what ``texts`` names by its *new* path.
    """

    texts: Mapping[str, str]
    renamed: Mapping[str, str]


def which(catalog: Catalog, old: str, new: str, files: frozenset[str]) -> tuple[Moves, Mapping[str, str]]:
    """What moves when somebody says ``old`` → ``new``: one article, or a category with everything in it.

    Returns articles by id, and other files of a category by their path. Raises WrongUse with the reason where it
    cannot be done.
    """
    if old == new:
        raise WrongUse(f"“{old}” is already there")
    if old in catalog.versions:
        moves = {old: f"{new}/{old.rpartition('/')[2]}" if new in addresses.folders_of(catalog.ids) else new}
        moved_files: dict[str, str] = {}
    else:
        prefix = f"{old}/"
        moves = {id: f"{new}/{id.removeprefix(prefix)}" for id in catalog.ids if id.startswith(prefix)}
        if not moves:
            hint = did_you_mean(old, [*catalog.ids, *addresses.folders_of(catalog.ids)])
            raise WrongUse(f"there is no article or category “{old}”", hint=hint)
        if new.startswith(prefix):
            raise WrongUse(f"“{new}” is inside “{old}”")
        moved_files = {
            file: f"{file.partition('/')[0]}/{new}/{file.partition('/')[2].removeprefix(prefix)}"
            for file in files
            if file.partition("/")[0] in catalog.fallbacks and file.partition("/")[2].startswith(prefix)
        }
    for target in moves.values():
        if target in catalog.versions and target not in moves:
            raise WrongUse(f"there is already an article “{target}”", hint="choose another name")
    return moves, moved_files


def plan(
    catalog: Catalog,
    where: Addresses,
    resolver: Resolver,
    texts: Mapping[tuple[ArticleId, LanguageCode], str],
    moves: Moves,
    moved_files: Mapping[str, str],
) -> Changes:
    """The new texts of all files that change. ``texts``: every article's file as it stands."""
    after = _addresses_after(catalog, moves)
    changed: dict[str, str] = {}
    renamed: dict[str, str] = dict(moved_files)
    for article in catalog:
        old_path = f"{article.language}/{article.id}.md"
        new_id = moves.get(article.id, article.id)
        new_path = f"{article.language}/{new_id}.md"
        text = texts[article.id, article.language]
        made = edit.rewrite_links(text, _Relinker(resolver, article, new_id, moves, moved_files).new_url)
        made = edit.replace_words(made, "related", lambda word: moves.get(word.removesuffix(".md"), word))
        if article.id in moves:
            made = edit.add_to_list(made, "aliases", _old_addresses(catalog, where, after, article, new_id))
            renamed[old_path] = new_path
        if made != text or old_path != new_path:
            changed[new_path] = made
    return Changes(changed, renamed)


def _addresses_after(catalog: Catalog, moves: Moves) -> Addresses:
    versions = {
        moves.get(id, id): {code: replace(a, id=moves.get(id, id)) for code, a in languages.items()}
        for id, languages in catalog.versions.items()
    }
    moved = replace(catalog, versions=versions, shared={moves.get(id, id): s for id, s in catalog.shared.items()})
    return addresses.assign(moved)[0]


def _old_addresses(
    catalog: Catalog, where: Addresses, after: Addresses, article: Article, new_id: ArticleId
) -> list[str]:
    """The aliases that this file gets: its own old address, and in the source also those of the missing languages."""
    codes = [article.language]
    if article is catalog.source(article.id):
        codes += [language.code for language in catalog.languages if catalog.get(article.id, language.code) is None]
    aliases = []
    for code in codes:
        old = where.of(article.id, code)
        if old == after.of(new_id, code):
            continue
        own = code == article.language
        alias = old.removeprefix(f"{code}/") if own and old.startswith(f"{code}/") else f"/{old}"
        if alias not in article.meta.aliases:
            aliases.append(alias)
    return aliases


@dataclass(frozen=True, slots=True)
class _Relinker:
    """Makes the new URL of each link in one article."""

    resolver: Resolver
    article: Article
    new_id: ArticleId
    moves: Moves
    moved_files: Mapping[str, str]

    def new_url(self, url: str) -> str:
        match self.resolver.resolve(url, self.article):
            case ToArticle(id, language, _):
                target = self.moves.get(id, id)
                if target == id and self.new_id == self.article.id:
                    return url
                path = f"{language or self.article.language}/{target}.md"
            case ToFile(path, _, borrowed):
                moved = self.moved_files.get(path, path)
                if moved == path and folder_of(self.new_id) == folder_of(self.article.id):
                    return url
                # A file of another language is linked as if it were in this one.
                path = f"{self.article.language}/{moved.partition('/')[2]}" if borrowed else moved
            case _:
                return url
        rest = url[len(url.partition("#")[0].partition("?")[0]) :]
        if url.startswith("#") or not url.partition("#")[0]:
            return url
        if url.startswith("/"):
            return f"/{path.partition('/')[2]}{rest}"
        if not url.partition("#")[0].endswith(".md") and path.endswith(".md"):
            path = path.removesuffix(".md").removesuffix("/index") + (
                "/" if url.partition("#")[0].endswith("/") else ""
            )
        folder = posixpath.dirname(f"{self.article.language}/{self.new_id}")
        slash = "/" if path.endswith("/") else ""
        return quote(posixpath.relpath(path, folder), safe="/:@!$&'()*+,;=~%-._") + slash + rest
