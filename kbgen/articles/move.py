"""Moving articles: which files change, and how. Pure; the command carries it out.

An article moves in all its languages at once. Links in other articles follow, its own links are counted anew from its
new place, and its old addresses become aliases, so that nothing that points to it breaks.
"""

from __future__ import annotations

import posixpath
import re
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
        if new in catalog.versions:
            raise WrongUse(f"“{new}” is an article, so no category can have its name", hint="choose another name")
        moved_files = {
            file: f"{file.partition('/')[0]}/{new}/{file.partition('/')[2].removeprefix(prefix)}"
            for file in files
            if file.partition("/")[0] in catalog.fallbacks and file.partition("/")[2].startswith(prefix)
        }
    for target in moves.values():
        if target in catalog.versions and target not in moves:
            raise WrongUse(f"there is already an article “{target}”", hint="choose another name")
    for file in moved_files.values():
        if file in files and file not in moved_files:
            raise WrongUse(f"there is already a file {file}", hint="move or rename one of the two first")
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
    aliases = {
        (a.id, a.language): _aliases_after(catalog, where, after, a, moves[a.id]) for a in catalog if a.id in moves
    }
    _refuse_what_cannot_be_built(catalog, moves, aliases)
    changed: dict[str, str] = {}
    renamed: dict[str, str] = dict(moved_files)
    for article in catalog:
        old_path = f"{article.language}/{article.id}.md"
        new_id = moves.get(article.id, article.id)
        new_path = f"{article.language}/{new_id}.md"
        text = texts[article.id, article.language]
        made = edit.rewrite_links(text, _Relinker(resolver, article, new_id, moves, moved_files).new_url)
        made = edit.replace_words(made, "related", lambda word: renamed_word(word, moves))
        if article.id in moves:
            kept = aliases[article.id, article.language]
            made = edit.remove_from_list(made, "aliases", set(article.meta.aliases) - set(kept))
            made = edit.add_to_list(made, "aliases", [a for a in kept if a not in article.meta.aliases])
            renamed[old_path] = new_path
        if made != text or old_path != new_path:
            changed[new_path] = made
    return Changes(changed, renamed)


def categories(catalog: Catalog, moves: Moves) -> Mapping[str, str]:
    """The categories of which everything moves to one place, with a slash behind them: ``dns/`` → ``names/``."""
    ids = list(catalog.ids)
    found: dict[str, str] = {}
    for folder in addresses.folders_of(ids):
        inside = (id for id in ids if id.startswith(f"{folder}/"))
        places = {_place(moves.get(id, id), id.removeprefix(folder)) for id in inside}
        if len(places) == 1 and (place := places.pop()) and place != folder:
            found[f"{folder}/"] = f"{place}/"
    return found


def _place(id: ArticleId, rest: str) -> str:
    """The folder from which the rest of a name begins; empty where the name ends otherwise."""
    return id.removesuffix(rest) if id.endswith(rest) else ""


def renamed_word(word: str, moves: Moves, categories: Mapping[str, str] | None = None) -> str:
    """What a list names, after the move: an article (``dns/records``, ``/dns/records.md``) or a category (``dns/``)."""
    if categories and word in categories:
        return categories[word]
    id = word.removesuffix(".md").strip("/")
    return word.replace(id, moves[id]) if id in moves else word


def _catalog_after(
    catalog: Catalog, moves: Moves, aliases: Mapping[tuple[ArticleId, LanguageCode], tuple[str, ...]]
) -> Catalog:
    def moved(article: Article) -> Article:
        meta = article.meta
        if (article.id, article.language) in aliases:
            meta = replace(meta, aliases=aliases[article.id, article.language])
        return replace(article, id=moves.get(article.id, article.id), meta=meta)

    versions = {
        moves.get(id, id): {code: moved(version) for code, version in languages.items()}
        for id, languages in sorted(catalog.versions.items(), key=lambda pair: moves.get(pair[0], pair[0]))
    }
    return replace(catalog, versions=versions, shared={moves.get(id, id): s for id, s in catalog.shared.items()})


def _addresses_after(catalog: Catalog, moves: Moves) -> Addresses:
    return addresses.assign(_catalog_after(catalog, moves, {}))[0]


def _refuse_what_cannot_be_built(
    catalog: Catalog, moves: Moves, aliases: Mapping[tuple[ArticleId, LanguageCode], tuple[str, ...]]
) -> None:
    """Raise WrongUse where the move would bring two pages to one address, or one to another's old address."""
    before = {(p.path, p.code) for p in addresses.assign(catalog)[1]}
    for problem in addresses.assign(_catalog_after(catalog, moves, aliases))[1]:
        if (problem.path, problem.code) not in before:
            raise WrongUse(f"after the move {problem.message}", hint=problem.hint)


def _aliases_after(
    catalog: Catalog, where: Addresses, after: Addresses, article: Article, new_id: ArticleId
) -> tuple[str, ...]:
    """The aliases that this file has then: those that it had and its own old address, in the source also those of the
    missing languages; but no address at which there is a page now.
    """
    codes = [article.language]
    if article is catalog.source(article.id):
        codes += [language.code for language in catalog.languages if catalog.get(article.id, language.code) is None]
    site = {language.code for language in catalog.languages}
    living = after.living()
    aliases: dict[str, str] = {}
    for alias in article.meta.aliases:
        address = addresses.alias_address(alias, article.language, site).casefold()
        if living.get(address) != new_id:
            aliases.setdefault(address, alias)
    for code in codes:
        old = where.of(article.id, code)
        if old.casefold() not in living:
            own = old.removeprefix(f"{code}/") if code == article.language else f"/{old}"
            aliases.setdefault(old.casefold(), addresses.written(own))
    return tuple(aliases.values())


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
                target = self.moves.get(id) or self._made_index_after(id)
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
        return _encoded(posixpath.relpath(path, folder), like=url) + slash + rest

    def _made_index_after(self, id: ArticleId) -> ArticleId:
        """The index of a category in which nobody wrote one: it moves where everything in the category moves."""
        folder = folder_of(id)
        inside = [other for other in self.resolver.catalog.ids if other.startswith(f"{folder}/")]
        if not folder or id in self.resolver.catalog.versions:
            return id
        goals = {self.moves.get(other, other).removesuffix(other.removeprefix(folder)) for other in inside}
        new = goals.pop()
        whole = not goals and all(self.moves.get(o) == f"{new}{o.removeprefix(folder)}" for o in inside)
        return f"{new}/index" if whole else id


def _encoded(path: str, *, like: str) -> str:
    """A path as a URL, in letters that its author can read, unless the old URL wrote them as percent signs."""
    safe = "/:@!$&'()*+,;=~-._"
    if like.isascii() and "%" in like:
        return quote(path, safe=safe)
    return re.sub(r"[\x00-\x20%?#<>\"\\^`{|}\x7f-\xa0\u2028\u2029]+", lambda m: quote(m[0]), path)
