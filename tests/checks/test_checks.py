"""Every problem that an author can meet, on a small site that makes just that mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import kbgen
from kbgen.config import load
from kbgen.errors import ConfigError
from kbgen.problems import CODES, Problem, Severity
from tests.sites import SiteFolder
from tests.translation.records import recorded

HOME = "---\ntitle: Abi\ndescription: Juhendid.\n---\n"
SETTINGS = "site_name: Help\n"
CLEAN = {
    "mkdocs.yml": SETTINGS + "markdown_extensions: [attr_list]\n",
    "content/et/index.md": HOME,
    "content/assets/a.svg": "<svg/>",
}


def text(body: str = "", **meta: str) -> str:
    """An article without a mistake: title and description on lines 2 and 3, then ``meta``, then the body.

    With one more key the body's first line is line 7.
    """
    head = {"title": "Title", "description": "What it is about."} | meta
    return "\n".join(["---", *(f"{key}: {value}" for key, value in head.items()), "---", "", body, ""])


@dataclass(frozen=True)
class Mistake:
    """Files that make one mistake, and where it is told. ``links``: symbolic links by their path."""

    code: str
    path: str
    line: int
    files: Mapping[str, str | bytes]
    links: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.name or CODES[self.code].title}"


def in_settings(code: str, line: int, more: str, name: str = "") -> Mistake:
    """A mistake in mkdocs.yml below the site's name."""
    return Mistake(code, "mkdocs.yml", line, {"mkdocs.yml": SETTINGS + more}, name=name)


def in_article(code: str, line: int, article: str | bytes, name: str = "", **others: str) -> Mistake:
    """A mistake in content/et/dns/a.md; ``others`` are articles of the same folder."""
    files = {f"content/et/dns/{other}.md": words for other, words in others.items()}
    return Mistake(code, "content/et/dns/a.md", line, {**files, "content/et/dns/a.md": article}, name=name)


def in_topics(code: str, line: int, text: str) -> Mistake:
    """A mistake in the topics file."""
    return Mistake(code, "content/topics.yml", line, {"content/topics.yml": text})


def in_glossary(code: str, line: int, words: str, name: str = "") -> Mistake:
    """A mistake in glossary.yml, on a site with the article dns/a."""
    files = {"content/glossary.yml": words, "content/et/dns/a.md": text()}
    return Mistake(code, "content/glossary.yml", line, files, name=name)


def in_body(code: str, body: str, name: str = "", **others: str) -> Mistake:
    """A mistake on the first line of the body, which is line 6."""
    return in_article(code, 6, text(body), name, **others)


def in_tombstones(code: str, line: int, words: str, name: str = "") -> Mistake:
    """A mistake in tombstones.yml, on a site with the article dns/a."""
    files = {"content/tombstones.yml": words, "content/et/dns/a.md": text(id="short")}
    return Mistake(code, "content/tombstones.yml", line, files, name=name)


def in_translation(code: str, line: int, article: str, others: Mapping[str, str] | None = None) -> Mistake:
    """A mistake in content/en/dns/a.md, whose source says something about 24 hours."""
    files = {"content/et/dns/a.md": text("Kuni 24 tundi."), "content/en/dns/a.md": article}
    return Mistake(code, "content/en/dns/a.md", line, {**files, **(others or {})})


TRANSLATED = recorded(text("Text."), text("Tekst."), to="en")
WORDS = "Nimeserverid muudetakse iseteeninduses, ja muudatus jõuab kohale ühe ööpäeva jooksul, mõnikord varem."
TWO = {"content/et/a.md": text()}

TERMS = "et: [{write: nimeserver, not: [nimiserver]}]\n"
SAID = "Need on nimeserverid.\n\nMeie nimiserverid on `nimiserver`.\n\n```\nnimiserver\n```"

