"""The topics file of a project, from the disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kbgen.articles import files
from kbgen.articles.article import ArticleId
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.problems import Problem
from kbgen.tickets.topics import contradictions, reading
from kbgen.tickets.topics.topic import Alias, TopicsFile

FILE = "topics.yml"


def path_of(config: Config) -> Path:
    """Where the file is, or would be."""
    return config.content_dir / FILE


def load(config: Config) -> tuple[TopicsFile, tuple[Problem, ...]]:
    """The project's topics, and all that is wrong with their file; no topics where there is no file."""
    path, shown = path_of(config), config.relative(path_of(config))
    problems: list[Problem] = []
    try:
        text = files.decoded(path.read_bytes(), shown, problems) or ""
    except FileNotFoundError:
        text = ""
    except OSError as error:
        text = ""
        problems.append(Problem(shown, 0, "KB107", f"cannot be read: {error.strerror}"))
    found, more = parse(text, shown, fallbacks_of(config), _ArticlesOnDisk(config))
    return replace(found, told=tuple(_told(config))), tuple(sorted({*problems, *more}))


def _told(config: Config) -> Iterator[Alias]:
    """The tags that name a language or an article, by the profiles in the settings. Where such a tag is nothing but the
    language, only those of the site are known.
    """
    for profile in config.tickets.profiles:
        for pattern in (*profile.language_tags, *profile.article_tags):
            if pattern != "*":
                yield Alias(pattern.lower())
            elif pattern in profile.language_tags:
                yield from (Alias(code.lower()) for code in config.language_codes)


def parse(
    text: str,
    path: str,
    fallbacks: Mapping[LanguageCode, Sequence[LanguageCode]],
    articles: Collection[ArticleId],
) -> tuple[TopicsFile, list[Problem]]:
    """The topics of a text, and all that is wrong with it. ``fallbacks``: see ``reading.parse``."""
    found, problems = reading.parse(text, path, fallbacks)
    return found, [
        *problems,
        *contradictions.claimed_twice(found),
        *contradictions.ignored_incidents(found),
        *contradictions.missing_articles(found, articles),
        *contradictions.missing_names(found, tuple(fallbacks)),
    ]


def fallbacks_of(config: Config) -> dict[LanguageCode, tuple[LanguageCode, ...]]:
    """For each language of the site the others in the order of a reader's preference."""
    return {language.code: language.fallback for language in config.languages}


class _ArticlesOnDisk(Collection[ArticleId]):
    """The articles that have a file in any language, drafts too. A few of thousands are asked for: each is looked up by
    itself, and the folder is listed only to suggest another name.
    """

    def __init__(self, config: Config) -> None:
        self._config = config

    def __contains__(self, id: object) -> bool:
        folder = self._config.content_dir
        return any((folder / code / f"{id}.md").is_file() for code in self._config.language_codes)

    def __iter__(self) -> Iterator[ArticleId]:
        listing = files.find(self._config.content_dir, self._config.language_codes)
        return iter(dict.fromkeys(file.id for file in listing.articles))

    def __len__(self) -> int:
        return sum(1 for _ in self)
