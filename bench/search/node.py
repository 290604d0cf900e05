"""Node, and the packages of the searches that run in it: installed into a cache folder by the lock file, once."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from bench.contender import FailedError
from kbgen.user_cache import user_cache

PEERS = Path(__file__).with_name("peers")
RUN = PEERS / "run.mjs"
OPTIONS = ("--experimental-vm-modules", "--no-warnings")
"""With these a worker's imports are seen when they happen."""
LISTS = ("package.json", "package-lock.json")


def program() -> str:
    """The path of node."""
    found = shutil.which("node")
    if found is None:
        raise FailedError("node is not installed: Node.js 20 or newer runs the searches of browsers")
    return found


def packages() -> Path:
    """The folder that has ``node_modules``; filled the first time, and again when the lock file is another."""
    key = blake2b((PEERS / LISTS[1]).read_bytes(), digest_size=6).hexdigest()
    folder = user_cache().with_name("kbgen-bench") / f"search-{key}"
    if not (folder / "ready").exists():
        _install(folder)
    return folder


def _install(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise FailedError("npm is not installed: it fetches lunr and MiniSearch")
    folder.mkdir(parents=True, exist_ok=True)
    for name in LISTS:
        shutil.copyfile(PEERS / name, folder / name)
    done = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise FailedError(f"npm ci failed:\n{done.stderr[:2000]}")
    (folder / "ready").touch()


def material() -> Path:
    """Material's scripts."""
    return _inside("material", "pip install mkdocs-material") / "templates" / "assets" / "javascripts"


def pagefind() -> Path:
    """Pagefind's program, which is its own package on PyPI."""
    return _inside("pagefind_bin", "pip install 'kbgen[bench]'") / "pagefind"


def _inside(package: str, command: str) -> Path:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise FailedError(f"{package} is not installed: {command}")
    return Path(found.submodule_search_locations[0])
