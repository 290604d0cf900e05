"""Builds that find everything as it was: they understand nothing, and they are right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.sites import SiteFolder

LOOK = """
import sys
from kbgen.cli import run
assert run(["build"]) == 0
heavy = {"markdown", "jinja2", "yaml", "babel", "kbgen.config", "kbgen.publish.build"} & set(sys.modules)
print("heavy:", sorted(heavy))
"""


def build(site: SiteFolder, **environment: str) -> str:
    """Build by the real command, and say what it said."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=site.root,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_build_without_a_change_imports_nothing_heavy(site: SiteFolder) -> None:
    """Neither settings nor articles are parsed, so the parsers are not even loaded."""
    assert "nothing changed" not in build(site)
    again = build(site)
    assert "nothing changed" in again
    assert "heavy: []" in again


def test_problems_are_told_again(site: SiteFolder) -> None:
    """A build that changes nothing names the same problems as the one before."""
    site.write("content/en/dns/records.md", "---\ntitle: Records\nfoo: 1\n---\n\nText.\n")
    first, second = site.kbgen_process("build"), site.kbgen_process("build")
    assert "foo" in first.err
    assert first.err == second.err


def test_values_from_the_environment_are_looked_at(site: SiteFolder) -> None:
    """``!ENV`` in the settings: the bytes of the file do not tell what it says."""
    text = site.read("mkdocs.yml")
    site.write("mkdocs.yml", text.replace("site_name: Help", "site_name: !ENV HELP_NAME"))
    assert "!ENV" in site.read("mkdocs.yml")
    build(site, HELP_NAME="First")
    build(site, HELP_NAME="Second")
    assert "Second" in site.page("en/")


def test_target_of_a_link_is_looked_at(site: SiteFolder) -> None:
    """A symbolic link stays the same when what it leads to does not."""
    site.write("content/assets/real.txt", "one")
    (site.root / "content" / "assets" / "link.txt").symlink_to("real.txt")
    build(site)
    site.write("content/assets/real.txt", "two")
    build(site)
    assert site.read("site/assets/link.txt") == "two"


def test_code_of_the_sites_own_is_looked_at(site: SiteFolder) -> None:
    """A Markdown extension beside the settings may change without them."""
    code = """
from markdown import Extension
from markdown.preprocessors import Preprocessor
class Say(Preprocessor):
    def run(self, lines): return [*lines, "", "WORD"]
class Own(Extension):
    def extendMarkdown(self, md): md.preprocessors.register(Say(md), "say", 1)
def makeExtension(**options): return Own(**options)
"""
    site.write("own_extension.py", code.replace("WORD", "First"))
    site.settings(markdown_extensions=["own_extension"])
    build(site, PYTHONPATH=str(site.root))
    site.write("own_extension.py", code.replace("WORD", "Other"))
    # Bytecode goes by whole seconds and the size, which are the same here.
    build(site, PYTHONPATH=str(site.root), PYTHONDONTWRITEBYTECODE="1", PYTHONPYCACHEPREFIX=str(site.root / "none"))
    assert "Other" in site.page("en/dns/records/")


def test_each_way_of_building_has_its_own_note(site: SiteFolder, tmp_path: Path) -> None:
    """A preview with drafts and the site itself do not take each other's place."""
    site.replace("content/en/mail/setup.md", "title:", "draft: true\ntitle:")
    preview = tmp_path / "preview"
    for _ in range(2):
        site.kbgen("build")
        site.kbgen("build", "--drafts", "--output", str(preview))
    assert (preview / "en" / "mail" / "setup" / "index.html").exists()
    assert "kb-notice" in site.page("en/mail/setup/")
