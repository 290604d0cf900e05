"""The text of ``content/topics.yml`` → topics, with everything that is wrong in it.

```yaml
topics:
  mail-setup:
    name: {en: Setting up a mail program, et: E-posti seadistamine}
    tags: [imap, smtp-*, {tag: mail-old, until: 2026-03-01}]
    articles: [email/set-up-mail-program]
    effort: 2 h
  outage:
    incident: true
system: [import_*]
ignored: [test]
incidents: [incident-*]
```

An entry with a mistake is left out and named; the rest counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kbgen.articles.article import ArticleId
from kbgen.config.yaml_lines import UNSHOWABLE, Document, Place, YamlError, read
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean
from kbgen.tickets.topics import effort, globs
from kbgen.tickets.topics.topic import Alias, Topic, TopicsFile

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId

KEYS = ("topics", "system", "ignored", "incidents")
TOPIC_KEYS = ("name", "tags", "articles", "effort", "incident")
ALIAS_KEYS = ("tag", "since", "until")
QUOTED = 'a word that begins with a star needs quotation marks, such as "*-old"'
"""YAML takes such a word for the name of something that stands elsewhere."""


def parse(
    text: str, path: str, fallbacks: Mapping[LanguageCode, Sequence[LanguageCode]]
) -> tuple[TopicsFile, list[Problem]]:
    """Read the file. ``fallbacks``: the languages of the site, each with the others in order of preference."""
    nothing = TopicsFile(path=path, fallbacks={code: tuple(others) for code, others in fallbacks.items()})
    try:
        document = read(text)
    except YamlError as error:
        hint = QUOTED if "alias" in error.message else ""
        return nothing, [Problem(path, error.line, "KB701", error.message, hint)]
    if document.value is None:
        return nothing, []
    if not isinstance(document.value, dict):
        hint = f"its lists stand below {', '.join(KEYS[:-1])} and {KEYS[-1]}"
        return nothing, [Problem(path, 1, "KB701", "the file should hold topics", hint)]
    reader = _Reader(path, document, tuple(fallbacks))
    return reader.file(nothing.fallbacks), reader.problems


@dataclass(frozen=True, slots=True)
class _Reader:
    path: str
    document: Document
    languages: tuple[LanguageCode, ...]
    problems: list[Problem] = field(default_factory=list)

    def file(self, fallbacks: Mapping[LanguageCode, tuple[LanguageCode, ...]]) -> TopicsFile:
        """Everything that the file says."""
        value = self.document.value
        self._known(value, KEYS, ())
        return TopicsFile(
            topics=self._topics(value.get("topics")),
            system=tuple(self._aliases(value.get("system"), ("system",))),
            ignored=tuple(self._aliases(value.get("ignored"), ("ignored",))),
            incidents=tuple(self._aliases(value.get("incidents"), ("incidents",))),
            path=self.path,
            fallbacks=fallbacks,
        )

    def _wrong(self, at: Place, message: str, hint: str = "", code: str = "KB703") -> None:
        self.problems.append(Problem(self.path, self.document.line(*at), code, message, hint))

    def _known(self, value: Mapping[Any, Any], keys: Sequence[str], at: Place) -> None:
        for key in value:
            if key not in keys:
                hint = did_you_mean(str(key), keys) or f"there are {', '.join(keys[:-1])} and {keys[-1]}"
                self._wrong((*at, key), f"unknown word “{key}”", hint, "KB702")

    # -- topics ------------------------------------------------------------------------------------------------------

    def _topics(self, value: Any) -> Mapping[TopicId, Topic]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong(("topics",), "“topics” should have the name of each topic, with what belongs to it below it")
            return {}
        found: dict[TopicId, Topic] = {}
        for key, entry in value.items():
            at = ("topics", key)
            id = self._tag(key, at)
            if id is None:
                continue
            if globs.is_glob(id):
                self._wrong(at, f"“{id}” cannot be the name of a topic", "put patterns below its “tags”")
            elif id in found:
                self._wrong(at, f"the topic “{id}” stands here twice", f"the first is on line {found[id].line}")
            elif entry is None:
                found[id] = Topic(id, line=self.document.line(*at))
            elif not isinstance(entry, dict):
                hint = f"below it there may be {', '.join(TOPIC_KEYS[:-1])} and {TOPIC_KEYS[-1]}"
                self._wrong(at, f"the topic “{id}” should say what belongs to it", hint)
            else:
                found[id] = self._topic(id, entry, at)
        return found

    def _topic(self, id: TopicId, entry: Mapping[Any, Any], at: Place) -> Topic:
        self._known(entry, TOPIC_KEYS, at)
        articles = self._articles(entry.get("articles"), (*at, "articles"))
        return Topic(
            id,
            names=self._names(entry.get("name"), (*at, "name")),
            tags=tuple(self._aliases(entry.get("tags"), (*at, "tags"))),
            articles=tuple(articles),
            effort_hours=self._effort(entry.get("effort"), (*at, "effort")),
            incident=self._yes_or_no(entry.get("incident", False), (*at, "incident")),
            line=self.document.line(*at),
            article_lines=articles,
        )

    def _names(self, value: Any, at: Place) -> Mapping[LanguageCode, str]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            name = self._words(value, at)
            return dict.fromkeys(self.languages, name) if name else {}
        found: dict[LanguageCode, str] = {}
        for code, words in value.items():
            if code not in self.languages:
                hint = did_you_mean(str(code), self.languages) or f"it has {', '.join(self.languages)}"
                self._wrong((*at, code), f"the site has no language “{code}”", hint, "KB702")
            elif words is not None and (name := self._words(words, (*at, code))):
                found[code] = name
        return found

    def _words(self, value: Any, at: Place) -> str:
        if isinstance(value, (dict, list, bool)) or not str(value).strip() or UNSHOWABLE.search(str(value)):
            self._wrong(at, "a name should be words", "such as “name: {en: Setting up e-mail}”")
            return ""
        return " ".join(str(value).split())

    def _articles(self, value: Any, at: Place) -> dict[ArticleId, int]:
        """The articles of a topic in their order, each with its line."""
        found: dict[ArticleId, int] = {}
        for i, one in self._list(value, at, "articles", "[email/set-up-mail-program]"):
            if not isinstance(one, str) or not one.strip("/ "):
                self._wrong((*at, i), "an article should be named by its path", "such as email/set-up-mail-program")
                continue
            id = one.strip().removesuffix(".md").strip("/")
            if id in found:
                self._wrong((*at, i), f"the article “{id}” stands here twice", "take one of them out", "KB707")
            found.setdefault(id, self.document.line(*at, i))
        return found

    def _effort(self, value: Any, at: Place) -> float | None:
        if value is None:
            return None
        found = None if isinstance(value, (dict, list, bool)) else effort.hours(str(value))
        if found is None:
            self._wrong(at, f"“{_shown(value)}” is no length of work", f"write {effort.EXAMPLES}")
        return found

    def _yes_or_no(self, value: Any, at: Place) -> bool:
        if not isinstance(value, bool):
            self._wrong(at, "“incident” should be true or false")
            return False
        return value

    # -- tags --------------------------------------------------------------------------------------------------------

    def _aliases(self, value: Any, at: Place) -> Iterator[Alias]:
        """Tags and patterns of a list, without those that only repeat another one."""
        kept: list[Alias] = []
        for i, one in self._list(value, at, str(at[-1]), "[mail-setup, imap*]"):
            made = self._alias(one, (*at, i))
            if made is None:
                continue
            if other := next((other for other in kept if other.tag == made.tag and other.meets(made)), None):
                hint = f"line {other.line} has it already"
                self._wrong((*at, i), f"“{made.tag}” stands here twice", hint, "KB707")
            kept.append(made)
        yield from kept

    def _list(self, value: Any, at: Place, name: str, example: str) -> Iterator[tuple[int, Any]]:
        if value is None:
            return
        if isinstance(value, list):
            yield from enumerate(value)
        else:
            self._wrong(at, f"“{name}” should be a list", f"such as {name}: {example}")

    def _alias(self, value: Any, at: Place) -> Alias | None:
        if not isinstance(value, dict):
            tag = self._tag(value, at)
            return Alias(tag, line=self.document.line(*at)) if tag and self._tells(tag, at) else None
        self._known(value, ALIAS_KEYS, at)
        if "tag" not in value:
            self._wrong(at, "the entry names no tag", "such as {tag: mail-old, until: 2026-03-01}")
            return None
        tag = self._tag(value["tag"], (*at, "tag"))
        since, until = self._day(value, "since", at), self._day(value, "until", at)
        if since and until and since >= until:
            message = f"“{tag}” ends on {until} and begins only on {since}"
            self._wrong((*at, "until"), message, "from the day “until” on, the tag does not count any more")
            return None
        return Alias(tag, since, until, self.document.line(*at)) if tag and self._tells(tag, at) else None

    def _tag(self, value: Any, at: Place) -> str | None:
        """A tag as tickets have it; numbers are words, too."""
        if isinstance(value, bool) or value is None:
            word = "nothing" if value is None else "yes or no"
            self._wrong(at, f"YAML takes this tag for {word}", "put it in quotation marks")
            return None
        if isinstance(value, (dict, list)) or not str(value).strip() or UNSHOWABLE.search(str(value)):
            self._wrong(at, "a tag should be a word", "such as mail-setup")
            return None
        return str(value).strip().lower()

    def _tells(self, tag: str, at: Place) -> bool:
        if globs.is_glob(tag) and not any(char.isalnum() for char in tag):
            self._wrong(at, f"the pattern “{tag}” fits nearly all tags", "write some letters, such as imap*")
            return False
        return True

    def _day(self, value: Mapping[Any, Any], key: str, at: Place) -> date | None:
        day = value.get(key)
        if day is None or (isinstance(day, date) and not isinstance(day, datetime)):
            return day
        self._wrong((*at, key), f"“{key}” should be a day", "such as 2026-03-01")
        return None


def _shown(value: Any) -> str:
    text = str(value)
    return UNSHOWABLE.sub("", text if len(text) <= 40 else f"{text[:39]}…")
