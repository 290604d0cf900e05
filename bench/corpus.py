"""Writes a help site of any size in four languages: the same bytes for the same seed.

``python -m bench.corpus --articles 400 --out DIR`` writes ``DIR/content/<lang>/…``. The sentences are made by a word
chain over the starter articles, or over another folder of Markdown with ``--text``; headings, lists, code, tables,
admonitions, links and images are in the measure of a real help site. About twenty categories; the paths are the same
in all languages.
"""

from __future__ import annotations

import argparse
import random
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kbgen import resources
from kbgen.articles.article import lines
from kbgen.articles.front_matter import split

LANGUAGES = ("et", "en", "ru", "fi")
LABELS = {"et": "Eesti", "en": "English", "ru": "Русский", "fi": "Suomi"}
CATEGORIES = (
    "getting-started account billing security profile notifications mobile-app desktop-app integrations "
    "api teams permissions reports import-export domains files sharing calendar troubleshooting "
    "administration"
).split()
VERBS = (
    "add remove change set-up export import share restore find connect verify rename archive merge copy track"
).split()
NOUNS = (
    "password invoice member report workspace device token calendar backup filter label template webhook "
    "address signature session folder payment-card language time-zone role invite"
).split()
TAGS = ("basics howto admin mobile web security billing api faq advanced beta email").split()
CODE = (
    ("bash", 'curl -X POST https://api.example.com/v2/items \\\n  -H "Authorization: Bearer $TOKEN" -d "limit={n}"'),
    ("json", '{{\n  "id": {n},\n  "role": "editor",\n  "notify": true\n}}'),
    (
        "python",
        "import requests\n\ndef fetch(page: int) -> list[dict]:\n    return requests.get(URL).json()\n\nfetch({n})",
    ),
    ("yaml", "server:\n  port: {n}\n  tls: true\nlogging:\n  file: app.log"),
)


@dataclass
class Speaker:
    """A word chain of order two, trained on the paragraphs of a language."""

    following: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    starts: list[tuple[str, str]] = field(default_factory=list)

    def learn(self, paragraph: str) -> None:
        """Take in the sentences of a paragraph."""
        for sentence in re.split(r"(?<=[.!?…]) +", paragraph):
            words = sentence.split()
            if len(words) < 5:
                continue
            self.starts.append((words[0], words[1]))
            for a, b, c in zip(words, words[1:], words[2:], strict=False):
                self.following.setdefault((a, b), []).append(c)

    def sentence(self, chance: random.Random, most: int = 24) -> str:
        """One sentence of at most so many words."""
        a, b = chance.choice(self.starts)
        words = [a, b]
        while len(words) < most and (a, b) in self.following:
            a, b = b, chance.choice(self.following[a, b])
            words.append(b)
            if b.endswith((".", "!", "?")):
                break
        text = " ".join(words)
        return text if text.endswith((".", "!", "?")) else f"{text.rstrip(',;:')}."

    def paragraph(self, chance: random.Random, least: int = 2, most: int = 5) -> str:
        """Some sentences."""
        return " ".join(self.sentence(chance) for _ in range(chance.randint(least, most)))

    def phrase(self, chance: random.Random, least: int = 3, most: int = 7) -> str:
        """A few words without a full stop, for a title."""
        words = re.sub(r"[^\w\s-]", "", self.sentence(chance)).split()
        return " ".join(words[: chance.randint(least, most)]).capitalize() or "Help"


def speaker(folder: Path) -> Speaker:
    """A chain over all Markdown below a folder."""
    made = Speaker()
    for path in sorted(folder.rglob("*.md")):
        body = split(path.read_text("utf-8"))[1]
        text = "\n".join("" if line.code else line.text for line in lines(body))
        for paragraph in re.split(r"\n\s*\n", text):
            if not re.match(r"\s*(#|\||!!!|\?\?\?|===)", paragraph):
                plain = re.sub(r"\{[^}]*\}|!?\[([^\]]*)\]\([^)]*\)", r"\1", paragraph)
                made.learn(
                    re.sub(r"[*_`#<>\[\]{}|\\$~=^+]|^\s*(\d+\.|-)\s", "", plain, flags=re.MULTILINE).replace("\n", " ")
                )
    return made


@dataclass(frozen=True)
class Shape:
    """What an article has, the same in all languages."""

    category: str
    slug: str
    number: int
    headings: int
    links: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def id(self) -> str:
        """The article's id."""
        return f"{self.category}/{self.slug}"


def shapes(count: int, chance: random.Random) -> list[Shape]:
    """The articles' outlines."""
    names: list[tuple[str, str]] = []
    taken: set[tuple[str, str]] = set()
    for i in range(count):
        category = CATEGORIES[i % len(CATEGORIES)]
        base = slug = f"{chance.choice(VERBS)}-{chance.choice(NOUNS)}"
        n = 2
        while (category, slug) in taken:
            slug, n = f"{base}-{n}", n + 1
        taken.add((category, slug))
        names.append((category, slug))
    return [
        Shape(
            category,
            slug,
            i,
            chance.randint(3, 6),
            tuple("/".join(chance.choice(names)) for _ in range(3)),
            tuple(chance.sample(TAGS, chance.randint(1, 3))),
        )
        for i, (category, slug) in enumerate(names)
    ]


