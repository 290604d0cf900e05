"""The record of a translation: what it was made from, in one line of its front matter.

    translation: 1 ru domains/register from et 2026-11-22 by=mari <source's prints> <own prints> <check>

The line is a plain YAML scalar of words that spaces part, so a tool that wraps it does no harm. It names the language
and the article that it belongs to, since whoever copies a file to begin a new translation copies the line too. The last
word is a digest of all others: a line that somebody has changed by hand is never taken for what a person confirmed.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from urllib.parse import quote, unquote

from kbgen.articles import edit
from kbgen.articles.article import Article, ArticleId
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean
from kbgen.translation.fingerprints import EVERY_BLOCK, BlockPrint, Prints

KEY = "translation"
FORMAT = "1"

DESPITE_FACTS = "despite-facts"
DESPITE_STUB = "despite-stub"


@dataclass(frozen=True, slots=True)
class Record:
    """What a person confirmed: this text says what that text says.

    ``source``: the language that it was made from; ``source_prints`` and ``own_prints``: of both texts on that day.
    ``flags``: what the person decided besides, such as ``despite-facts``; ``by``: who it was, where that is known.
    """

    language: LanguageCode
    article: ArticleId
    source: LanguageCode
    day: date
    source_prints: Prints
    own_prints: Prints
    flags: tuple[str, ...] = ()
    by: str = ""

    def __str__(self) -> str:
        words = [FORMAT, self.language, _one_word(self.article), "from", self.source, self.day.isoformat()]
        words += sorted(self.flags)
        if self.by:
            words.append(f"by={_one_word(self.by)}")
        words += (_written(self.source_prints), _written(self.own_prints))
        return " ".join([*words, _check(words)])


def with_record(text: str, record: Record) -> str:
    """A file's text with this record in its front matter, and every other character as it was."""
    return edit.set_key(text, KEY, str(record))


def renamed(record: Record, article: ArticleId) -> Record:
    """The record of an article that moved."""
    return replace(record, article=article)


def read(article: Article, languages: Collection[LanguageCode]) -> tuple[Record | None, list[Problem]]:
    """The record that an article's file has, whosoever it is; None where there is none, or none that can be believed.

    ``languages``: those of the site.
    """
    raw = article.meta.translation
    if not raw:
        return None, []
    line = article.line_of(KEY)
    try:
        record = parse(raw)
    except DamagedRecord as error:
        hint = f"take the line out, or write it anew with “kbgen confirm {article.id} --lang {article.language}”"
        return None, [Problem(article.path, line, "KB601", f"the record of the translation {error}", hint)]
    if record.source not in languages:
        message = f"the translation was made from “{record.source}”, which is no language of this site"
        return None, [Problem(article.path, line, "KB603", message, did_you_mean(record.source, languages))]
    return record, []


class DamagedRecord(ValueError):
    """A record that cannot be believed; the message completes “the record of the translation …”."""


def parse(raw: str) -> Record:
    """A record as it is written → the record. Raises DamagedRecord."""
    words = raw.split()
    if words and words[0] != FORMAT and words[0].isdigit():
        raise DamagedRecord("was written by a newer version of kbgen")
    if len(words) < 9:
        raise DamagedRecord("is not whole")
    if words[-1] != _check(words[:-1]):
        raise DamagedRecord("was changed by hand, or damaged")
    found = _RECORD.fullmatch(" ".join(words))
    if found is None:
        raise DamagedRecord("is not as kbgen writes it")
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        raise DamagedRecord(f"has “{found['day']}”, which is no day") from None
    return Record(
        language=found["language"],
        article=unquote(found["article"]),
        source=found["source"],
        day=day,
        source_prints=_read_prints(found["source_prints"]),
        own_prints=_read_prints(found["own_prints"]),
        flags=tuple(found["flags"].split()),
        by=unquote(found["by"] or ""),
    )


_PRINTS = r"(?:S[0-6]\.)?[\w-]{10}\.\S*"
_RECORD = re.compile(
    rf"""
    1 [ ] (?P<language>\S+) [ ] (?P<article>\S+) [ ] from [ ] (?P<source>\S+) [ ] (?P<day>\d{{4}}-\d\d-\d\d)
    (?P<flags>(?:[ ][a-z]+(?:-[a-z]+)*)*) (?:[ ]by=(?P<by>\S+))?
    [ ] (?P<source_prints>{_PRINTS}) [ ] (?P<own_prints>{_PRINTS}) [ ] [\w-]{{6}}
    """,
    re.VERBOSE | re.ASCII,
)
_BLOCK = re.compile(r"([\w-]{4})(?:~([\w-]{3}))?(?:\*([\w-]{2}))?", re.ASCII)


def _written(prints: Prints) -> str:
    grain = "" if prints.grain == EVERY_BLOCK else f"S{prints.grain}."
    return f"{grain}{prints.digest}.{','.join(map(str, prints.blocks))}"


def _read_prints(word: str) -> Prints:
    grain = EVERY_BLOCK
    if word[0] == "S" and word[2] == ".":
        grain, word = int(word[1]), word[3:]
    digest, _, listed = word.partition(".")
    blocks: list[BlockPrint] = []
    for piece in listed.split(",") if listed else ():
        found = _BLOCK.fullmatch(piece)
        if found is None:
            raise DamagedRecord(f"has “{piece}”, which is no print of a block")
        blocks.append(BlockPrint(found[1], found[2] or "", found[3] or ""))
    return Prints(digest, tuple(blocks), grain)


def _one_word(text: str) -> str:
    """Text without anything that would part it, or that YAML would read as something else."""
    return re.sub(r"[^\w./-]", lambda found: quote(found[0], safe=""), text)


def _check(words: list[str]) -> str:
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return urlsafe_b64encode(digest).decode("ascii")[:6]
