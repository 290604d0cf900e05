"""Articles like another one are mostly those that editors name in ``related``."""

from __future__ import annotations

from pathlib import Path

from kbgen.config import load
from kbgen.publish import site, staff_index
from kbgen.search.answers import alike
from tests.search.contents import ROOT


def test_editors_name_the_same_articles(cache: Path) -> None:
    """Two thirds of those that the editors of the starter have named are among the first eight; by chance, a fifth."""
    config, _ = load(ROOT / "mkdocs.yml")
    collection, _ = staff_index.up_to_date(config)
    found = []
    for article, shared in site.read(config).catalog.shared.items():
        for code in collection.languages:
            if collection.has(code, article):
                first = [answer.article for answer in alike(collection, article, [code], limit=8).shown]
                found += [named in first for named in shared.related if collection.has(code, named)]
    assert len(found) > 200
    assert sum(found) / len(found) > 0.67
