"""Delivery by the real rsync: through a script that plays SSH, a real SSH server, and an rsync server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from kbgen.delivery import rsync_messages
from kbgen.delivery.destination import Host
from kbgen.delivery.files import RECORD
from kbgen.delivery.program import Failed, Program, version_of
from kbgen.delivery.rsync import RsyncCarrier
from kbgen.errors import DeliveryError, KbgenError, WrongUse
from kbgen.publish.output import MARK

from .places import ADDED, CHANGED, FIRST, REMOVED, SECOND, inodes, publish, tree, write

needs_rsync = pytest.mark.skipif(not shutil.which("rsync"), reason="there is no rsync on this machine")

# As rsync's own tests do: the user's and the host's name go, and what SSH would run there runs here.
PLAYS_SSH = """#!/bin/sh
test "$1" = -l && shift 2
shift
printf '%s\\n' "$*" >> "{log}"
test -e "{trap}" && {{ echo "Connection closed by remote host" >&2; exit 255; }}
exec sh -c "$*"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A built site."""
    return write(tmp_path / "site", FIRST)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder on the other side."""
    return tmp_path / "the host's help $HOME"


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the script that plays SSH notes what it was to run."""
    script, log = tmp_path / "plays-ssh", tmp_path / "calls"
    script.write_text(PLAYS_SSH.format(log=log, trap=tmp_path / "cut"))
    script.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(script))
    return log


@pytest.fixture
def carrier(source: Path, out: Path, calls: Path) -> RsyncCarrier:
    return RsyncCarrier(source, Host(f"web@host:{out}"))


@needs_rsync
def test_a_first_publication_brings_everything(source: Path, out: Path, carrier: RsyncCarrier) -> None:
    """Names with spaces, letters of all alphabets, signs of the shell and of rsync's patterns too."""
    before = os.umask(0o027)
    try:
        publish(carrier, source)
    finally:
        os.umask(before)
    assert tree(out) == FIRST
    assert {p.stat().st_mode & 0o777 for p in out.rglob("*") if p.is_file()} == {0o644}


@needs_rsync
def test_a_second_one_brings_only_what_changed(source: Path, out: Path, carrier: RsyncCarrier) -> None:
    publish(carrier, source)
    before = inodes(out)
    delivery = publish(carrier, write(source, SECOND))
    after = inodes(out)
    assert tree(out) == SECOND
    assert {path for path in after if after[path] != before.get(path)} == CHANGED | ADDED | {RECORD}
    assert set(delivery.changes.removed) == REMOVED
    assert not (out / "en/gone").exists()


@needs_rsync
def test_the_same_site_built_anew_brings_nothing(source: Path, out: Path, carrier: RsyncCarrier, calls: Path) -> None:
    """Times count for nothing. There are two calls: for the record, and to compare."""
    publish(carrier, source)
    before = inodes(out)
    calls.unlink()
    for file in source.rglob("*"):
        os.utime(file, (1, 1))
    assert publish(carrier, source).steps == ()
    assert inodes(out) == before
    assert len(calls.read_text().splitlines()) == 2


@needs_rsync
def test_files_of_others_stay(source: Path, out: Path, carrier: RsyncCarrier) -> None:
    publish(carrier, source)
    theirs = {"google123.html": "theirs", ".well-known/acme": "theirs", "en/gone/notes.txt": "theirs"}
    for path, text in theirs.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text)
    publish(carrier, write(source, SECOND))
    assert tree(out) == {**SECOND, **theirs}


@needs_rsync
def test_a_folder_of_others_is_refused(source: Path, out: Path, carrier: RsyncCarrier) -> None:
    out.mkdir()
    (out / "notes.txt").write_text("theirs")
    with pytest.raises(WrongUse, match=r"did not publish, such as notes\.txt"):
        publish(carrier, source)
    assert tree(out) == {"notes.txt": "theirs"}


