"""What git knows of articles, in real repositories: renames, squashes, merges, clones, and where it knows nothing."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from kbgen.translation import history as history_module
from kbgen.translation.commits import Version
from kbgen.translation.history import History
from tests.repositories import Repo, make_repo

TEXT = "---\ntitle: A\n---\n\nFirst paragraph of some length.\n\nSecond paragraph, which stays.\n\nThird one.\n"


def text(word: str) -> str:
    return TEXT.replace("First", word)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return make_repo(tmp_path / "repo")


def words(root: Path, path: str = "et/a.md", *, main_line: bool = False) -> list[str]:
    """The first words of the file's texts, newest first."""
    with History(root / "content", ("et", "ru"), main_line=main_line) as history:
        return [(history.text(path, version) or "")[18:].split()[0] for version in history.versions(path)]


def reasons(root: Path) -> list[str]:
    with History(root / "content", ("et", "ru")) as history:
        assert history.versions("et/a.md") == ()
        return [gap.reason for gap in history.gaps]


def test_texts_come_newest_first_with_their_days(repo: Repo) -> None:
    """The author's day is kept when a commit is made anew; the commit's is that of the new one."""
    repo.commit(et=text("One"))
    repo.commit(et=text("Two"))
    repo.git("commit", "-q", "--amend", "--no-edit", GIT_COMMITTER_DATE="2026-05-09T12:00:00+0000")
    with History(repo.root / "content") as history:
        newest, oldest = history.versions("et/a.md")
        assert history.text("et/a.md", newest) == text("Two")
        assert (newest.commit.day, newest.commit.written) == (date(2026, 5, 9), date(2026, 3, 2))
        assert (oldest.commit.day, oldest.commit.first) == (date(2026, 3, 1), True)
        article = history.article("et/a.md", oldest)
        assert article is not None
        assert (article.id, article.language, article.title) == ("a", "et", "A")
        assert history.gaps == ()


def test_a_rename_with_an_edit_is_followed(repo: Repo) -> None:
    """Also where other languages follow in a later commit."""
    repo.commit(et=text("One"), ru=text("Один"))
    repo.move("content/et/a.md", "content/et/mail/b.md")
    repo.write("content/et/mail/b.md", text("Two"))
    repo.commit()
    repo.move("content/ru/a.md", "content/ru/mail/b.md")
    repo.commit()
    assert words(repo.root, "et/mail/b.md") == ["Two", "One"]
    assert words(repo.root, "ru/mail/b.md") == ["Один", "Один"]


def test_an_old_name_leads_to_the_same_texts(repo: Repo) -> None:
    """For a record that still has the old name."""
    repo.commit(et=text("One"))
    repo.move("content/et/a.md", "content/et/b.md")
    repo.commit()
    repo.write("content/et/b.md", text("Two"))
    repo.commit()
    assert words(repo.root, "et/a.md") == ["Two", "One", "One"]


def test_an_article_with_a_name_that_was_in_use_has_its_own_past(repo: Repo) -> None:
    """The texts of the one that was renamed do not get mixed up with it."""
    repo.commit(et=text("One"))
    repo.move("content/et/a.md", "content/et/b.md")
    repo.commit()
    repo.commit(et="---\ntitle: B\n---\n\nNew words, and nothing else that anybody knows.\n")
    assert words(repo.root, "et/a.md") == ["New"]
    assert words(repo.root, "et/b.md") == ["One", "One"]


def test_a_file_that_was_deleted_and_came_back_goes_on(repo: Repo) -> None:
    """As after a revert of the deletion."""
    repo.commit(et=text("One"))
    (repo.root / "content/et/a.md").unlink()
    repo.commit()
    repo.commit(et=text("Two"))
    assert words(repo.root) == ["Two", "One"]


