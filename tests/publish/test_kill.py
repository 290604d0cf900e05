"""A build that is killed at any moment leaves a site that serves, and the next build repairs what is to be repaired."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kbgen.publish import lock
from kbgen.publish.unchanged import WORKSHOP
from tests.publish.test_law import everything
from tests.sites import SiteFolder

KILLS = int(os.environ.get("KBGEN_KILLS", "100"))
BETWEEN_LOOKS = 0.0005  # seconds


class Watcher(threading.Thread):
    """Opens two pages over and over; each must be there and whole, from the old site or from the new one.

    Goes by the files’ paths, as every static server does: over HTTP most of the time would pass between two looks.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder = folder
        self.faults: list[str] = []
        self.asked = 0
        self.done = False

    def run(self) -> None:
        while not self.done:
            for page in ("en/dns/records", "et"):
                try:
                    if not (self.folder / page / "index.html").read_bytes().rstrip().endswith(b"</html>"):
                        self.faults.append(f"{page}: cut off")
                except OSError as error:
                    self.faults.append(f"{page}: {error}")
                self.asked += 1
            # Without a rest, it would keep the builds from getting far enough to do any harm.
            time.sleep(BETWEEN_LOOKS)


def test_killed_builds_leave_a_whole_site(site: SiteFolder, tmp_path: Path) -> None:
    """Stopped at random moments, while readers are reading."""
    chance = random.Random(1)
    for i in range(60):
        site.write(f"content/et/many/{i}.md", f"---\ntitle: Artikkel {i}\n---\n\nTekst.\n")
    site.build()
    watcher = Watcher(site.root / "site")
    watcher.start()
    try:
        for number in range(KILLS):
            # By turns only a text, and a title too, which many pages show.
            title = f"Records {number - number % 2}"
            site.write("content/en/dns/records.md", f"---\ntitle: {title}\n---\n\nText {number}.\n")
            process = subprocess.Popen(
                [sys.executable, "-m", "kbgen", "build"],
                cwd=site.root,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            time.sleep(chance.uniform(0.05, 0.7))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    finally:
        watcher.done = True
        watcher.join()
    assert watcher.faults == []
    assert watcher.asked > 100 * KILLS
    site.build()
    whole = everything(site.root / "site")
    site.build(clean=True)
    assert everything(site.root / "site") == whole
    assert [p.name for p in site.root.iterdir() if p.name.startswith(".site")] == []


def test_killed_first_builds_leave_no_half_site(site: SiteFolder) -> None:
    """There is none until it is whole, and what is left beside it does the next build no harm."""
    chance = random.Random(2)
    for number in range(KILLS // 10):
        process = subprocess.Popen(
            [sys.executable, "-m", "kbgen", "build"],
            cwd=site.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.2, 0.9))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if (site.root / "site").exists():
            assert (site.root / "site/et/index.html").read_text("utf-8").rstrip().endswith("</html>"), number
            shutil.rmtree(site.root / "site")
    site.build()
    whole = everything(site.root / "site")
    site.write("content/en/dns/records.md", "---\ntitle: Records\n---\n\nText.\n")
    site.build()
    assert everything(site.root / "site") != whole
    made = everything(site.root / "site")
    site.build(clean=True)
    assert everything(site.root / "site") == made
    assert [p.name for p in (site.root / WORKSHOP).iterdir() if p.suffix == ".old"] == []


def test_two_builds_at_once_wait_for_one_another(site: SiteFolder) -> None:
    """Whoever finds another at work says so, and builds afterwards."""
    with lock.alone(site.root / WORKSHOP / "lock", waiting=lambda: None):
        both = [
            subprocess.Popen(
                [sys.executable, "-m", "kbgen", "build", "--clean"], cwd=site.root, stderr=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        told = [process.stderr.readline() for process in both if process.stderr]
    assert all("waiting" in line for line in told)
    for process in both:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert "DNS" in site.page("en/dns/records/")


FULL_DISK = """
set -e
mount -t tmpfs -o size=9m tmpfs disk
cp -r mkdocs.yml content disk/
cd disk
{python} -m kbgen build
cp -r site ../before
sed -i 's/Text/Other text/' content/en/dns/records.md
head -c 9000000 /dev/zero > ballast 2> /dev/null || true
set +e
{python} -m kbgen build {options} 2> ../said
code=$?
diff -r site ../before > /dev/null && echo "site as it was, exit code $code"
rm ballast
{python} -m kbgen build && grep -l "Other text" site/en/dns/records/index.html
"""


@pytest.mark.parametrize("options", ["", "--clean"])
def test_full_disk_is_reported_and_nothing_is_lost(site: SiteFolder, options: str) -> None:
    """Neither the old site nor the articles; and once there is room again, all is well."""
    (site.root / "disk").mkdir()
    apart = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    if subprocess.run([*apart, "mount -t tmpfs tmpfs disk"], cwd=site.root, check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk")
    script = FULL_DISK.format(python=sys.executable, options=options)
    done = subprocess.run([*apart, script], cwd=site.root, capture_output=True, text=True, check=False)
    said = site.read("said")
    assert "the disk is full" in said, done.stderr + said
    assert "the previous site is as it was" in said
    assert "Traceback" not in said and "bug" not in said
    assert "site as it was, exit code 1" in done.stdout
    assert done.stdout.rstrip().endswith("site/en/dns/records/index.html")
