"""The wheel carries everything that a site elsewhere needs; a checkout has it beside the package."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installer would."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(out / "lib")
    return out / "lib"


def kbgen(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Call the unpacked kbgen, never the checkout's."""
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-m", "kbgen", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_wheel_makes_and_builds_a_site_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """Theme, scripts, fonts, catalogues and starter articles travel inside the package."""
    made = kbgen(installed, "init", "my-help", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    built = kbgen(installed, "build", cwd=tmp_path / "my-help")
    assert built.returncode == 0, built.stderr
    site = tmp_path / "my-help" / "site"
    page = (site / "fi" / "index.html").read_text("utf-8")
    assert "Miten" in page
    assert "Hae ohjeista" in page
    assert list((site / "assets" / "kb").glob("help.*.css"))
    assert list((site / "assets" / "fonts").glob("*.woff2"))
    checked = kbgen(installed, "check", cwd=tmp_path / "my-help")
    assert checked.returncode == 0, checked.stdout


def test_wheel_holds_no_tests_and_no_built_site(installed: Path) -> None:
    """Only what is used at run time."""
    names = {p.relative_to(installed).parts[0] for p in installed.rglob("*") if p.is_file()}
    assert {n for n in names if not n.endswith(".dist-info")} == {"kbgen"}
    assert not list(installed.rglob("test_*.py"))


def test_catalogues_are_in_step_with_the_templates() -> None:
    """Every message is extracted, translated and compiled."""
    done = subprocess.run(
        [sys.executable, str(CHECKOUT / "tools" / "catalogues.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
