"""Which settings exist, of what type, and which of MkDocs' settings kbgen leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kbgen import intervals
from kbgen.config.yaml_lines import UNSHOWABLE

Accepts = Callable[[Any], str | None]
"""Says what is wrong with a value, or None."""


def text(value: Any) -> str | None:
    """A string; numbers and nothing count as text too."""
    if value is not None and not isinstance(value, (str, int, float)):
        return "should be text"
    return "holds a character that no page can show" if UNSHOWABLE.search(str(value)) else None


def boolean(value: Any) -> str | None:
    """Yes or no."""
    return None if isinstance(value, bool) else "should be true or false"


def count(value: Any) -> str | None:
    """A whole number from 0."""
    return (
        None
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0
        else ("should be a whole number, 0 or more")
    )


def some(value: Any) -> str | None:
    """A whole number from 1."""
    return None if count(value) is None and value else "should be a whole number, 1 or more"


def positive(value: Any) -> str | None:
    """A number above 0."""
    fits = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < float("inf")
    return None if fits else "should be a number above 0"


def weight(value: Any) -> str | None:
    """A number from 0."""
    fits = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf")
    return None if fits else "should be a number, 0 or more"


def factor(value: Any) -> str | None:
    """A number from 1."""
    fits = isinstance(value, (int, float)) and not isinstance(value, bool) and 1 <= value < float("inf")
    return None if fits else "should be a number, 1 or more"


def share(value: Any) -> str | None:
    """A part of a whole."""
    fits = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1
    return None if fits else "should be a number from 0 to 1, such as 0.75"


def timezone(value: Any) -> str | None:
    """A name of the time zone database, such as ``Europe/Tallinn``."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (TypeError, ValueError, OSError, LookupError):
        return "should be the name of a time zone, such as Europe/Tallinn"
    return None


def texts(value: Any) -> str | None:
    """A list of strings."""
    return (
        None
        if value is None or (isinstance(value, list) and all(isinstance(v, str) for v in value))
        else ("should be a list of words")
    )


def items(value: Any) -> str | None:
    """A list of anything."""
    return None if value is None or isinstance(value, list) else "should be a list"


def mapping(value: Any) -> str | None:
    """Keys with values."""
    return None if value is None or isinstance(value, dict) else "should be keys with values"


def interval(value: Any) -> str | None:
    """A length of time."""
    return (
        None if value is None or intervals.parse(value) else f"should be a length of time, such as {intervals.EXAMPLES}"
    )


def anything(value: Any) -> str | None:
    """Whatever is given; looked at where it is used."""
    return None


USED: Mapping[str, Accepts] = {
    "site_name": text,
    "site_url": text,
    "site_description": text,
    "site_author": text,
    "copyright": text,
    "docs_dir": text,
    "site_dir": text,
    "theme": anything,
    "nav": items,
    "markdown_extensions": anything,
    "plugins": anything,
    "extra": mapping,
    "extra_css": texts,
    "extra_javascript": items,
    "repo_url": text,
    "repo_name": text,
    "edit_uri": text,
    "strict": boolean,
    "use_directory_urls": boolean,
    "dev_addr": text,
    "watch": texts,
    "validation": mapping,
}

# Settings of MkDocs that have no meaning for kbgen's own engine: named in a warning, so that nobody wonders.
UNUSED: Mapping[str, str] = {
    "hooks": "kbgen runs no code of the site",
    "extra_templates": "put the files into a folder of content/ that is no language's, such as content/files/",
    "edit_uri_template": "use edit_uri",
    "exclude_docs": "use “draft: true” in the article",
    "draft_docs": "use “draft: true” in the article",
    "not_in_nav": "pages that nav does not name are built all the same",
    "remote_branch": "kbgen publish is not MkDocs' gh-deploy",
    "remote_name": "kbgen publish is not MkDocs' gh-deploy",
}

THEME: Mapping[str, Accepts] = {
    "name": text,
    "custom_dir": text,
    "language": text,
    "direction": text,
    "features": texts,
    "font": anything,
    "icon": mapping,
    "favicon": text,
    "logo": text,
    "palette": anything,
    "static_templates": texts,
    "locale": text,
}

