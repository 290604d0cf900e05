"""The manual says what the program does: every command, code, key and setting stands in it, and its links lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import click
import pytest

from kbgen.articles import front_matter
from kbgen.articles.article import headings, lines, plain
from kbgen.articles.catalog import SHARED_KEYS
from kbgen.cli import COMMANDS
from kbgen.config import load_text, schema
from kbgen.config.settings import Ranking, Weights
from kbgen.markup.convert import Converter
from kbgen.problems import CODES, Code, Severity

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
EXTERNAL = re.compile(r"[a-z]+:")
LINK = re.compile(r"\]\(\s*([^\s()]+)\s*\)")
CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def text(name: str) -> str:
    """A page of the manual."""
    return (DOCS / name).read_text("utf-8")


def sections(page: str, level: int) -> dict[str, str]:
    """The parts of a page by their heading, without the marks of code in it; a higher heading ends a part."""
    rows = page.split("\n")
    found: dict[str, str] = {}
    own: tuple[str, int] | None = None
    for heading in [*headings(page), None]:
        if heading is not None and heading.level > level:
            continue
        if own is not None:
            found[own[0]] = "\n".join(rows[own[1] : heading.line - 1 if heading else None])
        own = (plain(heading.text), heading.line) if heading and heading.level == level else None
    return found


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```+ ?{language}\n(.*?)^```+$", page, re.DOTALL | re.MULTILINE)


def anchor(heading: str) -> str:
    """What a heading is linked by, on code hosts and on sites."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", plain(heading).lower()))


def links(path: Path) -> Iterator[tuple[int, str]]:
    """Line and URL of every link of a page, outside of code."""
    for line in lines(path.read_text("utf-8")):
        if not line.code:
            for url in LINK.findall(CODE_SPAN.sub("", line.text)):
                yield line.number, url


def options(command: str) -> list[str]:
    """Everything that can be written to name an option of a command."""
    found = import_module(f"kbgen.commands.{command}").command
    assert isinstance(found, click.Command)
    named = [p for one in with_those_below(found) for p in one.params if isinstance(p, click.Option)]
    return list(dict.fromkeys(opt for option in named for opt in (*option.opts, *option.secondary_opts)))


def with_those_below(command: click.Command) -> Iterator[click.Command]:
    """A command, and those that a group of commands consists of."""
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from with_those_below(below)