def test_the_content_folder_itself_was_moved(repo: Repo) -> None:
    """From another place of the repository, twice, with edits in the same commit."""
    repo.write("docs/et/a.md", text("One"))
    repo.commit()
    repo.move("docs", "web/pages")
    repo.write("web/pages/et/a.md", text("Two"))
    repo.commit()
    repo.move("web/pages", "content")
    repo.commit()
    repo.commit(et=text("Three"))
    assert words(repo.root) == ["Three", "Two", "Two", "One"]


def test_many_files_are_renamed_and_rewritten_at_once(repo: Repo) -> None:
    """Too little is left of each for git to see it; their names tell."""
    for n in range(40):
        repo.write(f"content/et/mail/{n}.md", f"old words of number {n}\n")
        repo.write(f"content/ru/mail/{n}.md", f"старые слова {n}\n")
    repo.commit()
    for code in ("et", "ru"):
        repo.move(f"content/{code}/mail", f"content/{code}/email/setup")
        for n in range(40):
            repo.write(f"content/{code}/email/setup/{n}.md", f"{code} {n}: all is another text here\n")
    repo.commit()
    with History(repo.root / "content") as history:
        for code, word in (("et", "old words"), ("ru", "старые")):
            past = history.versions(f"{code}/email/setup/7.md")
            assert [version.path for version in past][1:] == [f"content/{code}/mail/7.md"]
            assert (history.text(f"{code}/a.md", past[1]) or "").startswith(word)


def test_a_squash_leaves_what_was_merged(repo: Repo) -> None:
    """Steps on the way to it are gone from the history, and so from the answer."""
    repo.commit(et=text("One"))
    repo.git("checkout", "-q", "-b", "work")
    repo.commit(et=text("Two"))
    repo.commit(et=text("Three"))
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--squash", "work")
    repo.commit()
    assert words(repo.root) == ["Three", "One"]


def test_a_rebase_changes_nothing_but_the_commits(repo: Repo) -> None:
    """The texts are the same."""
    repo.commit(et=text("One"))
    repo.git("checkout", "-q", "-b", "work")
    repo.commit(et=text("Two"))
    repo.git("checkout", "-q", "main")
    repo.commit(ru=text("Раз"))
    repo.git("checkout", "-q", "work")
    repo.git("rebase", "-q", "main")
    assert words(repo.root) == ["Two", "One"]


def test_a_merge_that_made_a_text_of_its_own_is_a_version(repo: Repo) -> None:
    """Both sides are known too, unless only the main line is wanted."""
    repo.commit(et=text("One"))
    repo.git("checkout", "-q", "-b", "work")
    repo.commit(et=text("Two"))
    repo.git("checkout", "-q", "main")
    repo.commit(et=TEXT.replace("First", "One").replace("Third", "Last"))
    repo.git("merge", "-q", "--no-edit", "work")
    with History(repo.root / "content") as history:
        found = [history.text("et/a.md", version) for version in history.versions("et/a.md")]
        assert found[0] == (repo.root / "content/et/a.md").read_text("utf-8")
        assert len(set(found)) == 4
    assert words(repo.root, main_line=True) == ["Two", "One", "One"]


def test_a_branch_that_used_the_old_name_is_part_of_the_past(repo: Repo) -> None:
    """The rename was made while somebody else edited the file."""
    repo.commit(et=text("One"))
    repo.git("checkout", "-q", "-b", "work")
    repo.move("content/et/a.md", "content/et/b.md")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.commit(et=text("Two"))
    repo.git("merge", "-q", "--no-edit", "work")
    assert set(words(repo.root, "et/b.md")) == {"One", "Two"}


def test_uncommitted_changes_are_no_part_of_the_past(repo: Repo) -> None:
    """Nor are staged ones; a file that was never committed has none."""
    repo.commit(et=text("One"))
    repo.write("content/et/a.md", text("Two"))
    repo.write("content/ru/a.md", text("Раз"))
    repo.git("add", "-A")
    assert words(repo.root) == ["One"]
    assert words(repo.root, "ru/a.md") == []


