"""The story of an article and its translations, with git and without: after each turn, what a careful editor says."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.sites import SiteFolder

ARTICLE = "account/password"
ET = """---
title: Parooli vahetamine
description: Kuidas kontole uus parool panna.
---

Parooli saab vahetada kontolehel igal ajal, ka siis, kui vana parool on ununenud ja seda enam kuskil kirjas ei ole.

## Uue parooli määramine

1. Avage kontoleht ja valige **Muuda parooli**.
2. Kinnitage muudatus 15 minuti jooksul lingiga, mille saadame teie postkasti.
3. Logige uue parooliga uuesti sisse kõikides seadmetes.

## Kui kiri ei tule

Vaadake kõigepealt rämpsposti kausta ja kontrollige, kas aadress on õige.

## Kui konto on lukus

Kirjutage meile aadressil abi@example.com, siis teeme konto lahti ja ütleme, mis juhtus.
"""
EN = """---
title: Change your password
description: How to give your account a new password.
---

You can change your password on the account page at any time, even if you have forgotten the old one completely.

## Set a new password

1. Open the account page and choose **Change password**.
2. Confirm the change within 15 minutes by the link that we send to your mailbox.
3. Sign in again with the new password on all of your devices.

## If no message arrives

Look into your spam folder first, and make sure that the address is right.

## If the account is locked

Write to us at abi@example.com, and we will unlock the account and tell you what happened.
"""
RU = """---
title: Смена пароля
description: Как задать новый пароль для учётной записи.
---

Пароль можно сменить на странице учётной записи в любое время, даже если старый пароль вы уже совсем забыли.

## Как задать новый пароль

1. Откройте страницу учётной записи и нажмите **Изменить пароль**.
2. Подтвердите изменение в течение 15 минут по ссылке, которую мы пришлём на вашу почту.
3. Войдите заново с новым паролем на всех своих устройствах.

## Если письмо не пришло

Сначала проверьте папку со спамом и убедитесь, что адрес указан верно.

## Если учётная запись заблокирована

