"""Which version of its source a translation was made from: from commits, from structure and facts, and from neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from kbgen.articles.front_matter import parse
from kbgen.translation.adopt import Proposal, Stage, Sureness, propose
from kbgen.translation.commits import Commit
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from tests.repositories import Repo
from tests.sites import SiteFolder, make_site

ET = (
    "---\ntitle: Posti seadistamine\ndescription: Serverid.\n---\n\n"
    "Ava oma arvutis postiprogramm.\n\n## Server\n\nKirjuta serveri nimeks `mail.example.com`.\n\n"
    "Vali pordiks 993.\n\nMuudatus jõustub 15 minutiga.\n"
)
EN = (
    "---\ntitle: Set up mail\ndescription: Servers.\n---\n\n"
    "Open the mail program on your computer.\n\n## Server\n\nWrite `mail.example.com` as the server's name.\n\n"
    "Choose port 993.\n\nThe change takes effect in 15 minutes.\n"
)
FI = (
    "---\ntitle: Sähköpostin asetukset\ndescription: Palvelimet.\n---\n\n"
    "Avaa sähköpostiohjelma tietokoneella.\n\n## Palvelin\n\nKirjoita palvelimen nimeksi `mail.example.com`.\n\n"
    "Valitse portiksi 993.\n\nMuutos tulee voimaan 24 tunnissa.\n"
)
STEP_ET = "\n## Telefon\n\nTee sama telefonis.\n"
STEP_EN = "\n## Phone\n\nDo the same on the phone.\n"
WORDS_ET = ET.replace("Ava oma arvutis", "Käivita kõigepealt oma arvutis").replace("Vali pordiks", "Pordi number olgu")
WORDS_EN = EN.replace("Open the mail", "First start the mail").replace("Choose port", "The port's number is")


def text(words: str, language: str) -> Text:
    article, problems = parse(words, id="a", language=language, path="a.md")
    assert article is not None, problems
    return text_of(article, facts_of)


def stages(language: str, *days: tuple[int, str]) -> list[Stage]:
    """Texts with the days on which they were committed; day 0 is the first commit of all."""
    begin = date(2026, 3, 1)
    return [
        Stage(text(words, language), Commit(f"{day}", begin + timedelta(day), begin, day, day == 0))
        for day, words in days
    ]


def proposed(source: Sequence[tuple[int, str]], own: Sequence[tuple[int, str]]) -> tuple[str, Sureness, int]:
    """The commit of the source that is proposed, how surely, and how many stages came after it."""
    found: Proposal = propose(stages("et", *source), stages("en", *own))
    assert found.basis is not None
    assert found.basis.commit is not None
    return found.basis.commit.id, found.sureness, found.later


def test_a_translation_that_came_after_its_source_was_made_from_it() -> None:
    """And what the source has changed since has not been followed."""
    assert proposed([(1, ET), (5, ET + STEP_ET)], [(3, EN)]) == ("1", Sureness.SURE, 1)


def test_both_in_one_commit_belong_together() -> None:
    """The same place in the history counts as before."""
    assert proposed([(1, ET), (4, WORDS_ET)], [(4, WORDS_EN)]) == ("4", Sureness.SURE, 0)


def test_a_typo_in_the_translation_does_not_say_that_the_source_was_read() -> None:
    """The words of the source had changed elsewhere before; so it is less sure than without it."""
    slip = EN.replace("computer", "computr")
    assert proposed([(1, ET), (4, WORDS_ET)], [(2, slip), (6, EN)]) == ("1", Sureness.LIKELY, 1)


def test_an_update_of_the_same_blocks_follows_the_source() -> None:
    """Though most of the text stayed as it was."""
    assert proposed([(1, ET), (4, WORDS_ET)], [(2, EN), (6, WORDS_EN)]) == ("4", Sureness.SURE, 0)


def test_a_new_section_that_was_translated_later_follows_the_source() -> None:
    """The last of three states is the one."""
    source = [(1, ET), (4, WORDS_ET), (8, WORDS_ET + STEP_ET)]
    assert proposed(source, [(2, EN), (6, WORDS_EN), (9, WORDS_EN + STEP_EN)]) == ("8", Sureness.SURE, 0)
    assert proposed(source, [(2, EN), (9, WORDS_EN)]) == ("4", Sureness.LIKELY, 1)


def test_a_reformatting_of_all_files_tells_nothing() -> None:
    """Neither of the source nor of the translation."""

    def wrapped(words: str) -> str:
        return words.replace(" serveri", "\nserveri").replace(" the server", "\nthe server").replace("##", "## ")

    source = [(1, ET), (4, WORDS_ET), (7, wrapped(WORDS_ET))]
    assert proposed(source, [(2, EN), (7, wrapped(EN))]) == ("1", Sureness.SURE, 1)


def test_a_commit_for_all_languages_does_not_make_up_for_what_was_missed() -> None:
    """A new name of the server everywhere, after the words of the source had changed alone."""
    new_name = ("mail.example.com", "imap.example.com")
    source = [(1, ET), (4, WORDS_ET + STEP_ET), (7, (WORDS_ET + STEP_ET).replace(*new_name))]
    assert proposed(source, [(2, EN), (7, EN.replace(*new_name))])[0] == "1"


def test_what_was_there_from_the_first_commit_on_is_told_by_its_structure() -> None:
    """Somebody has put all files into git at once, whatever they were made from."""
    assert proposed([(0, ET)], [(0, EN)]) == ("0", Sureness.LIKELY, 0)
    assert proposed([(0, ET + STEP_ET + STEP_ET)], [(0, EN)])[1] is Sureness.UNSURE


def test_a_translation_that_was_committed_before_its_source() -> None:
    """It has the new section and the new time, so it was not made from the old text."""
    long = "".join(f"\n## Osa {n}\n\nLoe `fail-{n}.txt`.\n" for n in range(4))
    assert proposed([(1, ET), (6, ET + long)], [(5, EN + long)]) == ("6", Sureness.LIKELY, 0)


def test_without_commits_only_texts_in_step_are_found() -> None:
    """The rest is unsure, and says why."""

    def found(source: str, own: str) -> Proposal:
        return propose([Stage(text(source, "et"))], [Stage(text(own, "en"))])

    in_step = found(ET, EN)
    assert (in_step.sureness, in_step.basis is not None) == (Sureness.LIKELY, True)
    other_facts = found(ET, EN.replace("15 minutes", "24 hours"))
    assert (other_facts.sureness, other_facts.basis) == (Sureness.UNSURE, None)
    assert other_facts.reason == "facts differ, and no older version is known"
    assert found(ET + STEP_ET, EN).reason == "structure differs, and no older version is known"


# -- the command ---------------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return make_site(tmp_path, {"content/et/a.md": ET})


@pytest.fixture
def repo(site: SiteFolder) -> Repo:
    repo = Repo(site.root)
    repo.git("init", "-q", "-b", "main")
    repo.commit()
    return repo


def test_records_are_proposed_and_written_on_request(site: SiteFolder, repo: Repo) -> None:
    """The one of an old version makes the translation stale at once; a second run finds nothing to do."""
    made_from = repo.git("rev-parse", "HEAD")
    repo.commit(en=EN)
    repo.commit(et=ET.replace("15 minutiga", "24 tunniga"))
    before = site.read("content/en/a.md")
    (row,) = site.kbgen_json("adopt", "--format", "json")["adoptions"]
    assert site.read("content/en/a.md") == before
    assert (row["language"], row["commit"], row["sureness"]) == ("en", made_from, "sure")
    assert (row["changed"], row["blocks"], row["grade"]) == (1, 7, "critical")
    shown = site.kbgen("adopt")
    assert f"et of 2026-03-01 ({made_from[:8]})  sure      1 of 7 blocks, critical" in shown.out
    assert "Nothing was written" in shown.err
    written = site.kbgen("adopt", "--write")
    assert (written.code, written.err.strip().splitlines()[-1]) == (0, "1 written")
    after = site.read("content/en/a.md")
    assert after == before.replace("Servers.\n", f"Servers.\ntranslation: {row['record']}\n")
    assert " adopted " in row["record"]
    assert site.kbgen("adopt").err.strip() == "0 translations without a record"


def test_only_what_is_sure_enough_is_written(site: SiteFolder) -> None:
    """Without git nothing is sure, and it says why."""
    site.write("content/en/a.md", EN)
    site.write("content/fi/a.md", FI)
    called = site.kbgen("adopt", "--write", "--sureness", "sure")
    assert "the articles are in no git repository" in called.err
    assert called.err.strip().splitlines()[-1] == "0 written"
    assert site.kbgen("adopt", "--write", "--sureness", "unsure").err.strip().splitlines()[-1] == "1 written"
    assert "translation: 1 en a from et " in site.read("content/en/a.md")
    assert "translation:" not in site.read("content/fi/a.md")


def test_a_copied_text_gets_no_record(site: SiteFolder, repo: Repo) -> None:
    """It is no translation, whatever git says."""
    long = ET + "".join(
        f"\nSee on eesti keeles kirjutatud lõik number {n}, mida keegi ei tõlkinud.\n" for n in range(9)
    )
    repo.commit(et=long)
    repo.commit(en=long)
    (row,) = site.kbgen_json("adopt", "--format", "json", "--write", "--sureness", "unsure")["adoptions"]
    assert (row["stub"], row["record"]) == ("copied", None)
    assert site.read("content/en/a.md") == long


def test_a_damaged_record_is_left_to_people(site: SiteFolder, repo: Repo) -> None:
    """It is no unknown history: somebody has to look at it."""
    damaged = EN.replace("Servers.\n", "Servers.\ntranslation: 1 en a from et 2026-01-01 x y z\n")
    repo.commit(en=damaged)
    assert site.kbgen_json("adopt", "--format", "json")["adoptions"] == []


def test_a_mistyped_article_is_wrong_use(site: SiteFolder) -> None:
    """With the nearest that there is."""
    called = site.kbgen("adopt", "b")
    assert (called.code, "there is no article b" in called.err) == (2, True)