MISTAKES = [
    in_settings("KB001", 3, "theme: [\n"),
    in_settings("KB001", 2, "extra: !!python/name:os.system\n", "foreign code"),
    in_settings("KB002", 2, "site_nmae: Help\n"),
    in_settings("KB003", 2, "strict: maybe\n"),
    in_settings("KB004", 2, "hooks: [a.py]\n"),
    in_settings("KB005", 3, "plugins:\n  - blog\n"),
    in_settings("KB006", 3, "nav:\n  - gone.md\n"),
    in_settings("KB006", 4, "nav:\n  - index.md\n  - Gone: [gone/index.md]\n", "in a section"),
    in_settings("KB006", 3, "nav:\n  - et/index.md\n", "with a language"),
    in_article("KB101", 2, "---\ntitle: Käsi\n---\n".encode("latin-1")),
    Mistake("KB101", "content/popular.yml", 1, {"content/popular.yml": b"# \xe4\n"}, name="a list"),
    in_article("KB102", 1, "---\ntitle: A\n\nText.\n", "never closes"),
    in_article("KB102", 3, "---\ntitle: A\ntitle: B\n---\n", "doubled key"),
    in_article("KB102", 2, "---\ntitle: DNS: records\n---\n", "colon"),
    in_article("KB102", 4, text(updated="2026-02-30"), "no such day"),
    in_article("KB102", 2, "---\n- title\n---\n", "a list"),
    in_tombstones("KB102", 2, "- article: x\n  id: a: b\n", "tombstones"),
    Mistake("KB102", "content/popular.yml", 1, {"content/popular.yml": "index\n"}, name="popular articles"),
    in_article("KB103", 4, text(slug="two words")),
    in_article("KB103", 4, text(aliases="[https://x.example/]"), "alias"),
    in_article("KB103", 4, text(draft="maybe"), "draft"),
    in_tombstones("KB103", 2, "- article: x\n- id: y\n", "tombstones"),
    in_article("KB104", 4, text(published="soon")),
    in_article("KB105", 4, text(titel="A")),
    Mistake("KB106", "content/et/etc", 0, {}, {"content/et/etc": "/etc"}),
    Mistake("KB107", "content/et/b.md", 0, {}, {"content/et/b.md": "nowhere.md"}),
    Mistake("KB107", "content/et/b.md", 0, {}, {"content/et/b.md": "b.md"}, name="itself"),
    Mistake("KB107", "content/et/loop", 0, {}, {"content/et/loop": "."}, name="a circle"),
    Mistake("KB108", "content/en/a.md", 4, {"content/et/a.md": text(owner="A"), "content/en/a.md": text(owner="B")}),
    Mistake("KB109", "content/readme.txt", 0, {"content/readme.txt": "x"}),
    Mistake("KB109", "content/de", 0, {"content/de/a.md": text()}, name="a language"),
    in_body("KB110", "<<<<<<< HEAD"),
    in_body("KB110", ">>>>>>> theirs", "the end"),
    in_article("KB111", 4, text(related="[dns/gone]"), "related"),
    in_article("KB111", 4, text(related="[dns/a]"), "related to itself"),
    in_article("KB111", 4, text(source_language="ru"), "source language"),
    in_article("KB111", 4, text(icon="material/gone"), "icon"),
    in_article("KB111", 4, text(icon="../../../../../etc/passwd"), "icon elsewhere"),
    in_article("KB111", 4, text(hide="[sidebar]"), "hide"),
    in_article("KB111", 4, text(hide="[feedback]"), "hide what there is not"),
    Mistake(
        "KB006",
        "mkdocs.yml",
        5,
        {"mkdocs.yml": SETTINGS + "plugins:\n  - kbgen:\n      support:\n        article: gone\n"},
        name="support",
    ),
    Mistake("KB111", "content/popular.yml", 2, {"content/popular.yml": "- index\n- gone\n"}, name="popular"),
    Mistake("KB111", "content/popular.yml", 2, {"content/popular.yml": "et:\n- gone\n"}, name="popular by language"),
    Mistake("KB111", "content/synonyms.yml", 1, {"content/synonyms.yml": "xx: [[a, b]]\n"}, name="synonyms"),
    Mistake("KB112", "content/synonyms.yml", 2, {"content/synonyms.yml": "et:\n- [a]\n"}),
    Mistake("KB111", "content/facts.yml", 1, {"content/facts.yml": "- article: gone\n"}, name="facts"),
    Mistake("KB113", "content/facts.yml", 2, {"content/facts.yml": "- kind: price\n- kind: colour\n"}),
    Mistake("KB111", "content/learned.tsv", 1, {"content/learned.tsv": "xx\ta\tb=1\n"}, name="learned words"),
    Mistake("KB114", "content/learned.tsv", 2, {"content/learned.tsv": "# by hand\net\tdns/a\tword\n"}),
    Mistake("KB111", "content/glossary.yml", 1, {"content/glossary.yml": "xx: [{write: a}]\n"}, name="glossary"),
    in_glossary("KB111", 3, "et:\n- write: a\n  except: [gone]\n", "glossary: an exception"),
    in_glossary("KB111", 2, "et:\n- {write: a, except: [gone/]}\n", "glossary: a category"),
    in_glossary("KB115", 3, "et:\n- write: a\n  nto: b\n", "unknown key"),
    in_glossary("KB115", 2, "et:\n- {not: b}\n", "nothing to write"),
    in_glossary("KB115", 3, "et:\n- {write: a}\n- {write: b, not: [c, a]}\n", "wanted and not wanted"),
    in_glossary("KB115", 3, "et:\n- {write: a  b}\n- {write: c, not: a b}\n", "wanted with other spaces"),
    in_glossary("KB115", 2, "et:\n- {write: a, not: ['?!']}\n", "no word"),
    in_glossary("KB115", 2, "et:\n- {write: yes}\n", "truth"),
    in_glossary("KB115", 1, "- write: a\n", "no languages"),
    in_glossary("KB115", 1, "et: {write: a}\n", "no list"),
    in_glossary("KB115", 2, "et: [\n", "no YAML"),
    in_body("KB201", "[x](gone.md)"),
    in_body("KB201", "[x](../gone)", "without ending"),
    in_body("KB201", "[x](/gone.md)", "from the root"),
    in_body("KB201", "[x](/et/gone/)", "address"),
    in_body("KB201", "[x](/k/gone/)", "short link"),
    in_body("KB201", '<a href="gone.md">x</a>', "HTML"),
    in_article("KB201", 8, text("[x][r]\n\n[r]: gone.md"), "reference"),
    in_body("KB202", "[x](b.md#gone)", b=text()),
    in_body("KB202", "[x](#gone)", "own"),
    in_body("KB203", "![x](gone.svg)"),
    in_body("KB203", "[x](gone.pdf)", "file"),
    in_body("KB203", "![x](https.svg)", "strange name"),
    Mistake(
        "KB204", "content/et/dns/a.md", 6, {"content/et/dns/a.md": text("[x](b.md)"), "content/en/dns/b.md": text()}
    ),
    Mistake(
        "KB204",
        "content/et/dns/a.md",
        6,
        {"content/et/dns/a.md": text("[x](../../ru/dns/b.md)"), "content/et/dns/b.md": text()},
        name="named language",
    ),
    Mistake(
        "KB204",
        "content/et/dns/a.md",
        6,
        {"content/et/dns/a.md": text("[x](plan.pdf)"), "content/en/dns/plan.pdf": "%PDF"},
        name="file",
    ),
    in_body("KB205", "[x](../../../mkdocs.yml)"),
    in_body("KB205", "![x](../../../../../../etc/x.png)", "image"),
    in_body("KB205", "[x](..%2F..%2F..%2Fx)", "percent-encoded"),
    in_body("KB206", "[x](b.md)", b=text(draft="true")),
    Mistake(
        "KB206",
        "content/et/dns/a.md",
        6,
        {
            "content/et/dns/a.md": text("[x](b.md)"),
            "content/et/dns/b.md": text(draft="true"),
            "content/en/dns/b.md": text(),
        },
        name="in this language",
    ),
    Mistake("KB301", "content/et/b.md", 4, {**TWO, "content/et/b.md": text(slug="a")}),
    Mistake("KB301", "content/et/a/index.md", 1, {**TWO, "content/et/a/index.md": text()}, name="folder"),
    Mistake("KB302", "content/et/b.md", 4, {**TWO, "content/et/b.md": text(slug="A")}),
    Mistake("KB303", "content/et/b.md", 4, {"content/et/a.md": text(id="x"), "content/et/b.md": text(id="X")}),
    in_tombstones("KB303", 2, "# gone\n- {article: x, id: short}\n", "tombstones"),
    Mistake("KB304", "content/et/b.md", 4, {**TWO, "content/et/b.md": text(aliases="[a/]")}),
    Mistake(
        "KB304",
        "content/et/b.md",
        4,
        {"content/et/a.md": text(aliases="[x/]"), "content/et/b.md": text(aliases="[x/]")},
        name="claimed twice",
    ),
    in_tombstones("KB304", 1, "- {article: x, addresses: [et/dns/a/]}\n", "tombstones"),
    in_article("KB305", 4, text(aliases="[dns/a/]")),
    in_tombstones("KB305", 1, "- {article: x, goto: x}\n", "tombstones"),
    in_tombstones("KB306", 2, "- {article: x, goto: dns/a}\n- {article: y, goto: gone}\n"),
    in_article("KB401", 1, "---\ndescription: D.\n---\n\nText.\n"),
    in_article("KB402", 2, text(title="x" * 71)),
    in_article("KB403", 1, "---\ntitle: T\n---\n"),
    in_article("KB404", 3, text(description="x" * 171)),
    in_body("KB405", "### Three"),
    in_article("KB405", 8, text("## Two\n\n#### Four"), "further down"),
    in_body("KB406", "![](../../assets/a.svg)"),
    in_body("KB406", '<img src="../../assets/a.svg">', "HTML"),
    in_body("KB406", "![ ](../../assets/a.svg)", "blank"),
    in_body("KB407", "```python"),
    in_article("KB407", 10, text("~~~\na\n~~~\n\n~~~\nb"), "the second"),
    in_article("KB408", 4, text(published="2025-11-20")),
    in_article("KB408", 5, text(published="2024-01-01", reviewed="2025-11-20"), "last review"),
    in_article("KB408", 4, text(published="2026-11-01", review_interval="1 week"), "own interval"),
    in_body("KB409", "# Another"),
    in_article("KB409", 8, "---\ndescription: D.\n---\n\n# One\n\n\n# Two\n", "two"),
    Mistake(
        "KB410",
        "content/et/dns/a.md",
        0,
        {
            "mkdocs.yml": SETTINGS + "markdown_extensions:\n  - pymdownx.snippets: {check_paths: true}\n",
            "content/et/dns/a.md": text('--8<-- "nowhere.md"'),
        },
    ),
    Mistake("KB411", "content/et/dns/a.md", 8, {"content/glossary.yml": TERMS, "content/et/dns/a.md": text(SAID)}),
    Mistake(
        "KB411",
        "content/et/dns/a.md",
        2,
        {"content/glossary.yml": TERMS, "content/et/dns/a.md": text(title="Nimiserverite muutmine")},
        name="title",
    ),
    in_translation("KB601", 4, TRANSLATED.replace("2026-11-01", "2026-11-02")),
    in_translation("KB602", 4, recorded(text("Text."), text("Tekst."), id="dns/b"), {"content/en/dns/b.md": text()}),
    in_translation("KB603", 4, recorded(text("Text."), text("Tekst."), to="en", of="lv")),
    in_translation("KB604", 4, recorded(text("For 15 minutes."), text("Kuni 15 minutit."), to="en")),
    in_translation("KB605", 0, text(WORDS), {"content/et/dns/a.md": text(WORDS)}),
    Mistake(
        "KB606",
        "content/en/dns/b.md",
        4,
        {"content/en/dns/b.md": TRANSLATED, "content/et/dns/a.md": text("Tekst."), "content/et/dns/b.md": text()},
    ),
    in_topics("KB701", 1, "- mail\n"),
    in_topics("KB702", 2, "topics:\n  mail: {name: Mail, tag: [imap]}\n"),
    in_topics("KB703", 2, "topics:\n  mail: {name: Mail, effort: soon}\n"),
    in_topics("KB704", 3, "topics:\n  mail:\n    articles: [gone]\n    name: Mail\n"),
    in_topics("KB705", 2, "topics: {mail: {name: Mail, tags: [imap]}}\nignored: [imap]\n"),
    in_topics("KB706", 2, "topics:\n  mail:\n"),
    in_topics("KB707", 1, "ignored: [test, test]\n"),
    Mistake(
        "KB709",
        "content/et/dns/a.md",
        4,
        {"content/et/dns/a.md": text(topics="[recrods]"), "content/topics.yml": "topics: {records: {name: Records}}\n"},
    ),
]


