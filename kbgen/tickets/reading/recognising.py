"""What a file is: its encoding, its delimiter, its profile, its time zone. What cannot be known is asked for."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kbgen.config import Config
from kbgen.errors import WrongUse
from kbgen.problems import did_you_mean
from kbgen.tickets.reading import encodings, letters, parquet
from kbgen.tickets.reading.asking import ask_encoding, ask_order, ask_period, ask_profile, ask_which, ask_zone
from kbgen.tickets.reading.containers import Part, opened, parts
from kbgen.tickets.reading.files import header_name, read, sampled
from kbgen.tickets.reading.known import KNOWN
from kbgen.tickets.reading.moments import DAY_FIRST, MONTH_FIRST, NO_ZONE, Clock, slashed
from kbgen.tickets.reading.objects import has_page, holds_ticket
from kbgen.tickets.reading.own import own_profiles
from kbgen.tickets.reading.profile import Field, Profile, plain
from kbgen.tickets.reading.recognised import Format, Recognised
from kbgen.tickets.reading.records import Dialect
from kbgen.tickets.reading.results import CellError, FileNotice, NoExport, Rejected, Wishes

SAMPLE = 1 << 18
"""Bytes in which the header and enough rows stand."""

DELIMITERS = (",", ";", "\t", "|")

_ROWS_BEFORE = 20
"""Rows that a spreadsheet may have above its header."""

_ROWS_LOOKED_AT = 200


def recognise(path: Path, wishes: Wishes, config: Config) -> tuple[Recognised, ...]:
    """What a file holds: one export, or one a member of a zip. Raises WrongUse, saying what to give, where a profile, a
    time zone, an encoding or a period cannot be told from the file.
    """
    _check(wishes, config)
    found: list[Recognised] = []
    refused: list[tuple[Part, NoExport]] = []
    for part in parts(path):
        try:
            found.append(_recognised(part, wishes, config))
        except NoExport as error:
            refused.append((part, error))
        except UnicodeError:
            raise WrongUse(f"{part.name} cannot be read as {wishes.encoding or 'what its profile says'}") from None
    if not found:
        raise refused[0][1]
    left = tuple(FileNotice(f"{part.name} is no export and was left out") for part, _ in refused)
    return (replace(found[0], notices=(*left, *found[0].notices)), *found[1:])


def _check(wishes: Wishes, config: Config) -> None:
    """Wishes that nobody can fulfil."""
    from zoneinfo import ZoneInfo, available_timezones

    if wishes.encoding and not encodings.canonical(wishes.encoding):
        raise WrongUse(f"there is no encoding “{wishes.encoding}”", hint="such as utf-8, cp1257, cp1252 or cp1251")
    if wishes.delimiter and len(_delimiter(wishes.delimiter)) != 1:
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


def _delimiter(given: str) -> str:
    return "\t" if given.lower() in ("tab", "\\t") else given


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
    encoding = _declared(wishes, first)
    shown = _text(first, encoding or "utf-8")
    if shown.lstrip()[:1] in ("{", "["):
        one = Recognised(part, Format.JSON_PAGES, profiles[0], config, encoding=encoding or "utf-8", wishes=wishes)
        return _as_json(one, profiles, shown)
    return _as_csv(part, wishes, config, profiles, first, encoding)


def _declared(wishes: Wishes, first: bytes) -> str:
    """The encoding that somebody says, or the first bytes."""
    marked, wished = encodings.marked(first), encodings.canonical(wishes.encoding)
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
    return _with_zone(replace(one, profile=profile, format=form, zone=zone, header=header, places=profile.picked))


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
    return _with_times(replace(one, profile=profile, header=header, places=places))


# -- CSV -----------------------------------------------------------------------------------------------------------


class _Table(NamedTuple):
    """A header that a profile knows, and where it stands."""

    profile: Profile
    delimiter: str
    escape: str
    header: tuple[str, ...]
    row: int
    line: int
    data_line: int


def _as_csv(
    part: Part, wishes: Wishes, config: Config, profiles: Sequence[Profile], first: bytes, encoding: str
) -> Recognised:
    bytes_of_it = None
    if not encoding:
        bytes_of_it = _scanned(part)
        encoding = "" if bytes_of_it else "utf-8"
    own = [page for profile in profiles if (page := encodings.canonical(profile.encoding))]
    tries = [encoding] if encoding else [*dict.fromkeys((*own, *letters.CODE_PAGES))]
    tables = {page: table for page in tries if (table := _table(_text(first, page), profiles, wishes))}
    if not tables:
        raise ask_profile(part.name, _header_seen(_text(first, tries[0]), wishes), profiles)
    page, table = next(iter(tables.items()))
    tables = {each: table._replace(profile=_fittest(part.name, table, profiles)) for each, table in tables.items()}
    table = tables[page]
    said = "" if _declared(wishes, first) else encodings.canonical(table.profile.encoding)
    if said and (in_it := _table(_text(first, said), [table.profile], wishes)):
        encoding, page, table = said, said, in_it
    one = _of_table(Recognised(part, Format.CSV, table.profile, config, page, wishes=wishes), table)
    one = replace(one, newline="\n" if "\n" in _text(first, page) else "\r")
    if not encoding:
        assert bytes_of_it is not None
        one = _with_code_page(one, tables, bytes_of_it)
    return _with_times(one)


def _fittest(name: str, table: _Table, profiles: Sequence[Profile]) -> Profile:
    """Of several profiles of the project's own that a file may be of, the one that knows the most of its columns."""
    if table.profile.name in KNOWN:
        return table.profile
    fitting = [one for one in profiles if one.name not in KNOWN and not one.json and one.is_of(table.header)]
    most = max(len(one.places(table.header)) for one in fitting)
    best = [one for one in fitting if len(one.places(table.header)) == most]
    if len(best) > 1:
        raise ask_which(name, [one.name for one in best])
    return best[0]


