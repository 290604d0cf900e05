"""Everything read and converted at once, as checks want it."""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.articles.files import read_article
from kbgen.config import Config
from kbgen.errors import WrongUse
from kbgen.problems import Problem
from kbgen.publish import site
from kbgen.publish.bodies import Bodies, convert, nothing_known
from kbgen.publish.remembered import of_builds
from kbgen.publish.site import Site


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been read and converted, with the problems met. ``left_out``: files that ``keep_going`` passed over."""

    site: Site
    bodies: Bodies
    problems: tuple[Problem, ...]
    left_out: frozenset[str] = frozenset()


def refuse_missing(config: Config) -> None:
    """A mistyped ``docs_dir`` must not replace a good site by an empty one."""
    if not config.content_dir.is_dir():
        raise WrongUse(
            f"there is no folder {config.relative(config.content_dir)}",
            hint="“docs_dir” in mkdocs.yml names the folder of the articles",
        )


def read(config: Config, *, drafts: bool = False, remembering: bool = False) -> Draft:
    """Read and convert all articles with their texts. Raises WrongUse where there is no content folder.

    ``remembering``: what builds have read and converted is not parsed and converted again.
    """
    refuse_missing(config)
    builds = of_builds(config) if remembering else None
    one = site.read(config, drafts=drafts, reader=builds.read if builds else read_article)
    converted, problems = convert(config, one.catalog, builds.converted if builds else nothing_known)
    return Draft(one, converted, tuple(sorted({*one.problems, *problems})))
