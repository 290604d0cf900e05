"""The build: read, convert, plan, render, write. Each step is a module of its own; here is their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kbgen.articles.addresses import output_path
from kbgen.config import Config
from kbgen.errors import ProblemsError
from kbgen.problems import Problem
from kbgen.publish import (
    bodies,
    choosers,
    feeds,
    messages,
    output,
    redirects,
    security,
    site,
    sitemap,
    templates,
)
from kbgen.publish.bodies import Bodies
from kbgen.publish.page import Page
from kbgen.publish.plan import Planner
from kbgen.publish.press import Press, root_path
from kbgen.publish.site import Site
from kbgen.publish.theme_files import collect
from kbgen.search import material_index
from kbgen.search.documents import Document, sections

Check = Callable[[Site, Bodies], Iterable[Problem]]
"""Looks at texts and links, for builds that accept no problem at all."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. ``keep_going``: leave out articles that would be wrong; ``strict``: a check whose every problem
    keeps the build from publishing.
    """

    drafts: bool = False
    keep_going: bool = False
    strict: Check | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did. ``left_out``: files of articles that ``keep_going`` left out."""

    output: Path
    pages: int
    files: int
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...] = ()


Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and how much there is."""


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been read and converted, with the problems met. ``left_out``: files that ``keep_going`` passed over."""

    site: Site
    bodies: Bodies
    problems: tuple[Problem, ...]
    left_out: frozenset[str] = frozenset()


def build(config: Config, options: Options = Options(), progress: Progress = _silent) -> Result:
    """Build the whole site into ``config.site_dir``.

    Raises ProblemsError where a page would be wrong or missing; the previous site is then as it was.
    """
    draft = read(config, options)
    held_back = [p for p in draft.problems if p.holds_back and p.path not in draft.left_out]
    if options.strict:
        held_back = sorted({*draft.problems, *options.strict(draft.site, draft.bodies)})
    if held_back:
        raise _refusal(held_back, strict=options.strict is not None)
    with output.replacing(config.site_dir, inside=config.root) as staging:
        pages = _write(draft.site, draft.bodies, staging, progress)
    return Result(config.site_dir, pages, len(staging.written), draft.problems, tuple(sorted(draft.left_out)))


def _refusal(problems: list[Problem], *, strict: bool) -> ProblemsError:
    if strict:
        return ProblemsError("nothing was published, because there are problems", problems)
    return ProblemsError(
        "nothing was published, because some pages would be wrong or missing",
        problems,
        hint="mend them, or build with --keep-going to leave these articles out",
    )


def read(config: Config, options: Options = Options()) -> Draft:
    """Read and convert; with ``keep_going`` again and again without the files that would make a wrong page."""
    left_out: set[str] = set()
    met: set[Problem] = set()
    while True:
        one = site.read(config, drafts=options.drafts, without=frozenset(left_out))
        converted, problems = bodies.convert(config, one.catalog)
        met |= {*one.problems, *problems}
        bad = {p.path for p in met if p.holds_back} - left_out
        left_out |= bad if options.keep_going else set()
        if not (options.keep_going and bad & {article.path for article in one.catalog}):
            return Draft(one, converted, tuple(sorted(met)), frozenset(left_out))


def _write(one: Site, converted: Bodies, staging: output.Staging, progress: Progress) -> int:
    config = one.config
    words = {code: messages.words(code, config.theme.custom_dir) for code in config.language_codes}
    titles = {code: w.gettext("A–Z index") for code, w in words.items()}
    links = {key: tuple(link.url for link in body.links) for key, body in converted.items()}
    planner = Planner(one, links, titles)
    pages = list(planner.pages())
    files = collect(templates.theme_folders(config), config.language_codes)
    press = Press(config, one.addresses, planner.navigations, files)

    for done, page in enumerate(pages):
        progress("pages", done, len(pages))
        body = converted.get((page.article, page.content_language)) if page.article else None
        staging.write(output_path(page.address), press.page(page, body))
    progress("pages", len(pages), len(pages))
    for path, text in _small_files(one, press, pages, converted):
        staging.write(path, text)
    for asset in one.assets:
        if asset.path not in staging.written:
            staging.copy(asset.path, asset.source)
    for path, source in files.sources.items():
        if path not in staging.written:
            staging.copy(path, source)
    return len(pages)


def _small_files(one: Site, press: Press, pages: list[Page], converted: Bodies) -> Iterator[tuple[str, str | bytes]]:
    """Everything that is neither a page in Material's frame nor a file copied as it is."""
    config, codes = one.config, one.config.language_codes
    yield choosers.root(one, press)
    yield choosers.not_found(one, press)
    yield from choosers.short_links(one, press)
    moved = redirects.of_site(one)
    for redirect in moved:
        yield output_path(redirect.address), choosers.redirect_page(press, redirect)
    root, csp = root_path(config), security.content_security_policy(config)
    yield "_redirects", redirects.netlify(moved, codes, root)
    yield "_headers", redirects.headers(root, csp)
    yield ".htaccess", redirects.apache(moved, codes, root, csp)
    yield "redirects.nginx.conf", redirects.nginx(moved, codes, root, csp)
    yield "robots.txt", sitemap.robots(press.absolute, has_sitemap=bool(config.site_url))
    if config.site_url:
        yield from sitemap.sitemap(pages, press.absolute).items()
        for code in codes:
            yield f"{code}/{feeds.FILE}", _feed(one, press, code)
    for code in codes:
        yield f"{code}/{material_index.FILE}", material_index.build(code, _documents(one, converted, code))


def _feed(one: Site, press: Press, code: str) -> bytes:
    articles = [
        (article, one.addresses.of(article.id, code))
        for article in one.catalog
        if article.language == code and not article.is_index
    ]
    return feeds.atom(
        articles,
        language=code,
        title=one.config.name_in(code),
        subtitle=one.config.description_in(code),
        absolute=press.absolute,
    )


def _documents(one: Site, converted: Bodies, code: str) -> Iterator[Document]:
    for article in one.catalog:
        if article.language == code and not article.meta.hide_from_search:
            body = converted[article.id, code]
            yield Document(
                article=article.id,
                language=code,
                address=one.addresses.of(article.id, code),
                title=article.title,
                description=article.meta.description,
                tags=article.meta.tags,
                sections=tuple(sections(body.html)),
            )
