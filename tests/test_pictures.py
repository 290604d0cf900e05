"""The pictures of the starter knowledge base: drawn by a script, without words, and told in every language."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
CONTENT = CHECKOUT / "content"
PICTURES = sorted((CONTENT / "assets" / "diagrams").glob("*.svg"))
LANGUAGES = ("et", "en", "ru", "fi")
SHOWN = re.compile(r"^!\[(?P<words>[^\]]*)\]\(\.\./\.\./assets/diagrams/(?P<name>[\w-]+)\.svg\)$", re.M)


def shown(language: str) -> dict[tuple[str, str], str]:
    """The alternative text in a language by article and picture."""
    folder = CONTENT / language
    return {
        (path.relative_to(folder).as_posix(), match["name"]): match["words"]
        for path in folder.rglob("*.md")
        for match in SHOWN.finditer(path.read_text(encoding="utf-8"))
    }


def test_the_script_draws_just_the_pictures_that_are_there(tmp_path: Path) -> None:
    """The same code writes the same bytes, and nobody mends a picture by hand."""
    script = CHECKOUT / "tools" / "draw_diagrams.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert drawn == {path.name: path.read_bytes() for path in PICTURES}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_small_and_has_nothing_to_translate(picture: Path) -> None:
    """Letters stand only in a domain's ending, which is the same in every language."""
    root = ElementTree.fromstring(picture.read_bytes())
    words = [text for text in root.itertext() if text.strip()]
    assert [word for word in words if not re.fullmatch(r"\.[a-z]+", word)] == []
    assert picture.stat().st_size < 8_000


def test_every_picture_is_shown_wherever_its_article_exists() -> None:
    """A picture that an article shows in one language is shown in its other languages, too."""
    languages = defaultdict(set)
    for language in LANGUAGES:
        for place in shown(language):
            languages[place].add(language)
    assert {name for _, name in languages} == {path.stem for path in PICTURES}
    there = {place: {x for x in LANGUAGES if (CONTENT / x / place[0]).is_file()} for place in languages}
    assert languages == there


def test_alternative_texts_are_sentences_of_their_own() -> None:
    """Each language tells what there is to see in words of its own, and no two pictures are told alike."""
    told = [words for language in LANGUAGES for words in shown(language).values()]
    assert len(set(told)) == len(told)
    assert [words for words in told if not 30 <= len(words) <= 240 or words.endswith(".")] == []
