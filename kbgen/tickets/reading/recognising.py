"""What a file is: its encoding, its delimiter, its profile, its time zone. What cannot be known is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kbgen.config import Config
from kbgen.errors import WrongUse
from kbgen.problems import did_you_mean
from kbgen.tickets.reading import encodings, letters, parquet
from kbgen.tickets.reading.asking import ask_profile
from kbgen.tickets.reading.containers import Part, opened, parts
from kbgen.tickets.reading.headers import SAMPLE, delimiter_of, first_names, fittest, found, header_name
from kbgen.tickets.reading.known import KNOWN
from kbgen.tickets.reading.objects import has_page, holds_ticket
from kbgen.tickets.reading.own import own_profiles
from kbgen.tickets.reading.profile import Field, Profile
from kbgen.tickets.reading.recognised import Format, Recognised
from kbgen.tickets.reading.results import FileNotice, NoExport, Wishes
from kbgen.tickets.reading.unsaid import of_table, with_code_page, with_times, with_zone


def recognise(path: Path, wishes: Wishes, config: Config) -> tuple[Recognised, ...]:
    """What a file holds: one export, or one a member of a zip. Raises WrongUse, saying what to give, where a profile, a
    time zone, an encoding or a period cannot be told from the file.
    """
    _check(wishes, config)
    exports: list[Recognised] = []
    refused: list[tuple[Part, NoExport]] = []
    for part in parts(path):
        try:
            exports.append(_recognised(part, wishes, config))
        except NoExport as error:
            refused.append((part, error))
        except UnicodeError:
            raise WrongUse(f"{part.name} cannot be read as {wishes.encoding or 'what its profile says'}") from None
    if not exports:
        raise refused[0][1]
    left = tuple(FileNotice(f"{part.name} is no export and was left out") for part, _ in refused)
    return (replace(exports[0], notices=(*left, *exports[0].notices)), *exports[1:])


def _check(wishes: Wishes, config: Config) -> None:
    """Wishes that nobody can fulfil."""
    from zoneinfo import ZoneInfo, available_timezones

    if wishes.encoding and not encodings.canonical(wishes.encoding):
        raise WrongUse(f"there is no encoding “{wishes.encoding}”", hint="such as utf-8, cp1257, cp1252 or cp1251")
    if wishes.delimiter and len(delimiter_of(wishes.delimiter)) != 1:
        raise WrongUse(f"“{wishes.delimiter}” is no delimiter", hint="one character, or “tab”")
    if wishes.language and wishes.language not in config.language_codes:
        hint = f"its languages are {', '.join(config.language_codes)}"
        raise WrongUse(f"the site has no language “{wishes.language}”", hint=hint)
    if wishes.timezone:
        try:
            ZoneInfo(wishes.timezone)
        except (ValueError, OSError, LookupError):
            hint = did_you_mean(wishes.timezone, available_timezones()) or "such as Europe/Tallinn"
            raise WrongUse(f"there is no time zone “{wishes.timezone}”", hint=hint) from None
    if wishes.profile:
        _profiles(wishes, config)


def _profiles(wishes: Wishes, config: Config) -> tuple[Profile, ...]:
    """The profiles that come into question: the one that is wished for, or the project's own, then kbgen's."""
    own = own_profiles(config)
    if not wishes.profile:
        return (*own.values(), *KNOWN.values())
    every = {**KNOWN, **own}
    if wishes.profile not in every:
        hint = did_you_mean(wishes.profile, every) or f"there are {', '.join(every)}"
        raise WrongUse(f"there is no profile “{wishes.profile}”", hint=hint)
    return (every[wishes.profile],)


def _recognised(part: Part, wishes: Wishes, config: Config) -> Recognised:
    with opened(part) as stream:
        first = stream.read(SAMPLE)
    if not first.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise NoExport(f"{part.name} is empty")
    if first.startswith(parquet.MAGIC) and part.is_plain:
        return _as_parquet(Recognised(part, Format.PARQUET, KNOWN["zendesk"], config, wishes=wishes))
    if first.startswith((parquet.MAGIC, b"%PDF", b"SQLite format", b"\xd0\xcf\x11\xe0")):
        raise NoExport(f"{part.name} is no export that kbgen reads", hint="save it as CSV in UTF-8")
    profiles = _profiles(wishes, config)
    encoding = _declared(part, wishes, first)
    shown = _text(first, encoding or "utf-8")
    if shown.lstrip()[:1] in ("{", "["):
        one = Recognised(part, Format.JSON_PAGES, profiles[0], config, encoding=encoding or "utf-8", wishes=wishes)
        return _as_json(one, profiles, shown)
    return _as_csv(part, wishes, config, profiles, first, encoding)


def _declared(part: Part, wishes: Wishes, first: bytes) -> str:
    """The encoding that somebody says, or the first bytes. Raises WrongUse where the one cannot be with the other."""
    marked, wished = encodings.marked(first), encodings.canonical(wishes.encoding)
    family = marked.removesuffix("-sig")
    if wished and encodings.has_mark(first) and not wished.startswith(family):
        raise WrongUse(
            f"{part.name} begins with the mark of {family.upper()}, so it is not in {wishes.encoding}",
            hint="leave --encoding out: kbgen reads it as what it says it is",
        )
    return marked if marked and (not wished or marked.startswith(wished)) else wished


def _text(first: bytes, encoding: str) -> str:
    """The sample as text; what the encoding cannot make anything of is left out."""
    try:
        text = first.decode(encoding, encodings.errors(encoding))
    except UnicodeError:
        text = first.decode(encoding, "ignore")
    return text.removeprefix("\ufeff")


# -- JSON ----------------------------------------------------------------------------------------------------------


def _as_json(one: Recognised, profiles: Sequence[Profile], shown: str) -> Recognised:
    profile = next((profile for profile in profiles if profile.json), None)
    if profile is None:
        raise WrongUse(f"{one.source} is JSON, and the profile “{one.wishes.profile}” is of CSV")
    form = _json_format(shown)
    if form is None:
        hint = "kbgen reads Zendesk's tickets: one object a line, or pages with “tickets”"
        raise NoExport(f"{one.source} is JSON, but not of tickets", hint=hint)
    header = tuple(names[0] for _, names in profile.wanted)
    zone = one.wishes.timezone or profile.timezone
    return with_zone(replace(one, profile=profile, format=form, zone=zone, header=header, places=profile.picked))


def _json_format(shown: str) -> Format | None:
    """Whether tickets stand one a line or in pages; None where there are none."""
    lines = [line for line in shown.splitlines() if line.strip()]
    if holds_ticket(lines[0]):
        return Format.JSON_LINES
    if has_page(shown):
        return Format.JSON_PAGES
    if any(map(holds_ticket, lines[1:])):
        return Format.JSON_LINES
    return Format.JSON_PAGES if shown.lstrip()[0] == "[" and "created_at" in shown else None


# -- Parquet -------------------------------------------------------------------------------------------------------


def _as_parquet(one: Recognised) -> Recognised:
    """A table with the columns of one of the profiles."""
    kinds = parquet.columns(one.part.path)
    header = tuple(kinds)
    profiles = [profile for profile in _profiles(one.wishes, one.config) if not profile.json]
    profile = next((profile for profile in profiles if profile.is_of(header)), None)
    if profile is None:
        raise ask_profile(one.source, tuple(map(header_name, header)), profiles)
    places = profile.places(header)
    tags = (kinds[header[place]] for place in places.get(Field.TAGS, ()))
    if any(map(parquet.is_list, tags)):
        profile = replace(profile, tag_separator=",")
    return with_times(replace(one, profile=profile, header=header, places=places))


# -- CSV -----------------------------------------------------------------------------------------------------------


def _as_csv(
    part: Part, wishes: Wishes, config: Config, profiles: Sequence[Profile], first: bytes, encoding: str
) -> Recognised:
    bytes_of_it = None
    if len(first) == SAMPLE and not any(end in first for end in (b"\n", b"\r")):
        raise NoExport(f"{part.name} is no export: its first line is longer than any header")
    if not encoding:
        bytes_of_it = _scanned(part)
        encoding = "" if bytes_of_it else "utf-8"
    own = [page for profile in profiles if (page := encodings.canonical(profile.encoding))]
    tries = [encoding] if encoding else [*dict.fromkeys((*own, *letters.CODE_PAGES))]
    tables = {page: table for page in tries if (table := found(_text(first, page), profiles, wishes))}
    if not tables:
        raise ask_profile(part.name, first_names(_text(first, tries[0]), wishes), profiles)
    page, table = next(iter(tables.items()))
    tables = {each: table._replace(profile=fittest(part.name, table, profiles)) for each, table in tables.items()}
    table = tables[page]
    said = "" if _declared(part, wishes, first) else encodings.canonical(table.profile.encoding)
    if said and (in_it := found(_text(first, said), [table.profile], wishes)):
        encoding, page, table = said, said, in_it
    one = of_table(Recognised(part, Format.CSV, table.profile, config, page, wishes=wishes), table)
    one = replace(one, newline="\n" if "\n" in _text(first, page) else "\r")
    if not encoding:
        assert bytes_of_it is not None
        one = with_code_page(one, tables, bytes_of_it)
    return with_times(one)


def _scanned(part: Part) -> encodings.Bytes | None:
    """What the bytes of a file are that is not UTF-8; None where it is, if need be with damages."""
    with opened(part) as stream:
        if encodings.is_utf_8(stream):
            return None
    with opened(part) as stream:
        scanned = encodings.scanned(stream)
    return None if scanned.is_utf_8 else scanned
