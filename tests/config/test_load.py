"""``mkdocs.yml`` as it is read: every setting in its place, every mistake with its line."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.config import Config, NavItem, load, load_text, schema
from kbgen.config.settings import Ranking, Weights
from kbgen.config.yaml_lines import ALLOWED_CALLS, ALLOWED_NAMES
from kbgen.errors import ConfigError
from kbgen.intervals import Interval
from kbgen.problems import Problem
from tests.catalogs import time_limit

HERE = Path("/srv/help/mkdocs.yml")


def config(text: str) -> Config:
    return load_text(text, HERE)[0]


def mistakes(text: str) -> list[Problem]:
    """The problems of a file, whether it can be used or not."""
    try:
        return list(load_text(text, HERE)[1])
    except ConfigError as error:
        return list(error.problems)


def told(text: str) -> list[tuple[str, int]]:
    return [(p.code, p.line) for p in mistakes(text)]


def plugin(*lines: str) -> str:
    """A file whose kbgen settings are these; the first of them is on line 4."""
    return "\n".join(["site_name: Help", "plugins:", "  - kbgen:", *(f"      {line}" for line in lines), ""])


# -- what is read ------------------------------------------------------------------------------------------------


def test_the_shortest_file_is_a_name() -> None:
    """Everything else has a default: four languages, content/ and site/."""
    made = config("site_name: Help\n")
    assert made.language_codes == ("et", "en", "ru", "fi")
    assert (made.source_language, made.x_default) == ("et", "et")
    assert (made.content_dir, made.site_dir) == (Path("/srv/help/content"), Path("/srv/help/site"))
    assert made.review_interval == Interval(months=12)
    assert made.nav is None
    assert [name for name, _ in made.markdown_extensions] == ["toc", "tables", "fenced_code"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks_change_nothing(tmp_path: Path, encoding: str, newline: str) -> None:
    """Windows' editors may write the file."""
    path = tmp_path / "mkdocs.yml"
    path.write_bytes(newline.join(["site_name: Помощь", "site_url: https://x.example", ""]).encode(encoding))
    made, warnings = load(path)
    assert (made.site_name, made.site_url, warnings) == ("Помощь", "https://x.example/", ())


def test_site_url_ends_in_a_slash() -> None:
    """Whether it was written or not."""
    assert config("site_name: H\nsite_url: https://x.example/help").site_url == "https://x.example/help/"


def test_languages_may_be_a_list() -> None:
    """With fallbacks in the order of the list and their own names."""
    made = config(plugin("languages: [fi, pt-BR, et]"))
    assert [language.name for language in made.languages] == ["Suomi", "Português (Brasil)", "Eesti"]
    assert made.language("pt-BR").fallback == ("fi", "et")


def test_languages_have_settings_of_their_own() -> None:
    """The rest of them come from the top of the file."""
    made = config(
        plugin("languages:", "  et:", "    site_name: Abi", "    fallback: [ru]", "  en:", "  ru: {name: По-русски}")
    )
    assert (made.name_in("et"), made.name_in("en")) == ("Abi", "Help")
    assert made.language("et").fallback == ("ru", "en")
    assert made.language("ru").name == "По-русски"


def test_a_language_may_have_the_customs_of_a_country() -> None:
    """A language that is not said to have any has those that are most usual."""
    made = config(plugin("languages:", "  et:", "  en: {locale: en-GB}"))
    assert made.locales == {"en": "en-GB"}


def test_navigation_keeps_its_lines() -> None:
    """So that a mistake in it can be shown."""
    made = config("site_name: H\nnav:\n  - a.md\n  - B: b/index.md\n  - C:\n      - Out: https://x.example\n")
    assert made.nav == (
        NavItem(None, "a.md", line=3),
        NavItem("B", "b/index.md", line=4),
        NavItem("C", None, (NavItem("Out", "https://x.example", line=6),), line=5),
    )
    assert [item.is_section for item in made.nav] == [False, False, True]
    assert made.nav[2].children[0].is_external


def test_extensions_may_be_a_list_or_a_mapping() -> None:
    """With options or without; those that MkDocs turns on are there too."""
    as_list = config("site_name: H\nmarkdown_extensions: [attr_list, {toc: {permalink: true}}]")
    as_mapping = config("site_name: H\nmarkdown_extensions: {attr_list: , toc: {permalink: true}}")
    assert as_list.markdown_extensions == as_mapping.markdown_extensions
    assert dict(as_list.markdown_extensions)["toc"] == {"permalink": True}


