"""``kbgen confirm``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, PROBLEMS_FOUND, WrongUse

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.languages import LanguageCode
    from kbgen.translation.desk import Work
    from kbgen.translation.record import Record
    from kbgen.translation.refusals import Refusal


@click.command(
    "confirm",
    help="""Say that a translation says what its source says.

Writes one line, “translation”, into the front matter of each article in each of the languages. What is no translation
yet, or has other facts than its source, is refused.""",
)
@options.config_file
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option(
    "--lang", "-l", "languages", multiple=True, required=True, help="The translations that are right, such as ru,fi."
)
@click.option("--from", "source", help="The language that they were made from.  [default: as before, else the source]")
@click.option("--block", "blocks", multiple=True, help="Only these changes, by their numbers in “kbgen diff”: 2,3.")
@click.option("--despite-facts", is_flag=True, help="Also where facts differ; the record says so.")
@click.option("--despite-stub", is_flag=True, help="Also where it looks like no translation; the record says so.")
@click.option("--by", "name", default="", help="Who says it.")
@click.option("--on", "day", type=options.Day(), help="When.  [default: today]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    config_file: Path,
    articles: tuple[str, ...],
    languages: tuple[str, ...],
    source: str | None,
    blocks: tuple[str, ...],
    despite_facts: bool,
    despite_stub: bool,
    name: str,
    day: date | None,
    form: str,
) -> int:
    """Look at every translation, then write the records of those that nothing speaks against, all or none of them."""
    config, _ = options.configured(config_file)
    codes = options.languages_of(config, languages)
    options.refuse_future(day, config, "--on")
    (origin,) = options.languages_of(config, (source,)) if source else ("",)
    numbers = _numbers(blocks)
    if numbers and (len(articles) > 1 or len(codes) > 1):
        raise WrongUse("--block is for one article in one language")

    from kbgen.translation import desk
    from kbgen.translation.record import DESPITE_FACTS, DESPITE_STUB

    allowed = [DESPITE_FACTS] * despite_facts + [DESPITE_STUB] * despite_stub
    asked = _Asked(origin, numbers, allowed, day or options.today(config), name)
    options.refuse_missing_content(config)
    with desk.at(config) as table:
        ids = dict.fromkeys(options.article_id(config, article) for article in articles)
        works = [table.work_on(id) for id in ids]
        done = [_confirm(work, code, asked) for work in works for code in codes]
    _write(config, done)
    _say(config, done, form)
    return PROBLEMS_FOUND if any(one.refused for one in done) else DONE


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody wants to confirm, besides the articles and languages."""

    source: LanguageCode
    blocks: Sequence[int]
    allowed: Sequence[str]
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class _Confirmed:
    """What came of one translation. ``record``: what is to be written; None where that was refused."""

    article: str
    language: LanguageCode
    source: LanguageCode
    record: Record | None
    is_new: bool
    refused: Sequence[Refusal] = ()


def _numbers(given: Sequence[str]) -> list[int]:
    """The numbers that ``--block`` names; raises WrongUse for what is none."""
    words = [word.strip() for part in given for word in part.split(",") if word.strip()]
    for word in words:
        if not word.isdigit():
            raise WrongUse(f"--block {word} is no number", hint="“kbgen diff” numbers the changes")
    return [int(word) for word in words]


def _confirm(work: Work, code: LanguageCode, asked: _Asked) -> _Confirmed:
    from kbgen.translation.confirming import confirmed
    from kbgen.translation.refusals import refusals, standing

    _refuse_missing(work, code)
    before = work.assessments[code].record
    source = asked.source or (before.source if before and before.source in work.texts else work.source)
    if source == code:
        other = "the source of the article" if code == work.source else "the language itself"
        raise WrongUse(f"{work.id}: “{code}” is {other}", hint="name the language that it was made from with --from")
    _refuse_missing(work, source)
    own, original = work.texts[code], work.texts[source]
    if asked.blocks:
        record = _partly(work, code, source, asked)
        return _Confirmed(work.id, code, source, record, record != before)
    stub = work.stubs.get(code) if source == work.source else None
    refused, flags = standing(refusals(stub, work.differences(source, code)), asked.allowed)
    if refused:
        return _Confirmed(work.id, code, source, None, False, refused)
    record = confirmed(work.id, own, original, asked.day, before=before, flags=flags, by=asked.by)
    return _Confirmed(work.id, code, source, record, record != before)


def _refuse_missing(work: Work, code: LanguageCode) -> None:
    if work.is_draft(code):
        raise WrongUse(f"{work.id} is a draft in “{code}”", hint="take “draft: true” out when it is finished")
    if code not in work.texts:
        raise WrongUse(f"{work.id} does not exist in “{code}”", hint=f"kbgen new {work.id} --lang {code}")


def _partly(work: Work, code: LanguageCode, source: LanguageCode, asked: _Asked) -> Record:
    """The record of a translation that has followed some of the changes."""
    from kbgen.translation.confirming import partly_confirmed

    one = work.assessments[code]
    if one.record is None or one.source != source:
        raise WrongUse(
            f"{work.id} was never confirmed in “{code}” from “{source}”, so there are no single changes",
            hint="confirm the whole article",
        )
    for number in asked.blocks:
        if not 1 <= number <= len(one.source_changes):
            raise WrongUse(
                f"{work.id} has no change {number} in “{source}”",
                hint=f"see kbgen diff {work.id} --to {code}",
            )
    return partly_confirmed(
        one.record,
        work.texts[code],
        work.texts[source],
        [one.source_changes[number - 1] for number in asked.blocks],
        asked.day,
        remembered=work.recall(source)(one.record.source_prints),
        by=asked.by,
    )


def _write(config: Config, done: Sequence[_Confirmed]) -> None:
    from kbgen.articles import writing
    from kbgen.translation.record import with_record

    texts: dict[str, str] = {}
    for one in done:
        if one.record and one.is_new:
            path = f"{one.language}/{one.article}.md"
            texts[path] = with_record(options.text_of(config, path), one.record)
    if texts:
        writing.replace_all(config.content_dir, texts)


def _say(config: Config, done: Sequence[_Confirmed], form: str) -> None:
    if form == "json":
        click.echo(json.dumps(_as_value(config, done), ensure_ascii=False, indent=2))
        return
    for one in done:
        path = config.relative(config.content_dir / one.language / f"{one.article}.md")
        if one.record:
            already = "" if one.is_new else ", as it was already"
            click.echo(f"{path}: says what “{one.source}” says{already}")
            continue
        click.secho(f"{path}: not confirmed", fg="red", err=True)
        for reason in one.refused:
            click.echo(f"    {reason.message}", err=True)
            for place in reason.places:
                click.echo(f"        {place}", err=True)
        flags = " ".join(sorted({f"--{reason.despite}" for reason in one.refused}))
        click.echo(f"    → mend it, or confirm it all the same with {flags}", err=True)


def _as_value(config: Config, done: Sequence[_Confirmed]) -> object:
    return {
        "confirmed": [
            {
                "article": one.article,
                "language": one.language,
                "source": one.source,
                "day": one.record.day.isoformat(),
                "path": config.relative(config.content_dir / one.language / f"{one.article}.md"),
                "changed": one.is_new,
                "flags": list(one.record.flags),
            }
            for one in done
            if one.record
        ],
        "refused": [
            {
                "article": one.article,
                "language": one.language,
                "source": one.source,
                "reasons": [{"message": reason.message, "places": list(reason.places)} for reason in one.refused],
            }
            for one in done
            if one.refused
        ],
    }
