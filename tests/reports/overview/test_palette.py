"""The colours of the report: contrast, and what readers see who lack a kind of cones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest

from kbgen.reports.overview import palette
from kbgen.reports.overview.document import Tone
from kbgen.reports.overview.palette import DARK, HEAT, LIGHT, SERIES, TONES, Palette

Array = npt.NDArray[np.float64]

PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE TVCG
# 15 (2009), severity 1.0; the matrices apply to linear RGB.
SIGHT = {
    "usual": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}

# Ottosson, “A perceptual color space for image processing” (2020): linear sRGB → cones → Oklab.
CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
OKLAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]

APART = 0.11
"""The least distance of two tones or series in Oklab. Some 0.02 is just visible side by side, in large patches."""

STEPS_APART = 0.07
"""That of neighbouring steps of a heat map, whose cells also say their share."""


def linear(colour: str) -> Array:
    """Linear RGB, 0 to 1 (IEC 61966-2-1)."""
    values = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    found: Array = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return found


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it, 1 to 21."""
    dark, light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str, sight: str) -> float:
    """How far apart two colours are for somebody."""

    def seen(colour: str) -> Array:
        rgb = np.clip(np.array(SIGHT[sight]) @ linear(colour), 0, 1)
        found: Array = np.array(OKLAB) @ np.cbrt(np.array(CONES) @ rgb)
        return found

    return float(np.linalg.norm(seen(one) - seen(other)))


def close(colours: Palette, pairs: Sequence[tuple[str, str]], least: float) -> list[tuple[str, str, str, float]]:
    """The pairs that somebody might take for one another."""
    return [
        (one, other, sight, round(found, 3))
        for one, other in pairs
        for sight in SIGHT
        if (found := distance(colours[one], colours[other], sight)) < least
    ]


def test_reckoning_agrees_with_known_values() -> None:
    """Black on white is 21 : 1, white lies 1 above black in Oklab, and some red is some green without green cones."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert distance("#000000", "#ffffff", "usual") == pytest.approx(1, abs=1e-3)
    assert distance("#c83c3c", "#6e7f2a", "usual") > 0.2
    assert distance("#c83c3c", "#6e7f2a", "deuteranopia") < 0.02


def test_palettes_have_the_same_names() -> None:
    """Whatever is drawn by day can be drawn by night."""
    assert list(LIGHT) == list(DARK)
    assert set(TONES) == set(Tone)
    assert {*SERIES, *HEAT, *TONES.values()} <= set(LIGHT)


@PALETTES
def test_marks_and_words_stand_out_from_the_paper(colours: Palette) -> None:
    """WCAG 2.2: marks 3 : 1, words 4.5 : 1; words are also read on panels and on each step of a heat map."""
    marks = {name: contrast(colours[name], colours["paper"]) for name in (*TONES.values(), *SERIES)}
    assert {name: found for name, found in marks.items() if found < 3} == {}
    words = {
        (name, ground): contrast(colours[name], colours[ground])
        for name, grounds in (
            ("ink", ("paper", "panel", *HEAT)),
            ("muted", ("paper", "panel")),
            ("accent", ("paper", "panel")),
        )
        for ground in grounds
    }
    assert {pair: found for pair, found in words.items() if found < 4.5} == {}


@PALETTES
def test_tones_stay_apart_without_a_kind_of_cones(colours: Palette) -> None:
    """Each from each: bars and intervals put any of them beside any other."""
    tones = [name for tone, name in TONES.items() if tone is not Tone.PLAIN]
    assert close(colours, list(combinations(tones, 2)), APART) == []


@PALETTES
def test_series_stay_apart_without_a_kind_of_cones(colours: Palette) -> None:
    """Lines cross, so each from each."""
    assert close(colours, list(combinations(SERIES, 2)), APART) == []


@PALETTES
def test_steps_of_heat_maps_stay_apart_without_a_kind_of_cones(colours: Palette) -> None:
    """Neighbouring steps; and the worst is far from the best."""
    assert close(colours, list(pairwise(HEAT)), STEPS_APART) == []
    assert close(colours, [(HEAT[0], HEAT[-1])], APART) == []


def test_colours_are_declared_as_custom_properties() -> None:
    """What the page's style takes."""
    assert palette.declarations({"paper": "#ffffff", "ink": "#000000"}) == "--kb-paper: #ffffff; --kb-ink: #000000;"
    assert palette.variable("ink") == "var(--kb-ink)"