def article(shape: Shape, title: str, titles: dict[str, str], speak: Speaker, chance: random.Random) -> str:
    """The text of an article in one language."""
    parts = [
        f"---\ntitle: {_quoted(title)}\ndescription: {_quoted(speak.sentence(chance, 18))}\n"
        f"tags: [{', '.join(shape.tags)}]\n---\n",
        speak.paragraph(chance, 2, 3),
    ]
    for place in range(shape.headings):
        parts.append(f"{'###' if place % 3 == 2 else '##'} {speak.phrase(chance)}")
        parts.extend(_section(shape, place, speak, chance))
    parts.append("\n".join(f"- [{titles[id]}](../{id}.md)" for id in shape.links))
    return "\n\n".join(parts) + "\n"


def _section(shape: Shape, place: int, speak: Speaker, chance: random.Random) -> Iterator[str]:
    words = speak.paragraph(chance, 3, 6).split(" ")
    if len(words) > 12:
        words[4], words[8] = f"**{words[4]}**", f"`{words[8].strip('.,;()') or 'x'}`"
    yield " ".join(words)
    match place:
        case 0:
            yield "\n".join(f"{n}. {speak.sentence(chance, 14)}" for n in range(1, chance.randint(4, 6)))
            yield f"![{speak.phrase(chance)}](../assets/img/{shape.category}.png)"
        case 1:
            yield "\n".join(f"- {speak.sentence(chance, 12)}" for _ in range(chance.randint(3, 5)))
            if shape.number % 3 == 0:
                language, code = CODE[shape.number // 3 % len(CODE)]
                yield f"```{language}\n{code.format(n=shape.number + 1)}\n```"
            if shape.number % 3 == 1:
                kind = ("note", "tip", "warning")[shape.number // 3 % 3]
                yield f'!!! {kind} "{speak.phrase(chance)}"\n    {speak.sentence(chance)}'
        case 2 if shape.number % 5 == 0:
            rows = [f"| {speak.phrase(chance, 1, 3)} | {chance.randint(1, 90)} |" for _ in range(chance.randint(3, 6))]
            yield "\n".join(
                [f"| {speak.phrase(chance, 1, 2)} | {speak.phrase(chance, 1, 2)} |", "| --- | --- |", *rows]
            )
    yield speak.paragraph(chance, 3, 7)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@cache
def picture(seed: int, width: int = 320, height: int = 180) -> bytes:
    """A PNG with a gradient."""
    chance = random.Random(seed)
    base = [chance.randrange(60, 200) for _ in range(3)]
    rows = b"".join(
        b"\0" + bytes(v for x in range(width) for v in ((base[0] + x // 4) & 255, (base[1] + y // 2) & 255, base[2]))
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")


def pages(articles: int) -> int:
    """How many pages a site of so many articles has: with its categories and home pages, in all languages."""
    return (articles + len(CATEGORIES) + 1) * len(LANGUAGES)


def write(out: Path, articles: int, *, seed: int = 1, text: Path | None = None) -> None:
    """Write the corpus below ``out/content``."""
    outlines = shapes(articles, random.Random(seed))
    for language in LANGUAGES:
        chance = random.Random(f"{seed}-{language}")
        speak = speaker((text or resources.starter_content()) / language)
        _write_language(out / "content" / language, outlines, speak, chance)


def _write_language(folder: Path, outlines: Sequence[Shape], speak: Speaker, chance: random.Random) -> None:
    titles = {shape.id: speak.phrase(chance) for shape in outlines}
    (folder / "assets" / "img").mkdir(parents=True, exist_ok=True)
    for place, category in enumerate(CATEGORIES):
        (folder / category).mkdir(exist_ok=True)
        (folder / "assets" / "img" / f"{category}.png").write_bytes(picture(place))
        head = (
            f"---\ntitle: {_quoted(speak.phrase(chance, 1, 2))}\ndescription: {_quoted(speak.sentence(chance))}\n---\n"
        )
        (folder / category / "index.md").write_text(f"{head}\n{speak.paragraph(chance)}\n", "utf-8")
    head = f"---\ntitle: {_quoted(speak.phrase(chance))}\ndescription: {_quoted(speak.sentence(chance))}\n---\n"
    (folder / "index.md").write_text(head, "utf-8")
    for shape in outlines:
        text = article(shape, titles[shape.id], titles, speak, chance)
        (folder / f"{shape.id}.md").write_text(text, "utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.out, given.articles, seed=given.seed, text=given.text)


if __name__ == "__main__":
    main()
