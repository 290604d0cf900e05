"""The survey of a whole site, on small real sites: with and without git, with mistakes, with a cache of every kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kbgen.translation import survey
from kbgen.translation.appraisal import Appraisal
from kbgen.translation.row import Row
from kbgen.translation.survey import Survey
from tests.catalogs import time_limit
from tests.repositories import make_repo
from tests.sites import SiteFolder
from tests.translation.records import confirm

TODAY = date(2026, 11, 22)
ET = "---\ntitle: Parool\ndescription: Uus parool.\nowner: Mari\npublished: 2026-01-10\n---\n\n"
RU = "---\ntitle: Пароль\ndescription: Новый пароль.\n---\n\n"
SOURCE = f"{ET}Ava leht ja vali uus parool.\n\nLink kehtib 15 minutit.\n\n## Kui kiri ei tule\n\nOota veidi.\n"
TRANSLATION = (
    f"{RU}Откройте страницу и выберите новый пароль.\n\nСсылка действует 15 минут.\n\n"
    "## Если письмо не приходит\n\nПодождите немного.\n"
)

Sites = Callable[..., SiteFolder]


@pytest.fixture
def translated(new_site: Sites) -> SiteFolder:
    """One article in Estonian and Russian, confirmed on 1 November 2026; English and Finnish have none."""
    site = new_site({"content/et/account/password.md": SOURCE, "content/ru/account/password.md": TRANSLATION})
    confirm(site, "account/password", "ru")
    return site


def surveyed(site: SiteFolder, git: bool = True) -> Survey:
    return survey.of_project(site.config, TODAY, git=git)


def row(site: SiteFolder, language: str, article: str = "account/password") -> Row:
    return next(one for one in surveyed(site).articles[article] if one.language == language)


def states(site: SiteFolder, article: str = "account/password") -> dict[str, tuple[str, str]]:
    return {one.language: (one.state.value, str(one.grade)) for one in surveyed(site).articles[article]}


# -- rows ------------------------------------------------------------------------------------------------------------


def test_every_language_of_the_site_has_a_row(translated: SiteFolder) -> None:
    """With what belongs to the article in all languages, and what is missing since it was published."""
    assert states(translated) == {
        "et": ("fresh", "none"),
        "en": ("missing", "none"),
        "ru": ("fresh", "none"),
        "fi": ("missing", "none"),
    }
    missing = row(translated, "fi")
    assert (missing.title, missing.owner, missing.category) == ("Parool", "Mari", "account")
    assert (missing.path, missing.since) == ("content/fi/account/password.md", date(2026, 1, 10))
    assert missing.words == 19
    ru = row(translated, "ru")
    assert (ru.title, ru.owner, ru.confirmed, ru.words) == ("Пароль", "Mari", date(2026, 11, 1), 0)


def test_a_changed_source_makes_its_translation_stale(translated: SiteFolder) -> None:
    """From the day that the source names, where there is no git; and a revert clears it."""
    before = translated.read("content/et/account/password.md")
    translated.replace("content/et/account/password.md", "15 minutit", "24 tundi")
    translated.replace("content/et/account/password.md", "published", "updated: 2026-11-20\npublished")
    ru = row(translated, "ru")
    assert (ru.state, str(ru.grade), ru.changed, ru.blocks) == ("stale", "critical", 1, 6)
    assert (ru.since, ru.words) == (date(2026, 11, 20), 4)
    translated.write("content/et/account/password.md", before)
    assert states(translated)["ru"] == ("fresh", "none")


def test_a_changed_translation_is_ahead(translated: SiteFolder) -> None:
    """Until its source follows."""
    translated.replace("content/ru/account/password.md", "Подождите немного.", "Проверьте папку со спамом.")
    assert states(translated)["ru"] == ("ahead", "material")


def test_a_draft_counts_as_missing(translated: SiteFolder) -> None:
    """And the row says that somebody has begun. An article of drafts only is none yet."""
    translated.write("content/fi/account/password.md", "---\ntitle: Salasana\ndraft: true\n---\n\nAvaa sivu.\n")
    translated.write("content/et/account/new.md", "---\ntitle: Uus\ndraft: true\n---\n")
    fi = row(translated, "fi")
    assert (fi.state, [note.kind for note in fi.findings]) == ("missing", ["draft"])
    assert list(surveyed(translated).articles) == ["account/password"]


def test_a_copy_is_no_translation(translated: SiteFolder) -> None:
    """Text in the source's language under another language's name."""
    long = SOURCE + "Kui link ei tööta, palu uus kiri ja kontrolli ka rämpsposti kausta oma postkastis.\n"
    translated.write("content/et/account/password.md", long)
    translated.write("content/fi/account/password.md", long)
    fi = row(translated, "fi")
    assert (fi.state, fi.findings[0].kind) == ("stub", "copied")


def test_facts_are_compared_where_nobody_has_confirmed(new_site: Sites) -> None:
    """With both places."""
    wrong = TRANSLATION.replace("15 минут", "24 часа")
    site = new_site({"content/et/a.md": SOURCE, "content/ru/a.md": wrong})
    ru = row(site, "ru", "a")
    assert (ru.state, str(ru.grade)) == ("unconfirmed", "critical")
    note = ru.findings[0]
    assert (note.kind, note.place, note.source_place) == ("facts", "content/ru/a.md:8", "content/et/a.md:10")
    assert "24 часа" in note.message
    assert "15 minutit" in note.message


def test_a_folder_of_a_language_that_is_not_there_is_no_mistake(new_site: Sites) -> None:
    """Neither is a site without any article."""
    site = new_site({"content/et/a.md": SOURCE})
    assert [one.language for one in surveyed(site).rows if one.state == "missing"] == ["en", "ru", "fi"]
    assert surveyed(site).problems == ()
    empty = new_site({"content/et/a.md": ""})
    empty.delete("content/et/a.md")
    assert surveyed(empty) == Survey({}, ())


def test_line_ends_are_no_change(translated: SiteFolder) -> None:
    """A file saved on Windows, or on both systems in turn."""
    words = translated.read("content/et/account/password.md")
    translated.write("content/et/account/password.md", words.replace("\n", "\r\n", 5))
    assert states(translated)["ru"] == ("fresh", "none")


# -- mistakes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"---\ntitle: K\xe4si\n---\n", "KB101"),
        (b"---\ntitle: A\n\nText.\n", "KB102"),
        (b"---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> x\n---\n\nText.\n", "KB110"),
    ],
)
def test_what_cannot_be_read_is_never_fresh(translated: SiteFolder, content: bytes, code: str) -> None:
    """Neither the file itself, nor what was made from it; and both say why."""
    translated.write("content/ru/account/password.md", content)
    assert states(translated)["ru"] == ("unconfirmed", "none")
    assert [note.kind for note in row(translated, "ru").findings] == ["unreadable"]
    assert code in [problem.code for problem in surveyed(translated).problems]

    translated.write("content/ru/account/password.md", TRANSLATION)
    confirm(translated, "account/password", "ru")
    translated.write("content/et/account/password.md", content)
    assert states(translated)["et"] == ("missing", "none")
    assert states(translated)["ru"] == ("unconfirmed", "none")
    assert "unreadable" in [note.kind for note in row(translated, "ru").findings]


def test_a_merge_conflict_in_the_text_is_told_with_its_line(translated: SiteFolder) -> None:
    """And nothing made from it is fresh."""
    translated.replace("content/et/account/password.md", "Oota veidi.", "<<<<<<< HEAD\nOota.\n=======\nA.\n>>>>>>> b")
    assert [(p.code, p.line) for p in surveyed(translated).problems] == [("KB110", 14), ("KB110", 18)]
    assert states(translated)["ru"][0] == "stale"
    assert [note.place for note in row(translated, "et").findings][:1] == ["content/et/account/password.md:14"]


def test_a_record_changed_by_hand_is_not_believed(translated: SiteFolder) -> None:
    """It is a problem with its line."""
    translated.replace("content/ru/account/password.md", "2026-11-01", "2026-11-22")
    assert states(translated)["ru"][0] == "unconfirmed"
    assert [(p.code, p.path, p.line) for p in surveyed(translated).problems] == [
        ("KB601", "content/ru/account/password.md", 4)
    ]


def test_an_article_renamed_in_one_language_only(translated: SiteFolder) -> None:
    """Is found out by its record, in both places."""
    words = translated.read("content/ru/account/password.md")
    translated.delete("content/ru/account/password.md")
    translated.write("content/ru/account/new-password.md", words)
    missing = row(translated, "ru")
    assert (missing.state, missing.findings[0].place) == ("missing", "content/ru/account/new-password.md")
    problem = surveyed(translated).problems[0]
    assert (problem.code, problem.path, problem.line) == ("KB606", "content/ru/account/new-password.md", 4)
    assert states(translated, "account/new-password")["ru"][0] == "orphan"


def test_a_whole_article_that_was_renamed_keeps_what_was_confirmed(translated: SiteFolder) -> None:
    """In all languages at once, without “kbgen mv”."""
    for code in ("et", "ru"):
        words = translated.read(f"content/{code}/account/password.md")
        translated.delete(f"content/{code}/account/password.md")
        translated.write(f"content/{code}/account/new-password.md", words)
    assert states(translated, "account/new-password")["ru"] == ("fresh", "none")
    assert surveyed(translated).problems == ()


def test_two_files_that_claim_one_lost_article(translated: SiteFolder) -> None:
    """Neither of them is believed, whichever was found first, and whatever was believed before the second came."""
    words = translated.read("content/ru/account/password.md")
    for code in ("et", "ru"):
        text = translated.read(f"content/{code}/account/password.md")
        translated.delete(f"content/{code}/account/password.md")
        translated.write(f"content/{code}/account/z.md", text)
    assert states(translated, "account/z")["ru"] == ("fresh", "none")
    translated.write("content/ru/account/b.md", words)
    translated.write("content/et/account/b.md", SOURCE)
    for _ in range(2):
        assert states(translated, "account/b")["ru"][0] == "unconfirmed"
        assert states(translated, "account/z")["ru"][0] == "unconfirmed"
        assert [p.code for p in surveyed(translated).problems] == ["KB602", "KB602"]
    translated.delete("content/ru/account/b.md")
    assert states(translated, "account/z")["ru"] == ("fresh", "none")


def test_a_copied_file_brings_no_claim_along(translated: SiteFolder) -> None:
    """The record is that of the article that it was copied from."""
    translated.write("content/et/account/copy.md", SOURCE)
    translated.write("content/ru/account/copy.md", translated.read("content/ru/account/password.md"))
    assert states(translated, "account/copy")["ru"][0] == "unconfirmed"
    assert [p.code for p in surveyed(translated).problems] == ["KB602"]


def test_an_article_of_two_megabytes_is_surveyed(new_site: Sites) -> None:
    """In seconds, and a changed number in it is found."""
    parts = {
        "et": "".join(f"## Osa {n}\n\n{'Sõnu on palju ja veel. ' * 20}\n\n" for n in range(4300)),
        "ru": "".join(f"## Часть {n}\n\n{'Слов много и ещё. ' * 20}\n\n" for n in range(4300)),
    }
    site = new_site({"content/et/a.md": ET + parts["et"], "content/ru/a.md": RU + parts["ru"]})
    assert (site.root / "content/et/a.md").stat().st_size > 2_000_000
    confirm(site, "a", "ru")
    record = site.read("content/ru/a.md").split("\ntranslation: ")[1].split("\n")[0]
    assert len(record) < 5000
    with time_limit(60):
        assert row(site, "ru", "a").state == "fresh"
        site.replace("content/et/a.md", "## Osa 4299", "## Osa 4299 ja 15 minutit")
        assert states(site, "a")["ru"] == ("stale", "critical")


# -- git -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def committed(translated: SiteFolder) -> SiteFolder:
    """The same in a repository, committed on 1 March 2026."""
    repo = make_repo(translated.root)
    (translated.root / ".gitignore").write_text(".kbgen/\n", "utf-8")
    repo.commit()
    return translated


def commit_again(site: SiteFolder, days: int = 2) -> None:
    """A commit on the given day of March."""
    repo = make_repo(site.root)
    repo.days = days - 1
    repo.commit()


def test_with_old_words_a_typo_is_small(committed: SiteFolder) -> None:
    """Without git it is taken for more: nobody knows what stood there."""
    committed.replace("content/et/account/password.md", "vali uus parool", "valli uus parool")
    assert row(committed, "ru").grade.name == "SMALL"
    (committed.root / ".git").rename(committed.root / "elsewhere")
    (committed.root / ".kbgen/translation.db").unlink()
    assert row(committed, "ru").grade.name == "MATERIAL"


def test_what_was_found_without_git_is_not_kept_for_git(committed: SiteFolder) -> None:
    """A check leaves git alone, and what it finds must not stand in for the better answer."""
    committed.replace("content/et/account/password.md", "vali uus parool", "valli uus parool")
    grades = [one.grade.name for one in surveyed(committed, git=False).articles["account/password"]]
    assert grades == ["NONE", "NONE", "MATERIAL", "NONE"]
    assert row(committed, "ru").grade.name == "SMALL"
    assert surveyed(committed, git=False).articles["account/password"][2].grade.name == "SMALL"


def test_since_is_the_day_of_the_commit(committed: SiteFolder) -> None:
    """Of what is not committed it is today, on whichever day somebody asks."""
    committed.replace("content/et/account/password.md", "15 minutit", "24 tundi")
    assert row(committed, "ru").since == TODAY
    assert [one.since for one in survey.of_project(committed.config, date(2026, 12, 1)).rows][2] == date(2026, 12, 1)
    commit_again(committed)
    assert row(committed, "ru").since == date(2026, 3, 2)
    committed.replace("content/et/account/password.md", "Oota veidi", "Oota natuke")
    commit_again(committed, 3)
    assert row(committed, "ru").since == date(2026, 3, 2)


# -- the cache -------------------------------------------------------------------------------------------------------


def test_only_what_has_changed_is_read(translated: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing at all the second time."""
    translated.write("content/et/account/other.md", SOURCE)
    first = surveyed(translated)
    read: list[str] = []
    appraisal = survey.Surveyor.appraisal

    def noted(surveyor: survey.Surveyor, id: str) -> Appraisal:
        read.append(id)
        return appraisal(surveyor, id)

    monkeypatch.setattr(survey.Surveyor, "appraisal", noted)
    assert surveyed(translated) == first
    assert read == []
    translated.replace("content/et/account/other.md", "15 minutit", "24 tundi")
    surveyed(translated)
    assert read == ["account/other"]


