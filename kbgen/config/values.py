"""Values of a settings file, taken as far as they are of the kind that is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


def text(value: Any) -> str:
    """A text without the spaces around it; empty for what is none."""
    return "" if value is None or isinstance(value, (dict, list, bool)) else str(value).strip()


def texts(value: Any) -> list[str]:
    """The texts of a list."""
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def listed(value: Any) -> list[Any]:
    """A list; an empty one for what is none."""
    return value if isinstance(value, list) else []


def mapping(value: Any) -> Mapping[str, Any]:
    """Keys with values; none for what has none."""
    return value if isinstance(value, dict) else {}


def count(value: Any, default: int) -> int:
    """A whole number, or the default."""
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def is_web_address(url: str) -> bool:
    """Whether a text is the address of something on the web."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
