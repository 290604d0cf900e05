"""The files of a report: the page, and beside it the same figures for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kbgen.reports.overview import as_csv, as_json, markdown
from kbgen.reports.overview.charts import Picture
from kbgen.reports.overview.document import Document
from kbgen.reports.overview.html import render
from kbgen.wording import Words


def files(document: Document, words: Words, drawings: Mapping[str, Picture]) -> dict[str, bytes]:
    """Name → content. ``drawings``: the charts by their names, none where they cannot be drawn."""
    made = {
        "index.html": render(document, words, drawings),
        "report.json": f"{as_json.render(document)}\n",
        "report.md": f"{markdown.render(document, words)}\n",
    }
    made |= {
        as_csv.name(section.name, table.name): f"{as_csv.render(table)}\r\n" for section, table in document.tables()
    }
    for name, picture in drawings.items():
        made[f"charts/{name}.svg"] = picture.file
        made[f"charts/{name}.vl.json"] = json.dumps(picture.spec, ensure_ascii=False, indent=2) + "\n"
    return {name: text.encode("utf-8", "replace") for name, text in made.items()}
