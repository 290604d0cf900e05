"""The law: an incremental build equals a clean build, byte for byte, after any sequence of changes.

And a second one: a build does not depend on the number of processes, the clock, the machine or its locale.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.errors import KbgenError
from kbgen.publish.build import Options, build
from tests.confirming import confirm
from tests.sites import SiteFolder, make_site

Change = tuple[str, Callable[[SiteFolder], None]]


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _write(path: str, text: str) -> Callable[[SiteFolder], None]:
    return lambda site: void(site.write(path, text))


def void(_: object) -> None:
    """Nothing."""


def _edit(path: str, old: str, new: str) -> Callable[[SiteFolder], None]:
    def change(site: SiteFolder) -> None:
        if (site.root / path).exists():
            site.write(path, site.read(path).replace(old, new))

    return change


def _delete(path: str) -> Callable[[SiteFolder], None]:
    return lambda site: (site.root / path).unlink(missing_ok=True)


def _settings(**values: object) -> Callable[[SiteFolder], None]:
    return lambda site: site.settings(**values)


def _command(*arguments: str) -> Callable[[SiteFolder], None]:
    def change(site: SiteFolder) -> None:
        from kbgen.cli import main

        main.main([arguments[0], "-f", str(site.root / "mkdocs.yml"), *arguments[1:]], standalone_mode=False)

    def forgiving(site: SiteFolder) -> None:
        with suppress(KbgenError):  # it has moved away already
            change(site)

    return forgiving


def _confirm(article: str, language: str) -> Callable[[SiteFolder], None]:
    def change(site: SiteFolder) -> None:
        if all((site.root / f"content/{code}/{article}.md").exists() for code in ("et", language)):
            confirm(site, article, language)

    return change


NEW = "---\ntitle: Uus\nid: uus\npublished: 2026-10-01\n---\n\n[x](../dns/records.md)\n"
INDEX = "---\ntitle: Electronic mail\nicon: material/email\norder: 0\n---\n"
EACH = '{% extends "base.html" %}{% block hero %}{{ page.title }}{% endblock %}'
CODE = "---\ntitle: Code\n---\n\n```python\nprint(1)\n```\n\n:smile: ++ctrl+c++\n"

CHANGES: list[Change] = [
    ("text", _edit("content/en/dns/records.md", "Text.", "Other text.")),
    ("text back", _edit("content/en/dns/records.md", "Other text.", "Text.")),
    ("title", _edit("content/et/dns/records.md", "title: DNS-kirjed", "title: Kirjed & muud")),
    ("heading", _edit("content/en/mail/setup.md", "## Ports { #ports }", "## All ports { #all }")),
    ("translation", _write("content/fi/mail/setup.md", "---\ntitle: Sähköposti\n---\n\nTeksti.\n")),
    ("translation gone", _delete("content/ru/dns/records.md")),
    ("new article", _write("content/et/web/new.md", NEW)),
    ("new article gone", _delete("content/et/web/new.md")),
    ("slug", _edit("content/ru/dns/records.md", "slug: zapisi", "slug: drugie")),
    ("category", _write("content/en/mail/index.md", INDEX)),
    ("image", _write("content/assets/server.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')),
    ("image of an article", _write("content/en/dns/a.png", "not really")),
    ("popular", _write("content/popular.yml", "- dns/records\n- mail/setup\n")),
    ("popular of one language", _write("content/popular.yml", "et: [mail/setup]\n")),
    ("draft", _edit("content/en/mail/setup.md", "title:", "draft: true\ntitle:")),
    ("no draft", _edit("content/en/mail/setup.md", "draft: true\n", "")),
    ("move", _command("mv", "dns/records", "web/records")),
    ("move back", _command("mv", "web/records", "dns/entries")),
    ("category moved", _command("mv", "mail", "post")),
    ("deleted", _command("rm", "mail/setup", "--yes", "--goto", "dns/records")),
    ("site name", _settings(site_name="Another")),
    ("site address", _settings(site_url="https://example.com/deep/help/")),
    ("navigation", _settings(nav=[{"Names": ["dns/index.md", "dns/records.md"]}, "mail/setup.md"])),
    ("extensions", _settings(markdown_extensions=["tables", "attr_list", "toc"])),
    ("template", _write("overrides/main.html", '{% extends "base.html" %}{% block announce %}Hello{% endblock %}')),
    ("theme", _settings(theme={"name": "material", "custom_dir": "overrides", "features": []})),
    ("template of each page", _write("overrides/main.html", EACH)),
    ("style", _write("overrides/assets/mine.css", "p { color: red }")),
    ("a link more", _edit("content/en/dns/records.md", "text.", "text. [Mail](../mail/setup.md)")),
    ("page damaged", _write("site/en/dns/records/index.html", "by hand")),
    ("page gone", _delete("site/et/index.html")),
    ("file more", _write("site/et/more.txt", "by hand")),
    ("code", _write("content/en/dns/code.md", CODE)),
    ("confirmed", _confirm("mail/setup", "en")),
    ("port", _edit("content/et/mail/setup.md", "993", "995")),
    ("port followed", _edit("content/en/mail/setup.md", "993", "995")),
]  # fmt: skip


def build_clean(site: SiteFolder, where: Path) -> dict[str, bytes]:
    """The same content in another folder, by a kbgen that remembers nothing."""
    shutil.copytree(site.root, where, ignore=shutil.ignore_patterns("site", ".kbgen"))
    SiteFolder(where).build(jobs=1, clean=True, keep_going=True)
    return everything(where / "site")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3), min_size=2, max_size=4))
def test_incremental_build_equals_a_clean_build(steps: list[list[Change]]) -> None:
    """After every step of any sequence."""
    with TemporaryDirectory() as folder:
        site = make_site(Path(folder) / "site")
        (site.root / "overrides").mkdir()
        site.build(jobs=1)
        for number, step in enumerate(steps):
            for _, change in step:
                change(site)
            # Some sequences bring an old address back to life; then one of the two articles is left out.
            site.build(jobs=1, keep_going=True)
            assert everything(site.root / "site") == build_clean(site, Path(folder) / f"clean-{number}")


def test_second_build_makes_nothing(site: SiteFolder) -> None:
    """What has not changed is neither converted nor rendered nor written."""
    site.build(jobs=1)
    before = {p: p.stat().st_mtime_ns for p in (site.root / "site").rglob("*")}
    result = build(site.config, Options(jobs=1))
    assert (result.made, bool(result.changes)) == (0, False)
    assert {p: p.stat().st_mtime_ns for p in (site.root / "site").rglob("*")} == before


def test_editing_one_text_makes_only_what_shows_it(site: SiteFolder) -> None:
    """Its page, the pages of languages that borrow it, and the search index of its language."""
    site.build(jobs=1)
    site.replace("content/en/dns/records.md", "Text.", "Other text.")
    changes = build(site.config, Options(jobs=1)).changes
    assert changes.changed == (
        "en/dns/records/index.html",
        "en/search/search_index.json",
        "fi/dns/records/index.html",
    )
    # An index is named by its content.
    assert [re.sub(r"[0-9a-f]{8}", "HASH", path) for path in changes.added] == ["assets/search/en/HASH.bin"]
    assert [re.sub(r"[0-9a-f]{8}", "HASH", path) for path in changes.removed] == ["assets/search/en/HASH.bin"]


def test_changes_name_added_and_removed_paths(site: SiteFolder) -> None:
    """For rsync, object storage and caches."""
    site.build(jobs=1)
    site.write("content/en/dns/new.md", "---\ntitle: New\n---\n")
    assert "en/dns/new/index.html" in build(site.config, Options(jobs=1)).changes.added
    site.delete("content/en/dns/new.md")
    assert "en/dns/new/index.html" in build(site.config, Options(jobs=1)).changes.removed


def test_number_of_processes_changes_nothing(site: SiteFolder, tmp_path: Path) -> None:
    """One, two or five."""
    for i in range(40):
        site.write(
            f"content/et/many/{i}.md", f"---\ntitle: Artikkel {i}\n---\n\n## Osa\n\n```python\nx = {i % 3}\n```\n"
        )
    made = []
    for jobs in (1, 2, 5):
        build(replace(site.config, site_dir=tmp_path / f"out-{jobs}"), Options(jobs=jobs, clean=True))
        made.append(everything(tmp_path / f"out-{jobs}"))
    assert made[0] == made[1] == made[2]


def test_clock_locale_and_folder_change_nothing(site: SiteFolder, tmp_path: Path) -> None:
    """Nor does the seed by which Python mixes its sets."""
    site.build(jobs=1)
    other = tmp_path / "quite another folder"
    shutil.copytree(site.root, other, ignore=shutil.ignore_patterns("site", ".kbgen"))
    environment = os.environ | {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-m", "kbgen", "build"], cwd=other, env=environment, check=False)
    assert done.returncode == 0
    assert everything(other / "site") == everything(site.root / "site")


def test_damaged_foreign_or_old_memory_means_a_clean_build(site: SiteFolder) -> None:
    """Never a wrong one."""
    site.build(jobs=1)
    whole = everything(site.root / "site")
    for file in sorted((site.root / ".kbgen").glob("*.*")):
        if file.is_file():
            for damage in (b"", b"{}", os.urandom(200), file.read_bytes()[:-20], file.read_bytes()[20:]):
                file.write_bytes(damage)
                site.replace("content/en/dns/records.md", "Text.", "Text.")
                site.build(jobs=1)
                assert everything(site.root / "site") == whole, (file.name, damage[:20])


def test_memory_that_a_checkout_brings_along_is_not_believed(site: SiteFolder, tmp_path: Path) -> None:
    """A cache made by somebody else could hold any page."""
    site.build(jobs=1)
    whole = everything(site.root / "site")
    import sqlite3

    db = sqlite3.connect(site.root / ".kbgen" / "articles.db")
    with db:
        db.execute("update texts set body = replace(body, 'Text.', 'Evil.')")
    db.close()
    shutil.rmtree(site.root / "site")
    site.build(jobs=1)
    assert everything(site.root / "site") == whole
