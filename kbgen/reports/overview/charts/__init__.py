"""Charts of the report: a drawing of ``document`` → Altair → Vega-Lite → SVG by vl-convert, all in kbgen[report].

A picture has two ``<svg>`` elements, of which a page shows one: ``svg.kb-wide`` (720 units wide) and ``svg.kb-narrow``
(340, for phones), such as by ``.kb-narrow { display: none } @media (width < 560px) { … }`` and ``svg.kb-chart
{ display: block; width: 100%; height: auto }``; a wide one should not grow beyond some 50rem. What is not shown is not
read out, either. Each has ``role="img"`` and the chart's title and description as its ``aria-label``. They take the
page's font and its colours (``--kb-…``, see ``palette``), and neither style nor script is in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from kbgen.reports.overview.charts.picture import Picture
from kbgen.reports.overview.document import Chart
from kbgen.wording import Words

__all__ = ["Picture", "drawn", "drawn_all", "installed"]


def installed() -> bool:
    """Whether the packages of kbgen[report] are there."""
    return all(find_spec(name) is not None for name in ("altair", "vl_convert"))


def drawn(chart: Chart, words: Words) -> Picture:
    """A chart as pictures for a page and for a file, and its specification."""
    from kbgen.reports.overview.charts import studio

    return studio.drawn(chart, words)


def drawn_all(charts: Iterable[Chart], words: Words) -> dict[str, Picture]:
    """The pictures of charts by their names; none without kbgen[report]."""
    return {chart.name: drawn(chart, words) for chart in charts} if installed() else {}
