"""``theme``: Material's settings, as far as kbgen uses them itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kbgen.config import schema
from kbgen.config.reading import Reading
from kbgen.config.settings import Theme
from kbgen.config.values import text, texts
from kbgen.problems import did_you_mean

DEFAULT_FONT = "Inter"


def theme(reading: Reading, given: Any) -> Theme:
    """The theme's settings; all that Material's templates may ask for is in its ``values``."""
    if isinstance(given, str):
        given = {"name": given}
    if given is not None and not isinstance(given, dict):
        reading.wrong(("theme",), "“theme” should be keys with values")
        given = None
    values: dict[str, Any] = dict(given or {"name": "material"})
    reading.known(values, schema.THEME, ("theme",))
    if values.get("name", "material") != "material":
        reading.wrong(("theme", "name"), f"kbgen's theme is “material”, not “{values['name']}”")
    if values.get("language"):
        at = ("theme", "language")
        reading.problem(at, "KB004", "each language of the site has its own “theme: language”")
    custom_dir = text(values.get("custom_dir"))
    if custom_dir and not (reading.root / custom_dir).is_dir():
        reading.wrong(("theme", "custom_dir"), f"there is no folder “{custom_dir}”")
        custom_dir = ""
    return Theme(
        features=_features(reading, values),
        palette=_palette(reading, values.get("palette")),
        font=_font(reading, values.get("font")),
        custom_dir=reading.root / custom_dir if custom_dir else None,
        values=values,
    )


def _features(reading: Reading, values: Mapping[str, Any]) -> tuple[str, ...]:
    features = texts(values.get("features"))
    for i, feature in enumerate(features):
        # A feature that nobody knows may belong to the site's own templates; one that is nearly right is a slip.
        if feature not in schema.FEATURES and (hint := did_you_mean(feature, schema.FEATURES, cutoff=0.8)):
            reading.problem(("theme", "features", i), "KB002", f"unknown feature “{feature}”", hint)
    return tuple(features)


def _palette(reading: Reading, given: Any) -> Mapping[str, Any] | tuple[Mapping[str, Any], ...]:
    if given is None:
        return {}
    if isinstance(given, dict):
        return given
    if isinstance(given, list) and all(isinstance(option, dict) for option in given):
        return tuple(given)
    reading.wrong(("theme", "palette"), "“palette” should be one scheme or a list of schemes")
    return {}


def _font(reading: Reading, given: Any) -> Mapping[str, str] | None:
    if given is False:
        return None
    if given is None:
        return {"text": DEFAULT_FONT}
    if isinstance(given, dict):
        return {str(k): text(v) for k, v in given.items()}
    reading.wrong(("theme", "font"), "“font” should be false, or name a “text” and a “code” font")
    return None
