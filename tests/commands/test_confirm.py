"""``kbgen confirm`` and ``kbgen diff`` as people call them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable

import pytest

from tests.sites import SiteFolder

ET = """---
title: Parooli vahetamine
owner: Laura
---

Parooli saab vahetada kontolehel igal ajal, ka siis, kui vana parool on teada.

## Sammud

1. Avage kontoleht ja valige **Muuda parooli**.
2. Kinnitage muudatus 15 minuti jooksul.
3. Logige uue parooliga uuesti sisse kõikides seadmetes.
"""
EN = """---
title: Change your password
---

You can change your password on the account page at any time, also when you know the old one.

## Steps

1. Open the account page and choose **Change password**.
2. Confirm the change within 15 minutes.
3. Sign in again with the new password on all of your devices.
"""
ARTICLE = "account/password"


@pytest.fixture
def two(new_site: Callable[..., SiteFolder]) -> SiteFolder:
    """An article in Estonian and English, which nobody has confirmed."""
    return new_site({f"content/et/{ARTICLE}.md": ET, f"content/en/{ARTICLE}.md": EN})


def git(site: SiteFolder, *arguments: str) -> None:
    """Call git in the project, as somebody."""
    who = ("-c", "user.name=Mari", "-c", "user.email=mari@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=site.root, check=True, capture_output=True)


def record(site: SiteFolder, language: str = "en") -> str:
    """The line that confirming wrote; empty where there is none."""
    found = re.search(r"^translation: (.*)$", site.read(f"content/{language}/{ARTICLE}.md"), re.MULTILINE)
    return found[1] if found else ""


class TestConfirm:
    """The record that it writes, and what it refuses."""

    def test_writes_one_line_and_nothing_else(self, two: SiteFolder) -> None:
        called = two.kbgen("confirm", ARTICLE, "--lang", "en", "--on", "2026-11-02")
        assert (called.code, called.err) == (0, "")
        assert called.out == "content/en/account/password.md: says what “et” says\n"
        assert record(two).startswith("1 en account/password from et 2026-11-02 ")
        assert two.read(f"content/en/{ARTICLE}.md").replace(f"translation: {record(two)}\n", "") == EN
        assert two.read(f"content/et/{ARTICLE}.md") == ET

    def test_line_ends_stay(self, two: SiteFolder) -> None:
        two.write(f"content/en/{ARTICLE}.md", EN.replace("\n", "\r\n"))
        two.kbgen("confirm", ARTICLE, "--lang", "en")
        text = two.read(f"content/en/{ARTICLE}.md")
        assert text.count("\r\n") == text.count("\n") == EN.count("\n") + 1

    def test_is_idempotent(self, two: SiteFolder) -> None:
        two.kbgen("confirm", ARTICLE, "--lang", "en", "--on", "2026-11-02")
        before = record(two)
        called = two.kbgen("confirm", ARTICLE, "--lang", "en", "--on", "2026-11-20")
        assert record(two) == before
        assert "as it was already" in called.out

    def test_refuses_other_facts_until_told_otherwise(self, two: SiteFolder) -> None:
        two.replace(f"content/en/{ARTICLE}.md", "15 minutes", "24 hours")
        called = two.kbgen("confirm", ARTICLE, "--lang", "en")
        assert called.code == 1
        assert record(two) == ""
        assert "15 min" in called.err
        assert f"content/en/{ARTICLE}.md:10" in called.err
        assert two.kbgen("confirm", ARTICLE, "--lang", "en", "--despite-facts").code == 0
        assert " despite-facts " in record(two)

    def test_refuses_a_copied_text(self, two: SiteFolder) -> None:
        two.write(f"content/fi/{ARTICLE}.md", ET)
        called = two.kbgen("confirm", ARTICLE, "--lang", "fi")
        assert called.code == 1
        assert "is the text of “et”" in called.err
        assert two.kbgen("confirm", ARTICLE, "--lang", "fi", "--despite-stub").code == 0
        assert " despite-stub " in record(two, "fi")

    def test_one_refusal_does_not_keep_the_others_back(self, two: SiteFolder) -> None:
        two.write("content/et/other.md", ET)
        two.write("content/en/other.md", EN.replace("15 minutes", "15 hours"))
        called = two.kbgen_json("confirm", ARTICLE, "other", "--lang", "en", "--format", "json", code=1)
        assert [one["article"] for one in called["confirmed"]] == [ARTICLE]
        assert [one["article"] for one in called["refused"]] == ["other"]
        assert record(two)

    def test_names_another_language_that_it_was_made_from(self, two: SiteFolder) -> None:
        two.write(f"content/ru/{ARTICLE}.md", "---\ntitle: Смена пароля\n---\n\nТекст за 15 минут.\n")
        two.kbgen("confirm", ARTICLE, "--lang", "ru", "--from", "en", "--despite-stub", "--despite-facts")
        assert " from en " in record(two, "ru")
        # Once said, it holds.
        two.replace(f"content/ru/{ARTICLE}.md", "Текст", "Весь текст")
        two.kbgen("confirm", ARTICLE, "--lang", "ru", "--despite-stub", "--despite-facts")
        assert " from en " in record(two, "ru")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["nothing/here", "--lang", "en"], "there is no article nothing/here"),
            ([ARTICLE, "--lang", "et"], "“et” is the source of the article"),
            ([ARTICLE, "--lang", "ru"], "does not exist in “ru”"),
            ([ARTICLE, "--lang", "xx"], "the site has no language “xx”"),
            ([ARTICLE, "--lang", "en", "--block", "two"], "--block two is no number"),
            ([ARTICLE, "--lang", "en", "--block", "1"], "was never confirmed"),
            ([ARTICLE, "--lang", "en,ru", "--block", "1"], "--block is for one article in one language"),
        ],
    )
    def test_wrong_use_is_told(self, two: SiteFolder, arguments: list[str], message: str) -> None:
        called = two.kbgen("confirm", *arguments)
        assert called.code == 2
        assert message in called.err

    def test_refuses_a_file_with_a_merge_conflict(self, two: SiteFolder) -> None:
        two.replace(f"content/en/{ARTICLE}.md", "## Steps", "<<<<<<< HEAD\n## Steps\n=======\n## Now\n>>>>>>> other")
        called = two.kbgen("confirm", ARTICLE, "--lang", "en")
        assert called.code != 0
        assert f"content/en/{ARTICLE}.md:7" in called.err
        assert record(two) == ""

    def test_confirms_single_changes(self, two: SiteFolder) -> None:
        two.kbgen("confirm", ARTICLE, "--lang", "en")
        two.replace(f"content/et/{ARTICLE}.md", "igal ajal", "igal ajal ja tasuta")
        two.replace(f"content/et/{ARTICLE}.md", "kõikides seadmetes", "kõikides oma seadmetes ja programmides")
        assert two.kbgen("confirm", ARTICLE, "--lang", "en", "--block", "1").code == 0
        (diff,) = two.kbgen_json("diff", ARTICLE, "--to", "en", "--format", "json")["diffs"]
        assert [change["new"][:20] for change in diff["changes"]] == ["Logige uue parooliga"]
        assert two.kbgen("confirm", ARTICLE, "--lang", "en", "--block", "1").code == 0
        (diff,) = two.kbgen_json("diff", ARTICLE, "--to", "en", "--format", "json")["diffs"]
        assert (diff["state"], diff["changes"]) == ("fresh", [])


class TestDiff:
    """What changed, beside what has to follow."""

    def test_with_git_old_words_are_shown(self, two: SiteFolder) -> None:
        two.kbgen("confirm", ARTICLE, "--lang", "en")
        git(two, "init", "-q")
        git(two, "add", "-A")
        git(two, "commit", "-qm", "one")
        two.replace(f"content/et/{ARTICLE}.md", "15 minuti", "24 tunni")
        called = two.kbgen("diff", ARTICLE, "--to", "en")
        assert called.code == 0
        assert "Kinnitage muudatus [-15 minuti-]{+24 tunni+} jooksul." in called.out
        assert "Confirm the change within 15 minutes." in called.out
        assert f"content/en/{ARTICLE}.md:11" in called.out
        assert "1 of 6 paragraphs, critical" in called.out

    def test_without_git_the_new_words_are_shown(self, two: SiteFolder) -> None:
        two.kbgen("confirm", ARTICLE, "--lang", "en")
        two.replace(f"content/et/{ARTICLE}.md", "15 minuti", "24 tunni")
        called = two.kbgen("diff", ARTICLE, "--to", "en")
        assert "{+Kinnitage muudatus 24 tunni jooksul.+}" in called.out
        assert "Not all old words are known" in called.err

    def test_json_has_the_places_of_both(self, two: SiteFolder) -> None:
        two.kbgen("confirm", ARTICLE, "--lang", "en")
        two.replace(f"content/et/{ARTICLE}.md", "15 minuti", "24 tunni")
        (diff,) = two.kbgen_json("diff", ARTICLE, "--to", "en", "--format", "json")["diffs"]
        (change,) = diff["changes"]
        assert (diff["state"], diff["grade"], diff["changed"], diff["blocks"]) == ("stale", "critical", 1, 6)
        assert change["heading"] == ["Sammud"]
        assert change["place"] == f"content/et/{ARTICLE}.md:11"
        assert change["translation"]["place"] == f"content/en/{ARTICLE}.md:11"

    def test_translation_that_went_on_is_shown_beside_its_source(self, two: SiteFolder) -> None:
        two.kbgen("confirm", ARTICLE, "--lang", "en")
        two.replace(f"content/en/{ARTICLE}.md", "within 15 minutes", "within 15 minutes, or it is lost")
        (diff,) = two.kbgen_json("diff", ARTICLE, "--to", "en", "--format", "json")["diffs"]
        assert (diff["state"], diff["changes"]) == ("ahead", [])
        (change,) = diff["own_changes"]
        assert change["source"]["text"] == "Kinnitage muudatus 15 minuti jooksul."

    def test_page_is_whole_and_harmless(self, two: SiteFolder) -> None:
        two.kbgen("confirm", ARTICLE, "--lang", "en")
        two.replace(f"content/et/{ARTICLE}.md", "igal ajal", "igal ajal <script>alert(1)</script>")
        called = two.kbgen("diff", ARTICLE, "--to", "en", "--format", "html", "--output", "diff.html")
        assert (called.code, called.out) == (0, "")
        page = two.read("diff.html")
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
        assert "http" not in page

    def test_what_was_never_confirmed_says_so(self, two: SiteFolder) -> None:
        called = two.kbgen("diff", ARTICLE)
        assert "was never confirmed" in called.out
        assert "kbgen confirm account/password --lang en" in called.out

    def test_up_to_date_articles_have_no_diff(self, two: SiteFolder) -> None:
        two.kbgen("confirm", ARTICLE, "--lang", "en")
        two.settings(plugins=[{"kbgen": {"source_language": "et", "languages": ["et", "en"]}}])
        called = two.kbgen("diff", ARTICLE)
        assert called.out == ""
        assert "All translations are up to date." in called.err

    def test_no_text_moves_the_cursor(self, two: SiteFolder) -> None:
        two.kbgen("confirm", ARTICLE, "--lang", "en")
        two.replace(f"content/et/{ARTICLE}.md", "igal ajal", "igal \u202eajal\u2066 alati")
        called = two.kbgen("diff", ARTICLE, "--to", "en")
        assert not re.search("[\x1b\u202e\u2066]", called.out)