def _scanned(part: Part) -> encodings.Bytes | None:
    """What the bytes of a file are that is not UTF-8; None where it is, if need be with damages."""
    with opened(part) as stream:
        if encodings.is_utf_8(stream):
            return None
    with opened(part) as stream:
        found = encodings.scanned(stream)
    return None if found.is_utf_8 else found


def _of_table(one: Recognised, table: _Table) -> Recognised:
    """What a header tells."""
    return replace(
        one,
        profile=table.profile,
        delimiter=table.delimiter,
        escape=table.escape,
        header=table.header,
        places=table.profile.places(table.header),
        header_row=table.row,
        header_line=table.line,
        data_line=table.data_line,
        notices=tuple(_of_header(table.profile, table)),
    )


def _table(text: str, profiles: Sequence[Profile], wishes: Wishes) -> _Table | None:
    """The first header in a text that belongs to one of the profiles; the profiles are tried in their order."""
    given = _delimiter(wishes.delimiter)
    lines, said = _lines(text)
    for profile in profiles:
        if profile.json:
            continue
        likely = [sign for sign in (given or profile.delimiter, said) if sign]
        for delimiter in dict.fromkeys([*likely, *(() if given else DELIMITERS)]):
            if found := _table_in(lines, profile, delimiter, 1 if said else 0):
                return found
    return None


def _lines(text: str) -> tuple[list[str], str]:
    """The lines of the sample, without the last one, which may be cut off, and the sign of a first line ``sep=;``."""
    newline = "\n" if "\n" in text else "\r"
    lines = text.split(newline)
    lines = [line + newline for line in lines[:-1]] + (
        [lines[-1]] if len(text) < SAMPLE // 4 or len(lines) == 1 else []
    )
    said = lines[0].strip().strip('"') if lines else ""
    if len(said) == 5 and said.lower().startswith("sep="):
        return lines[1:], said[4]
    if said.lower() == "sep=" and lines[0].startswith("sep=\t"):
        return lines[1:], "\t"
    return lines, ""


def _table_in(lines: Sequence[str], profile: Profile, delimiter: str, before: int) -> _Table | None:
    escape = profile.escape
    for row, line, taken, cells in _records(lines, Dialect(delimiter, escape)):
        if len(cells) > 1 and profile.is_of(cells):
            escape = escape or _escape(lines[line - 1 :], delimiter, len(cells))
            return _Table(profile, delimiter, escape, tuple(cells), row, line + before, line + before + taken)
    return None


def _records(lines: Sequence[str], dialect: Dialect) -> Iterator[tuple[int, int, int, list[str]]]:
    """Row, line, number of lines and cells of the first records."""
    reader = dialect.reader(iter(lines), strict=False)
    done = 0
    try:
        for row, cells in enumerate(islice(reader, _ROWS_BEFORE), 1):
            yield row, done + 1, reader.line_num - done, cells  # type: ignore[attr-defined]
            done = reader.line_num  # type: ignore[attr-defined]
    except csv.Error:
        return


def _escape(lines: Sequence[str], delimiter: str, width: int) -> str:
    """A backslash, where quotation marks in cells stand behind one (Jira) and more rows fit when it is read so."""
    text = "".join(lines)
    if '\\"' not in text:
        return ""
    fits = {escape: _fitting(lines, Dialect(delimiter, escape), width) for escape in ("", "\\")}
    return "\\" if fits["\\"] > fits[""] else ""


