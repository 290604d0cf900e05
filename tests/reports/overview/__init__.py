"""The parts of the editors' report, as values."""
