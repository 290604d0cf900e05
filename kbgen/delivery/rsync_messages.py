"""What rsync and SSH say when they fail → what it means, and what to do."""

from __future__ import annotations

import re

from kbgen.delivery.destination import Host
from kbgen.delivery.program import Failed
from kbgen.errors import DeliveryError, KbgenError, WrongUse

_NOT_THERE = re.compile(r"(?:change_dir|link_stat|chdir).* failed: No such file or directory", re.DOTALL)

# What is said (in small letters) → the message and the hint, in which {host} is the host and {folder} the folder.
SAYINGS: tuple[tuple[str, str, str], ...] = (
    (r"failed to exec", "there is no program “ssh” on this computer", "install it: apt install openssh-client"),
    (
        r"remote host identification has changed",
        "{host} shows another key than it used to, so SSH does not talk to it",
        "ask whoever runs the host; if the key is new for a good reason: ssh-keygen -R {name}",
    ),
    (
        r"host key verification failed|authenticity of host",
        "SSH does not know {host} yet",
        "connect once by hand and compare the key: ssh {host}; on a build server, put it into ~/.ssh/known_hosts",
    ),
    (
        r"permission denied \([a-z]|too many authentication failures|load key .*: |sign_and_send_pubkey",
        "{host} does not let you in",
        "try it by hand: ssh {host}; your public key has to be in ~/.ssh/authorized_keys there",
    ),
    (
        r"could not resolve hostname|name or service not known|getaddrinfo",
        "there is no host {name}, or it cannot be found from here",
        "look for a slip in the address, and whether this computer is on the network",
    ),
    (
        r"connection refused",
        "nothing answers at {host}",
        "look whether SSH runs there, and at which port: ssh://user@host:2222/folder names another one",
    ),
    (
        r"connection timed out|operation timed out|no route to host|network is unreachable",
        "{host} does not answer",
        "look whether this computer is on the network, and whether a firewall is between",
    ),
    (
        r"unprotected private key|bad permissions|bad owner",
        "SSH does not use a key that others can read",
        "take the rights away: chmod 600 FILE (SSH names the file below)",
    ),
    (
        r"rsync: (?:command )?not found|rsync: no such file|exec.*rsync",
        "{host} has no rsync",
        "install it there: apt install rsync",
    ),
    (
        r"unknown option|unrecognized option|protocol version mismatch|is your shell clean",
        "the rsync of {host} does not understand this one",
        "it has to be version 3.1 or newer, and the login there must not print anything by itself",
    ),
    (r"unknown module", "the rsync server {host} has no such module", "for SSH, write user@host:/folder instead"),
    (r"auth failed", "the rsync server {host} does not let you in", "set RSYNC_PASSWORD"),
    (r"read-?only", "{folder} on {host} may not be written", "give {host} a user who may write there"),
    (r"no space left|disk quota", "the disk of {host} is full", "make room there, and publish again"),
    (r"mkdir .*no such file", "{host} has no folder around {folder}", "make it there: mkdir -p {folder}"),
    (
        r"permission denied|operation not permitted",
        "{folder} on {host} may not be written, at least not all of it",
        "the folder and what is in it has to belong to the user of the address",
    ),
    (
        r"not a directory|is a directory|could not make way",
        "on {host} there is a file in the place of a folder, or the other way round",
        "rsync names it below; take it away there",
    ),
)


def refused(failed: Failed, host: Host) -> KbgenError:
    """Before anything was sent."""
    return _explained(failed, host) or DeliveryError(
        f"rsync could not get to {host} (code {failed.code}): {_last(failed.said)}",
        hint="nothing was changed there",
    )


def lost(failed: Failed, host: Host) -> KbgenError:
    """While files were on their way."""
    known = _explained(failed, host)
    reason = known.message if known else f"{_last(failed.said)} (code {failed.code})"
    remedy = f"{known.hint}; then " if known else ""
    return DeliveryError(
        f"the publication was cut off: {reason}",
        hint=f"{remedy}publish again to complete it; what is there serves",
    )


def is_missing(failed: Failed) -> bool:
    """Whether the other side only said that there is no such file or folder."""
    return failed.code == 23 and bool(_NOT_THERE.search(failed.said))


def _explained(failed: Failed, host: Host) -> WrongUse | None:
    login, _, folder = host.spec.removeprefix("rsync://").partition("/" if host.spec.startswith("rsync:") else ":")
    for pattern, message, hint in SAYINGS:
        if re.search(pattern, failed.said, re.IGNORECASE):
            words = {"host": login, "name": login.rpartition("@")[2], "folder": folder}
            message, hint = message.format(**words), hint.format(**words)
            return WrongUse(f"{message} ({_last(failed.said)})", hint=hint)
    return None


def _last(said: str) -> str:
    """The line that tells most: the first of rsync or SSH that is not about its own ending."""
    lines = [line.strip() for line in said.splitlines() if line.strip(" @\r")]
    telling = [line for line in lines if not re.match(r"rsync (error|warning)|rsync: connection unexpectedly", line)]
    return (telling or lines or ["it did not say why"])[0]
