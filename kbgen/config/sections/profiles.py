"""``tickets: profiles``: which column of a help desk's export is what, and how its values are written."""

from __future__ import annotations

import codecs
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from kbgen.config import schema
from kbgen.config.reading import At, Reading
from kbgen.config.sections.plugins import Own
from kbgen.config.settings import TicketProfile
from kbgen.config.values import count, mapping, text
from kbgen.languages import LanguageCode
from kbgen.problems import did_you_mean

DATE_ORDERS = ("day-first", "month-first")

_TICKET = ("id", "created")
_COUNT = ("tag", "count")
_TAB = {"tab": "\t", "\\t": "\t", "\t": "\t"}


def profiles(reading: Reading, own: Own, codes: Sequence[LanguageCode]) -> tuple[TicketProfile, ...]:
    """The profiles in the order of the file. Values that are wrong are reported and left out."""
    at = own.place("tickets", "profiles")
    given = mapping(mapping(own.values.get("tickets")).get("profiles"))
    made = (_profile(reading, str(name), options, (*at, name), codes) for name, options in given.items())
    return tuple(profile for profile in made if profile)


def _profile(reading: Reading, name: str, options: Any, at: At, codes: Sequence[LanguageCode]) -> TicketProfile | None:
    if not isinstance(options, dict) or not options:
        reading.wrong(at, f"the profile “{name}” should be keys with values", "such as “like: zendesk”")
        return None
    if name in schema.PROFILES:
        hint = f"give it another name, such as our-{name}, and say “like: {name}”"
        reading.wrong(at, f"“{name}” is a profile of kbgen's own", hint)
        return None
    reading.known(options, schema.PROFILE, at)
    like = _one_of(reading, options, "like", schema.PROFILES, at)
    columns = _columns(reading, options.get("columns"), (*at, "columns"))
    if not like and not _enough(columns):
        hint = "name the columns of id and created, or of tag and count; or say “like: zendesk”"
        reading.wrong(at, f"the profile “{name}” does not say where tickets are", hint)
        return None
    zone = text(options.get("timezone"))
    return TicketProfile(
        name,
        like,
        columns,
        _sign(reading, options, "delimiter", at),
        _encoding(reading, options, at),
        "" if not zone or schema.timezone(zone) else zone,
        _dates(reading, options, at),
        _one_of(reading, options, "decimal", (".", ","), at),
        _separator(reading, options, at),
        _one_of(reading, options, "time_unit", schema.TIME_UNITS, at),
        _sign(reading, options, "escape", at),
        _patterns(reading, options, "language_tags", at),
        _patterns(reading, options, "article_tags", at),
        _words(reading, options, "groups", codes, at, "the site has no language"),
        _words(reading, options, "channels", schema.CHANNELS, at, "there is no channel"),
        _words(reading, options, "statuses", schema.STATUSES, at, "there is no status"),
        0 if schema.count(options.get("row_cap")) else count(options.get("row_cap"), 0),
        reading.line(at),
    )


def _enough(columns: Mapping[str, object]) -> bool:
    return any(all(key in columns for key in needed) for needed in (_TICKET, _COUNT))


def _columns(reading: Reading, given: Any, at: At) -> Mapping[str, tuple[str, ...]]:
    """What is kept → its columns. Only tags and articles may be spread over several."""
    found: dict[str, tuple[str, ...]] = {}
    for key, value in mapping(given).items():
        if key not in schema.PROFILE_COLUMNS:
            hint = did_you_mean(str(key), schema.PROFILE_COLUMNS)
            reading.problem((*at, key), "KB002", f"kbgen keeps nothing called “{key}”", hint)
            continue
        names = tuple(filter(None, map(text, value))) if isinstance(value, list) else (text(value),)
        if not all(names) or not names:
            reading.wrong((*at, key), f"“{key}” should be the name of a column")
        elif len(names) > 1 and key not in ("tags", "articles"):
            reading.wrong((*at, key), f"“{key}” can only be one column", "several are for tags and articles")
        else:
            found[key] = names
    return found


def _one_of(reading: Reading, options: Mapping[str, Any], key: str, choices: Collection[str], at: At) -> str:
    value = text(options.get(key))
    if not value or value in choices:
        return value
    hint = did_you_mean(value, choices) or f"one of: {' '.join(choices)}"
    reading.wrong((*at, key), f"“{key}” cannot be “{value}”", hint)
    return ""


def _sign(reading: Reading, options: Mapping[str, Any], key: str, at: At) -> str:
    """A single character; a tab may be called so."""
    given = options.get(key)
    value = given if isinstance(given, str) else text(given)
    value = _TAB.get(value, value)
    if not value or (len(value) == 1 and value not in '"\r\n\0'):
        return value
    reading.wrong((*at, key), f"“{key}” should be one character", "such as “;” or “tab”")
    return ""


def _separator(reading: Reading, options: Mapping[str, Any], at: At) -> str | None:
    """What parts tags: ``words`` for white space and commas, one or more signs, or nothing at all."""
    if "tag_separator" not in options:
        return None
    given = options["tag_separator"]
    value = given if isinstance(given, str) else text(given)
    if value == "words" or not value.strip() or len(value.strip()) <= 3:
        return "words" if value and not value.strip() else value.strip()
    hint = "such as “,”, “words” for spaces and commas, or “” where the whole cell is one tag"
    reading.wrong((*at, "tag_separator"), "“tag_separator” should be a sign", hint)
    return None


def _encoding(reading: Reading, options: Mapping[str, Any], at: At) -> str:
    value = text(options.get("encoding"))
    try:
        if not value or codecs.lookup(value).name:
            return value
    except (LookupError, ValueError):
        reading.wrong((*at, "encoding"), f"there is no encoding “{value}”", "such as utf-8, cp1257 or cp1251")
    return ""


def _listed(given: Any) -> list[str]:
    """One text, or a list of them."""
    return [value for value in map(text, given if isinstance(given, list) else [given]) if value]


def _dates(reading: Reading, options: Mapping[str, Any], at: At) -> tuple[str, ...]:
    """Formats that can be read back, or the order of day and month."""
    found = []
    for form in _listed(options.get("dates")):
        if form in DATE_ORDERS or _is_format(form):
            found.append(form)
        else:
            hint = "such as “%d.%m.%Y %H:%M”, or day-first or month-first"
            reading.wrong((*at, "dates"), f"“{form}” is no format of dates", hint)
    return tuple(found)


def _is_format(form: str) -> bool:
    """Whether a time that is written so can be read again, to the day at least."""
    moment = datetime(2026, 11, 21, 13, 5)
    try:
        return datetime.strptime(moment.strftime(form), form).date() == moment.date()
    except (ValueError, LookupError):
        return False


def _patterns(reading: Reading, options: Mapping[str, Any], key: str, at: At) -> tuple[str, ...]:
    found = []
    for pattern in _listed(options.get(key)):
        if pattern.count("*") == 1:
            found.append(pattern)
        else:
            reading.wrong((*at, key), f"“{pattern}” should have one “*”", "such as “lang_*”")
    return tuple(found)


def _words(
    reading: Reading, options: Mapping[str, Any], key: str, choices: Collection[str], at: At, wrong: str
) -> Mapping[str, str]:
    """The export's words → kbgen's."""
    found: dict[str, str] = {}
    for word, value in mapping(options.get(key)).items():
        meaning = text(value)
        if meaning in choices:
            found[str(word)] = meaning
        else:
            hint = did_you_mean(meaning, choices) or f"one of: {' '.join(choices)}"
            reading.wrong((*at, key, word), f"{wrong} “{meaning}”", hint)
    return found
