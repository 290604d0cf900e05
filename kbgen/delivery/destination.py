"""Where a site is delivered to, as people write it → ``Folder``, ``Host`` or ``Bucket``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kbgen.errors import WrongUse

FORMS = "/var/www/help, user@host:/var/www/help, ssh://user@host:2222/var/www/help, or s3://bucket/folder"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this computer, or of a disk that is mounted here."""

    path: Path

    def __str__(self) -> str:
        return os.path.normpath(self.path)


@dataclass(frozen=True, slots=True)
class Host:
    """A folder that rsync reaches. ``spec`` is what rsync calls it, without a slash at the end.

    ``port`` is that of SSH, 0 for the one that SSH itself is set up to use.
    """

    spec: str
    port: int = 0

    def __str__(self) -> str:
        return self.spec


@dataclass(frozen=True, slots=True)
class Bucket:
    """Object storage. ``prefix`` is empty or ends with a slash; without ``endpoint`` it is Amazon's."""

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""

    def __str__(self) -> str:
        return f"s3://{self.name}/{self.prefix}"


Destination = Folder | Host | Bucket

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HOST = re.compile(r"(?P<login>(?:[^@/:\s]*@)?(?:\[[^\]/]*\]|[^:/@\s\[]+)):(?P<path>.*)", re.DOTALL)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def parse(text: str, *, base: Path, endpoint: str = "", region: str = "") -> Destination:
    """Read an address; folders are relative to ``base``. Raises WrongUse for what cannot be one."""
    text = text.strip()
    if not text or _CONTROL.search(text):
        raise WrongUse(f"“{text!a}” is no destination" if text else "the destination is empty", hint=f"such as {FORMS}")
    scheme = found[1].lower() if (found := _SCHEME.match(text)) else ""
    match scheme:
        case "s3":
            return _bucket(text, endpoint, region)
        case "ssh" | "rsync":
            return _url(text, scheme)
        case "file":
            return Folder(Path(unquote(text[len("file://") :])))
        case "":
            pass
        case _:
            raise WrongUse(f"kbgen cannot publish to {scheme}://", hint=f"a destination is {FORMS}")
    if text.startswith("file:"):
        return Folder(base / unquote(text.removeprefix("file:")))
    if os.name == "nt" and _DRIVE.match(text):
        return Folder(Path(text))
    if host := _HOST.fullmatch(text):
        return Host(f"{_login(host['login'], text)}:{_folder(host['path'], text)}")
    # (Path.expanduser raises an error for users who do not exist; to this one, “~nobody” is a name like any other.)
    return Folder(base / os.path.expanduser(text))  # noqa: PTH111


def _bucket(text: str, endpoint: str, region: str) -> Bucket:
    name, _, prefix = text[len("s3://") :].partition("/")
    if "@" in name:
        raise WrongUse(
            "a destination holds no credentials", hint="give them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]+", name):
        raise WrongUse(f"“{text}” does not name a bucket", hint="such as s3://acme-help or s3://acme-sites/help")
    folders = [part for part in prefix.split("/") if part]
    if {".", ".."} & set(folders):
        raise WrongUse(f"“{text}”: no folder of a bucket is called “.” or “..”")
    return Bucket(name, "".join(f"{part}/" for part in folders), endpoint, region)


def _url(text: str, scheme: str) -> Host:
    try:
        parts = urlsplit(text)
        port, host = parts.port or 0, parts.hostname
    except ValueError:
        host, port = None, 0
    if not host:
        raise WrongUse(f"“{text}” does not name a host", hint=f"a destination is {FORMS}")
    if parts.password is not None:
        raise WrongUse("a destination holds no password", hint="use an SSH key (or RSYNC_PASSWORD for rsync://)")
    login = _login(parts.netloc.rpartition(":")[0] if port else parts.netloc, text)
    # “?” and “#” are letters of a path here, not the ends of it.
    path = unquote(text.split("://", 1)[1].partition("/")[2])
    if scheme == "rsync":
        return Host(f"rsync://{parts.netloc}/{_folder(path, text)}")
    return Host(f"{login}:/{_folder(path, text)}", port)


def _login(login: str, text: str) -> str:
    """User and host. Neither may be an option in disguise: what begins with a dash would be one to ssh."""
    if any(not part or part.startswith("-") for part in login.split("@")):
        raise WrongUse(f"“{text}” does not name a host", hint=f"a destination is {FORMS}")
    return login


def _folder(path: str, text: str) -> str:
    """A folder of a host; not the whole of it, and not the home folder without a name."""
    if not path.strip("/. "):
        raise WrongUse(f"“{text}” does not name a folder", hint="such as user@host:/var/www/help")
    return path.rstrip("/")