Напишите нам на abi@example.com, и мы разблокируем учётную запись и объясним, что произошло.
"""
SPAM = "## Kui kiri ei tule\n\nVaadake kõigepealt rämpsposti kausta ja kontrollige, kas aadress on õige.\n\n"
STEP = "3. Logige"


@dataclass(frozen=True)
class Story:
    """A small site on which things happen. ``git``: whether it is kept in git; then every turn is a commit."""

    site: SiteFolder
    has_git: bool

    def __post_init__(self) -> None:
        if self.has_git:
            self.git("init", "-q")
        self.turn()

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=Mari", "-c", "user.email=mari@example.com", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *arguments], cwd=self.site.root, check=True, capture_output=True)

    def turn(self) -> None:
        """What was done is committed."""
        if self.has_git:
            self.git("add", "-A", "content")
            self.git("commit", "-q", "--allow-empty", "-m", "a turn")

    def edit(self, language: str, old: str, new: str) -> None:
        self.site.replace(f"content/{language}/{ARTICLE}.md", old, new)
        self.turn()

    def call(self, *arguments: str, code: int = 0) -> str:
        called = self.site.kbgen(*arguments)
        assert called.code == code, called.err
        return called.out

    def ask(self, *arguments: str) -> Any:
        return json.loads(self.call(*arguments, "--format", "json"))

    def confirm(self, *languages: str, article: str = ARTICLE) -> None:
        self.call("confirm", article, "--lang", ",".join(languages), "--on", "2026-11-02")
        self.turn()

    def gap(self, language: str, article: str = ARTICLE) -> dict[str, Any]:
        """The row of the article in a language."""
        (row,) = [
            row for row in self.ask("gaps")["articles"] if (row["article"], row["language"]) == (article, language)
        ]
        return dict(row)

    def state(self, language: str, article: str = ARTICLE) -> tuple[str, str, int]:
        row = self.gap(language, article)
        return row["state"], row["grade"], row["changed"]

    def diff(self, language: str) -> dict[str, Any]:
        (found,) = self.ask("diff", ARTICLE, "--to", language)["diffs"]
        return dict(found)

    def next_for(self, reads: str) -> list[dict[str, Any]]:
        return list(self.ask("next", "--reads", reads, "--minutes", "60")["pieces"])

    def notice(self, language: str) -> bool:
        """Whether the built page tells its readers that it is out of date."""
        self.site.build(jobs=1, keep_going=True)
        return "admonition warning kb-notice" in self.site.page(f"{language}/{ARTICLE}/")


@pytest.fixture(params=["git", "no git"])
def story(request: pytest.FixtureRequest, new_site: Callable[..., SiteFolder]) -> Story:
    """The article in Estonian, English and Russian, both translations confirmed. Finnish is missing."""
    files = {f"content/{code}/{ARTICLE}.md": text for code, text in (("et", ET), ("en", EN), ("ru", RU))}
    one = Story(new_site(files), request.param == "git")
    one.confirm("en", "ru")
    return one


def test_in_the_beginning(story: Story) -> None:
    assert story.state("et") == ("fresh", "none", 0)
    assert story.state("en") == story.state("ru") == ("fresh", "none", 0)
    assert story.state("fi") == ("missing", "none", 0)
    assert not story.notice("en")
    assert story.ask("facts")["findings"] == []


def test_typo_in_the_source(story: Story) -> None:
    """With the old words it is seen to be small; without them a change of words is one."""
    story.edit("et", "kuskil kirjas", "kusagil kirjas")
    grade = "small" if story.has_git else "material"
    assert story.state("en") == ("stale", grade, 1)
    assert not story.notice("en")
    (change,) = story.diff("en")["changes"]
    assert change["grade"] == grade
    assert change["translation"]["text"].startswith("You can change your password")


def test_comma_in_the_source(story: Story) -> None:
    """Known to be cosmetic with git and without."""
    story.edit("et", "Vaadake kõigepealt rämpsposti kausta ja", "Vaadake kõigepealt rämpsposti kausta, ja")
    assert story.state("en")[:2] == ("stale", "cosmetic")
    assert not story.notice("en")


def test_lines_wrapped_anew(story: Story) -> None:
    story.edit("et", "kui vana parool on ununenud", "kui vana parool\non ununenud   ")
    assert story.state("en") == ("fresh", "none", 0)


def test_quarter_of_an_hour_becomes_a_day(story: Story) -> None:
    story.edit("et", "15 minuti", "24 tunni")
    assert story.state("en") == story.state("ru") == ("stale", "critical", 1)
    assert story.notice("en")
    assert story.notice("ru")
    assert not story.notice("et")
    (change,) = story.diff("ru")["changes"]
    assert change["heading"] == ["Uue parooli määramine"]
    assert change["translation"]["text"].startswith("Подтвердите изменение в течение 15 минут")
    assert (change["old"] is not None) == story.has_git
    assert story.call("gaps", "--fail-on", "critical", code=1)
    first = story.next_for("et,ru")[0]
    assert (first["article"], first["language"]) == (ARTICLE, "ru")
    assert first["parts"][0]["place"] == f"content/ru/{ARTICLE}.md:{change['translation']['place'].rpartition(':')[2]}"


def test_reverted(story: Story) -> None:
    story.edit("et", "15 minuti", "24 tunni")
    story.edit("et", "24 tunni", "15 minuti")
    assert story.state("en") == ("fresh", "none", 0)
    assert not story.notice("en")
    assert story.diff("en")["changes"] == []


def test_new_step(story: Story) -> None:
    story.edit("et", STEP, "3. Sulgege kõik teised aknad, mis on veel lahti.\n4. Logige")
    assert story.state("en") == ("stale", "material", 1)
    (change,) = story.diff("en")["changes"]
    assert (change["kind"], change["translation"]) == ("added", None)
    assert change["after"]["text"].startswith("Confirm the change")
    assert not story.notice("en")


def test_moved_section(story: Story) -> None:
    """Nothing new is said, so it is small; and what moved is named, not what it passed."""
    text = story.site.read(f"content/et/{ARTICLE}.md")
    story.site.write(f"content/et/{ARTICLE}.md", text.replace(SPAM, "") + "\n" + SPAM)
    story.turn()
    state, grade, changed = story.state("en")
    assert (state, grade) == ("stale", "small")
    assert changed == 2
    assert {change["kind"] for change in story.diff("en")["changes"]} == {"moved"}


def test_translation_goes_on_by_itself(story: Story) -> None:
    story.edit("ru", "убедитесь, что адрес указан верно", "убедитесь, что адрес указан верно и без опечаток")
    assert story.state("ru")[0] == "ahead"
    assert story.state("en") == ("fresh", "none", 0)
    (change,) = story.diff("ru")["own_changes"]
    assert change["source"]["text"].startswith("Vaadake kõigepealt")
    assert not story.notice("ru")


def test_both_go_on(story: Story) -> None:
    story.edit("et", "15 minuti", "24 tunni")
    story.edit("ru", "Сначала проверьте папку", "Прежде всего проверьте папку")
    assert story.state("ru")[:2] == ("diverged", "critical")
    assert story.notice("ru")


def test_translation_follows_and_is_confirmed(story: Story) -> None:
    """Saving is not confirming: until somebody says so, both have moved. Readers need no notice any more."""
    story.edit("et", "15 minuti", "24 tunni")
    story.edit("en", "15 minutes", "24 hours")
    assert story.state("en")[0] == "diverged"
    assert not story.notice("en")
    story.confirm("en")
    assert story.state("en") == ("fresh", "none", 0)
    assert story.state("ru") == ("stale", "critical", 1)


def test_unfollowed_fact_is_not_confirmed(story: Story) -> None:
    story.edit("et", "15 minuti", "24 tunni")
    story.call("confirm", ARTICLE, "--lang", "en", code=1)
    assert story.state("en") == ("stale", "critical", 1)


def test_article_moves_by_command(story: Story) -> None:
    story.call("mv", ARTICLE, "account/new-password")
    story.turn()
    assert story.state("en", "account/new-password") == ("fresh", "none", 0)
    assert story.gap("en", "account/new-password")["findings"] == []


def test_article_moves_by_hand(story: Story) -> None:
    """A rename in all languages keeps its records, and its old words."""
    for code in ("et", "en", "ru"):
        shutil.move(
            story.site.root / f"content/{code}/{ARTICLE}.md", story.site.root / f"content/{code}/account/new.md"
        )
    story.turn()
    assert story.state("en", "account/new") == ("fresh", "none", 0)
    story.site.replace("content/et/account/new.md", "kuskil kirjas", "kusagil kirjas")
    story.turn()
    assert story.state("en", "account/new") == ("stale", "small" if story.has_git else "material", 1)


def test_article_moves_in_one_language_only(story: Story) -> None:
    """Then it is another article: the old one lacks a translation, and nothing is taken for confirmed by mistake."""
    shutil.move(story.site.root / f"content/en/{ARTICLE}.md", story.site.root / "content/en/account/new.md")
    story.turn()
    assert story.state("en")[0] == "missing"
    assert story.state("en", "account/new")[0] in ("orphan", "fresh")
    assert story.gap("en", "account/new")["findings"] != []


def test_history_is_squashed(story: Story) -> None:
    if not story.has_git:
        pytest.skip("nothing to squash")
    story.edit("et", "kuskil kirjas", "kusagil kirjas")
    before = story.gap("en")
    story.git("checkout", "-q", "--orphan", "squashed")
    story.git("commit", "-qm", "everything")
    story.git("branch", "-D", "main")
    story.git("reflog", "expire", "--expire=now", "--all")
    story.git("gc", "-q", "--prune=now")
    after = story.gap("en")
    assert (before["state"], after["state"]) == ("stale", "stale")
    # The old words are gone for good; that something has changed is still known.
    assert after["grade"] in ("small", "material")


def test_file_copied_to_begin_a_language(story: Story) -> None:
    """The record comes along with the copy, and claims nothing."""
    text = story.site.read(f"content/en/{ARTICLE}.md")
    story.site.write(f"content/fi/{ARTICLE}.md", text)
    story.turn()
    row = story.gap("fi")
    assert row["state"] == "stub"
    assert {"record", "copied"} & {finding["kind"] for finding in row["findings"]}
    story.call("confirm", ARTICLE, "--lang", "fi", code=1)


def test_translation_of_a_translation(story: Story) -> None:
    """It is fresh while the text that it was made from stands; that this one is out of date itself is a finding."""
    story.call("confirm", ARTICLE, "--lang", "ru", "--from", "en", "--on", "2026-11-03")
    story.edit("et", "15 minuti", "24 tunni")
    row = story.gap("ru")
    assert (row["state"], row["source"]) == ("fresh", "en")
    assert [finding["kind"] for finding in row["findings"]] == ["second-hand"]
    assert story.state("en") == ("stale", "critical", 1)
