"""The law of the preview: after any changes it shows what a build of the same files makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kbgen.preview.workbench import Workbench
from tests.sites import SiteFolder

RECORDS = "content/en/dns/records.md"
SETUP = "content/et/mail/setup.md"

Step = Callable[[SiteFolder], object]

STEPS: tuple[tuple[str, Step], ...] = (
    ("a sentence", lambda s: s.replace(RECORDS, "Text.", "Text, and more of it.")),
    ("another sentence", lambda s: s.replace(SETUP, "993", "994")),
    ("a title", lambda s: s.replace(RECORDS, "title: DNS records", "title: Aliases of a zone")),
    ("an anchor", lambda s: s.replace(SETUP, "{ #ports }", "{ #servers }")),
    ("a link", lambda s: s.replace(RECORDS, "Text, and", "Text with [a link](index.md), and")),
    ("a new article", lambda s: s.write("content/fi/dns/uusi.md", "---\ntitle: Uusi\nid: uusi\n---\nTeksti.\n")),
    ("a new category", lambda s: s.write("content/en/web/a/b.md", "---\ntitle: Deep\ntags: [x]\n---\nText.\n")),
    ("a slug", lambda s: s.replace(SETUP, "id: mail", "id: mail\nslug: seadistamine\naliases: [mail/vana/]")),
    ("an order", lambda s: s.replace("content/et/dns/index.md", "order: 1", "order: 9")),
    ("a draft", lambda s: s.replace("content/ru/dns/records.md", "slug: zapisi", "draft: true")),
    ("an A–Z category", lambda s: s.write("content/en/a-z/index.md", "---\ntitle: Letters\n---\n")),
    ("popular", lambda s: s.write("content/popular.yml", "- dns/records\n- mail/setup\n")),
    (
        "a stone",
        lambda s: s.write("content/tombstones.yml", "- article: old/one\n  id: one\n  addresses: [/et/vana/]\n"),
    ),
    ("a picture", lambda s: s.write("content/assets/new.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")),
    ("a deleted article", lambda s: s.delete("content/ru/dns/records.md")),
    ("a title in the menu", lambda s: s.replace("content/en/dns/index.md", "Name servers", "Zones")),
    ("a setting", lambda s: s.settings(copyright="© 2026")),
    ("an address", lambda s: s.settings(site_url="https://example.com/help/")),
    ("a menu", lambda s: s.settings(nav=[{"Names": ["dns/index.md", "dns/records.md"]}, "mail/setup.md"])),
    ("an extension less", lambda s: s.settings(markdown_extensions=["attr_list", "tables"])),
)


def files(folder: Path) -> dict[Path, tuple[int, int]]:
    """Every file of the project with its time and size, as a watcher would know it."""
    left_out = ("site", ".kbgen")
    found = (p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder).parts[0] not in left_out)
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in found}


def test_after_every_change_the_preview_shows_what_a_build_makes(site: SiteFolder) -> None:
    """Whatever it has kept from before; page by page, and all other files."""
    bench = Workbench(site.root / "mkdocs.yml")
    for name, step in STEPS:
        for path in ("et/index.html", "en/dns/records/index.html", "ru/mail/setup/index.html"):
            bench.get(path)
        before = files(site.root)
        step(site)
        now = files(site.root)
        changed = [path for path in before.keys() | now.keys() if before.get(path) != now.get(path)]
        assert changed, name
        update = bench.refresh(changed)
        assert (update.anything, update.status.error) == (True, ""), name
        site.build(drafts=True)
        for path in sorted(site.built() - {".kbgen-site"}):
            file = bench.get(path)
            assert file is not None, f"{name}: {path}"
            assert file.content == (site.root / "site" / path).read_bytes(), f"{name}: {path}"
    for path in ("et/nothing/index.html", "ru/dns/zapisi/index.html", "", "et", "../mkdocs.yml"):
        assert bench.get(path) is None