def damage_nothing(path: Path) -> None:
    """Leave it as it is."""


def damage_bytes(path: Path) -> None:
    """Overwrite the middle of it."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = b"\0" * (len(data) - len(data) // 2)
    path.write_bytes(bytes(data))


def damage_all(path: Path) -> None:
    """Something else altogether."""
    path.write_bytes(b"not a database")


def damage_entry(path: Path) -> None:
    """What somebody else wrote, without the user's key."""
    with sqlite3.connect(path) as db:
        db.execute("update articles set entry = replace(entry, 'stale', 'fresh')")


def damage_schema(path: Path) -> None:
    """Of an older kbgen."""
    with sqlite3.connect(path) as db:
        db.execute("drop table articles")
        db.execute("create table articles (digest blob)")


@pytest.mark.parametrize("damage", [damage_nothing, damage_bytes, damage_all, damage_entry, damage_schema])
def test_a_damaged_or_foreign_cache_is_as_good_as_absent(
    translated: SiteFolder, damage: Callable[[Path], None]
) -> None:
    """The same is found as without it, and it is made anew."""
    translated.replace("content/et/account/password.md", "15 minutit", "24 tundi")
    expected = surveyed(translated)
    damage(translated.root / survey.FILE)
    for _ in range(2):
        assert surveyed(translated) == expected


