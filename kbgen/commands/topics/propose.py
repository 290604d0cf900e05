"""``kbgen topics propose``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, ProblemsError, WrongUse
from kbgen.problems import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.config import Config
    from kbgen.tickets.topics.proposing import Proposal
    from kbgen.tickets.topics.usage import UnknownTag


@click.command(
    "propose",
    help="""Propose entries for the topics file: the tags that no topic claims, the most used first, with their
variants, a name, and the articles that the search finds for their words.

They are printed as YAML. With --write they are added to the file; mend them there.""",
)
@options.config_file
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=20, show_default=True, help="So many entries.")
@click.option(
    "--min-tickets", "least", type=click.IntRange(1), default=5, show_default=True, help="Tags of fewer are left out."
)
@click.option("--write", is_flag=True, help="Add the entries to the topics file.")
def command(config_file: Path, limit: int, least: int, write: bool) -> int:
    """Find the tags, ask the search, print or write."""
    config, _ = options.configured(config_file)

    from kbgen.reports.silent import harmless

    found, variants = _found(config, limit, least)
    for one in variants:
        line = f"“{one.tag}” ({one.tickets:,}) looks like “{one.like}” of the topic {one.topic}."
        click.echo(harmless(line), err=True)
    if not found:
        click.echo(f"Every tag of {least} tickets or more has a topic.", err=True)
    elif write:
        _write(config, found)
    else:
        from kbgen.tickets.topics.proposing import lines

        click.echo("\n".join(["topics:", *(line for entry in found for line in lines(entry))]))
    return DONE


def _found(config: Config, limit: int, least: int) -> tuple[list[Proposal], list[UnknownTag]]:
    """The entries, and the tags that rather belong to a topic that is there."""
    from itertools import islice

    from kbgen.publish import staff_index
    from kbgen.tickets.situation import of_project
    from kbgen.tickets.topics import proposing, usage

    options.refuse_missing_content(config)
    with of_project(config) as situation:
        named = situation.answers.keys() - situation.file.topics.keys()
        unknown = usage.unknown(situation.file, situation.store.tags(), named)
        unknown = tuple(one for one in unknown if one.tickets >= least)
        collection, _ = staff_index.up_to_date(config, options.waiting)
        spoken = situation.store.standing(situation.zone).languages
        main = proposing.main_language(spoken, config.language_codes)
        suggest = proposing.suggesting(collection, config.language_codes, config.source_language, main)
        found = list(islice(proposing.proposals(unknown, suggest), limit))
        tags = [entry.topic for entry in found]
        shares = proposing.together(situation.store.connection, situation.rules, tags, list(situation.file.topics))
    return [replace(entry, together=shares.get(entry.topic)) for entry in found], [one for one in unknown if one.topic]


def _write(config: Config, found: Sequence[Proposal]) -> None:
    """Add entries to the file. Raises ProblemsError where it has mistakes that should be mended before."""
    from kbgen.config.yaml_lines import YamlError
    from kbgen.reports.problem_list import counted
    from kbgen.tickets.topics import inserting, load
    from kbgen.tickets.topics.loading import path_of

    path, shown = path_of(config), config.relative(path_of(config))
    if unreadable := [problem for problem in errors(load(config)[1]) if problem.code in options.UNREADABLE]:
        raise ProblemsError(f"{shown} cannot be read, so nothing was written", unreadable)
    text = options.text_of(config, path.name) if path.exists() else ""
    try:
        made = inserting.with_entries(text, found)
    except (inserting.CannotInsert, YamlError) as error:
        raise WrongUse(f"{shown}: {error}", hint="without --write the entries are printed, for you to paste") from None
    options.write_whole(path, made.encode("utf-8"))
    click.echo(f"{counted(len(found), 'entry', 'entries')} added to {shown}; names and articles are for you to mend.")
    if any(entry.articles for entry in found):
        # From here on, reports take the file at its word.
        click.echo("Articles were found by the words of the tags alone: take out those that answer something else.")
