"""The colours of the report, by day and by night. The page and its charts take each by its name, as ``--kb-NAME``.

Marks in a colour of a tone or a series stand out from the paper by 3 : 1 at least, ``ink`` and ``muted`` by 4.5 : 1
(WCAG 2.2, 1.4.11 and 1.4.3). Tones and series are far enough apart for readers who lack a kind of cones, and even so
colour is never all that tells them apart; the tests reckon both. The steps of heat maps carry ``ink``; what areas of
tones carry says ``ON``.
"""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.reports.overview.document import Tone

Palette = Mapping[str, str]
"""The name of a colour → its value, ``#rrggbb``."""

LIGHT: Palette = {
    "paper": "#ffffff",
    "panel": "#f5f6f8",
    "ink": "#1d2125",
    "muted": "#5b636b",
    "line": "#d9dde1",
    "accent": "#1156c1",
    "good": "#04776a",
    "slight": "#c48800",
    "serious": "#b93c04",
    "bad": "#640b2a",
    "absent": "#8b939c",
    "on-pale": "#15181b",
    "on-deep": "#fffdfd",
    "series-1": "#1156c1",
    "series-2": "#e06d00",
    "series-3": "#55a294",
    "series-4": "#94436d",
    "series-5": "#51400d",
    "series-6": "#b376f0",
    "heat-1": "#e77a16",
    "heat-2": "#f9a870",
    "heat-3": "#ffd1b1",
    "heat-4": "#dff8ff",
    "heat-5": "#9bdcf6",
    "heat-6": "#52bbe1",
}

DARK: Palette = {
    "paper": "#16191c",
    "panel": "#1e2226",
    "ink": "#e6e8ea",
    "muted": "#a2aab2",
    "line": "#3a4047",
    "accent": "#8ab4f8",
    "good": "#45d3c4",
    "slight": "#f7d654",
    "serious": "#e9925a",
    "bad": "#cc2a40",
    "absent": "#7d8792",
    "on-pale": "#15181b",
    "on-deep": "#fffdfd",
    "series-1": "#3f7be6",
    "series-2": "#ea7b4e",
    "series-3": "#85ede0",
    "series-4": "#a84d79",
    "series-5": "#f9e03f",
    "series-6": "#b8acf7",
    "heat-1": "#a05000",
    "heat-2": "#793c00",
    "heat-3": "#552e11",
    "heat-4": "#192d35",
    "heat-5": "#184a5c",
    "heat-6": "#186a85",
}

SERIES = tuple(f"series-{number}" for number in range(1, 7))
"""Colours of lines and groups, in the order in which they are given out."""

HEAT = tuple(f"heat-{number}" for number in range(1, 7))
"""From the worst to the best."""

TONES: Mapping[Tone, str] = {
    Tone.PLAIN: "series-1",
    Tone.GOOD: "good",
    Tone.SLIGHT: "slight",
    Tone.SERIOUS: "serious",
    Tone.BAD: "bad",
    Tone.ABSENT: "absent",
}
"""The colour of a mark with a tone."""


ON: Mapping[str, str] = {
    "good": "paper",
    "slight": "on-pale",
    "serious": "paper",
    "bad": "on-deep",
    "absent": "ink",
}
"""The colour of words on an area of a tone. What is absent is drawn in lines upon the paper."""


def variable(name: str) -> str:
    """How a style takes a colour: ``var(--kb-good)``."""
    return f"var(--kb-{name})"


def declarations(palette: Palette) -> str:
    """The colours as custom properties: ``--kb-paper: #ffffff; …``."""
    return " ".join(f"--kb-{name}: {value};" for name, value in palette.items())