def test_constants_of_the_ranking_are_those_that_are_given_and_otherwise_their_own() -> None:
    """Each by itself."""
    made = config(plugin("report:", "  ranking:", "    urgent: 2", "    weights: {missing: 40, ahead: 0.25}"))
    ranking = made.report.ranking
    assert (ranking.urgent, ranking.weights.missing, ranking.weights.ahead) == (2, 40, 0.25)
    assert replace(ranking, urgent=3.0, weights=Weights()) == Ranking()
    assert config("site_name: H\n").report.ranking == Ranking()


def test_every_constant_can_be_set() -> None:
    """The settings are those of the values that they become."""
    assert [field.name for field in fields(Ranking)] == [*schema.RANKING]
    assert [field.name for field in fields(Weights)] == [*schema.WEIGHTS]
    weights = [f"      {field.name}: 1" for field in fields(Weights)]
    made = config(plugin("report:", "  ranking:", "    weights:", *weights))
    assert {getattr(made.report.ranking.weights, field.name) for field in fields(Weights)} == {1}


def test_environment_variables_are_read_where_mkdocs_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """``!ENV NAME`` and ``!ENV [NAME, OTHER, default]``."""
    monkeypatch.setenv("KB_URL", "https://env.example/")
    monkeypatch.delenv("KB_GONE", raising=False)
    made = config("site_name: !ENV [KB_GONE, Fallback]\nsite_url: !ENV KB_URL\nsite_author: !ENV KB_GONE\n")
    assert (made.site_name, made.site_url, made.site_author) == ("Fallback", "https://env.example/", "")


def test_default_of_an_environment_variable_keeps_its_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in MkDocs, ``!ENV [NAME, false]`` is a yes or no."""
    monkeypatch.delenv("KB_GONE", raising=False)
    assert told("site_name: H\nstrict: !ENV [KB_GONE, false]\n") == []


@pytest.mark.parametrize("name", sorted(ALLOWED_NAMES))
def test_every_allowed_python_name_can_be_used(name: str) -> None:
    """What Material's documentation tells people to write must not end in a crash."""
    assert told(f"site_name: H\nextra:\n  x: !!python/name:{name}\n") == []


@pytest.mark.parametrize("name", sorted(ALLOWED_CALLS))
def test_every_allowed_call_can_be_used(name: str) -> None:
    """With its options."""
    made = config(f"site_name: H\nextra:\n  x: !!python/object/apply:{name}\n    kwds: {{case: lower}}\n")
    assert callable(made.extra["x"])


def test_paths_below_the_project_are_named_from_it() -> None:
    """Messages are the same on every machine."""
    made = config("site_name: H\n")
    assert made.relative(Path("/srv/help/content/et/a.md")) == "content/et/a.md"
    assert made.relative(Path("/var/www")) == "/var/www"