def told(site: SiteFolder, **options: object) -> list[Problem]:
    """What “kbgen check” finds, also where it cannot go on."""
    try:
        warnings = load(site.root / "mkdocs.yml")[1]
    except ConfigError as error:
        return list(error.problems)
    return sorted({*warnings, *site.problems(**options)})


def codes(site: SiteFolder) -> list[tuple[str, int]]:
    return [(p.code, p.line) for p in told(site)]


@pytest.fixture
def site_with(new_site: Callable[..., SiteFolder]) -> Callable[..., SiteFolder]:
    """A site without a mistake, and these files."""

    def make(files: Mapping[str, str | bytes] | None = None, links: Mapping[str, str] | None = None) -> SiteFolder:
        site = new_site({**CLEAN, **(files or {})})
        for path, target in (links or {}).items():
            (site.root / path).symlink_to(target)
        return site

    return make


def test_site_without_a_mistake_has_no_problem(site_with: Callable[..., SiteFolder]) -> None:
    """The ground on which every other test stands."""
    assert told(site_with({"content/et/dns/a.md": text("## Two\n\n### Three\n\n[x](#two)", icon="material/dns")})) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_every_mistake_is_told_with_its_code_and_place(mistake: Mistake, site_with: Callable[..., SiteFolder]) -> None:
    """Once, on its line, and nothing else is told."""
    found = told(site_with(mistake.files, mistake.links))
    assert [(p.code, p.path, p.line) for p in found] == [(mistake.code, mistake.path, mistake.line)]
    assert found[0].message


