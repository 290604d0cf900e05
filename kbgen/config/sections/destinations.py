"""``publish``: the places that ``kbgen publish`` brings the site to."""

from __future__ import annotations

from typing import Any

from kbgen.config import schema
from kbgen.config.reading import At, Reading
from kbgen.config.sections.plugins import Own
from kbgen.config.settings import Place
from kbgen.config.values import is_web_address, text


def destinations(reading: Reading, own: Own) -> tuple[Place, ...]:
    """One address, or several by name."""
    at = own.place("publish")
    given = own.values.get("publish")
    if given is None:
        return ()
    if isinstance(given, str) and given.strip():
        return (Place("", given.strip(), line=reading.line(at)),)
    if isinstance(given, dict) and given:
        places = (_place(reading, str(name), value, (*at, name)) for name, value in given.items())
        return tuple(place for place in places if place)
    reading.wrong(at, "“publish” should be an address, or names with addresses", "such as s3://acme-help")
    return ()


def _place(reading: Reading, name: str, value: Any, at: At) -> Place | None:
    options = value if isinstance(value, dict) else {"to": value}
    if set(name) & set("/:\\") or name.startswith("-"):
        reading.wrong(at, f"“{name}” is no name of a destination", "such as “live: s3://acme-help”")
        return None
    reading.known(options, schema.PUBLISH, at)
    to, endpoint = text(options.get("to")), text(options.get("endpoint"))
    if not to:
        reading.wrong(at, f"“{name}” does not say where to publish", "such as “to: s3://acme-help”")
        return None
    if endpoint and not is_web_address(endpoint):
        reading.wrong((*at, "endpoint"), f"“endpoint” is no web address: {endpoint}", "https://…")
        return None
    return Place(name, to, endpoint, text(options.get("region")), reading.line(at))
