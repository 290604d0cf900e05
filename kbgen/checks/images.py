"""Images that say nothing to readers who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.checks.subject import Places, Subject, problem
from kbgen.markup import html
from kbgen.problems import Problem


def without_alternative(subject: Subject) -> Iterator[Problem]:
    """Images without alternative text. An icon of the emoji extension has its name there."""
    for article in subject.site.catalog:
        body = subject.bodies.get((article.id, article.language))
        if body is None or "<img" not in body.html:
            continue
        places = Places(article)
        for image in html.images(body.html):
            if not (image.alt or "").strip():
                yield problem(
                    article,
                    places.line_of(image.url),
                    "KB406",
                    f"the image {image.url} has no alternative text",
                    "write what it shows between the brackets: ![…](…)",
                )