def _fitting(lines: Sequence[str], dialect: Dialect, width: int) -> int:
    fits = 0
    try:
        for cells in dialect.reader(iter(lines), strict=True):
            fits += len(cells) == width
    except csv.Error:
        pass
    return fits


def _header_seen(text: str, wishes: Wishes) -> tuple[str, ...]:
    """The names of a header that no profile knows: the first row, by the delimiter that parts it most."""
    lines, said = _lines(text)
    signs = [_delimiter(wishes.delimiter) or said] if wishes.delimiter or said else DELIMITERS
    rows = (next((cells for *_, cells in _records(lines[:5], Dialect(sign)) if any(cells)), []) for sign in signs)
    return tuple(header_name(name) for name in max(rows, key=len))


def _of_header(profile: Profile, table: _Table) -> Iterator[FileNotice]:
    """What should be known of a header."""
    times = Counter(plain(name) for name in table.header)
    kept = {place for places in profile.places(table.header).values() for place in places}
    for place in sorted(kept):
        name = table.header[place]
        if times[plain(name)] > 1:
            where = [str(n) for n, other in enumerate(table.header, 1) if plain(other) == plain(name)]
            text = (
                f"the header names “{header_name(name)}” more than once (columns {', '.join(where)}): the first is read"
            )
            yield FileNotice(text, table.row)


# -- code pages ----------------------------------------------------------------------------------------------------


def _with_code_page(one: Recognised, tables: dict[str, _Table], every: encodings.Bytes) -> Recognised:
    """The code page of a file that is in none of Unicode's encodings."""
    languages = one.config.language_codes
    kept = _kept_words(one)
    page = letters.decided(kept, every.words, languages)
    if page not in tables:
        raise ask_encoding(one, letters.readings(kept or every.words, languages))
    return _of_table(replace(one, encoding=page), tables[page])


def _kept_words(one: Recognised) -> Counter[bytes]:
    """The words beyond ASCII in the cells that are kept, as their bytes."""
    as_bytes = replace(one, encoding="latin-1", zone=one.zone or "UTC", notices=())
    words: Counter[bytes] = Counter()
    for key in (
        Field.TAGS,
        Field.TAG,
        Field.GROUP,
        Field.LANGUAGE,
        Field.STATUS,
        Field.CHANNEL,
        Field.ARTICLES,
        Field.ID,
    ):
        for cell in sampled(as_bytes, key, 1 << 40):
            if not cell.isascii():
                encodings.gather(words, cell.encode("latin-1"))
    return words


# -- times ---------------------------------------------------------------------------------------------------------


def _with_times(one: Recognised) -> Recognised:
    """The time zone and the order of dates, where the file leaves them open."""
    profile, wishes = one.profile, one.wishes
    zone = wishes.timezone or profile.timezone
    if profile.counts:
        if Field.WEEK not in one.places and wishes.period is None:
            raise ask_period(one)
        # Counts name days and weeks, not instants: those of the site, where nobody says otherwise.
        zone = zone or one.config.timezone or "UTC"
    one = replace(one, zone=zone, date_order=next((form for form in profile.dates if "%" not in form), ""))
    times = Field.WEEK if profile.counts else Field.CREATED
    if not one.date_order and times in one.places and not any("%" in form for form in profile.dates):
        one = _with_order(one, times)
    return one if profile.counts else _with_zone(one)


def _with_zone(one: Recognised) -> Recognised:
    """Tickets whose times name no zone need one."""
    if one.zone or not _some_without_zone(one):
        return one
    rows = (row for row in read(one) if isinstance(row, Rejected))
    raise ask_zone(one, sum(row.reason == NO_ZONE for row in rows))


def _with_order(one: Recognised, times: Field) -> Recognised:
    """For dates with slashes, whether the day or the month comes first: the whole file may tell."""
    if not any(slashed(cell) for cell in sampled(one, times, _ROWS_LOOKED_AT)):
        return one
    firsts = seconds = 0
    for cell in sampled(one, times, 1 << 40):
        if pair := slashed(cell):
            firsts, seconds = max(firsts, pair[0]), max(seconds, pair[1])
    if firsts > 12 and seconds <= 12:
        return replace(one, date_order=DAY_FIRST)
    raise ask_order(one, MONTH_FIRST if seconds > 12 and firsts <= 12 else "")


def _some_without_zone(one: Recognised) -> bool:
    clock = Clock(None, tuple(form for form in one.profile.dates if "%" in form), one.date_order)
    for cell in sampled(one, Field.CREATED, _ROWS_LOOKED_AT):
        try:
            if clock.local(cell).tzinfo is None:
                return True
        except CellError:
            continue
    return False
