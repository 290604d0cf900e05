"""The content folder as it is read: articles, other files, and what cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.articles.files import Content, read
from tests.sites import SiteFolder, make_site

A = "---\ntitle: A\ndescription: D.\n---\n\nText.\n"


@pytest.fixture
def folder(tmp_path: Path) -> SiteFolder:
    """A content folder with one article in it."""
    return make_site(tmp_path / "site", {"content/et/a.md": A})


def content(site: SiteFolder) -> Content:
    return read(site.root / "content", ("et", "en", "ru"))


def ids(found: Content) -> list[tuple[str, str]]:
    return [(article.language, article.id) for article in found.articles]


def told(found: Content) -> list[tuple[str, str, int]]:
    return [(p.code, p.path, p.line) for p in found.problems]


def link(site: SiteFolder, path: str, target: str) -> None:
    """A symbolic link at ``path``; the target is written as it is."""
    place = site.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def test_articles_are_the_markdown_files_of_the_languages(folder: SiteFolder) -> None:
    """At any depth; their ids have no language and no ending."""
    folder.write("content/en/dns/advanced/zones.md", A)
    folder.write("content/ru/index.md", A)
    assert ids(content(folder)) == [("en", "dns/advanced/zones"), ("et", "a"), ("ru", "index")]


def test_other_files_are_published_as_they_are(folder: SiteFolder) -> None:
    """Beside the articles, and in folders that all languages share."""
    folder.write("content/et/a.pdf", b"%PDF")
    folder.write("content/assets/logo.svg", "<svg/>")
    folder.write("content/assets/notes.md", A)
    found = content(folder)
    assert [asset.path for asset in found.assets] == ["assets/logo.svg", "et/a.pdf"]
    assert ids(found) == [("et", "a")]


def test_hidden_files_and_folders_are_left_alone(folder: SiteFolder) -> None:
    """Editors and version control put them there."""
    folder.write("content/et/.a.md.swp", "x")
    folder.write("content/.git/et/b.md", A)
    found = content(folder)
    assert (ids(found), found.assets, told(found)) == ([("et", "a")], (), [])


def test_lists_at_the_top_are_read_not_published(folder: SiteFolder) -> None:
    """popular.yml and tombstones.yml speak to kbgen."""
    folder.write("content/popular.yml", "\ufeff- a\n")
    found = content(folder)
    assert found.control == {"popular.yml": "- a\n"}
    assert found.assets == ()


def test_missing_and_empty_folders_are_empty(tmp_path: Path) -> None:
    """A new site has no articles yet."""
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "missing"):
        assert read(path, ("et",)) == Content((), (), {}, ())


@pytest.mark.parametrize("name", ["minu kirjed", "Записи", "😀", "a'b\"c", "a&b", "1%", "a#b", "-x", "näide"])
def test_names_may_hold_anything_that_a_disk_allows(folder: SiteFolder, name: str) -> None:
    """Spaces, Cyrillic and emoji in files and folders."""
    folder.write(f"content/et/{name}/{name}.md", A)
    found = content(folder)
    assert ("et", f"{name}/{name}") in ids(found)
    assert told(found) == []


@pytest.mark.parametrize("name", ["Foo/x.md", "foo/X.md", "foo/x.md"])
def test_names_that_differ_only_in_case_are_different_files(folder: SiteFolder, name: str) -> None:
    """Reading is exact; addresses are compared later."""
    folder.write("content/et/foo/y.md", A)
    folder.write(f"content/et/{name}", A)
    assert ("et", name.removesuffix(".md")) in ids(content(folder))


@pytest.mark.parametrize("size", [0, 1, 2_000_000])
def test_files_may_be_empty_or_huge(folder: SiteFolder, size: int) -> None:
    """Two megabytes are read like two bytes."""
    folder.write("content/en/big.md", "x" * size)
    bodies = {article.id: article.body for article in content(folder).articles}
    assert len(bodies["big"]) == size


def test_latin_1_is_told_with_the_line_of_the_first_wrong_byte(folder: SiteFolder) -> None:
    """And the other articles are read all the same."""
    folder.write("content/en/b.md", "---\ntitle: B\n---\n\nKäsi\n".encode("latin-1"))
    found = content(folder)
    assert told(found) == [("KB101", "content/en/b.md", 5)]
    assert ids(found) == [("et", "a")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_encodings_are_told(folder: SiteFolder, encoding: str) -> None:
    """Notepad's “Unicode” is not UTF-8."""
    folder.write("content/en/b.md", A.encode(encoding))
    assert [(code, path) for code, path, _ in told(content(folder))] == [("KB101", "content/en/b.md")]


@pytest.mark.parametrize("name", ["readme.txt", "et", "b.md"])
def test_file_in_no_languages_folder_is_told(tmp_path: Path, name: str) -> None:
    """Nobody would find it on the site."""
    site = make_site(tmp_path / "site", {f"content/{name}": A})
    assert told(content(site)) == [("KB109", f"content/{name}", 0)]