def test_every_command_has_a_heading_and_no_other_has() -> None:
    """A command that is new, renamed or gone changes the manual."""
    named = [h for h in sections(text("commands.md"), 2) if h.startswith("kbgen ")]
    assert named == [f"kbgen {command}" for command in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_named_below_its_command(command: str) -> None:
    """In its long and its short form."""
    section = sections(text("commands.md"), 2)[f"kbgen {command}"]
    assert [
        option for option in options(command) if f"`{option}`" not in section and f"`{option} " not in section
    ] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_named_that_a_command_does_not_have(command: str) -> None:
    """Neither in the table of its options nor in an example."""
    section = sections(text("commands.md"), 2)[f"kbgen {command}"]
    shown = "\n".join([*re.findall(r"^\| (`-.*?) \|", section, re.MULTILINE), *blocks(section, "sh")])
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", shown))
    assert named - {*options(command)} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_a_group_has_a_heading(command: str) -> None:
    """Below that of the group; and no other has."""
    found = import_module(f"kbgen.commands.{command}").command
    section = sections(text("commands.md"), 2)[f"kbgen {command}"]
    named = [h for h in sections(section, 3) if h.startswith("kbgen ")]
    below = found.list_commands(click.Context(found)) if isinstance(found, click.Group) else []
    assert named == [f"kbgen {command} {name}" for name in below]


def test_the_readme_lists_every_command() -> None:
    """With a link to its description."""
    table = re.findall(r"^\| \[`kbgen (\w+)`\]\(docs/commands\.md#kbgen-\1\)", PAGES_BY_NAME["README.md"], re.MULTILINE)
    assert table == list(COMMANDS)


def test_every_code_has_a_heading_with_its_title() -> None:
    """In the order of the codes, and none besides."""
    named = [h for h in sections(text("problems.md"), 3) if h.startswith("KB")]
    assert named == [f"{code}: {kind.title}" for code, kind in CODES.items()]


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_severity_and_a_remedy(code: str) -> None:
    """And what is said of builds is so; an example shows the code itself."""
    section = sections(text("problems.md"), 3)[f"{code}: {CODES[code].title}"]
    assert section.strip().split("\n")[0] == severity(CODES[code])
    assert "**Remedy:**" in section
    assert any(code in block for block in blocks(section, "text"))


def severity(code: Code) -> str:
    """The line below a code's heading."""
    if code.severity is Severity.WARNING:
        return "*Warning.*"
    return "*Error; holds back a build.*" if code.holds_back else "*Error; does not hold back a build.*"


def test_every_front_matter_key_has_a_row_and_a_heading() -> None:
    """And nothing is explained that does not exist."""
    page = text("front-matter.md")
    assert [key for key, _ in key_rows(page)] == list(front_matter.KEYS)
    assert list(sections(page, 3)) == list(front_matter.KEYS)


def test_the_shared_keys_are_marked() -> None:
    """Those that a translator leaves out."""
    assert {key for key, shared in key_rows(text("front-matter.md")) if shared == "yes"} == set(SHARED_KEYS)


def key_rows(page: str) -> list[tuple[str, str]]:
    """Key and whether it is shared, from the table of all keys."""
    return re.findall(r"^\| \[`(\w+)`\]\(#\1\) \| [^|]+ \| (yes|no) \|", page, re.MULTILINE)


def test_front_matter_examples_have_no_mistake() -> None:
    """Each example is read as it stands."""
    for example in blocks(text("front-matter.md"), "yaml"):
        whole = example if example.startswith("---") else f"---\n{example}---\n"
        article, problems = front_matter.parse(whole, id="a", language="en", path="a.md")
        assert (article is not None, problems) == (True, []), example


def test_every_setting_of_kbgen_has_a_heading() -> None:
    """And no heading is left of one that is gone."""
    assert sorted(sections(text("settings.md"), 3)) == sorted(schema.KBGEN)


@pytest.mark.parametrize(
    ("below", "settings"),
    [
        ("languages", schema.LANGUAGE),
        ("support", schema.SUPPORT),
        ("home", schema.HOME),
        ("search", schema.SEARCH),
        ("publish", schema.PUBLISH),
        ("tickets", schema.TICKETS),
        ("report", {**schema.RANKING, **schema.WEIGHTS}),
    ],
)
def test_every_setting_below_one_of_kbgen_has_a_row(below: str, settings: Mapping[str, object]) -> None:
    """In the table of its section."""
    section = sections(text("settings.md"), 3)[below]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(settings)


def test_the_constants_of_the_ranking_are_told_with_their_values() -> None:
    """In the last column of the tables, as they hold where the settings say nothing."""
    section = sections(text("settings.md"), 3)["report"]
    told = dict(re.findall(r"^\| `(\w+)` \|.*\| ([\d.]+) \|$", section, re.MULTILINE))
    held = {**asdict(Ranking()), **asdict(Weights())}
    held.pop("weights")
    assert {name: float(value) for name, value in told.items()} == held


def test_every_setting_of_a_profile_has_a_row() -> None:
    """In the table of its section; the example of the section has no mistake."""
    section = sections(text("tickets.md"), 3)["A profile of your own"]
    first, second = (part.split("\n\n")[0] for part in re.split(r"^\| --- .*\n", section, flags=re.MULTILINE)[1:])
    assert re.findall(r"^\| `(\w+)` \|", first, re.MULTILINE) == list(schema.PROFILE)
    named = [key for row in re.findall(r"^\| (`.+?`) \|", second, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(schema.PROFILE_COLUMNS)
    (example,) = blocks(section, "yaml")
    config, problems = load_text(f"site_name: Help\n{example}", Path("mkdocs.yml"))
    assert ([profile.name for profile in config.tickets.profiles], problems) == (["our-zendesk", "crm"], ())


def test_every_profile_of_kbgens_own_is_in_the_table() -> None:
    """With what it is recognised by."""
    section = sections(text("tickets.md"), 2)["Exports that kbgen reads"]
    assert [name for name in schema.PROFILES if f"| `{name}` |" not in section] == []


@pytest.mark.parametrize("settings", [schema.USED, schema.UNUSED, schema.THEME])
def test_every_setting_of_mkdocs_is_explained(settings: Mapping[str, object]) -> None:
    """Those that kbgen reads, and those that it does not use."""
    page = text("settings.md")
    assert [name for name in settings if not re.search(rf"`(plugins: - )?{name}[:`]", page)] == []


def test_every_feature_of_material_is_in_the_settings() -> None:
    """Or belongs to one that is there, as navigation.instant.prefetch does."""
    page = text("settings.md")
    assert [
        f for f in sorted(schema.FEATURES) if f"`{f}`" not in page and not f.startswith("navigation.instant.")
    ] == []


def test_the_complete_settings_are_complete() -> None:
    """The first example of the page is a configuration without any problem."""
    example = blocks(text("settings.md"), "yaml")[0]
    config, problems = load_text(example, Path("mkdocs.yml"))
    assert (config.language_codes, problems) == (("en", "fi"), ())


def test_markdown_examples_are_converted_with_the_settings_of_the_starter() -> None:
    """None of the marks of an extension is left over."""
    config, _ = load_text((ROOT / "mkdocs.yml").read_text("utf-8"), ROOT / "mkdocs.yml")
    converter = Converter(config.markdown_extensions)
    examples = blocks(text("writing-articles.md"), "markdown")
    assert len(examples) > 20
    for example in examples:
        made = converter.convert(front_matter.split(example)[1]).html
        assert not re.search(r"!!!|\?\?\?|^<p>===|\+\+|\[\^|\[ \]|:material|\{ [.#]|<p>\|", made, re.MULTILINE), made


@pytest.mark.parametrize("page", PAGES, ids=[p.relative_to(ROOT).as_posix() for p in PAGES])
def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    """Within the manual, and from the README and the changelog into it."""
    dead = []
    for line, url in links(page):
        if EXTERNAL.match(url):
            continue
        path, _, fragment = url.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists():
            dead.append(f"{page.name}:{line}: {url}")
        elif fragment and fragment not in {anchor(h.text) for h in headings(target.read_text("utf-8"))}:
            dead.append(f"{page.name}:{line}: no heading for {url}")
    assert dead == []


def test_every_page_is_in_the_contents() -> None:
    """So that readers find it."""
    named = {(DOCS / url.partition("#")[0]).resolve() for _, url in links(DOCS / "index.md")}
    assert {page for page in DOCS.rglob("*.md") if page.name != "index.md"} - named == set()


def test_decisions_have_their_three_parts_and_are_short() -> None:
    """Context, decision, consequences; numbered without a gap."""
    notes = sorted((DOCS / "decisions").glob("*.md"))
    for number, note in enumerate(notes, 1):
        page = note.read_text("utf-8")
        assert note.name.startswith(f"{number:04}-")
        assert page.startswith(f"# {number}. ")
        assert list(sections(page, 2)) == ["Context", "Decision", "Consequences"], note.name
        assert 15 <= page.count("\n") <= 30, note.name


PAGES_BY_NAME = {page.name: page.read_text("utf-8") for page in PAGES}
