"""The corpus for MkDocs with Material and mkdocs-static-i18n, a folder for each language."""

from __future__ import annotations

import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.contender import Contender, FailedError, needed
from bench.corpus import LABELS, LANGUAGES
from bench.material import SITE, settings


def write(corpus: Path, out: Path) -> None:
    """Make the project ``out`` of the corpus below ``corpus/content``."""
    shutil.copytree(corpus / "content", out / "docs")
    languages = "".join(
        f"        - locale: {code}\n          name: {LABELS[code]}\n          build: true\n"
        f"          default: {str(code == LANGUAGES[0]).lower()}\n"
        for code in LANGUAGES
    )
    (out / "mkdocs.yml").write_text(
        f"site_name: Help\nsite_url: {SITE}\ndocs_dir: docs\nsite_dir: site\n"
        f"plugins:\n  - search\n  - i18n:\n      docs_structure: folder\n      languages:\n{languages}"
        f"{settings(LANGUAGES[0])}",
        "utf-8",
    )


def prepare(corpus: Path, out: Path) -> Contender:
    """MkDocs with its project."""
    binary = needed("mkdocs")
    try:
        i18n = version("mkdocs-static-i18n")
    except PackageNotFoundError as missing:
        raise FailedError("mkdocs-static-i18n is not installed: pip install 'kbgen[bench]'") from missing
    write(corpus, out)
    return Contender(
        "MkDocs",
        f"{version('mkdocs')} + Material {version('mkdocs-material')} + static-i18n {i18n}",
        out,
        ((binary, "build", "-q"),),
        (out / "site",),
        {"NO_MKDOCS_2_WARNING": "1"},
    )