SEVERITIES = {
    "error": "KB001 KB002 KB003 KB006 KB101 KB102 KB103 KB106 KB107 KB110 KB201 KB202 KB203 KB205 KB301 KB302 KB303 "
    "KB304 KB305 KB306 KB410 KB601 KB603 KB701 KB702 KB703 KB704 KB705",
    "warning": "KB004 KB005 KB104 KB105 KB108 KB109 KB111 KB112 KB113 KB114 KB115 KB204 KB206 KB307 KB401 KB402 KB403 "
    "KB404 KB405 KB406 KB407 KB408 KB409 KB411 KB602 KB604 KB605 KB606 KB706 KB707 KB708 KB709 KB801",
}


@pytest.mark.parametrize("severity", SEVERITIES)
def test_severities_are_those_of_the_manual(severity: str) -> None:
    """An error makes a wrong page or none, a warning does not; a change of them changes people's pipelines."""
    given = {code for code, one in CODES.items() if one.severity is Severity(severity)}
    assert given == set(SEVERITIES[severity].split())


def test_there_is_a_mistake_for_every_code_that_kbgen_can_give() -> None:
    """A new check brings a test of its own."""
    sources = [path for path in Path(kbgen.__file__).parent.rglob("*.py") if path.name != "problems.py"]
    given = {code for path in sources for code in re.findall(r'"(KB\d{3})"', path.read_text("utf-8"))}
    # KB307 compares a build with the one before it: tests/commands/test_commands.py. KB708 needs tickets:
    # tests/tickets/topics/test_proposing.py. KB801 is about a file of the report: tests/overview/test_kept_history.py.
    assert given - {mistake.code for mistake in MISTAKES} - {"KB307", "KB708", "KB801"} == set()


