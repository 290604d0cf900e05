"""A warm survey equals a cold one, whatever was done to the files in between."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbgen.translation import survey
from tests.sites import SiteFolder, make_site
from tests.translation.records import confirm, recorded

TODAY = date(2026, 11, 22)
IDS = ("a", "b")
LANGUAGES = ("et", "ru")

TEXTS = {
    "et": "---\ntitle: Parool\n---\n\nLink kehtib 15 minutit. Vaata [lehte](b.md).\n",
    "et, later": "---\ntitle: Parool\n---\n\nLink kehtib 24 tundi. Vaata [lehte](b.md).\n",
    "ru": "---\ntitle: Пароль\n---\n\nСсылка действует 15 минут. См. [страницу](b.md).\n",
    "ru, no link": "---\ntitle: Пароль\n---\n\nСсылка действует 15 минут.\n",
    "draft": "---\ntitle: Parool\ndraft: true\n---\n\nTekst.\n",
    "broken": "---\ntitle: [\n---\n",
}
TEXTS["ru, of a"] = recorded(TEXTS["ru"], TEXTS["et"], id="a")
TEXTS["ru, of b"] = recorded(TEXTS["ru"], TEXTS["et"], id="b")
TEXTS["ru, of c"] = recorded(TEXTS["ru"], TEXTS["et"], id="c")
TEXTS["ru, damaged"] = TEXTS["ru, of a"].replace("2026-11-01", "2026-11-02")

WRITE = st.tuples(st.just("write"), st.sampled_from(LANGUAGES), st.sampled_from(IDS), st.sampled_from(list(TEXTS)))
DELETE = st.tuples(st.just("delete"), st.sampled_from(LANGUAGES), st.sampled_from(IDS), st.just(""))
CONFIRM = st.tuples(st.just("confirm"), st.just("ru"), st.sampled_from(IDS), st.just(""))
ALLOW = st.tuples(
    st.just("allow"), st.just(""), st.just(""), st.sampled_from(["", "- kind: number\n", "- article: a\n"])
)


def do(site: SiteFolder, what: str, language: str, id: str, text: str) -> None:
    """One thing that people do to the files, if it can be done."""
    path = site.root / f"content/{language}/{id}.md"
    match what:
        case "write":
            site.write(f"content/{language}/{id}.md", TEXTS[text])
        case "delete":
            path.unlink(missing_ok=True)
        case "allow":
            site.write("content/facts.yml", text)
        case "confirm":
            source = site.root / f"content/et/{id}.md"
            if path.is_file() and source.is_file() and TEXTS["broken"] not in (path.read_text(), source.read_text()):
                confirm(site, id, "ru")


# A name that a record mentions comes free; a second file claims a lost name; the first of them goes.
@example([("write", "et", "b", "et"), ("write", "ru", "b", "ru, of a"), ("delete", "ru", "a", "")])
@example([("write", "ru", "a", "ru, of c"), ("write", "ru", "b", "ru, of c"), ("delete", "ru", "b", "")])
# A page that the source links to comes in the translation's language.
@example([("write", "ru", "a", "ru, no link"), ("write", "et", "b", "et"), ("write", "ru", "b", "ru")])
@settings(max_examples=60, deadline=None)
@given(st.lists(WRITE | WRITE | DELETE | CONFIRM | ALLOW, min_size=3, max_size=10))
def test_a_warm_survey_equals_a_cold_one(steps: list[tuple[str, str, str, str]]) -> None:
    """And a translation whose record cannot be believed is never fresh."""
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder) / "site", {"content/et/a.md": TEXTS["et"], "content/ru/a.md": TEXTS["ru, of a"]})
        config = site.config
        for step in steps:
            do(site, *step)
            warm = survey.of_project(config, TODAY)
            kept = site.root / survey.FILE
            aside = kept.rename(kept.with_suffix(".aside")) if kept.exists() else None
            assert survey.of_project(config, TODAY) == warm
            if aside:
                aside.replace(kept)
            for row in warm.rows:
                if row.state == "fresh" and row.language != row.source:
                    assert row.confirmed is not None
                    assert "damaged" not in step[3] or (step[1], step[2]) != (row.language, row.article)