@needs_rsync
@pytest.mark.parametrize("names", [[], [MARK, "mine.txt"]])
def test_empty_and_marked_folders_are_taken(source: Path, out: Path, carrier: RsyncCarrier, names: list[str]) -> None:
    out.mkdir()
    for name in names:
        (out / name).write_text("")
    publish(carrier, source)
    assert tree(out) == {**dict.fromkeys(names, ""), **FIRST}


@needs_rsync
def test_changes_by_hand_are_put_right(source: Path, out: Path, carrier: RsyncCarrier) -> None:
    """Also where the size is the same."""
    publish(carrier, source)
    (out / "en/a/index.html").write_text("b")
    (out / "assets/server.svg").unlink()
    delivery = publish(carrier, source)
    assert (delivery.changes.added, delivery.changes.changed) == (("assets/server.svg",), ("en/a/index.html",))
    assert tree(out) == FIRST


@needs_rsync
def test_a_damaged_record_deletes_nothing(source: Path, out: Path, carrier: RsyncCarrier) -> None:
    publish(carrier, source)
    (out / RECORD).write_text('{"kbgen":1,"files":{"../precious":["1",""]}}')
    precious = out.parent / "precious"
    precious.write_text("")
    assert publish(carrier, write(source, SECOND)).damaged
    assert tree(out) == {**FIRST, **SECOND}
    assert precious.exists()


@needs_rsync
def test_a_dry_run_writes_nothing(source: Path, out: Path, carrier: RsyncCarrier) -> None:
    assert len(publish(carrier, source, dry_run=True).changes.added) == len(FIRST)
    assert not out.exists()


@needs_rsync
@pytest.mark.parametrize(("first", "second"), [("files/x", "files/x/y.txt"), ("files/x/y.txt", "files/x")])
def test_a_file_becomes_a_folder_and_the_other_way_round(
    source: Path, out: Path, carrier: RsyncCarrier, first: str, second: str
) -> None:
    publish(carrier, write(source, {first: "1"}))
    publish(carrier, write(source, {second: "2"}))
    assert tree(out) == {second: "2"}


