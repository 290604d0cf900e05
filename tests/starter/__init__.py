"""The starter: what ``kbgen init`` copies and the project's own site publishes."""
