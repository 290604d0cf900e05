"""The project's own profiles: ``tickets: profiles`` of ``mkdocs.yml`` → profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kbgen.config import Config
from kbgen.config.settings import TicketProfile
from kbgen.tickets.reading.known import KNOWN, LANGUAGE_TAGS
from kbgen.tickets.reading.profile import Field, Names, Profile, plain


def own_profiles(config: Config) -> Mapping[str, Profile]:
    """By name, in the order of the file."""
    return {one.name: _profile(one) for one in config.tickets.profiles}


def _profile(own: TicketProfile) -> Profile:
    """The profile that it is like, with what it says itself in its place."""
    base = _base(own)
    columns = {Field(key): tuple(_names(name, base) for name in names) for key, names in own.columns.items()}
    return replace(
        base,
        name=own.name,
        columns={**base.columns, **columns},
        required=tuple(dict.fromkeys((*base.required, *(key for key in columns if key in _NEEDED)))),
        delimiter=own.delimiter,
        encoding=own.encoding,
        timezone=own.timezone,
        dates=own.dates,
        decimal=own.decimal,
        tag_separator=base.tag_separator if own.tag_separator is None else own.tag_separator,
        time_unit=own.time_unit or base.time_unit,
        escape=own.escape,
        language_tags=(*own.language_tags, *base.language_tags),
        article_tags=own.article_tags,
        groups=_lower(own.groups),
        channels=_lower(own.channels),
        statuses=_lower(own.statuses),
        row_cap=own.row_cap or base.row_cap,
        line=own.line,
    )


_NEEDED = (Field.TAGS, Field.WEEK)


def _base(own: TicketProfile) -> Profile:
    if own.like:
        return replace(KNOWN[own.like], like=own.like)
    if "tag" in own.columns:
        return Profile(own.name, required=(Field.TAG, Field.COUNT), counts=True, tag_separator="")
    return Profile(own.name, language_tags=LANGUAGE_TAGS)


def _names(name: str, base: Profile) -> Names:
    """JSON's keys are written as they are."""
    return (name,) if base.json else (plain(name),)


def _lower(words: Mapping[str, str]) -> dict[str, str]:
    return {" ".join(word.lower().split()): meaning for word, meaning in words.items()}
