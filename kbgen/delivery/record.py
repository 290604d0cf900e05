"""The record of what kbgen has published, kept at the destination: which files are kbgen's to replace and delete.

It is written twice. Before the first file is sent it names all files that were there and all that are to come; when
everything is done, those that are there. So a publication that is cut off leaves no file that nobody knows of. What
the record says of contents is only believed together with what the destination itself says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from kbgen.delivery.files import OURS, RECORD, fit
from kbgen.errors import WrongUse

VERSION = 1


class Entry(NamedTuple):
    """A file that was published: what stands for its content, and what object storage calls this state of it."""

    digest: str
    tag: str = ""


Record = Mapping[str, Entry]


def text(record: Record) -> bytes:
    """The record as it is kept. It lists public paths only, a line for each."""
    lines = [f"{json.dumps(path, ensure_ascii=False)}:{json.dumps(entry)}" for path, entry in sorted(record.items())]
    files = ",\n".join(lines)
    return f'{{"kbgen":{VERSION},"files":{{\n{files}\n}}}}\n'.encode()


def parse(data: bytes, shown: str) -> Record | None:
    """Read a record; None for one that is damaged or that names files outside of the destination.

    Raises WrongUse for one of a newer kbgen: to pass over it would be to forget which files are there.
    """
    try:
        read = json.loads(data)
        version = read["kbgen"]
        if isinstance(version, int) and version > VERSION:
            raise WrongUse(f"{shown} was published by a newer kbgen", hint="update this one: pip install -U kbgen")
        record = {path: Entry(*map(_word, entry)) for path, entry in read["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    # Whoever can write to the destination could otherwise have us delete what is elsewhere.
    return record if all(fit(path) and path not in OURS for path in record) else None


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{RECORD}: {value!r} is no word")
    return value
