"""What rises, and what chance explains: weekly counts → signals, notices, and what cannot be told."""

from __future__ import annotations

from kbgen.tickets.statistics.detect import detect
from kbgen.tickets.statistics.signal import Detection, Expected, Lane, Notice, Ratio, Signal

__all__ = ["Detection", "Expected", "Lane", "Notice", "Ratio", "Signal", "detect"]