# -- what is wrong -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "KB001", 0),
        ("- a\n", "KB001", 1),
        ("site_name: [\n", "KB001", 2),
        ("site_name: H\nsite_name: J\n", "KB001", 2),
        ("site_name: H\nextra: {a: !!python/name:os.system }\n", "KB001", 2),
        ("site_name: H\nextra: !!python/object/apply:os.system [ls]\n", "KB001", 2),
        ("site_name: H\nextra: !unknown x\n", "KB001", 2),
        ("site_name: H\nextra:\n  day: 2026-02-30\n", "KB001", 3),
        ("site_name: H\nsite_nmae: J\n", "KB002", 2),
        ("site_name: H\ntheme:\n  name: material\n  featuers: []\n", "KB002", 4),
        ("site_name: H\ntheme:\n  features:\n    - navigation.footr\n", "KB002", 4),
        (plugin("sourc_language: et"), "KB002", 4),
        (plugin("support:", "  mail: x@y.z"), "KB002", 5),
        (plugin("home: {populr: 3}"), "KB002", 4),
        (plugin("languages:", "  et:", "    nmae: Eesti"), "KB002", 6),
        ("docs_dir: content\n", "KB003", 1),
        ("site_name: yes\n", "KB003", 1),
        ("site_name: H\nsite_url: help.example.com\n", "KB003", 2),
        ("site_name: H\nsite_url: ftp://help.example.com\n", "KB003", 2),
        ("site_name: H\nINHERIT: base.yml\n", "KB003", 2),
        ("site_name: H\nstrict: maybe\n", "KB003", 2),
        ("site_name: H\nextra_css: a.css\n", "KB003", 2),
        ("site_name: H\nnav: a.md\n", "KB003", 2),
        ("site_name: H\nnav:\n  - a.md\n  - B:\n", "KB003", 4),
        ("site_name: H\nnav:\n  - {A: a.md, B: b.md}\n", "KB003", 3),
        ("site_name: H\ntheme: readthedocs\n", "KB003", 2),
        ("site_name: H\ntheme: 3\n", "KB003", 2),
        ("site_name: H\ntheme:\n  custom_dir: nowhere\n", "KB003", 3),
        ("site_name: H\ntheme:\n  palette: dark\n", "KB003", 3),
        ("site_name: H\ntheme:\n  font: Inter\n", "KB003", 3),
        ("site_name: H\nplugins: kbgen\n", "KB003", 2),
        ("site_name: H\nplugins:\n  - [kbgen]\n", "KB003", 3),
        ("site_name: H\nplugins:\n  - kbgen: et\n", "KB003", 3),
        ("site_name: H\nmarkdown_extensions: toc\n", "KB003", 2),
        ("site_name: H\nmarkdown_extensions:\n  - toc: 3\n", "KB003", 3),
        (plugin("source_language: de"), "KB003", 4),
        (plugin("x_default: de"), "KB003", 4),
        (plugin("languages: et"), "KB003", 4),
        (plugin("languages:", "  no:"), "KB003", 5),
        (plugin("languages:", "  et: Eesti"), "KB003", 5),
        (plugin("languages:", "  et:", "    fallback: [de]"), "KB003", 6),
        (plugin("languages:", "  en:", "    locale: en-ZZZ"), "KB003", 6),
        (plugin("languages:", "  en:", "    locale: et"), "KB003", 6),
        (plugin("review_interval: often"), "KB003", 4),
        (plugin("home: {popular: -1}"), "KB003", 4),
        (plugin("nav_titles:", "  Mail: Post"), "KB003", 5),
        (plugin("nav_titles:", "  Mail: {de: Post}"), "KB003", 5),
        (plugin("content_security_policy: off-by-one"), "KB003", 4),
        (plugin("report: ten"), "KB003", 4),
        (plugin("report:", "  rankings: {}"), "KB002", 5),
        (plugin("report:", "  ranking: [1]"), "KB003", 5),
        (plugin("report:", "  ranking:", "    urgnt: 2"), "KB002", 6),
        (plugin("report:", "  ranking:", "    urgent: 0.5"), "KB003", 6),
        (plugin("report:", "  ranking:", "    pieces: 2.5"), "KB003", 6),
        (plugin("report:", "  ranking:", "    pieces: 0"), "KB003", 6),
        (plugin("report:", "  ranking:", "    alike: true"), "KB003", 6),
        (plugin("report:", "  ranking:", "    least_hours: 0"), "KB003", 6),
        (plugin("report:", "  ranking:", "    nearly: 75"), "KB003", 6),
        (plugin("report:", "  ranking:", "    weights: heavy"), "KB003", 6),
        (plugin("report:", "  ranking:", "    weights:", "      mising: 3"), "KB002", 7),
        (plugin("report:", "  ranking:", "    weights:", "      missing: -3"), "KB003", 7),
        (plugin("report:", "  ranking:", "    weights:", "      views: .inf"), "KB003", 7),
        ("site_name: H\nhooks: [a.py]\n", "KB004", 2),
        ("site_name: H\nuse_directory_urls: false\n", "KB004", 2),
        ("site_name: H\ntheme:\n  language: et\n", "KB004", 3),
        ("site_name: H\nplugins:\n  - search\n  - blog\n", "KB005", 4),
        ("site_name: H\nplugins:\n  blog: {}\n", "KB005", 3),
    ],
)
def test_mistakes_are_told_with_code_and_line(text: str, code: str, line: int) -> None:
    """The line is that of the key or list item that is wrong."""
    assert (code, line) in told(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("site_name: H\nsite_nmae: J\n", "did you mean site_name?"),
        (plugin("languages: {et: , en: }", "x_default: ett"), "did you mean et?"),
        ("site_name: H\ntheme: {features: [navigation.footr]}\n", "did you mean navigation.footer?"),
        ("site_name: H\nmarkdown_extensions: [admonitoin]\n", "did you mean admonition?"),
        ("site_name: H\nmarkdown_extensions: [pymdownx.tabs]\n", "did you mean pymdownx.tabbed?"),
        ("site_name: H\nmarkdown_extensions: [{toc: {permalnk: true}}]\n", "did you mean permalink?"),
        (
            "site_name: H\nextra_templates: [a.html]\n",
            "put the files into a folder of content/ that is no language's, such as content/files/",
        ),
        (plugin("report:", "  ranking:", "    weights:", "      mising: 3"), "did you mean missing?"),
        (plugin("languages:", "  no:"), "in YAML “no” needs quotation marks"),
    ],
)
def test_nearest_right_word_is_suggested(text: str, hint: str) -> None:
    """So that a slip is mended without the manual."""
    assert hint in [p.hint for p in mistakes(text)]


