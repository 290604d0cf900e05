"""A build that is killed at any moment leaves a site that serves, and the next build repairs what is to be repaired."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.browser.conftest import serve
from tests.publish.test_law import everything
from tests.sites import SiteFolder

KILLS = int(os.environ.get("KBGEN_KILLS", "25"))


class Watcher(threading.Thread):
    """Asks for two pages over and over; each must be there and whole, from the old site or from the new one."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address = address
        self.faults: list[str] = []
        self.asked = 0
        self.done = False

    def run(self) -> None:
        while not self.done:
            for page in ("en/dns/records/", "et/"):
                try:
                    with urllib.request.urlopen(self.address + page, timeout=10) as answer:
                        text = answer.read().decode()
                    if not text.rstrip().endswith("</html>"):
                        self.faults.append(f"{page}: cut off")
                except (urllib.error.URLError, OSError) as error:
                    self.faults.append(f"{page}: {error}")
                self.asked += 1


def test_killed_builds_leave_a_whole_site(site: SiteFolder, tmp_path: Path) -> None:
    """Stopped at random moments, while readers are reading."""
    chance = random.Random(1)
    for i in range(60):
        site.write(f"content/et/many/{i}.md", f"---\ntitle: Artikkel {i}\n---\n\nTekst.\n")
    site.build()
    server, address = serve(site.root / "site")
    watcher = Watcher(address)
    watcher.start()
    try:
        for number in range(KILLS):
            site.write("content/en/dns/records.md", f"---\ntitle: Records {number}\n---\n\nText {number}.\n")
            process = subprocess.Popen(
                [sys.executable, "-m", "kbgen", "build"],
                cwd=site.root,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            time.sleep(chance.uniform(0.1, 1.4))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    finally:
        watcher.done = True
        watcher.join()
        server.shutdown()
    assert watcher.faults == []
    assert watcher.asked > KILLS
    site.build()
    whole = everything(site.root / "site")
    site.build(clean=True)
    assert everything(site.root / "site") == whole
    assert [p.name for p in site.root.iterdir() if p.name.startswith(".site")] == []


def test_two_builds_at_once_wait_for_one_another(site: SiteFolder) -> None:
    """The second says so and builds afterwards."""
    command = [sys.executable, "-m", "kbgen", "build", "--clean"]
    both = [
        subprocess.Popen(command, cwd=site.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert any("waiting" in error for _, error in answers)
