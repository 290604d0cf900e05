"""What a file is to readers: something that pages are made with, a page, or something that names pages."""

from __future__ import annotations

import re
from enum import Enum
from typing import assert_never

from kbgen.publish import feeds, search_files

FOR_SERVERS = frozenset({"_redirects", "_headers", ".htaccess", "redirects.nginx.conf"})
"""Files that web servers and some hosts read. No reader asks for them."""

_SIGNPOST = re.compile(rf"robots\.txt|sitemap(-\d+)?\.xml|[^/]+/{re.escape(feeds.FILE)}")
_INDEX = re.compile(rf"[^/]+/{re.escape(search_files.FILE)}")


class Kind(Enum):
    """``INDEX`` is the search of a language: pages need it, and it names pages."""

    ASSET = "asset"
    INDEX = "index"
    PAGE = "page"
    SIGNPOST = "signpost"


def kind_of(path: str) -> Kind:
    """What the file of this path is."""
    if path.endswith(".html"):
        return Kind.PAGE
    if _INDEX.fullmatch(path):
        return Kind.INDEX
    if path in FOR_SERVERS or _SIGNPOST.fullmatch(path):
        return Kind.SIGNPOST
    return Kind.ASSET


def plural(kind: Kind) -> str:
    """What lists call files of a kind."""
    match kind:
        case Kind.ASSET:
            return "assets"
        case Kind.INDEX:
            return "search indexes"
        case Kind.PAGE:
            return "pages"
        case Kind.SIGNPOST:
            return "sitemap, feeds and rules for servers"
    assert_never(kind)
