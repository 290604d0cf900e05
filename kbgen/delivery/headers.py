"""What object storage tells browsers of a file: its type, and how long it may be kept."""

from __future__ import annotations

import mimetypes

from kbgen.publish.redirects import FOR_EVER, KEPT_FOR_EVER

# Short on purpose: a page that is kept for a minute asks, in that minute, for styles that may be gone by then.
ASK_AGAIN = "public, max-age=0, must-revalidate"

# Python's own table differs from version to version, and that of the system from computer to computer.
_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain",
    "csv": "text/csv",
    "md": "text/markdown",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
}
_WORDS = ("text/", "application/json", "application/xml", "image/svg+xml", "application/manifest+json")
_OTHERS = mimetypes.MimeTypes()


def content_type(path: str) -> str:
    """The type, with the charset for what is text; the type of nothing in particular where the ending says nothing."""
    name = path.rpartition("/")[2]
    found = _TYPES.get(name.rpartition(".")[2].lower()) or _OTHERS.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith(_WORDS) else found


def cache_control(path: str) -> str:
    """For ever where the name changes with the content, as ``_headers`` says; otherwise the browser asks again."""
    return FOR_EVER if path.startswith(KEPT_FOR_EVER) else ASK_AGAIN