def test_all_mistakes_are_told_at_once() -> None:
    """Not one after another, run after run."""
    assert [p.line for p in mistakes("site_name: H\nstrict: 7\nsite_nmae: J\nsite_url: x\n")] == [2, 3, 4]


def test_features_of_the_sites_own_templates_are_no_mistake() -> None:
    """Only a feature that is nearly right is a slip."""
    assert told("site_name: H\ntheme: {features: [acme.shiny]}\n") == []


def test_norwegian_without_quotation_marks_is_told_in_a_list_too() -> None:
    """YAML reads ``no`` as false; the language must not be dropped without a word."""
    assert ("KB003", 4) in told(plugin("languages: [et, no]"))


def test_languages_that_are_no_words_are_told() -> None:
    """A number in the list of languages is a mistake, not air."""
    assert ("KB003", 4) in told(plugin("languages: [et, 5]"))


@pytest.mark.parametrize("url", ["http://[::1", "https://"])
def test_site_url_that_is_no_address_is_a_mistake(url: str) -> None:
    """Whatever is wrong with it."""
    assert told(f"site_name: H\nsite_url: '{url}'\n") == [("KB003", 2)]


def test_control_characters_are_told_with_their_line() -> None:
    """A stray backspace from a terminal is a mistake of the file, not of kbgen."""
    assert told("site_name: H\nsite_author: a\x08b\n") == [("KB001", 2)]


@pytest.mark.parametrize(
    "value",
    ["!!int ''", "!!float ''", "!!bool maybe", "!!timestamp soon", "!ENV {a: b}", "!ENV [[a]]"],
)
def test_tags_that_do_not_fit_their_values_are_told(value: str) -> None:
    """YAML lets people say that a word is a number; it is their mistake."""
    assert told(f"site_name: H\nextra:\n  x: {value}\n") == [("KB001", 3)]


def test_wrong_options_of_an_allowed_call_are_told() -> None:
    """The line says which call."""
    text = "site_name: H\nextra:\n  x: !!python/object/apply:pymdownx.slugs.slugify {kwds: {colour: red}}\n"
    assert told(text) == [("KB001", 3)]


def test_missing_file_says_what_to_do(tmp_path: Path) -> None:
    """Go elsewhere, name it, or make a site."""
    with pytest.raises(ConfigError, match="there is no such file") as raised:
        load(tmp_path / "mkdocs.yml")
    assert "kbgen init" in raised.value.hint


def test_missing_file_is_looked_for_in_the_folders_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is in the folder of the articles."""
    (tmp_path / "mkdocs.yml").write_text("site_name: H\n")
    (tmp_path / "content/et").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "content/et")
    with pytest.raises(ConfigError) as raised:
        load(Path("mkdocs.yml"))
    assert raised.value.hint == f"it is in {tmp_path}: go there first"


def test_latin_1_file_and_folder_are_refused(tmp_path: Path) -> None:
    """With the file's name."""
    latin = tmp_path / "mkdocs.yml"
    latin.write_bytes("site_name: Käsi\n".encode("latin-1"))
    for path in (latin, tmp_path):
        with pytest.raises(ConfigError, match=str(path)):
            load(path)


# -- hostile -----------------------------------------------------------------------------------------------------


def test_bomb_of_aliases_is_refused_quickly() -> None:
    """Nine lists of nine of one another would be four hundred million words."""
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    with time_limit(2):
        assert mistakes("\n".join(["site_name: H", "extra:", *(f"  {line}" for line in bomb)]))


@pytest.mark.parametrize("text", ["extra: " + "[" * 5000 + "]" * 5000, "extra: &a {b: *a}", "extra: " + "{a: " * 3000])
def test_bottomless_values_are_told(text: str) -> None:
    """Neither depth nor a circle ends in a crash."""
    assert [p.code for p in mistakes(f"site_name: H\n{text}\n")] == ["KB001"]


FRAGMENTS = [
    "site_name", "theme", "plugins", "kbgen", "languages", "et", "no", "nav", ": ", "\n", "\n  ", "\n      ", "- ",
    "[", "]", "{", "}", ",", "x", "5", "true", "2026-02-30", "&a ", "*a", "!ENV ", "'", '"', "#", "|", "? ", "~", "<<",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_any_text_is_read_or_told(text: str) -> None:
    """Whatever stands in the file: a configuration, or problems with lines that exist."""
    lines = text.count("\n") + 2
    assert all(0 <= p.line <= lines for p in mistakes(text))


@settings(max_examples=30, deadline=None)
@given(st.dates(min_value=date(1, 1, 1)))
def test_values_of_other_types_are_told_not_trusted(day: date) -> None:
    """A date where text is wanted is a mistake with a line."""
    assert ("KB003", 1) in told(f"site_name: {day.isoformat()}\n")