def test_folder_of_a_language_that_the_site_does_not_have_is_told(folder: SiteFolder) -> None:
    """Once, not for each file in it."""
    folder.write("content/fi/a.md", A)
    folder.write("content/fi/b.md", A)
    found = content(folder)
    assert told(found) == [("KB109", "content/fi", 0)]
    assert ids(found) == [("et", "a")]


@pytest.mark.parametrize("name", ["English", "english", "EN", "eesti"])
def test_folder_that_is_called_as_a_language_is_told(folder: SiteFolder, name: str) -> None:
    """Whoever makes it does not know that folders have codes; its articles would be missing without a word."""
    folder.write(f"content/{name}/b.md", A)
    (problem,) = content(folder).problems
    assert (problem.code, problem.path) == ("KB109", f"content/{name}")
    assert problem.hint == f"move the articles to content/{'et' if name == 'eesti' else 'en'}/"


def test_links_inside_the_content_folder_are_followed(folder: SiteFolder) -> None:
    """One file at two places."""
    folder.write("content/et/sub/b.md", A)
    link(folder, "content/en/a.md", "../et/a.md")
    link(folder, "content/en/sub", "../et/sub")
    assert ids(content(folder)) == [("en", "a"), ("en", "sub/b"), ("et", "a"), ("et", "sub/b")]


@pytest.mark.parametrize("target", ["/etc", "/etc/hostname", "../../../outside.md", "../../mkdocs.yml"])
def test_links_that_leave_the_content_folder_are_told(folder: SiteFolder, target: str) -> None:
    """Nothing from elsewhere on the disk is published."""
    (folder.root.parent / "outside.md").write_text(A)
    link(folder, "content/et/out", target)
    found = content(folder)
    assert told(found) == [("KB106", "content/et/out", 0)]
    assert (ids(found), found.assets) == ([("et", "a")], ())


def test_content_folder_itself_may_be_a_link(folder: SiteFolder) -> None:
    """The articles may be on another disk."""
    (folder.root / "content").rename(folder.root / "texts")
    link(folder, "content", "texts")
    found = content(folder)
    assert (ids(found), told(found)) == ([("et", "a")], [])


@pytest.mark.parametrize(
    "links",
    [
        {"content/et/loop.md": "loop.md"},
        {"content/et/one.md": "two.md", "content/et/two.md": "one.md"},
        {"content/et/gone.md": "nowhere.md"},
        {"content/et/sub/up": "."},
        {"content/et/sub/up": ".."},
        {"content/et/sub/up": "../.."},
        {"content/et/b/to": "../c", "content/et/c/to": "../b"},
    ],
    ids=["itself", "two files", "nowhere", "own folder", "parent", "content folder", "two folders"],
)
def test_links_that_lead_nowhere_or_in_a_circle_are_told(folder: SiteFolder, links: dict[str, str]) -> None:
    """As what cannot be read; reading ends, and no article is read more than a few times."""
    for path, target in links.items():
        link(folder, path, target)
    found = content(folder)
    assert {code for code, _, _ in told(found)} == {"KB107"}
    assert len(found.articles) <= 3


def test_link_to_the_content_folder_does_not_double_the_articles(folder: SiteFolder) -> None:
    """What is read already is a circle, also at the very top."""
    link(folder, "content/et/all", "..")
    assert ids(content(folder)) == [("et", "a")]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_files_and_folders_without_permission_are_told(folder: SiteFolder) -> None:
    """By name, and the rest is read."""
    path = folder.write("content/en/secret.md", A)
    closed = folder.write("content/ru/sub/b.md", A).parent
    path.chmod(0)
    closed.chmod(0)
    try:
        assert told(content(folder)) == [("KB107", "content/en/secret.md", 0), ("KB107", "content/ru/sub", 0)]
    finally:
        closed.chmod(0o755)


def test_pipes_and_sockets_are_left_alone(folder: SiteFolder) -> None:
    """Reading one would never end."""
    os.mkfifo(folder.root / "content/et/pipe.md")
    assert ids(content(folder)) == [("et", "a")]


def test_name_that_is_no_text_is_told(folder: SiteFolder) -> None:
    """A file from an old disk whose name is in Latin-1 can have no address."""
    with open(os.fsencode(folder.root / "content/et") + b"/\xe4.md", "wb") as file:
        file.write(A.encode())
    assert [code for code, _, _ in told(content(folder))] == ["KB107"]


def test_order_of_reading_is_that_of_the_paths(tmp_path: Path, new_site: Callable[..., SiteFolder]) -> None:
    """Not that of the disk, so that two builds are the same."""
    site = new_site({f"content/et/{name}.md": A for name in "zäaмB0"})
    assert [id for _, id in ids(content(site))] == sorted("zäaмB0")


@pytest.mark.parametrize("name", ["img", "css", "js", "pdf"])
def test_folder_with_a_short_name_is_no_language(folder: SiteFolder, name: str) -> None:
    """Its files are shared by all languages, as those of any other folder."""
    folder.write(f"content/{name}/a.svg", "<svg/>")
    found = content(folder)
    assert ([asset.path for asset in found.assets], told(found)) == ([f"{name}/a.svg"], [])