# -- lines -------------------------------------------------------------------------------------------------------


def test_each_of_several_links_is_told_on_its_own_line(site_with: Callable[..., SiteFolder]) -> None:
    """Also where the same mistake is made twice."""
    site = site_with({"content/et/a.md": text("[x](gone.md)\n\ntext\n\n[y](gone.md)\n\n[z](gone.svg)")})
    assert codes(site) == [("KB201", 6), ("KB201", 10), ("KB203", 12)]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_lines_are_right_whatever_ends_them(newline: str, site_with: Callable[..., SiteFolder]) -> None:
    """And whether a byte order mark begins the file."""
    words = "\ufeff" + text("One.\n\n[x](gone.md)").replace("\n", newline)
    assert codes(site_with({"content/et/a.md": words})) == [("KB201", 8)]


def test_link_in_code_is_not_taken_for_the_link(site_with: Callable[..., SiteFolder]) -> None:
    """The example above it is right to name a file that is not there."""
    site = site_with({"content/et/a.md": text("```\n[x](gone.md)\n```\n\n[x](gone.md)")})
    assert codes(site) == [("KB201", 10)]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("[right](../mail/setup.md)\n\n[wrong](setup.md)", ("KB201", 8)),
        ("[right](#records)\n\n[wrong](#rec)\n\n## R { #records }", ("KB202", 8)),
        ("Call it gone.md.\n\n[wrong](gone.md)", ("KB201", 8)),
        ("`gone.md`\n\n[wrong](gone.md)", ("KB201", 8)),
    ],
)
def test_line_is_that_of_the_link_not_of_words_like_it(
    body: str, problem: tuple[str, int], site_with: Callable[..., SiteFolder]
) -> None:
    """A longer link or a sentence may hold the same letters."""
    site = site_with({"content/et/dns/a.md": text(body), "content/et/mail/setup.md": text()})
    assert codes(site) == [problem]


