"""Backtests of the statistics, for people and for programs; one file for each form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.reports.backtest.report import Report

FORMATS: Mapping[str, str] = {"text": "terminal", "json": "as_json", "markdown": "as_markdown"}
"""What “--format” calls it → the module here with its ``render``, read when it is asked for."""


def renderer(form: str) -> Callable[[Report], str]:
    """What writes a report in this form."""
    render: Callable[[Report], str] = import_module(f"{__name__}.{FORMATS[form]}").render
    return render