def test_a_shallow_clone_says_that_it_does_not_know_all(repo: Repo, tmp_path: Path) -> None:
    """And from when on it knows something."""
    for word in ("One", "Two", "Three"):
        repo.commit(et=text(word))
    repo.git("clone", "-q", "--depth", "2", f"file://{repo.root}", str(tmp_path / "clone"))
    assert words(tmp_path / "clone") == ["Three", "Two"]
    with History(tmp_path / "clone/content") as history:
        (gap,) = history.gaps
        assert gap.reason == "the clone is shallow: nothing is known from before 2026-03-02"
        assert history.versions("et/a.md")[-1].commit.first


def test_a_partial_clone_fetches_nothing(repo: Repo, tmp_path: Path) -> None:
    """Its remote may be far away, or a program; what it lacks is not known."""
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.commit(et=text("One"))
    repo.move("content/et/a.md", "content/et/b.md")
    repo.write("content/et/b.md", text("Two"))
    repo.commit()
    repo.git("clone", "-q", "--filter=blob:none", f"file://{repo.root}", str(tmp_path / "clone"))
    with History(tmp_path / "clone/content") as history:
        past = history.versions("et/b.md")
        assert history.text("et/b.md", past[0]) == text("Two")
        old = history.versions("et/a.md")
        assert [history.text("et/a.md", version) for version in old] == [None] * len(old)
        assert history.text("et/b.md", past[0]) == text("Two")


def test_a_worktree_has_the_history_of_its_branch(repo: Repo, tmp_path: Path) -> None:
    """Though its .git is a file."""
    repo.commit(et=text("One"))
    repo.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "other")
    repo.commit(et=text("Two"))
    assert words(tmp_path / "tree") == ["One"]


@pytest.mark.parametrize("below", ["", "projects/help [1]/"])
def test_the_repository_may_begin_above_the_project(repo: Repo, below: str) -> None:
    """Even where the folder's name has characters that mean something to git."""
    for word in ("One", "Two"):
        repo.write(f"{below}content/et/a.md", text(word))
        repo.commit()
    assert words(repo.root / below) == ["Two", "One"]


def test_the_repository_may_begin_at_the_content_or_at_a_language(tmp_path: Path) -> None:
    """As a submodule does; the project's own repository then knows nothing of the files in it."""
    russian = make_repo(tmp_path / "russian")
    russian.write("a.md", text("Раз"))
    russian.commit()
    whole = make_repo(tmp_path / "repo")
    whole.commit(et=text("One"))
    whole.git("submodule", "--quiet", "add", str(russian.root), "content/ru")
    whole.commit()
    assert words(whole.root) == ["One"]
    assert words(whole.root, "ru/a.md") == ["Раз"]
    content = make_repo(tmp_path / "project/content")
    content.write("et/a.md", text("Two"))
    content.commit()
    assert words(tmp_path / "project") == ["Two"]


def test_a_link_to_a_file_and_a_binary_file_have_no_text(repo: Repo) -> None:
    """They give nothing, and nothing fails."""
    repo.write("content/et/b.md", text("One"))
    (repo.root / "content/et/a.md").symlink_to("b.md")
    (repo.root / "content/et/c.md").write_bytes(b"\xff\xfe\x00")
    repo.commit()
    with History(repo.root / "content") as history:
        assert history.versions("et/a.md") == ()
        (version,) = history.versions("et/c.md")
        assert history.text("et/c.md", version) is None
        assert history.article("et/c.md", version) is None


def test_without_a_repository_nothing_is_known(tmp_path: Path) -> None:
    """The folder exists, or it does not."""
    (tmp_path / "content").mkdir()
    assert reasons(tmp_path) == ["the articles are in no git repository"]
    assert reasons(tmp_path / "nowhere") == [f"there is no folder {tmp_path / 'nowhere/content'}"]


def test_before_the_first_commit_nothing_is_known(repo: Repo) -> None:
    """The branch is not born yet."""
    repo.write("content/et/a.md", TEXT)
    assert reasons(repo.root) == ["nothing has been committed yet"]


