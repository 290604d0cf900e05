"""Delivery to object storage, over HTTP, with the real boto3."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbgen.delivery.bucket import BucketCarrier
from kbgen.delivery.destination import Bucket
from kbgen.delivery.files import RECORD
from kbgen.delivery.headers import cache_control, content_type
from kbgen.errors import DeliveryError, WrongUse
from kbgen.publish.output import MARK
from kbgen.publish.redirects import FOR_EVER

from .places import ADDED, CHANGED, FIRST, SECOND, publish, write
from .storage_server import Storage, serving

# Rules for web servers are not sent: storage has no use for them.
FIRST_SENT = {path: text for path, text in FIRST.items() if path != ".htaccess"}
SECOND_SENT = {path: text for path, text in SECOND.items() if path != ".htaccess"}
PREFIX = "sites/help/"


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Storage]:
    """A storage with the bucket “acme”, and credentials for it in the environment."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test-secret")
    monkeypatch.setenv("AWS_REGION", "eu-north-1")
    with serving() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.address)
        yield server


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A built site."""
    return write(tmp_path / "site", FIRST)


@pytest.fixture
def carrier(source: Path, storage: Storage) -> BucketCarrier:
    return BucketCarrier(source, Bucket("acme", PREFIX))


def tree(storage: Storage) -> dict[str, str]:
    """The site in the bucket."""
    return {key.removeprefix(PREFIX): o.text for key, o in storage.objects.items() if not key.endswith(RECORD)}


def test_a_first_publication_brings_everything(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    publish(carrier, source)
    assert tree(storage) == FIRST_SENT
    assert f"{PREFIX}{RECORD}" in storage.objects


def test_objects_have_the_headers_that_browsers_need(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    publish(carrier, source)
    page = storage.objects[f"{PREFIX}en/a/index.html"].headers
    style = storage.objects[f"{PREFIX}assets/kb/help.1.css"].headers
    assert page == {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=0, must-revalidate"}
    assert style == {"Content-Type": "text/css; charset=utf-8", "Cache-Control": FOR_EVER}
    assert storage.objects[f"{PREFIX}{RECORD}"].headers["Cache-Control"] == "no-store"


def test_a_second_one_brings_only_what_changed(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    """Assets before pages, deletions last, the record first and last; and not a byte more."""
    publish(carrier, source)
    storage.log.clear()
    publish(carrier, write(source, SECOND))
    assert tree(storage) == SECOND_SENT
    record = f"{PREFIX}{RECORD}"
    assert [(m, k.removeprefix(PREFIX)) for m, k, _ in storage.log if m in ("PUT", "DELETE")] == [
        ("PUT", RECORD),
        ("PUT", "assets/kb/help.2.css"),
        ("PUT", "en/new/index.html"),
        ("PUT", "en/index.html"),
        ("PUT", "en/search/search_index.json"),
        ("PUT", "sitemap.xml"),
        ("DELETE", "en/gone/index.html"),
        ("DELETE", "assets/kb/help.1.css"),
        ("PUT", RECORD),
    ]
    sent = sum(size for method, key, size in storage.log if method == "PUT" and key != record)
    assert sent == sum(len(SECOND[path]) for path in CHANGED | ADDED)


def test_the_same_site_built_anew_brings_nothing(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    """It lists, reads the record, and that is all."""
    publish(carrier, source)
    storage.log.clear()
    assert publish(carrier, write(source, FIRST)).steps == ()
    assert {method for method, _, _ in storage.log} == {"LIST", "GET"}
    assert len(storage.asked("GET")) == 1


def test_objects_of_others_stay(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    """Below the prefix and beside it."""
    theirs = {"notes.txt": b"theirs", f"{PREFIX}google123.html": b"theirs", "sites/help2/index.html": b"theirs"}
    publish(carrier, source)
    for key, body in theirs.items():
        storage.store(key, body)
    publish(carrier, write(source, SECOND))
    assert {key: storage.objects[key].body for key in theirs} == theirs
    assert not [key for method, key, _ in storage.log if method in ("PUT", "DELETE") and key in theirs]


@pytest.mark.parametrize("key", ["index.html", "en/x/notes.txt"])
def test_a_place_of_others_is_refused(source: Path, storage: Storage, carrier: BucketCarrier, key: str) -> None:
    storage.store(f"{PREFIX}{key}", b"theirs")
    with pytest.raises(WrongUse, match="holds files that kbgen did not publish"):
        publish(carrier, source)
    assert set(storage.objects) == {f"{PREFIX}{key}"}


def test_a_marked_place_and_the_object_of_a_folder_are_taken(
    source: Path, storage: Storage, carrier: BucketCarrier
) -> None:
    """Some programs make an empty object for a folder."""
    storage.store(PREFIX, b"")
    storage.store("elsewhere.txt", b"theirs")
    publish(carrier, source)
    storage.objects.clear()
    storage.store(f"{PREFIX}{MARK}", b"")
    storage.store(f"{PREFIX}mine.txt", b"theirs")
    publish(carrier, source)
    assert tree(storage) == {**FIRST_SENT, MARK: "", "mine.txt": "theirs"}


def test_changes_by_hand_are_put_right(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    publish(carrier, source)
    storage.store(f"{PREFIX}en/a/index.html", b"b")
    del storage.objects[f"{PREFIX}assets/server.svg"]
    storage.log.clear()
    publish(carrier, source)
    assert tree(storage) == FIRST_SENT
    # The record says so already.
    assert set(storage.asked("PUT")) == {f"{PREFIX}{p}" for p in ("en/a/index.html", "assets/server.svg")}


@pytest.mark.parametrize("damage", [b"", b"{", b'{"kbgen":1,"files":{"../../notes.txt":["1",""]}}'])
def test_a_damaged_record_deletes_nothing(
    source: Path, storage: Storage, carrier: BucketCarrier, damage: bytes
) -> None:
    publish(carrier, source)
    storage.store(f"{PREFIX}{RECORD}", damage)
    delivery = publish(carrier, write(source, SECOND))
    assert delivery.damaged
    assert tree(storage) == FIRST_SENT | SECOND_SENT
    assert publish(carrier, source).steps == ()


def test_an_old_record_does_no_harm(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    publish(carrier, source)
    old = storage.objects[f"{PREFIX}{RECORD}"]
    publish(carrier, write(source, SECOND))
    storage.objects[f"{PREFIX}{RECORD}"] = old
    third = {**SECOND_SENT, "en/new/index.html": "newer"}
    publish(carrier, write(source, third))
    assert tree(storage) == third


def test_tags_may_be_anything(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    """With some encryption the ETag is not the content's MD5."""
    storage.tagged = lambda body: hashlib.sha256(b"salt" + body).hexdigest()[:32] + "-1"
    publish(carrier, source)
    assert publish(carrier, source).steps == ()
    publish(carrier, write(source, SECOND))
    assert publish(carrier, source).steps == ()
    assert tree(storage) == SECOND_SENT


