"""The truth about invented tickets, written down for tests and for the curious."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kbgen.tickets.sample import host
from kbgen.tickets.sample.draw import Drawn
from kbgen.tickets.sample.stories import Span, Story


def as_json(span: Span, told: Sequence[Story], drawn: Drawn, seed: int) -> str:
    """``ask``: moments for ``--as-of`` at which ``expected`` holds."""
    data = {
        "synthetic": True,
        "seed": seed,
        "from": span.start.isoformat(),
        "end": span.end.isoformat(),
        "timezone": host.ZONE,
        "tickets": len(drawn),
        "stories": [
            {
                "story": story.name,
                "says": story.says,
                "topics": list(story.topics),
                "article": story.article or None,
                "first": story.first.isoformat(),
                "last": story.last.isoformat(),
                "ask": [day.isoformat() for day in story.ask],
                "expected": story.expected,
            }
            for story in told
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
