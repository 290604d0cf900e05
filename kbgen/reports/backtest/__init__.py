"""Backtests of the statistics, for people and for programs; one file for each form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kbgen.reports.forms import renderers

if TYPE_CHECKING:
    from kbgen.reports.backtest.report import Report

FORMATS: Mapping[str, str] = {"text": "terminal", "json": "as_json", "markdown": "as_markdown"}
"""What “--format” calls it → the module here with its ``render``, read when it is asked for."""

renderer: Callable[[str], Callable[[Report], str]] = renderers(__name__, FORMATS)
"""What writes a report in a form."""
