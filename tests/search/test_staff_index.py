"""Staff's index on disk: as good as new after any change, believed only when it is ours, never in a build's way."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.publish import lock, staff_index
from kbgen.search import indexing, rank, whoosh_index
from kbgen.search.analysis.lemmas import lemmas_of
from kbgen.search.answers import answering
from kbgen.search.collection import Collection, Contents, Entry, Facts, InMemory, Part
from kbgen.search.counts import count
from kbgen.search.documents import Document, Section
from kbgen.search.synonyms import Groups
from kbgen.search.whoosh_reader import StaffIndex
from tests.search.contents import ROOT, documents
from tests.search.test_golden import QUERIES, answer, synonyms_of
from tests.sites import SiteFolder

Texts = dict[str, str]


def part(language: str, texts: Texts) -> Part:
    """A language of articles with one section each."""
    made = [
        Document(id, language, f"{language}/{id}/", f"Article {id}", "", (), (Section("", "", text),))
        for id, text in texts.items()
    ]
    return part_of(language, made)


def part_of(language: str, made: list[Document], synonyms: Groups = ()) -> Part:
    lemmas = lemmas_of(language)
    assembled = indexing.assemble(language, [count(d, lemmas) for d in made], lemmas, synonyms=synonyms)
    entries = {
        d.article: Entry(Facts(d.title, "", "", "written"), repr(d.sections), lambda d=d: d.sections)  # type: ignore[misc]
        for d in made
    }
    return Part(assembled, entries)


def everything(collection: Collection, *queries: str) -> list[Any]:
    """All that a collection says."""
    return [
        [answering(collection, query, [code], counted=True) for query in queries] for code in collection.languages
    ] + sorted(collection.documents)


def test_golden_queries_are_answered_from_disk_as_in_memory(tmp_path: Path) -> None:
    """The same pages, sections and scores that every engine gives (``test_golden``)."""
    parts = {code: part_of(code, list(documents(ROOT / "content", code)), synonyms_of(code)) for code in QUERIES}
    index = StaffIndex(tmp_path, whoosh_index.update(tmp_path, None, parts))
    for code, queries in QUERIES.items():
        for query in queries:
            hits = rank.search(index.reader(code), query)
            assert [[hit.page.article, hit.section, hit.score] for hit in hits] == answer(code, query)


WORDS = "mailbox password domain record server invoice certificate mailboxes passwords хостинг".split()
ARTICLES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=8
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["en", "ru"]), ARTICLES), min_size=1, max_size=20))
def test_an_index_after_any_changes_is_as_good_as_new(tmp_path: Path, changes: list[tuple[str, Texts]]) -> None:
    """Whatever came, changed and went, and however the files were merged on the way."""
    folder = tmp_path / "index"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    parts = {"en": part("en", {}), "ru": part("ru", {})}
    contents: Contents | None = None
    for language, texts in changes:
        parts[language] = part(language, texts)
        contents = whoosh_index.update(folder, contents, {language: parts[language]} if contents else parts)
    assert contents
    index = StaffIndex(folder, contents)
    assert everything(index, *WORDS, "mailbox pasword") == everything(InMemory(parts), *WORDS, "mailbox pasword")
    assert {*whoosh_index.files_of(folder, contents)} <= {path.name for path in folder.iterdir()}
    index.close()


# -- of a project ----------------------------------------------------------------------------------------------------


def found(site: SiteFolder, query: str, *languages: str) -> list[str]:
    """The articles that a search finds now."""
    collection, _ = staff_index.up_to_date(site.config)
    return [answer.article for answer in answering(collection, query, languages).shown]


def note(site: SiteFolder) -> Path:
    return staff_index.folder_of(site.config) / staff_index.NOTE


def generation(site: SiteFolder) -> int:
    """Goes up whenever something is written into the index; 1 when it is made anew."""
    return int(json.loads(note(site).read_bytes().partition(b"\n")[2])["generation"])


def test_a_search_needs_no_build(site: SiteFolder, cache: Path) -> None:
    """The first search makes the index, in the user's own folder and not in the project's."""
    assert found(site, "records", "en")[0] == "dns/records"
    assert not (site.root / "site").exists()
    assert note(site).is_relative_to(cache / "search")


def test_a_search_finds_what_was_just_saved(site: SiteFolder, cache: Path) -> None:
    """And only the article that was changed is written."""
    found(site, "records")
    site.replace("content/en/mail/setup.md", "| 993 | TLS |", "| 993 | TLS |\n\nBeware of the crocodile.")
    assert found(site, "crocodiles", "en") == ["mail/setup"]
    assert generation(site) == 2
    site.delete("content/en/mail/setup.md")
    assert found(site, "crocodiles", "en") == []
    found(site, "records")
    assert generation(site) == 3


def test_a_build_keeps_up_an_index_that_is_there(site: SiteFolder, cache: Path) -> None:
    """Nobody who does not search pays for one."""
    site.build()
    assert not note(site).exists()
    found(site, "records")
    site.replace("content/en/mail/setup.md", "| 993 | TLS |", "| 993 | TLS |\n\nBeware of the crocodile.")
    site.build()
    assert generation(site) == 2
    index = staff_index.opened(staff_index.folder_of(site.config))
    assert index
    assert [a.article for a in answering(index, "crocodile", ["en"]).shown] == ["mail/setup"]


def test_a_preview_build_leaves_no_drafts_in_the_index(site: SiteFolder, cache: Path) -> None:
    """Customers do not find them, and so nobody does who does not ask for drafts."""
    site.write("content/en/dns/secret.md", "---\ntitle: Crocodile\ndescription: D.\ndraft: true\n---\n\nText.\n")
    site.write("content/en/dns/hidden.md", "---\ntitle: Alligator\nhide_from_search: true\n---\n\nText.\n")
    found(site, "records")
    site.build(drafts=True)
    assert found(site, "crocodile", "en") == found(site, "alligator", "en") == []
    collection = staff_index.with_hidden(site.config)
    assert [a.article for a in answering(collection, "crocodile", ["en"]).shown] == ["dns/secret"]
    assert [a.article for a in answering(collection, "alligator", ["en"]).shown] == ["dns/hidden"]


def test_content_with_mistakes_is_searched_as_far_as_it_goes(site: SiteFolder, cache: Path) -> None:
    """One broken file keeps back its own article and no other."""
    site.write("content/en/dns/broken.md", "---\ntitle: [\n---\n\nRecords.\n")
    site.write("content/en/dns/latin1.md", b"---\ntitle: Records\n---\n\nCaf\xe9.\n")
    site.write("content/en/dns/twin.md", "---\ntitle: Twin\ndescription: D.\nslug: records\n---\n\nRecords of twins.\n")
    assert {"dns/records", "dns/twin"} <= {*found(site, "records", "en")}


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-7]),
    "other bytes": lambda path: path.write_bytes(bytes(b ^ 1 for b in path.read_bytes())),
    "empty": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("ending", [".pst", ".trm", ".toc", ".json", ".col", "note"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(site: SiteFolder, cache: Path, ending: str, damage: str) -> None:
    """Whatever has happened to its files."""
    before = found(site, "records")
    for path in staff_index.folder_of(site.config).iterdir():
        if path.name.endswith(ending):
            DAMAGES[damage](path)
    assert found(site, "records") == before
    assert generation(site) == 1


class Bomb:
    """What a foreign pickle would do."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.mkdir, ("/tmp/kbgen-was-here",)


