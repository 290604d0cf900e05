"""Destinations as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.delivery.destination import Bucket, Destination, Folder, Host, parse
from kbgen.errors import WrongUse

BASE = Path("/project")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/var/www/help", Folder(Path("/var/www/help"))),
        ("../out", Folder(BASE / "../out")),
        ("./a:b", Folder(BASE / "a:b")),
        ("file:///var/www/my%20help", Folder(Path("/var/www/my help"))),
        ("file:out", Folder(BASE / "out")),
        ("web@host:/var/www/help/", Host("web@host:/var/www/help")),
        ("host:www", Host("host:www")),
        ("[::1]:/www", Host("[::1]:/www")),
        ("ssh://web@host/var/www/my%20help", Host("web@host:/var/www/my help")),
        ("ssh://host:2222/www", Host("host:/www", 2222)),
        ("rsync://host/module/help", Host("rsync://host/module/help")),
        ("s3://acme-help", Bucket("acme-help")),
        ("s3://acme/help/site/", Bucket("acme", "help/site/")),
    ],
)
def test_forms(text: str, expected: Destination) -> None:
    assert parse(text, base=BASE) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("ftp://host/x", "cannot publish to ftp://"),
        ("https://help.example.com/", "cannot publish to https://"),
        ("-oProxyCommand=id:/www", "does not name a host"),
        ("web@-oProxyCommand=id:/www", "does not name a host"),
        ("ssh://-oProxyCommand=id/www", "does not name a host"),
        ("ssh:///www", "does not name a host"),
        ("ssh://host:x/www", "does not name a host"),
        ("host:", "does not name a folder"),
        ("host:/", "does not name a folder"),
        ("ssh://host", "does not name a folder"),
        ("ssh://web:secret@host/www", "holds no password"),
        ("rsync://web:secret@host/www", "holds no password"),
        ("s3://", "does not name a bucket"),
        ("s3://KEY:secret@bucket/x", "holds no credentials"),
        ("s3://bucket/../x", "no folder of a bucket"),
        ("a\nb", "is no destination"),
    ],
)
def test_what_is_no_destination(text: str, said: str) -> None:
    """And no password is repeated in the message."""
    with pytest.raises(WrongUse) as caught:
        parse(text, base=BASE)
    assert said in caught.value.message
    assert "secret" not in caught.value.message


def test_storage_has_its_endpoint_and_region_from_the_settings() -> None:
    assert parse("s3://acme", base=BASE, endpoint="https://s3.example.com", region="auto") == Bucket(
        "acme", "", "https://s3.example.com", "auto"
    )


@given(st.text() | st.from_regex(r"(s3|ssh|rsync|file)://[\s\S]*", fullmatch=True))
def test_any_text_is_a_destination_or_wrong_use(text: str) -> None:
    """Never a bug; and no host or login begins as an option does."""
    try:
        found = parse(text, base=BASE)
    except WrongUse:
        return
    if isinstance(found, Host):
        assert not found.spec.startswith("-")
        assert "@-" not in found.spec.partition("/")[0]
