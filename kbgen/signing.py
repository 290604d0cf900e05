"""A key of this machine's user, by which kbgen knows its own caches again.

A checkout may bring a ``.kbgen`` folder along. What is in it becomes pages, so nothing is believed that does not carry
the mark of this key, which never leaves the user's own cache folder.
"""

from __future__ import annotations

import os
import secrets
from functools import cache
from hashlib import blake2b

from kbgen.user_cache import user_cache as user_cache


@cache
def key() -> bytes:
    """The key; a fresh one that lasts as long as the process where none can be kept."""
    path = user_cache() / "key"
    try:
        kept = path.read_bytes()
        if len(kept) == 32:
            return kept
    except OSError:
        pass
    fresh = secrets.token_bytes(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(fresh)
    except OSError:
        pass
    return fresh


def mark(*parts: bytes) -> bytes:
    """The mark of these bytes under the key (keyed BLAKE2b, 16 bytes)."""
    made = blake2b(key=key(), digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()
