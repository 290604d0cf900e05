"""The Content-Security-Policy of a site: everything from the site itself, and what mkdocs.yml names besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from kbgen.config import Config


def content_security_policy(config: Config) -> str:
    """The policy, for a meta element or a header; empty where the site has turned it off."""
    if not config.content_security_policy:
        return ""
    scripts = _hosts(_path(script) for script in config.extra_javascript)
    styles = _hosts(config.extra_css)
    icons = config.theme.values.get("icon")
    if isinstance(icons, Mapping) and icons.keys() & {"admonition", "annotation", "tag"}:
        # Material writes icons of its users' choice into a style element.
        styles = [*styles, "'unsafe-inline'"]
    reports = _hosts([config.report_empty])
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", *styles],
        "img-src": ["'self'", "data:", *scripts],
        "font-src": ["'self'", *styles],
        "connect-src": ["'self'", *scripts, *reports],
        "worker-src": ["'self'"],
        "media-src": ["'self'"],
        "frame-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *dict.fromkeys(values)]) for name, values in directives.items())


def _path(script: Any) -> str:
    return str(script.get("path", "")) if isinstance(script, Mapping) else str(script)


def _hosts(paths: Iterable[str]) -> list[str]:
    found = []
    for path in paths:
        parts = urlsplit(path)
        if parts.netloc:
            found.append(f"{parts.scheme or 'https'}://{parts.netloc}")
    return found
