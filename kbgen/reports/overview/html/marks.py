"""What is drawn by the page itself: the marks of tones, and the bars of weeks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kbgen.reports.overview.document import Tone
from kbgen.reports.overview.html.text import bare
from kbgen.wording import Words

# Each is another shape, so that none is told by its colour alone: a disc, a half, a triangle, a square, a ring.
_SHAPES = {
    Tone.GOOD: '<circle cx="6" cy="6" r="5"/>',
    Tone.SLIGHT: '<path d="M6 1a5 5 0 0 1 0 10z"/><circle cx="6" cy="6" r="4.25" fill="none" stroke-width="1.5"/>',
    Tone.SERIOUS: '<path d="M6 .8 11.6 11H.4z"/>',
    Tone.BAD: '<path d="M1 1h10v10H1z"/>',
    Tone.ABSENT: '<circle cx="6" cy="6" r="4.25" fill="none" stroke-width="1.5"/>',
}

_NAMES: dict[Tone, Callable[[Words], str]] = {
    Tone.GOOD: lambda words: words.gettext("good"),
    Tone.SLIGHT: lambda words: words.gettext("slight"),
    Tone.SERIOUS: lambda words: words.gettext("serious"),
    Tone.BAD: lambda words: words.gettext("bad"),
    Tone.ABSENT: lambda words: words.gettext("missing or unknown"),
}


def shapes() -> str:
    """The marks of all tones, drawn once; the page shows them where they are named."""
    drawn = "".join(f'<symbol id="m-{tone}" viewBox="0 0 12 12">{shape}</symbol>' for tone, shape in _SHAPES.items())
    return f'<svg class="shapes" width="0" height="0" aria-hidden="true">{drawn}</svg>'


def mark(tone: Tone, words: Words) -> str:
    """The mark of a tone, with its name for those who do not see it; nothing for the plain one."""
    if tone not in _SHAPES:
        return ""
    name = bare(_NAMES[tone](words))
    return f'<svg class="mark {tone}" role="img" aria-label="{name}"><use href="#m-{tone}"/></svg>&nbsp;'


_FIRST_WORD = re.compile(r"[^\s<]{1,24}(?![^\s<])")


def marked(tone: Tone, html: str, words: Words) -> str:
    """HTML behind the mark of its tone, which stays on the line of the first word: narrow columns would break there."""
    drawn = mark(tone, words)
    word = _FIRST_WORD.match(html) if drawn else None
    return f'<span class="held">{drawn}{word[0]}</span>{html[word.end() :]}' if word else f"{drawn}{html}"


def legend(words: Words) -> str:
    """What the marks stand for."""
    pairs = "".join(
        f'<li><svg class="mark {tone}" aria-hidden="true"><use href="#m-{tone}"/></svg>{bare(name(words))}</li>'
        for tone, name in _NAMES.items()
    )
    return f'<ul class="legend">{pairs}</ul>'


_STEP, _HEIGHT, _WIDEST = 5, 26, 180


def weeks(numbers: Sequence[int | None], said: str) -> str:
    """A bar for each week, the newest in another colour; a dash where there was nothing, a dot where nothing is known.
    ``said``: the same in words.
    """
    most = max((number for number in numbers if number), default=0)
    drawn: dict[str, list[str]] = {}
    for place, number in enumerate(numbers):
        kind, shape = _week(place, number, most, place == len(numbers) - 1)
        drawn.setdefault(kind, []).append(shape)
    paths = "".join(f'<path class="{kind}" d="{"".join(shapes)}"/>' for kind, shapes in drawn.items())
    wide, name = _STEP * len(numbers), bare(said)
    size = f'viewBox="0 0 {wide} {_HEIGHT}" width="{min(wide, _WIDEST)}" height="{_HEIGHT}" preserveAspectRatio="none"'
    return f'<svg class="bars" role="img" aria-label="{name}" {size}><title>{name}</title>{paths}</svg>'


def _week(place: int, number: int | None, most: int, newest: bool) -> tuple[str, str]:
    """What kind of week it is, and its shape as a part of a path."""
    left = _STEP * place
    if number is None:
        return "unknown", f"M{left + 1} {_HEIGHT}v-1h2v1z"
    if number <= 0:
        return "none", f"M{left} {_HEIGHT}v-1h{_STEP - 1}v1z"
    tall = max(2, round(_HEIGHT * number / most))
    return "newest" if newest else "week", f"M{left} {_HEIGHT}v-{tall}h{_STEP - 1}v{tall}z"
