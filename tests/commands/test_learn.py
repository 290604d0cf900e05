"""``kbgen learn``: writes what translations speak of, and searches find it."""

from __future__ import annotations

import json

import pytest

from tests.search.conftest import cache as cache
from tests.sites import SiteFolder

pytestmark = pytest.mark.usefixtures("cache")

ARTICLE = "---\ntitle: {}\n---\n\n{}\n"
SHEETS = ("budget", "prices", "wages", "rents", "taxes", "loans")
OTHERS = ("maps", "films", "slides", "letters", "sounds", "drawings", "games", "books")


@pytest.fixture
def sheets(site: SiteFolder) -> SiteFolder:
    """Articles of which one does without the word that the others have."""
    for name in SHEETS:
        site.write(f"content/en/{name}.md", ARTICLE.format(name, "Spreadsheet."))
        site.write(f"content/et/{name}.md", ARTICLE.format(name, "Arvutustabel."))
    for name in OTHERS:
        site.write(f"content/en/{name}.md", ARTICLE.format(name, "Something else."))
        site.write(f"content/et/{name}.md", ARTICLE.format(name, "Midagi muud."))
    site.write("content/en/filters.md", ARTICLE.format("Filters", "Filters of a spreadsheet. A spreadsheet has rows."))
    site.write("content/et/filters.md", ARTICLE.format("Filtrid", "Lehel on filtrid. Lehel on read."))
    return site


def found(site: SiteFolder, query: str) -> set[str]:
    answered = site.kbgen("search", query, "--lang", "et", "--json")
    return {result["article"] for result in json.loads(answered.out)["results"]}


def test_articles_are_found_by_words_of_their_translations(sheets: SiteFolder) -> None:
    """As soon as the file is there; learning the same again changes nothing."""
    assert found(sheets, "arvutustabel") == {*SHEETS}
    called = sheets.kbgen("learn")
    assert called.code == 0
    assert "content/learned.tsv" in called.out
    assert "et\tfilters\t" in sheets.read("content/learned.tsv")
    assert found(sheets, "arvutustabel") == {*SHEETS, "filters"}
    before = sheets.read("content/learned.tsv")
    assert "as it should be" in sheets.kbgen("learn").out
    assert sheets.read("content/learned.tsv") == before


def test_a_change_in_one_language_leaves_the_search_of_the_others(sheets: SiteFolder) -> None:
    """What was learned is as it was until somebody learns again."""
    sheets.kbgen("learn")
    sheets.kbgen("build")
    own = "site/et/search/search_index.json"
    before = sheets.read(own)
    sheets.write("content/en/filters.md", ARTICLE.format("Filters", "Nothing of the kind."))
    sheets.kbgen("build")
    assert sheets.read(own) == before
    sheets.write("content/et/filters.md", ARTICLE.format("Filtrid", "Lehel pole midagi."))
    sheets.kbgen("build")
    assert sheets.read(own) != before
