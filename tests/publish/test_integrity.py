"""Every link, anchor, picture and language alternate of whole sites, followed in the finished HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import corpus
from kbgen.publish.build import build
from tests.integrity import Built
from tests.sites import SiteFolder, make_site
from tests.starter.copies import copied


def faults(folder: Path, site_url: str) -> list[str]:
    return list(Built(folder, site_url).read().faults())


def test_starter_site_leads_nowhere_wrong(tmp_path: Path) -> None:
    """The project's own content."""
    config = copied(tmp_path)
    build(config)
    assert faults(config.site_dir, config.site_url) == []


@pytest.mark.parametrize("site_url", ["https://help.example.com/", "https://example.com/a/help/"])
def test_small_site_with_gaps_leads_nowhere_wrong(site: SiteFolder, site_url: str) -> None:
    """Missing languages, slugs, aliases, short links; at the root of a host and in a folder of one."""
    site.settings(site_url=site_url)
    site.build()
    assert faults(site.root / "site", site_url) == []


def test_a_broken_link_would_be_noticed(site: SiteFolder) -> None:
    """The net has no hole that everything falls through."""
    site.replace(
        "content/en/mail/setup.md",
        "## Ports",
        "[x](nowhere.md) [y](../dns/records.md#nothing) ![z](no.png)\n\n## Ports",
    )
    site.build()
    found = faults(site.root / "site", "https://help.example.com/")
    assert len([f for f in found if f.startswith("en/mail/setup/")]) == 3


def test_four_hundred_articles_in_four_languages_lead_nowhere_wrong(tmp_path: Path) -> None:
    """1,684 pages of the benchmark's corpus."""
    site = make_site(tmp_path, {})
    corpus.write(tmp_path, 400)
    site.build()
    built = Built(tmp_path / "site", "https://help.example.com/").read()
    assert len(built.pages) > 1684
    assert list(built.faults()) == []
