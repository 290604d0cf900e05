"""The colours: each strong one stands out on its soft one, and all of them on the light panel."""

INDIGO, INDIGO_SOFT = "#4051b5", "#dde1f5"
TEAL, TEAL_SOFT = "#0f9d8f", "#d3eeea"
AMBER, AMBER_SOFT = "#f2a33a", "#fdecd2"
RED = "#c8453b"
SLATE, SLATE_MID, SLATE_SOFT = "#475569", "#94a3b8", "#e2e8f0"
PAPER, PANEL, PANEL_EDGE = "#fff", "#f5f7fb", "#d5dce9"
