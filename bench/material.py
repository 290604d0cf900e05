"""What Zensical and MkDocs + Material are given: theme and Markdown extensions of kbgen's own site."""

from __future__ import annotations

import re

from kbgen import resources

SITE = "https://help.example.com/"


def settings(language: str) -> str:
    """The settings ``theme`` and ``markdown_extensions``, for a site that is in this language first."""
    whole = (resources.starter() / "mkdocs.yml").read_text("utf-8")
    theme = re.sub(r"  custom_dir: .*\n", "", _section(whole, "theme"))
    # Without “font: false” Material asks a foreign host for its fonts; kbgen's come from the site itself.
    return f"{theme}  language: {language}\n  font: false\n{_section(whole, 'markdown_extensions')}"


def _section(whole: str, key: str) -> str:
    found = re.search(rf"^{key}:\n(?: .*\n)+", whole, re.MULTILINE)
    assert found is not None, f"the starter's settings have no {key}"
    return found[0]