def test_a_dry_run_writes_nothing(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    assert len(publish(carrier, source, dry_run=True).changes.added) == len(FIRST_SENT)
    assert storage.objects == {}


@pytest.mark.parametrize("moment", range(9))
def test_cut_off_at_any_request_it_serves_and_is_completed(
    source: Path, storage: Storage, carrier: BucketCarrier, moment: int
) -> None:
    """What has arrived is not sent again; and another site leaves nothing behind."""
    publish(carrier, source)
    storage.log.clear()

    def failing(method: str, key: str) -> tuple[int, str] | None:
        changing = sum(1 for m, _, _ in storage.log if m in ("PUT", "DELETE"))
        return (403, "AccessDenied") if method in ("PUT", "DELETE") and changing > moment else None

    storage.fault = failing
    with pytest.raises((WrongUse, DeliveryError), match="does not let these credentials in"):
        publish(carrier, write(source, SECOND))
    now = tree(storage)
    assert "new" not in now["en/index.html"] or {"assets/kb/help.2.css", "en/new/index.html"} <= now.keys()
    assert now["sitemap.xml"] == "a b" or "en/new/index.html" in now
    storage.fault = lambda method, key: None
    before = set(storage.asked("PUT")[:moment])
    storage.log.clear()
    if moment % 2:
        publish(BucketCarrier(source, carrier.bucket), write(source, FIRST))
        assert tree(storage) == FIRST_SENT
        return
    publish(BucketCarrier(source, carrier.bucket), source)
    assert tree(storage) == SECOND_SENT
    assert {*storage.asked("PUT")} & before <= {f"{PREFIX}{RECORD}"}


def test_a_killed_publication_is_completed(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    """A process that is gone from one moment to the next, in the middle of a file."""
    program = (
        "import sys, os; from pathlib import Path; from kbgen.delivery.bucket import BucketCarrier; "
        "from kbgen.delivery.destination import Bucket; from tests.delivery.places import publish; "
        "source = Path(sys.argv[1]); publish(BucketCarrier(source, Bucket('acme', sys.argv[2])), source)"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(source), PREFIX], cwd=Path(__file__).parents[2])

    def kill(method: str, key: str) -> None:
        if method == "PUT" and key.endswith("en/a/index.html"):
            process.kill()

    storage.fault = kill
    assert process.wait() != 0
    storage.fault = lambda method, key: None
    now = tree(storage)
    assert "en/index.html" not in now or "assets/kb/help.1.css" in now
    assert "sitemap.xml" not in now
    publish(carrier, source)
    assert tree(storage) == FIRST_SENT


def test_an_interruption_ends_it_calmly(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    """Ctrl-C: files on their way arrive, nothing new is begun, and the exit code says so."""
    program = f"import sys; from kbgen.cli import run; sys.exit(run(['publish', 's3://acme/{PREFIX}', '--no-build']))"
    (source.parent / "mkdocs.yml").write_text("site_name: Help\n")
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=source.parent,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stderr=subprocess.PIPE,
        text=True,
    )

    def interrupt(method: str, key: str) -> None:
        if method == "PUT" and key.endswith("server.svg"):
            process.send_signal(signal.SIGINT)
            time.sleep(0.2)

    storage.fault = interrupt
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (130, "Interrupted.")
    assert "en/index.html" not in tree(storage)
    storage.fault = lambda method, key: None
    publish(carrier, source)
    assert tree(storage) == FIRST_SENT


def test_a_busy_storage_is_asked_again(source: Path, storage: Storage, carrier: BucketCarrier) -> None:
    refused: set[str] = set()

    def busy(method: str, key: str) -> tuple[int, str] | None:
        if method == "PUT" and key.endswith("server.svg") and key not in refused:
            refused.add(key)
            return 503, "SlowDown"
        return None

    storage.fault = busy
    publish(carrier, source)
    assert refused
    assert tree(storage) == FIRST_SENT


@pytest.mark.parametrize(
    ("status", "code", "message", "hint"),
    [
        (403, "AccessDenied", "does not let these credentials in", "s3:PutObject"),
        (403, "SignatureDoesNotMatch", "the secret key is not right", "AWS_SECRET_ACCESS_KEY"),
        (400, "ExpiredToken", "have expired", "sign in again"),
        (400, "AuthorizationHeaderMalformed", "in another region", "AWS_REGION"),
        (418, "Teapot", "Said so.", "nothing was changed"),
    ],
)
def test_what_the_storage_says_is_explained(
    source: Path, storage: Storage, carrier: BucketCarrier, status: int, code: str, message: str, hint: str
) -> None:
    storage.fault = lambda method, key: (status, code)
    with pytest.raises((WrongUse, DeliveryError)) as caught:
        publish(carrier, source)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_bucket_that_is_not_there(source: Path, storage: Storage) -> None:
    with pytest.raises(WrongUse, match="has no bucket “nope”"):
        publish(BucketCarrier(source, Bucket("nope")), source)


def test_no_credentials(source: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(WrongUse, match="no credentials for s3://acme/") as caught:
        publish(BucketCarrier(source, Bucket("acme")), source)
    assert "AWS_PROFILE" in caught.value.hint


def test_a_profile_that_is_not_there(source: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    with pytest.raises(WrongUse, match="no such profile"):
        BucketCarrier(source, Bucket("acme"))


def test_an_unknown_key(source: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "other")
    with pytest.raises(WrongUse, match="does not know this access key"):
        publish(BucketCarrier(source, Bucket("acme")), source)


def test_a_storage_that_does_not_answer(source: Path, storage: Storage) -> None:
    """The endpoint of the settings goes before that of the environment."""
    carrier = BucketCarrier(source, Bucket("acme", "", "http://127.0.0.1:1", "auto"))
    with pytest.raises(WrongUse, match=r"http://127\.0\.0\.1:1 does not answer"):
        publish(carrier, source)


def test_without_boto3_it_says_how_to_get_it(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(WrongUse) as caught:
        BucketCarrier(source, Bucket("acme"))
    assert "pip install 'kbgen[s3]'" in caught.value.hint


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("en/index.html", "text/html; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("assets/a.SVG", "image/svg+xml; charset=utf-8"),
        ("assets/fonts/a.woff2", "font/woff2"),
        ("assets/a.webp", "image/webp"),
        ("files/none", "application/octet-stream"),
        ("files/a.odd-ending", "application/octet-stream"),
    ],
)
def test_types(path: str, type: str) -> None:
    assert content_type(path) == type


def test_only_names_that_change_with_the_content_are_kept_for_ever() -> None:
    assert cache_control("assets/javascripts/bundle.1.min.js") == FOR_EVER
    assert cache_control("assets/images/server.png") != FOR_EVER
    assert cache_control("en/assets/kb/index.html") != FOR_EVER