def test_without_git_nothing_is_known(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The reason says so."""
    repo.commit(et=TEXT)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reasons(repo.root) == ["there is no program “git” on this computer"]


def test_a_repository_of_somebody_else_is_not_read(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """git refuses, and the hint says how to trust it."""
    repo.commit(et=TEXT)
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    monkeypatch.setenv("HOME", str(repo.root))
    for folder in (repo.root, repo.root / ".git", repo.root / "content"):
        os.chown(folder, 12345, 12345)
    with History(repo.root / "content") as history:
        (gap,) = history.gaps
        assert "belongs to somebody else" in gap.reason
        assert "safe.directory" in gap.hint


def test_a_damaged_repository_is_a_reason(repo: Repo) -> None:
    """git's own words are in it."""
    repo.commit(et=TEXT)
    head = repo.git("rev-parse", "HEAD^{tree}")
    (repo.root / f".git/objects/{head[:2]}/{head[2:]}").unlink()
    (reason,) = reasons(repo.root)
    assert reason.startswith("git gave no answer: ")


def test_no_program_of_the_repository_runs(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what its settings name nor what the environment names."""
    repo.commit(et=text("One"))
    repo.commit(et=text("Two"))
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "diff.x.textconv", "filter.x.smudge"):
        repo.git("config", name, str(trap))
    repo.git("config", "log.showSignature", "true")
    repo.write(".gitattributes", "*.md diff=x filter=x\n")
    hooks = repo.root / ".git/hooks"
    for name in ("post-index-change", "reference-transaction"):
        (hooks / name).write_text(trap.read_text())
        (hooks / name).chmod(0o755)
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(trap))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "sprung"))
    assert words(repo.root) == ["Two", "One"]
    assert not (tmp_path / "sprung").exists()


def test_settings_of_the_user_change_nothing(repo: Repo, tmp_path: Path) -> None:
    """Whatever people like their own logs to look like."""
    repo.commit(et=text("One"))
    repo.git("checkout", "-q", "-b", "work")
    repo.move("content/et/a.md", "content/et/ä.md")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.commit(ru=text("Раз"))
    repo.git("merge", "-q", "--no-edit", "work")
    both = [words(repo.root, "et/ä.md", main_line=main_line) for main_line in (False, True)]
    assert both == [["One", "One"]] * 2
    liked = """
        log.diffMerges=off log.showRoot=false log.date=relative log.decorate=full log.abbrevCommit=true
        diff.renames=false diff.relative=true diff.renameLimit=1 diff.noprefix=true color.ui=always
        core.quotePath=true core.abbrev=5 format.pretty=oneline i18n.logOutputEncoding=UTF-16
    """
    for setting in liked.split():
        repo.git("config", *setting.split("=", 1))
    assert [words(repo.root, "et/ä.md", main_line=main_line) for main_line in (False, True)] == both


def test_a_log_is_kept_until_another_commit_is_checked_out(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it is read anew; a damaged file is none."""

    def past() -> list[Version]:
        with History(repo.root / "content", cache=tmp_path / "cache") as history:
            return [*history.versions("et/a.md"), *history.versions("et/none.md")]

    repo.commit(et=text("One"))
    repo.move("content/et/a.md", "content/et/b.md")
    repo.commit()
    repo.move("content/et/b.md", "content/et/a.md")
    repo.commit()
    first = past()
    assert [version.path for version in first] == ["content/et/a.md", "content/et/b.md", "content/et/a.md"]
    with monkeypatch.context() as patched:
        patched.setattr(history_module, "read_log", None)
        assert past() == first
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    for damaged in (b"", b"[]", b"{}", whole[:-5], b"\xff"):
        file.write_bytes(damaged)
        assert past() == first
        assert file.read_bytes() == whole
    file.write_bytes(whole.replace(first[0].blob.encode(), b"--all"))
    assert past() == []
    repo.commit(et=text("Two"))
    assert len(past()) == 4
