"""A page that stands in for one that cannot be made, and says why."""

from __future__ import annotations

import traceback
from pathlib import Path

import jinja2
from markupsafe import escape


def reason(error: Exception, root: Path) -> str:
    """What went wrong in a template or a file, with its place as far as it is known."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template “{error.name}”"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{_shown(error.filename or error.name or 'a template', root)}:{error.lineno}: {error.message}"
    if isinstance(error, OSError):
        return f"{_shown(error.filename or 'a file', root)} cannot be read: {error.strerror}"
    # Jinja puts the template and its line where Python would show its own.
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith((".html", ".xml", ".svg"))]
    place = f"{_shown(frames[-1].filename, root)}:{frames[-1].lineno}: " if frames else ""
    return f"{place}{type(error).__name__}: {error}"


def page(title: str, why: str) -> bytes:
    """The page in plain HTML; the preview's own script makes it go away when the cause is mended."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        '<link rel="stylesheet" href="/__kbgen/page.css">\n</head>\n<body>\n'
        f"<main><h1>{escape(title)}</h1>\n<p>{escape(why)}</p></main>\n</body>\n</html>\n"
    ).encode()


def _shown(file: str, root: Path) -> str:
    try:
        return Path(file).relative_to(root).as_posix()
    except ValueError:
        return file
