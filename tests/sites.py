"""Tiny sites on a real disk: copy, build, check, change a file, build again."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kbgen.config import Config, load
from kbgen.problems import Problem

SETTINGS: dict[str, Any] = {
    "site_name": "Help",
    "site_url": "https://help.example.com/",
    "theme": {"name": "material", "features": ["navigation.footer", "content.code.copy"]},
    "markdown_extensions": ["admonition", "attr_list", "tables", "pymdownx.superfences", {"toc": {"permalink": True}}],
}

OWN: dict[str, Any] = {
    "source_language": "et",
    "x_default": "en",
    "languages": {
        "et": {"site_name": "Abi", "fallback": ["en"]},
        "en": {"site_name": "Help", "fallback": ["et"]},
        "ru": {"site_name": "Помощь", "fallback": ["en", "et"]},
        "fi": {"site_name": "Ohjeet", "fallback": ["en", "et"]},
    },
}

FILES: dict[str, str | bytes] = {
    "content/et/index.md": "---\ntitle: Kuidas saame aidata?\ndescription: Juhendid.\n---\n",
    "content/en/index.md": "---\ntitle: How can we help?\ndescription: Guides.\n---\n",
    "content/ru/index.md": "---\ntitle: Чем помочь?\ndescription: Руководства.\n---\n",
    "content/fi/index.md": "---\ntitle: Miten voimme auttaa?\ndescription: Ohjeita.\n---\n",
    "content/et/dns/index.md": "---\ntitle: Nimeserverid\ndescription: DNS.\nicon: material/dns\norder: 1\n---\n",
    "content/en/dns/index.md": "---\ntitle: Name servers\ndescription: DNS.\n---\n",
    "content/et/dns/records.md": (
        "---\ntitle: DNS-kirjed\ndescription: Kirjete lisamine.\nid: records\ntags: [dns]\n"
        "related: [mail/setup]\npublished: 2026-03-01\nupdated: 2026-08-01\nreviewed: 2026-09-01\n---\n\n"
        "Vaata ka [posti seadistamist](../mail/setup.md#ports).\n\n## Kirjed { #records }\n\n```zone\nmx 10\n```\n"
    ),
    "content/en/dns/records.md": (
        "---\ntitle: DNS records\ndescription: How to add records.\npublished: 2026-03-05\naliases: [old/records/]\n"
        "---\n\n"
        "See [mail](../mail/setup.md#ports) and ![a server](../../assets/server.svg).\n\n"
        "## Records { #records }\n\nText.\n"
    ),
    "content/ru/dns/records.md": (
        "---\ntitle: DNS-записи\ndescription: Как добавить записи.\npublished: 2026-03-07\nslug: zapisi\n---\n\n"
        "См. [почту](../mail/setup.md).\n\n## Записи { #records }\n\nТекст.\n"
    ),
    "content/et/mail/setup.md": (
        "---\ntitle: E-posti seadistamine\ndescription: Serverid ja pordid.\nid: mail\npublished: 2026-02-01\n---\n\n"
        "## Pordid { #ports }\n\n| Port | Turve |\n| ---: | --- |\n| 993 | TLS |\n"
    ),
    "content/en/mail/setup.md": (
        "---\ntitle: Set up email\ndescription: Servers and ports.\npublished: 2026-02-03\n---\n\n"
        "## Ports { #ports }\n\n| Port | Security |\n| ---: | --- |\n| 993 | TLS |\n"
    ),
    "content/assets/server.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
    ),
}


class Called(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class SiteFolder:
    """A project's folder, with words for what tests do to it."""

    root: Path

    @property
    def config(self) -> Config:
        """The configuration as it stands on disk."""
        return load(self.root / "mkdocs.yml")[0]

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file, with its folders."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return target

    def read(self, path: str) -> str:
        """A file's text, line ends as they are."""
        with (self.root / path).open(encoding="utf-8", newline="") as file:
            return file.read()

    def replace(self, path: str, old: str, new: str) -> None:
        """Change some words of a file; they must be there."""
        text = self.read(path)
        assert old in text, f"{old!r} is not in {path}"
        self.write(path, text.replace(old, new))

    def delete(self, path: str) -> None:
        """Remove a file."""
        (self.root / path).unlink()

    def settings(self, **changes: Any) -> None:
        """Change top-level settings of mkdocs.yml; None removes one."""
        path = self.root / "mkdocs.yml"
        data = yaml.safe_load(path.read_text("utf-8")) | changes
        path.write_text(yaml.safe_dump({k: v for k, v in data.items() if v is not None}, allow_unicode=True), "utf-8")

    def build(self, **options: Any) -> None:
        """Build in this process, as the command does: only if anything has changed."""
        from kbgen.publish import unchanged
        from kbgen.publish.build import Options, build

        asked = {name: bool(options.get(name)) for name in ("drafts", "keep_going")}
        request = unchanged.Request(self.root / "mkdocs.yml", None, **asked)
        careful = options.get("clean") or options.get("strict")
        result, seen = (None, None) if careful else unchanged.look(request, lambda: None)
        if result is None:
            build(self.config, Options(request=request, seen=seen, **options))

    def page(self, address: str) -> str:
        """The HTML at an address of the built site, such as ``et/dns/records/``."""
        path = f"{address}index.html" if not address or address.endswith("/") else address
        return self.read(f"site/{path}")

    def built(self) -> set[str]:
        """Every file of the built site."""
        folder = self.root / "site"
        return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}

    def problems(self, **options: Any) -> list[Problem]:
        """What ``kbgen check`` finds, as of 21 November 2026."""
        from datetime import date

        from kbgen.checks import OfTexts
        from kbgen.publish.draft import read

        draft = read(self.config, **options)
        return sorted({*draft.problems, *OfTexts(date(2026, 11, 21))(draft.site, draft.bodies)})

    def codes(self) -> list[str]:
        """The codes of the problems, sorted by place."""
        return [p.code for p in self.problems()]

    def kbgen(self, *arguments: str, stdin: str = "") -> Called:
        """Call the command line in the project's folder.

        In this process, by the same function that the program calls: starting Python takes longer than all the rest.
        """
        from kbgen.cli import run

        out, err = _stream(), _stream()
        before = sys.stdin
        sys.stdin = io.StringIO(stdin)
        try:
            with contextlib.chdir(self.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run(arguments)
        finally:
            sys.stdin = before
        return Called(code, _told(out), _told(err))

    def kbgen_process(self, *arguments: str, stdin: str = "") -> Called:
        """Call the real program in the project's folder, as a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "kbgen", *arguments],
            cwd=self.root,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Called(done.returncode, done.stdout, done.stderr)

    def done(self, *arguments: str) -> str:
        """What a command printed that ended well."""
        called = self.kbgen(*arguments)
        assert called.code == 0, called.err
        return called.out

    def kbgen_json(self, *arguments: str, code: int = 0) -> Any:
        """The JSON that a command prints, which ends with this exit code."""
        called = self.kbgen(*arguments)
        assert called.code == code, called.err
        return json.loads(called.out)


def _stream() -> io.TextIOWrapper:
    """A place to write letters or bytes to, like the output of a process."""
    return io.TextIOWrapper(io.BytesIO(), "utf-8")


def _told(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def initialised(root: Path) -> SiteFolder:
    """A new project with the starter's articles, by ``kbgen init``."""
    root.mkdir(parents=True, exist_ok=True)
    SiteFolder(root).done("init", "help")
    return SiteFolder(root / "help")


def make_site(root: Path, files: dict[str, str | bytes] | None = None, **settings: Any) -> SiteFolder:
    """Write a site's files. ``settings`` are changes to mkdocs.yml; those of kbgen itself come as ``kbgen={…}``."""
    root.mkdir(parents=True, exist_ok=True)
    folder = SiteFolder(root)
    own = OWN | settings.pop("kbgen", {})
    data = SETTINGS | {"plugins": [{"kbgen": own}]} | settings
    folder.write("mkdocs.yml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    for path, content in (FILES if files is None else files).items():
        folder.write(path, content)
    return folder
