"""What a survey keeps its findings by: the content of files, and the code that judges them."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from kbgen.articles.files import ArticleFile
from kbgen.articles.snapshot import digest_of


def place_of(file: ArticleFile) -> str:
    """Its path below the content folder."""
    return f"{file.language}/{file.id}.md"


def content_of(file: ArticleFile) -> bytes | None:
    """What is in a file; None where it cannot be read."""
    try:
        return file.source.read_bytes()
    except OSError:
        return None


def digest_of_file(file: ArticleFile) -> bytes:
    """Stands for its content; empty where it cannot be read."""
    content = content_of(file)
    return b"" if content is None else digest_of(content)


def joined_digest(*parts: bytes) -> bytes:
    """Stands for these parts, in this order and with these borders."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()


# Of kbgen's own code, the parts by which articles are judged.
_PARTS = ("articles", "translation", "search/analysis", "config/yaml_lines.py", "languages.py", "problems.py")


@cache
def code_mark() -> bytes:
    """Stands for the code that judges articles. (A checkout changes without a new version.)"""
    package = Path(__file__).resolve().parents[1]
    paths = [
        p for part in _PARTS for p in ([package / part] if part.endswith(".py") else (package / part).rglob("*.py"))
    ]
    return joined_digest(*(path.read_bytes() for path in sorted(paths)))