# -- what is no mistake ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "[x](b.md#two) [x](b) [x](./b.md) [x](../dns/b.md) [x](../) [x](/dns/b.md)",
        "[x](b.md#%C3%B5un) [x](#here){ #here }",
        "[x](/et/dns/b/) [x](/et/) [x](/) [x](/k/short/) [x](/et/a-z/) [x](/et/old/) [x](/assets/a.svg)",
        "[x](https://x.example/gone.md) [x](mailto:a@b.example) [x](tel:+372) [x](//x.example)",
        "`[x](gone.md)`\n\n```\n![](gone.svg)\n<<<<<<< HEAD\n# Top\n```",
        "![x](../../assets/a.svg)\n\n![x](../../assets/a.svg?v=1)",
        "<!-- ### no heading -->",
        "## Two\n\n### Three\n\n## Two again",
        "Title\n=====",
    ],
)
def test_right_texts_have_no_problem(body: str, site_with: Callable[..., SiteFolder]) -> None:
    """Links in all their forms, code, and headings one level at a time."""
    other = text("## Two\n\n## Õun", id="short", aliases="[old/]")
    assert codes(site_with({"content/et/dns/a.md": text(body), "content/et/dns/b.md": other})) == []


@pytest.mark.parametrize("address", ["/et/feed.xml", "/sitemap.xml", "/et/404.html", "/robots.txt"])
def test_files_that_the_site_makes_may_be_linked(address: str, site_with: Callable[..., SiteFolder]) -> None:
    """They are there when the site is built."""
    settings = SETTINGS + "site_url: https://help.example.com/\n"
    assert codes(site_with({"mkdocs.yml": settings, "content/et/a.md": text(f"[x]({address})")})) == []


