"""The site that everybody searches: kbgen's own build of a ``content/`` tree, and its articles as documents.

Every engine is given the same documents: the articles that the site has in a language, cut into sections as kbgen's
own search sees them. Copies in other languages, hidden and draft articles are not among them.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from bench import timing
from bench.contender import FailedError
from bench.project import CHECKOUT
from kbgen.articles import files, snapshot
from kbgen.articles.addresses import encoded, output_path
from kbgen.commands import init
from kbgen.config import Config
from kbgen.config.load import load
from kbgen.publish import intake
from kbgen.publish import site as sites
from kbgen.publish.cache import Cache
from kbgen.publish.unchanged import WORKSHOP
from kbgen.search.documents import Document, Section


@dataclass(frozen=True)
class Site:
    """A project with its site, and a cache folder of its own: no other build's memory counts."""

    folder: Path

    @property
    def output(self) -> Path:
        """The built site."""
        return self.folder / "site"

    @property
    def variables(self) -> dict[str, str]:
        """The environment of kbgen's commands."""
        cache = str(self._cache)
        path = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH", "")]))
        return os.environ | {"PYTHONPATH": path, "KBGEN_CACHE_HOME": cache, "XDG_CACHE_HOME": cache}

    @property
    def _cache(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}-cache")

    def learn(self) -> timing.TimedRun:
        """Learn from the translations, as editors do now and then; what else this leaves behind is forgotten."""
        run = self._run("learn")
        shutil.rmtree(self.folder / WORKSHOP)
        shutil.rmtree(self._cache)
        return run

    def build(self) -> timing.TimedRun:
        """Build, leaving out articles that would be wrong."""
        return self._run("build", "--keep-going")

    def _run(self, *command: str) -> timing.TimedRun:
        run = timing.run((sys.executable, "-m", "kbgen", *command), self.folder, self.variables)
        if run.code:
            raise FailedError(f"kbgen {command[0]} failed with code {run.code}:\n{run.said[-2000:]}")
        return run

    @cached_property
    def config(self) -> Config:
        """The project's settings."""
        return load(self.folder / "mkdocs.yml")[0]

    def documents(self) -> Mapping[str, list[Document]]:
        """By language, the articles that have a page; out of what the build remembers."""
        config = self.config
        listing = files.find(config.content_dir, config.language_codes, shown_as=sites.shown_content(config))
        seen = snapshot.take(config.content_dir)
        cache = Cache(config.root / WORKSHOP / "articles.db")
        taken = intake.take_in(config, listing.articles, seen, cache, 1, lambda *_: None)
        one = sites.assemble(config, listing, [r.article for r in taken.records.values() if r.article])
        found: dict[str, list[Document]] = {}
        for article in one.catalog:
            address = one.addresses.of(article.id, article.language)
            if (
                article.id != "index"
                and not article.meta.hide_from_search
                and (self.output / output_path(address)).exists()
            ):
                document = Document(
                    article=article.id,
                    language=article.language,
                    address=address,
                    title=article.title,
                    description=article.meta.description,
                    tags=article.meta.tags,
                    sections=taken.bodies.sections((article.id, article.language)),
                )
                found.setdefault(article.language, []).append(document)
        return {code: sorted(of_one, key=lambda d: d.article) for code, of_one in found.items()}


def make(content: Path, folder: Path) -> Site:
    """A project made of a copy of ``content``."""
    if not any((content / code).is_dir() for code in ("et", "en", "ru", "fi")):
        raise FailedError(f"{content} has no folder of a language in it")
    with contextlib.redirect_stdout(io.StringIO()):
        init.command.main([str(folder), "--empty"], standalone_mode=False)
    shutil.rmtree(folder / "content")
    shutil.copytree(content, folder / "content")
    return Site(folder)


def packed(documents: list[Document]) -> str:
    """Documents as the engines' processes read them."""
    return json.dumps(list(map(_plain, documents)), ensure_ascii=False)


def _plain(document: Document) -> dict[str, Any]:
    location = encoded(document.address.removeprefix(f"{document.language}/"))
    return asdict(document) | {"id": document.article, "location": location}


def unpacked(one: dict[str, Any]) -> Document:
    """A packed document as it was."""
    known = {field.name: one[field.name] for field in fields(Document)}
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}
    plain["sections"] = tuple(Section(**section) for section in one["sections"])
    return Document(**plain)


def texts(documents: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Packed documents as engines take them that know no sections: a title, the headings with the tags, the text."""
    for one in documents:
        headings = [*(s["heading"] for s in one["sections"]), *one["tags"]]
        body = [one["description"], *(s["text"] for s in one["sections"])]
        yield {
            "id": one["id"],
            "title": one["title"],
            "heads": "\n".join(filter(None, headings)),
            "text": "\n".join(filter(None, body)),
        }