def test_a_folder_that_cannot_be_written_does_no_harm(translated: SiteFolder) -> None:
    """A file stands where the cache's folder should be."""
    translated.write(".kbgen", "")
    assert states(translated)["ru"] == ("fresh", "none")


def test_exceptions_of_facts_count_at_once(new_site: Sites) -> None:
    """They are no article's file, and yet decide what is said of articles."""
    site = new_site({"content/et/a.md": SOURCE, "content/ru/a.md": TRANSLATION.replace("15 минут", "24 часа")})
    assert states(site, "a")["ru"] == ("unconfirmed", "critical")
    site.write("content/facts.yml", "- article: a\n")
    assert states(site, "a")["ru"] == ("unconfirmed", "none")


def test_an_article_that_comes_or_goes_elsewhere_counts_at_once(translated: SiteFolder) -> None:
    """Whether a record's old name is free decides what it is worth."""
    words = translated.read("content/ru/account/password.md")
    translated.write("content/et/b.md", SOURCE)
    translated.write("content/ru/b.md", words)
    assert states(translated, "b")["ru"][0] == "unconfirmed"
    translated.delete("content/ru/account/password.md")
    translated.delete("content/et/account/password.md")
    assert states(translated, "b")["ru"][0] == "fresh"


def test_some_articles_are_surveyed_as_in_the_whole(translated: SiteFolder) -> None:
    """Without going through the others."""
    translated.write("content/et/other.md", SOURCE)
    translated.replace("content/et/account/password.md", "15 minutit", "24 tundi")
    part = survey.of_articles(translated.config, ["account/password"], TODAY)
    assert part.articles == {"account/password": surveyed(translated, git=False).articles["account/password"]}


def test_one_article_with_all_that_is_known_of_it(translated: SiteFolder) -> None:
    """Texts, changes and record; nothing of an article that is not there."""
    translated.replace("content/et/account/password.md", "15 minutit", "24 tundi")
    known = survey.of_article(translated.config, "account/password")
    assert known is not None
    (change,) = known.assessments["ru"].source_changes
    assert change.new is not None
    assert change.new.text == "Link kehtib 24 tundi."
    assert sorted(known.texts) == ["et", "ru"]
    assert survey.of_article(translated.config, "gone") is None