@pytest.mark.parametrize("url", ["../dns/", ".", "./"])
def test_category_may_be_linked_although_nobody_wrote_its_page(url: str, site_with: Callable[..., SiteFolder]) -> None:
    """The site has one."""
    site = site_with({"content/et/dns/a.md": text(f"[x]({url})")})
    assert codes(site) == []
    site.build(jobs=1)
    assert 'href="../../../et/dns/"' in site.page("et/dns/a/").partition("<article")[2].partition("</article>")[0]


def test_link_in_a_comment_is_no_link(site_with: Callable[..., SiteFolder]) -> None:
    """Nobody can follow it."""
    assert codes(site_with({"content/et/a.md": text('<!-- <a href="gone.md">x</a> -->')})) == []


def test_heading_with_an_anchor_may_repeat_the_title(site_with: Callable[..., SiteFolder]) -> None:
    """The anchor is no part of its words."""
    assert codes(site_with({"content/et/a.md": text("# Title { #top }")})) == []


def test_articles_in_one_language_have_no_problem(site_with: Callable[..., SiteFolder]) -> None:
    """Whichever it is; a missing translation is work to be done, not a mistake."""
    assert codes(site_with({"content/ru/a.md": text("[x](b.md)"), "content/ru/b.md": text()})) == []


@pytest.mark.parametrize("body", ["", "\n\n", "   "])
def test_article_may_be_only_its_front_matter(body: str, site_with: Callable[..., SiteFolder]) -> None:
    """A category's page often is."""
    assert codes(site_with({"content/et/dns/index.md": text(body)})) == []


def test_empty_file_lacks_title_and_description(site_with: Callable[..., SiteFolder]) -> None:
    """And is published all the same."""
    assert codes(site_with({"content/et/a.md": ""})) == [("KB401", 1), ("KB403", 1)]


def test_review_is_overdue_the_day_after_it_was_due(site_with: Callable[..., SiteFolder]) -> None:
    """Checks are made as of 21 November 2026."""
    for published, overdue in (("2025-11-21", False), ("2025-11-20", True)):
        site = site_with({"content/et/a.md": text(published=published)})
        assert bool(codes(site)) is overdue, published


def test_pages_of_categories_are_reviewed_only_where_they_ask_for_it(site_with: Callable[..., SiteFolder]) -> None:
    """They hold hardly a word."""
    assert codes(site_with({"content/et/dns/index.md": text(published="2020-01-01")})) == []
    asking = text(published="2020-01-01", review_interval="1 year")
    assert codes(site_with({"content/et/dns/index.md": asking})) == [("KB408", 4)]


@pytest.mark.parametrize(
    "meta", [{"published": "9999-12-31"}, {"published": "2026-01-01", "review_interval": "9999 years"}]
)
def test_review_in_the_far_future_is_not_overdue(meta: dict[str, str], site_with: Callable[..., SiteFolder]) -> None:
    """Nor a reason to crash."""
    assert codes(site_with({"content/et/a.md": text(**meta)})) == []


def test_drafts_are_checked_when_asked_for(site_with: Callable[..., SiteFolder]) -> None:
    """Before they are published."""
    site = site_with({"content/et/a.md": text("[x](gone.md)", draft="true")})
    assert told(site) == []
    assert [p.code for p in told(site, drafts=True)] == ["KB201"]


# -- hints -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("[x](recrods.md)", "did you mean dns/records?"),
        ("[x](../mail/records.md)", "did you mean dns/records?"),
        ("[x](records.md#mx-recrods)", "did you mean mx-records?"),
        ("![x](../../assets/a.svgg)", "did you mean assets/a.svg?"),
    ],
)
def test_nearest_right_name_is_suggested(body: str, hint: str, site_with: Callable[..., SiteFolder]) -> None:
    """Of articles, anchors and files."""
    site = site_with({"content/et/dns/a.md": text(body), "content/et/dns/records.md": text("## MX records")})
    assert [p.hint for p in told(site)] == [hint]


