"""What rises, and what chance explains: weekly counts → signals, notices, and what cannot be told."""

from __future__ import annotations

from kbgen.tickets.statistics.detection import breaks, detect, of_tags
from kbgen.tickets.statistics.signal import Detection, Expected, Lane, Notice, Ratio, Signal

__all__ = ["Detection", "Expected", "Lane", "Notice", "Ratio", "Signal", "breaks", "detect", "of_tags"]