def test_a_foreign_index_is_not_opened(site: SiteFolder, cache: Path, tmp_path: Path) -> None:
    """One with the mark of another key is made anew; so is one that was copied from another project."""
    found(site, "records")
    folder = staff_index.folder_of(site.config)
    for path in folder.glob("*.toc"):
        path.write_bytes(pickle.dumps(Bomb()))
    found(site, "records")
    assert not Path("/tmp/kbgen-was-here").exists()

    text = note(site).read_bytes().partition(b"\n")[2]
    note(site).write_bytes(b"0" * 32 + b"\n" + text)
    assert staff_index.opened(folder) is None

    found(site, "records")
    other = shutil.copytree(folder, folder.with_name("0" * 16))
    assert staff_index.opened(folder)
    assert staff_index.opened(other) is None


@pytest.mark.parametrize("what", ["_software", "VERSION"])
def test_an_index_by_other_software_is_made_anew(
    site: SiteFolder, cache: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Another analysis, another schema, another Whoosh: all of them would read it wrongly."""
    found(site, "records")
    site.replace("content/en/mail/setup.md", "993", "994")
    found(site, "records")
    assert generation(site) == 2
    monkeypatch.setattr(staff_index, what, (lambda: "other") if what == "_software" else 99)
    assert found(site, "records", "en")[0] == "dns/records"
    assert generation(site) == 1


def test_a_language_that_is_gone_is_gone_from_the_index(site: SiteFolder, cache: Path) -> None:
    """Its articles are no longer found."""
    assert "ru" in staff_index.up_to_date(site.config)[0].languages
    own = site.config.languages
    site.settings(
        plugins=[
            {
                "kbgen": {
                    "source_language": "et",
                    "languages": {language.code: {} for language in own if language.code != "ru"},
                }
            }
        ]
    )
    collection, _ = staff_index.up_to_date(site.config)
    assert {*collection.languages} == {"et", "en", "fi"}
    assert "ru" not in {language for language, _ in collection.documents}


def test_after_many_changes_the_files_are_few(site: SiteFolder, cache: Path) -> None:
    """Files of changes are merged."""
    for number in range(30):
        site.write("content/en/dns/new.md", f"---\ntitle: New\ndescription: D.\n---\n\nCrocodile number {number}.\n")
        assert found(site, "crocodile", "en") == ["dns/new"]
    folder = staff_index.folder_of(site.config)
    assert len(list(folder.glob("*.trm"))) <= whoosh_index.MANY_SEGMENTS


def test_an_index_full_of_old_versions_is_made_anew(site: SiteFolder, cache: Path) -> None:
    """Once there are more of them than half of the articles, and some."""
    text = "---\ntitle: Article {0}\ndescription: D.\n---\n\nCrocodile {1}.\n"
    for number in range(60):
        site.write(f"content/en/dns/a{number}.md", text.format(number, "here"))
    found(site, "crocodile")
    for number in range(60):
        site.write(f"content/en/dns/a{number}.md", text.format(number, "there"))
    found(site, "crocodile")
    assert generation(site) == 2
    site.write("content/en/dns/a0.md", text.format(0, "anywhere"))
    assert found(site, "anywhere", "en")[0] == "dns/a0"
    assert generation(site) == 1


def test_folders_of_projects_that_are_gone_are_removed(site: SiteFolder, cache: Path, tmp_path: Path) -> None:
    """When the next index is made."""
    other = SiteFolder(Path(shutil.copytree(site.root, tmp_path / "other")))
    found(other, "records")
    left = staff_index.folder_of(other.config)
    shutil.rmtree(other.root)
    found(site, "records")
    assert not left.exists()


def test_where_the_cache_cannot_be_written_the_search_is_made_in_memory(
    site: SiteFolder, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or a read-only home keeps nobody from searching."""
    (cache / "search").write_text("in the way")
    assert found(site, "records", "en")[0] == "dns/records"
    site.build()


# -- at once ---------------------------------------------------------------------------------------------------------


def _hold(path: Path, held: Any, release: Any) -> None:
    with lock.alone(path, waiting=lambda: None):
        held.set()
        release.wait(30)


@pytest.fixture
def holding() -> Any:
    """Holds a lock in another process: ``holding(path)``."""
    context = multiprocessing.get_context("fork")
    begun = []

    def hold(path: Path) -> None:
        held, release = context.Event(), context.Event()
        process = context.Process(target=_hold, args=(path, held, release))
        process.start()
        assert held.wait(30)
        begun.append((process, release))

    yield hold
    for process, release in begun:
        release.set()
        process.join(30)


def test_a_search_during_a_build_has_the_articles_as_they_were(
    site: SiteFolder, cache: Path, holding: Callable[[Path], None]
) -> None:
    """It neither waits nor gets in the way, and says that it is not of this moment."""
    found(site, "records")
    site.replace("content/en/mail/setup.md", "| 993 | TLS |", "| 993 | TLS |\n\nBeware of the crocodile.")
    holding(site.root / ".kbgen" / "lock")
    begun = time.monotonic()
    collection, current = staff_index.up_to_date(site.config)
    assert not current
    assert time.monotonic() - begun < 5
    assert answering(collection, "crocodile", ["en"]).shown == ()
    assert answering(collection, "records", ["en"]).shown


def test_a_build_goes_on_where_the_index_is_being_written(
    site: SiteFolder, cache: Path, holding: Callable[[Path], None]
) -> None:
    """The next search does what could not be done."""
    found(site, "records")
    site.replace("content/en/mail/setup.md", "| 993 | TLS |", "| 993 | TLS |\n\nBeware of the crocodile.")
    holding(staff_index.folder_of(site.config) / "lock")
    site.build()
    assert "crocodile" in site.page("en/mail/setup/")
    assert generation(site) == 1


def _search_often(site: SiteFolder, results: Any) -> None:
    wrong = 0
    for _ in range(15):
        collection, _ = staff_index.up_to_date(site.config)
        wrong += "dns/records" not in [a.article for a in answering(collection, "records", ["en"]).shown]
    results.put(wrong)


def test_searches_and_changes_at_once(site: SiteFolder, cache: Path) -> None:
    """Processes that write and read the same index find what they should, and none of them fails."""
    found(site, "records")
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    processes = [context.Process(target=_search_often, args=(site, results)) for _ in range(3)]
    for process in processes:
        process.start()
    for number in range(10):
        site.write("content/en/dns/new.md", f"---\ntitle: New\ndescription: D.\n---\n\nNumber {number}.\n")
        assert "dns/records" in found(site, "records", "en")
    assert [results.get(timeout=60) for _ in processes] == [0, 0, 0]
    for process in processes:
        process.join(30)