def test_merge_conflict_in_the_front_matter_is_called_so(site_with: Callable[..., SiteFolder]) -> None:
    """That is where most of them are."""
    words = "---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> theirs\n---\n"
    assert "KB110" in [code for code, _ in codes(site_with({"content/et/a.md": words}))]


def test_support_article_that_does_not_exist_is_told(site_with: Callable[..., SiteFolder]) -> None:
    """Otherwise the way to a person is silently missing from every page."""
    settings = SETTINGS + "plugins:\n  - kbgen:\n      support:\n        article: gone\n"
    assert [(p.path, p.line) for p in told(site_with({"mkdocs.yml": settings}))] == [("mkdocs.yml", 5)]


def test_missing_film_is_a_file_not_an_image(site_with: Callable[..., SiteFolder]) -> None:
    """What it is called by."""
    site = site_with({"content/et/a.md": text('<video src="gone.mp4"></video>')})
    assert [p.message for p in told(site)] == ["there is no file “gone.mp4”"]


def test_links_to_an_article_that_cannot_be_read_are_not_blamed(site_with: Callable[..., SiteFolder]) -> None:
    """It exists, in this language too: with its own mistake mended, nothing is wrong with them."""
    broken = "---\ntitle A\ndescription: B\n---\n"
    site = site_with(
        {
            "content/en/a.md": text("[x](b.md) [y](c.md)"),
            "content/en/b.md": broken,
            "content/et/b.md": text(),
            "content/en/c.md": broken,
        }
    )
    assert [(p.path, p.code) for p in told(site)] == [("content/en/b.md", "KB102"), ("content/en/c.md", "KB102")]


@pytest.mark.parametrize(
    ("goto", "hint"),
    [
        ("goto: new", "it was deleted: link to new, or to nothing"),
        ("goto: https://x.example/", "it was deleted: link to https://x.example/, or to nothing"),
        ("id: gone", "it was deleted: take the link out"),
    ],
)
def test_links_to_a_deleted_article_are_told_what_is_there_instead(
    goto: str, hint: str, site_with: Callable[..., SiteFolder]
) -> None:
    """Not what happens to be called like it."""
    stones = f"- article: gone\n  addresses: [et/gone/]\n  {goto}\n"
    site = site_with(
        {
            "content/et/a.md": text("[x](gone.md)"),
            "content/et/gone2.md": text(),
            "content/et/new.md": text(),
            "content/tombstones.yml": stones,
        }
    )
    assert [(p.code, p.hint) for p in told(site) if p.path == "content/et/a.md"] == [("KB201", hint)]


# -- hostile -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["minu kirjed", "Записи", "😀 x", "a'b", "a&b", "100%", "a#b", "a?b"])
def test_any_name_can_be_linked(name: str, site_with: Callable[..., SiteFolder]) -> None:
    """Percent-encoded as a URL must be."""
    from urllib.parse import quote

    files = {f"content/et/{name}.md": text(), "content/et/a.md": text(f"[x]({quote(name)}.md)")}
    assert codes(site_with(files)) == []


def test_huge_article_is_checked(site_with: Callable[..., SiteFolder]) -> None:
    """Two megabytes of text, and the link at the end of it."""
    words = "Tekst siin ja seal. " * 100 + "\n\n"
    body = words * 1000 + "[x](gone.md)"
    assert len(body) > 2_000_000
    assert codes(site_with({"content/et/a.md": text(body)})) == [("KB201", 2006)]


def test_unknown_extension_is_a_mistake_of_the_settings(site_with: Callable[..., SiteFolder]) -> None:
    """Told on its line, as are options that an extension does not have."""
    for more, line in (("markdown_extensions:\n  - gone\n", 3), ("markdown_extensions:\n  - toc: {gone: 1}\n", 3)):
        assert codes(site_with({"mkdocs.yml": SETTINGS + more})) == [("KB003", line)]
