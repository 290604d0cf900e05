"""Tags that help desks and their apps set by themselves: they say how a ticket went, not what it was about.

A tag counts all the same if a topic claims it. Sites add their own patterns under ``system:`` in the topics file.
"""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.tickets.topics.globs import Glob
from kbgen.tickets.topics.topic import Alias

PATTERNS: Mapping[str, tuple[Glob, ...]] = {
    "Zendesk: merging, follow-ups, failures": (
        "closed_by_merge",
        "ticket_reopened",
        "created_for_side_conversation",
        "system_*",
    ),
    "Zendesk: widget, chat, messaging, telephone": ("web_widget", "zopim_*", "zendesk_*", "sc_*_channel"),
    "Zendesk: suggestions of articles to customers": ("ab_suggest_*", "ab_marked_*", "ab_resolved", "answer_bot_*"),
    "Zendesk: language and mood as it guesses them": ("language__*", "sentiment__*", "*__confidence__*"),
    "Freshdesk": ("freshchat", "freshcaller", "freddy_*", "fd_*"),
    "Surveys": ("csat", "csat_*", "csat-*", "nps", "nps_*", "nps-*", "survey_sent", "satisfaction_*"),
    "Language": ("lang_*", "lang-*", "language_*", "language-*", "locale_*", "locale-*"),
    "The way a ticket came": ("channel_*", "channel-*", "via_*", "via-*"),
    "Merged, and sent twice": ("merged", "duplicate"),
}
"""What it is about → the patterns."""

BUILT_IN = tuple(Alias(glob) for globs in PATTERNS.values() for glob in globs)