@needs_rsync
def test_assets_go_before_pages_and_deletions_last(
    source: Path, out: Path, carrier: RsyncCarrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the other side holds after each call of rsync."""
    publish(carrier, source)
    seen: list[Mapping[str, str]] = []
    run = Program.run

    def watched(program: Program, *arguments: object, **named: object) -> object:
        lines = run(program, *arguments, **named)  # type: ignore[arg-type]  # passed on as it is
        if not seen or tree(out) != seen[-1]:
            seen.append(tree(out))
        return lines

    monkeypatch.setattr(Program, "run", watched)
    publish(carrier, write(source, SECOND))
    news = [sorted(p for p in {*a, *b} if a.get(p) != b.get(p)) for a, b in pairwise(seen)]
    assert news == [
        ["assets/kb/help.2.css"],
        ["en/new/index.html"],
        ["en/index.html"],
        ["en/search/search_index.json"],
        ["sitemap.xml"],
        ["en/gone/index.html"],
        ["assets/kb/help.1.css"],
    ]


@needs_rsync
@pytest.mark.parametrize("moment", range(3, 11))
def test_a_lost_connection_is_said_and_completed(
    source: Path, out: Path, carrier: RsyncCarrier, calls: Path, tmp_path: Path, moment: int
) -> None:
    """Cut at each call; the next publication, of another site, leaves nothing behind."""
    publish(carrier, source)
    write(source, SECOND)
    calls.unlink()
    stop = threading.Event()

    def cut() -> None:
        while not stop.is_set():
            if calls.exists() and len(calls.read_text().splitlines()) >= moment - 1:
                (tmp_path / "cut").touch()
                return
            time.sleep(0.001)

    watcher = threading.Thread(target=cut)
    watcher.start()
    try:
        publish(carrier, source)
    except KbgenError as error:
        assert "Connection closed" in error.message or "code" in error.message
    finally:
        stop.set()
        watcher.join()
    (tmp_path / "cut").unlink(missing_ok=True)
    now = tree(out)
    assert "new" not in now["en/index.html"] or {"assets/kb/help.2.css", "en/new/index.html"} <= now.keys()
    publish(RsyncCarrier(source, carrier.host), write(source, FIRST))
    assert tree(out) == FIRST


@needs_rsync
def test_no_folder_around_is_said(source: Path, out: Path, calls: Path) -> None:
    carrier = RsyncCarrier(source, Host(f"web@host:{out}/deep/er"))
    with pytest.raises(WrongUse, match="web@host has no folder around") as caught:
        publish(carrier, source)
    assert "mkdir -p" in caught.value.hint


@pytest.mark.parametrize("place", ["", "no rsync here"])
def test_a_computer_without_rsync_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / place))
    with pytest.raises(WrongUse, match="no program “rsync”") as caught:
        Program.find()
    assert "apt install rsync" in caught.value.hint


@pytest.mark.parametrize(
    "said", ["rsync  version 2.6.9  protocol version 29", "openrsync: protocol version 29", "", "rsync  version 3.0.9"]
)
def test_an_rsync_that_is_too_old_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """And the one that macOS calls rsync."""
    program = tmp_path / "rsync"
    program.write_text(f"#!/bin/sh\necho '{said}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(WrongUse, match=r"is not rsync 3\.1\.0 or newer"):
        Program.find()


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("rsync  version 3.5.0  protocol version 32", (3, 5, 0)),
        ("rsync  version v3.2.3  protocol version 31", (3, 2, 3)),
        ("rsync  version 3.1pre1", (3, 1, 0)),
        ("busybox", None),
    ],
)
def test_versions(line: str, version: tuple[int, ...] | None) -> None:
    assert version_of(line) == version


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("Host key verification failed.", "SSH does not know web@host yet", "ssh web@host"),
        ("@@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @@", "another key", "ssh-keygen -R host"),
        ("web@host: Permission denied (publickey).", "does not let you in", "authorized_keys"),
        ("ssh: Could not resolve hostname host: Name or service not known", "there is no host host", "a slip"),
        ("ssh: connect to host host port 22: Connection refused", "nothing answers at web@host", "2222"),
        ("ssh: connect to host host port 22: Connection timed out", "does not answer", "firewall"),
        ("sh: 1: rsync: not found", "web@host has no rsync", "install it there"),
        ('rsync: [Receiver] mkstemp "/www/.x" failed: Permission denied (13)', "may not be written", "belong to"),
        ("rsync: write failed: No space left on device (28)", "the disk of web@host is full", "make room"),
        ("rsync: --delete-missing-args: unknown option", "does not understand", "3.1"),
        ("rsync: [sender] Failed to exec ssh: No such file or directory (2)", "no program “ssh”", "openssh-client"),
    ],
)
def test_what_ssh_and_rsync_say_is_explained(said: str, message: str, hint: str) -> None:
    """With the words themselves, for those who know them; and after the beginning with the way to go on."""
    failed, host = Failed(255, f"{said}\nrsync error: unexplained error (code 255)"), Host("web@host:/www")
    before, after = rsync_messages.refused(failed, host), rsync_messages.lost(failed, host)
    assert isinstance(before, WrongUse)
    assert isinstance(after, DeliveryError)
    assert message in before.message
    assert message in after.message
    assert said.strip("@ ") in before.message
    assert hint in before.hint
    assert "publish again" in after.hint


# -- real servers ---------------------------------------------------------------------------------------------------


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int) -> None:
    """Until somebody answers."""
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nobody answers at port {port}")


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of an SSH server that lets in a throw-away key; RSYNC_RSH uses that key and knows the host's."""
    server = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if not server or not shutil.which("rsync") or not shutil.which("ssh"):
        pytest.skip("there is no sshd, ssh or rsync on this machine")
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    for name in ("host", "user", "stranger"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name)], check=True, capture_output=True
        )
    (keys / "authorized").write_bytes((keys / "user.pub").read_bytes())
    port = free_port()
    (keys / "known").write_text(f"[127.0.0.1]:{port} {(keys / 'host.pub').read_text()}")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd, started by root, wants this folder and does not make it
    process = subprocess.Popen(
        [server, "-D", "-e", "-f", "/dev/null", "-p", str(port), "-h", str(keys / "host"),
         "-o", f"AuthorizedKeysFile={keys / 'authorized'}", "-o", "ListenAddress=127.0.0.1", "-o", "StrictModes=no",
         "-o", "PasswordAuthentication=no", "-o", "KbdInteractiveAuthentication=no", "-o", f"PidFile={keys / 'pid'}"],
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    monkeypatch.setenv(
        "RSYNC_RSH", f"ssh -F /dev/null -i {keys}/user -o BatchMode=yes -o UserKnownHostsFile={keys}/known"
    )
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def test_a_real_ssh_server(source: Path, out: Path, ssh: int) -> None:
    """All of it once: first, again, changed."""
    carrier = RsyncCarrier(source, Host(f"127.0.0.1:{out}", ssh))
    publish(carrier, source)
    assert tree(out) == FIRST
    assert publish(carrier, source).steps == ()
    publish(carrier, write(source, SECOND))
    assert tree(out) == SECOND


def test_an_unknown_host_and_a_wrong_key(source: Path, out: Path, ssh: int, monkeypatch: pytest.MonkeyPatch) -> None:
    carrier = RsyncCarrier(source, Host(f"127.0.0.1:{out}", ssh))
    right = os.environ["RSYNC_RSH"]
    monkeypatch.setenv("RSYNC_RSH", right.replace("/known", "/nobody"))
    with pytest.raises(WrongUse, match=r"SSH does not know 127\.0\.0\.1 yet"):
        publish(carrier, source)
    monkeypatch.setenv("RSYNC_RSH", right.replace("/user", "/stranger"))
    with pytest.raises(WrongUse, match="does not let you in"):
        publish(carrier, source)
    assert not out.exists()


def test_nobody_at_the_port(source: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("rsync") or not shutil.which("ssh"):
        pytest.skip("there is no ssh or rsync on this machine")
    monkeypatch.delenv("RSYNC_RSH", raising=False)
    with pytest.raises(WrongUse, match=r"nothing answers at 127\.0\.0\.1"):
        publish(RsyncCarrier(source, Host(f"127.0.0.1:{out}", free_port())), source)


@needs_rsync
def test_an_rsync_server(source: Path, out: Path, tmp_path: Path) -> None:
    out.mkdir()
    port = free_port()
    settings = tmp_path / "rsyncd.conf"
    settings.write_text(
        f"port = {port}\naddress = 127.0.0.1\nuse chroot = no\npid file = {tmp_path}/rsyncd.pid\n"
        f"uid = {os.geteuid()}\ngid = {os.getegid()}\n[help]\npath = {out}\nread only = no\n"
    )
    process = subprocess.Popen(
        ["rsync", "--daemon", "--no-detach", f"--config={settings}", f"--log-file={tmp_path}/log"],
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        carrier = RsyncCarrier(source, Host(f"rsync://127.0.0.1:{port}/help"))
        publish(carrier, source)
        publish(carrier, write(source, SECOND))
        assert tree(out) == SECOND
        with pytest.raises(WrongUse, match="has no such module"):
            publish(RsyncCarrier(source, Host(f"rsync://127.0.0.1:{port}/nope")), source)
    finally:
        process.terminate()
        process.wait()


if sys.platform == "win32":
    pytest.skip("rsync is not at home on Windows", allow_module_level=True)
