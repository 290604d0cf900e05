"""Old words, found in git by the fingerprints that a record has."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.articles.front_matter import parse
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Prints, Text, text_of
from kbgen.translation.history import History
from kbgen.translation.recall import Digests, Old, find_old
from tests.repositories import Repo, make_repo

BODY = (
    "Open the panel.\n\nIt takes 15 minutes.\n\n## Then\n\n"
    "Log in again with your password.\n\nWrite to us if it fails.\n"
)


def page(body: str) -> str:
    return f"---\ntitle: Title\ndescription: What it is.\n---\n\n{body}"


def text(body: str) -> Text:
    article, _ = parse(page(body), id="a", language="et", path="a.md")
    assert article is not None
    return text_of(article, facts_of)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return make_repo(tmp_path / "repo")


def find(repo: Repo, prints: Prints, *paths: str, digests: Digests | None = None) -> Old | None:
    with History(repo.root / "content", ("et",)) as history:
        return find_old(history, paths or ("et/a.md",), prints, facts_of, digests)


def test_the_very_text_is_found_by_its_digest(repo: Repo) -> None:
    """Whatever has been committed since, and whatever the file is called now."""
    repo.commit(et=page(BODY))
    repo.commit(et=page(BODY.replace("15 minutes", "24 hours")))
    repo.move("content/et/a.md", "content/et/b.md")
    repo.commit()
    old = find(repo, text(BODY).recorded_prints, "et/b.md")
    assert old is not None
    assert (old.exact, old.fit, old.version.path) == (True, 1.0, "content/et/a.md")
    assert old.blocks == old.text.blocks == text(BODY).blocks


def test_cosmetic_variants_have_the_words_too(repo: Repo) -> None:
    """The text was confirmed before it was committed with another comma."""
    repo.commit(et=page(BODY))
    old = find(repo, text(BODY.replace("Open the panel.", "OPEN the panel!")).recorded_prints)
    assert old is not None
    assert (old.exact, old.fit) == (False, 1.0)
    assert [block.text for block in old.blocks if block][2] == "Open the panel."


def test_blocks_of_a_text_that_was_squashed_away_come_from_several(repo: Repo) -> None:
    """A block that no commit has is unknown, and the others are not."""
    repo.commit(et=page(BODY))
    repo.commit(et=page(BODY.replace("Write to us if it fails.", "Call us at night.")))
    lost = BODY.replace("15 minutes", "20 minutes").replace("Open the panel.", "Never seen by anybody.")
    old = find(repo, text(lost).recorded_prints)
    assert old is not None
    assert (old.exact, round(old.fit, 2)) == (False, 0.71)
    assert [block is None for block in old.blocks] == [False, False, True, True, False, False, False]
    assert old.blocks[6] is not None
    assert old.blocks[6].text == "Write to us if it fails."


def test_another_text_is_not_taken_for_it(repo: Repo) -> None:
    """Less than half of the fingerprints is nothing."""
    repo.commit(et=page("All is different here.\n\nAnd there.\n\nEverything.\n"))
    assert find(repo, text(BODY).recorded_prints) is None
    assert find(repo, text(BODY).recorded_prints, "et/unknown.md") is None


def test_a_long_text_is_found_by_its_parts(repo: Repo) -> None:
    """Its record has fingerprints of sections."""
    body = "".join(f"## Part {n}\n\n" + "".join(f"Line {n} {k}.\n\n" for k in range(9)) for n in range(30))
    repo.commit(et=page(body))
    exact = find(repo, text(body).recorded_prints)
    assert exact is not None
    assert exact.exact
    near = find(repo, text(body.replace("Line 3 3.", "Row 3 3.")).recorded_prints)
    assert near is not None
    assert (near.exact, near.blocks) == (False, ())
    assert 0.9 < near.fit < 1


def test_digests_are_kept_and_a_damaged_file_is_none(repo: Repo, tmp_path: Path) -> None:
    """The second time only the text that is found is read."""
    file = tmp_path / "cache/digests.json"
    repo.commit(et=page(BODY))
    repo.commit(et=page(BODY + "\nMore.\n"))
    wanted = text(BODY).recorded_prints
    digests = Digests(file)
    assert find(repo, wanted, digests=digests) is not None
    digests.keep()
    kept = file.read_bytes()
    assert wanted.digest.encode() in kept
    again = Digests(file)
    assert find(repo, wanted, digests=again) is not None
    again.keep()
    assert file.read_bytes() == kept
    for damaged in (b"", b"[]", b'{"kbgen": "0"}', b"\xff", kept[:-9]):
        file.write_bytes(damaged)
        found = find(repo, wanted, digests=Digests(file))
        assert found is not None
        assert found.exact
