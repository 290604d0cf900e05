"""The corpus for Zensical, which has one language in a project: four projects, built one after another.

Its caches are beside the projects, so a cold build is one without them.
"""

from __future__ import annotations

import shutil
from importlib.metadata import version
from pathlib import Path

from bench.contender import Contender, needed
from bench.corpus import LABELS, LANGUAGES
from bench.material import SITE, settings


def write(corpus: Path, out: Path) -> None:
    """Make the projects ``out/<language>`` of the corpus below ``corpus/content``."""
    others = "".join(f"    - name: {LABELS[code]}\n      link: /{code}/\n      lang: {code}\n" for code in LANGUAGES)
    for language in LANGUAGES:
        shutil.copytree(corpus / "content" / language, out / language / "docs")
        (out / language / "mkdocs.yml").write_text(
            f"site_name: Help\nsite_url: {SITE}{language}/\ndocs_dir: docs\nsite_dir: site\n"
            f"plugins:\n  - search\nextra:\n  alternate:\n{others}{settings(language)}",
            "utf-8",
        )


def prepare(corpus: Path, out: Path) -> Contender:
    """Zensical with its projects."""
    binary = needed("zensical")
    write(corpus, out)
    return Contender(
        "Zensical",
        f"{version('zensical')} (a project for each language)",
        out,
        tuple((binary, "build", "-f", f"{language}/mkdocs.yml") for language in LANGUAGES),
        tuple(out / language / folder for language in LANGUAGES for folder in ("site", ".cache")),
        {"NO_MKDOCS_2_WARNING": "1"},
    )
