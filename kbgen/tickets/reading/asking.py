"""What to tell somebody whose file leaves something open: what it is, and how to say it."""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.errors import WrongUse
from kbgen.languages import english_name
from kbgen.tickets.reading.known import KNOWN
from kbgen.tickets.reading.letters import Reading
from kbgen.tickets.reading.profile import Field, Profile
from kbgen.tickets.reading.recognised import Recognised
from kbgen.tickets.reading.results import NoExport

_SHOWN = 12
"""Names of columns in a message: an export can have hundreds."""


_LINES = "mkdocs.yml, where the first of these lines are there already"
"""A second ``plugins:`` would take the place of the first."""


def _lines(*settings: str) -> str:
    """Settings as they stand in mkdocs.yml; what ``_LINES`` announces."""
    return "\n".join(
        ["plugins:", "  - kbgen:", "      tickets:", "        profiles:", *(" " * 10 + s for s in settings)]
    )


def _profile_lines(one: Recognised, *settings: str) -> str:
    """What to add to the project's own profile, or the profile to add where the file is of one of kbgen's."""
    name = one.profile.name
    first = (f"our-{name}:", f"  like: {name}") if name in KNOWN else (f"{name}:",)
    return _lines(*first, *(f"  {setting}" for setting in settings))


def ask_zone(one: Recognised) -> WrongUse:
    """Times without a zone. They are not counted: that would take as long as an import, to say the same."""
    return WrongUse(
        f"{one.source}: its times name no time zone, and kbgen does not guess: a wrong one moves tickets to "
        "other days and weeks",
        hint="give --timezone, such as --timezone Europe/Tallinn (the zone of the help desk's account), "
        f"or put it into {_LINES}:\n{_profile_lines(one, 'timezone: Europe/Tallinn')}",
    )


def ask_which(source: str, names: Sequence[str]) -> WrongUse:
    """Several profiles of the project's own."""
    told = f"{', '.join(f'“{name}”' for name in names[:-1])} or “{names[-1]}”"
    return WrongUse(f"{source} may be of the profile {told}", hint=f"say which, such as --profile {names[0]}")


def ask_order(one: Recognised, order: str) -> WrongUse:
    """Dates with slashes."""
    told = "begin with the month" if order else "may begin with the day or with the month"
    lines = _profile_lines(one, f"dates: {order or 'day-first'}{'' if order else '    # or month-first'}")
    return WrongUse(f"{one.source}: its dates {told}", hint=f"say so in {_LINES}:\n{lines}")


def ask_period(one: Recognised) -> WrongUse:
    """Counts of tags without weeks."""
    return WrongUse(
        f"{one.source} holds counts without a week",
        hint="say which days they are of: --from 2026-10-01 --to 2026-10-31",
    )


def ask_encoding(one: Recognised, found: Sequence[Reading]) -> WrongUse:
    """Letters that are others in every code page."""
    told = "; ".join(
        f"as {reading.encoding}, {reading.natural:,} of {reading.total:,} words with letters beyond ASCII look like "
        f"{' or '.join(map(english_name, reading.languages)) or 'words of the site’s languages'}"
        for reading in found[:3]
    )
    likely = found[0].encoding
    return WrongUse(
        f"{one.source} is not in UTF-8, and which code page it is in cannot be told for certain: {told}",
        hint=f"export it in UTF-8, or say what it is, such as --encoding {likely}",
    )


def ask_profile(source: str, header: Sequence[str], profiles: Sequence[Profile]) -> NoExport:
    """A header that no profile knows."""
    shown = _shown(header)
    if len(profiles) == 1:
        profile = profiles[0]
        lacking = " or ".join(_called(profile, key) for key in profile.missing(header))
        return NoExport(
            f"{source} is not of the profile “{profile.name}”: no column is {lacking}; {shown}",
            hint="leave --profile out, and kbgen tells by the columns; or name them in a profile of your own, see "
            "docs/tickets.md",
        )
    lines = _lines("our-desk:", "  columns:", "    id: Number", "    created: Opened", "    tags: Keywords")
    return NoExport(
        f"{source} is of no profile that kbgen knows; {shown}",
        hint=f"say which column is what, by the columns' names as they stand, in {_LINES}:\n{lines}",
    )


def _shown(header: Sequence[str]) -> str:
    """What is known of a first row. Only names that kbgen knows are shown: what else stands there may be somebody's
    data, where a file has no header, or a line break behind it is lost.
    """
    many = "1 cell" if len(header) == 1 else f"{len(header):,} cells"
    names = [name for name in dict.fromkeys(header) if name in _KNOWN_NAMES]
    if not names:
        return f"its first row has {many}, and none of them is the name of a column that kbgen knows"
    return f"its first row has {many}, among them {', '.join(f'“{name}”' for name in names[:_SHOWN])}"


_KNOWN_NAMES = {
    name for profile in KNOWN.values() for columns in profile.columns.values() for names in columns for name in names
}


def _called(profile: Profile, key: Field) -> str:
    names = [name for columns in profile.columns.get(key, ()) for name in columns[:1]]
    return f"“{names[0]}”" if names else str(key)