FEATURES = frozenset({
    "announce.dismiss", "content.action.edit", "content.action.view", "content.code.annotate", "content.code.copy",
    "content.code.select", "content.footnote.tooltips", "content.tabs.link", "content.tooltips", "header.autohide",
    "navigation.expand", "navigation.footer", "navigation.indexes", "navigation.instant",
    "navigation.instant.prefetch", "navigation.instant.preview", "navigation.instant.progress", "navigation.path",
    "navigation.prune", "navigation.sections", "navigation.tabs", "navigation.tabs.sticky", "navigation.top",
    "navigation.tracking", "search.highlight", "search.share", "search.suggest", "toc.follow", "toc.integrate",
})  # fmt: skip

KBGEN: Mapping[str, Accepts] = {
    "source_language": text,
    "x_default": text,
    "languages": anything,
    "nav_titles": mapping,
    "support": mapping,
    "home": mapping,
    "review_interval": interval,
    "content_security_policy": boolean,
    "search": mapping,
    "publish": anything,
    "timezone": timezone,
    "tickets": mapping,
    "report": mapping,
}

LANGUAGE: Mapping[str, Accepts] = {
    "name": text,
    "site_name": text,
    "site_description": text,
    "copyright": text,
    "locale": text,
    "fallback": texts,
}

SUPPORT: Mapping[str, Accepts] = {"article": text, "url": text, "email": text, "phone": text}

HOME: Mapping[str, Accepts] = {"popular": count, "new": count}

SEARCH: Mapping[str, Accepts] = {"report_empty": text}

PUBLISH: Mapping[str, Accepts] = {"to": text, "endpoint": text, "region": text}

TICKETS: Mapping[str, Accepts] = {"handling_minutes": positive, "hours_per_person": positive, "profiles": mapping}

REPORT: Mapping[str, Accepts] = {"ranking": mapping}

RANKING: Mapping[str, Accepts] = {
    "pieces": some,
    "hours_per_harm": positive,
    "least_hours": positive,
    "urgent": factor,
    "review_hours": positive,
    "link_hours": positive,
    "alike": some,
    "nearly": share,
    "weights": mapping,
}

WEIGHTS: Mapping[str, Accepts] = {
    "critical": weight,
    "material": weight,
    "small": weight,
    "cosmetic": weight,
    "missing": weight,
    "stub": weight,
    "facts": weight,
    "orphan": weight,
    "unconfirmed": weight,
    "ahead": share,
    "popular": factor,
    "views": positive,
    "link": weight,
    "anchor": weight,
    "review": weight,
    "error": weight,
    "holds_back": weight,
}

PROFILE: Mapping[str, Accepts] = {
    "like": text,
    "columns": mapping,
    "delimiter": text,
    "encoding": text,
    "timezone": timezone,
    "dates": anything,
    "decimal": text,
    "tag_separator": text,
    "time_unit": text,
    "escape": text,
    "language_tags": anything,
    "article_tags": anything,
    "groups": mapping,
    "channels": mapping,
    "statuses": mapping,
    "row_cap": count,
}

PROFILE_COLUMNS = (
    "id", "created", "updated", "tags", "status", "channel", "group", "minutes", "satisfied", "language", "articles",
    "week", "tag", "count",
)  # fmt: skip
"""What a profile can name columns for: a ticket's values, then those of a count."""

PROFILES = ("zendesk", "zendesk-json", "freshdesk", "osticket", "zammad", "weekly-counts", "tag-counts")
"""kbgen's own profiles, which others can be like."""

CHANNELS = ("email", "phone", "chat", "web", "social", "api", "other")
STATUSES = ("open", "pending", "solved", "closed", "spam", "merged", "deleted")
TIME_UNITS = ("minutes", "seconds", "hours")

NESTED: Mapping[str, Mapping[str, Accepts]] = {
    "support": SUPPORT,
    "home": HOME,
    "search": SEARCH,
    "tickets": TICKETS,
    "report": REPORT,
}
"""The keys of those of kbgen's settings that are mappings."""
