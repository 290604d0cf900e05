"""``kbgen gaps`` and ``kbgen next``, as people call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from jsonschema import Draft202012Validator

from kbgen.reports.gaps.as_json import SCHEMA
from tests.sites import SiteFolder
from tests.translation.records import confirm

ET = "---\ntitle: Parool\ndescription: Uus parool.\nowner: Mari\n---\n\nAva leht.\n\nLink kehtib 15 minutit.\n"
RU = "---\ntitle: Пароль\ndescription: Новый пароль.\n---\n\nОткройте страницу.\n\nСсылка действует 15 минут.\n"
EN = "---\ntitle: Password\ndescription: A new password.\n---\n\nOpen the page.\n\nThe link lasts 15 minutes.\n"


@pytest.fixture
def site(new_site: Callable[..., SiteFolder]) -> SiteFolder:
    """An article in three languages, confirmed and then changed in its source; another one only in Estonian."""
    site = new_site(
        {
            "content/et/account/password.md": ET,
            "content/ru/account/password.md": RU,
            "content/en/account/password.md": EN,
            "content/et/dns/records.md": ET.replace("Mari", "Jüri"),
        }
    )
    confirm(site, "account/password", "ru")
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    site.write("content/et/account/password.md", ET.replace("15 minutit", "24 tundi"))
    site.replace("content/et/account/password.md", "owner", f"updated: {yesterday}\nowner")
    return site


def rows(site: SiteFolder, *options: str) -> list[tuple[str, str, str, str]]:
    found = site.kbgen_json("gaps", "--format", "json", *options)["articles"]
    return [(one["article"], one["language"], one["state"], one["grade"]) for one in found]


def test_json_has_a_row_for_each_article_and_language(site: SiteFolder) -> None:
    """As its published schema describes it, the most harmful first."""
    data = site.kbgen_json("gaps", "--format", "json")
    assert len(data["articles"]) == 8
    assert data["articles"][0] | {"findings": []} == data["articles"][0]
    assert (data["articles"][0]["language"], data["articles"][0]["state"]) == ("ru", "stale")
    harms = [one["harm"] for one in data["articles"]]
    assert harms == sorted(harms, reverse=True)
    schema = json.loads(site.kbgen("gaps", "--schema").out)
    assert schema == json.loads(SCHEMA.read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert data["totals"]["states"]["missing"] == 4
    assert data["totals"]["languages"]["et"]["covered"] == 1


def test_filters(site: SiteFolder) -> None:
    """Each by itself, and all together."""
    assert rows(site, "--state", "stale") == [("account/password", "ru", "stale", "critical")]
    assert [row[1] for row in rows(site, "--grade", "critical")] == ["ru", "en"]
    assert {row[0] for row in rows(site, "--category", "dns")} == {"dns/records"}
    assert {row[0] for row in rows(site, "--owner", "mari")} == {"account/password"}
    assert len(rows(site, "--lang", "ru,fi")) == 4
    assert len(rows(site, "dns/records")) == 4
    assert rows(site, "content/ru/account/password.md", "--lang", "ru", "--state", "stale") != []
    assert [row[1:3] for row in rows(site, "--since", "7d")] == [("ru", "stale")]
    assert rows(site, "--since", date.today().isoformat()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("--lang", "lv"),
        ("--category", "dsn"),
        ("--owner", "Mary"),
        ("gone",),
        ("--since", "soon"),
        ("--state", "old"),
        ("--fail-on", "fresh"),
    ],
)
def test_what_does_not_exist_is_refused(site: SiteFolder, wrong: tuple[str, ...]) -> None:
    """With exit code 2, and no traceback."""
    done = site.kbgen("gaps", *wrong)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("Error:") == 1


def test_a_pipeline_can_fail_on_what_it_does_not_want(site: SiteFolder) -> None:
    """On what is shown: filters count."""
    assert site.kbgen("gaps").code == 0
    assert site.kbgen("gaps", "--fail-on", "critical").code == 1
    assert site.kbgen("gaps", "--fail-on", "critical", "--lang", "fi").code == 0
    assert site.kbgen("gaps", "--fail-on", "orphan", "--fail-on", "missing").code == 1
    assert site.kbgen("gaps", "--fail-on", "orphan").code == 0


def test_the_table_is_plain_text_in_a_pipe(site: SiteFolder) -> None:
    """Without what is up to date, unless it is asked for."""
    shown = site.kbgen("gaps").out
    assert "\x1b" not in shown
    assert "account/password  ru    stale        critical  1 of 4 paragraphs  1 day" in shown
    assert "2 more are sources or up to date" in shown
    assert "account/password  et    fresh" in site.kbgen("gaps", "--all").out


def test_a_report_goes_to_a_file(site: SiteFolder) -> None:
    """Whole or not at all."""
    assert site.kbgen("gaps", "--format", "html", "--output", "gaps.html").out == ""
    assert site.read("gaps.html").startswith("<!doctype html>")
    assert site.kbgen("gaps", "--format", "csv", "-o", "gaps.csv").code == 0
    assert (site.root / "gaps.csv").read_bytes().startswith(b'\xef\xbb\xbf"article"')
    done = site.kbgen("gaps", "--output", "nowhere/gaps.txt")
    assert (done.code, "cannot be written" in done.err) == (1, True)


def test_mistakes_in_files_are_told_beside_the_table(site: SiteFolder) -> None:
    """On the standard error, so that the report stays what it is."""
    site.replace("content/ru/account/password.md", "translation: 1 ", "translation: 2 ")
    done = site.kbgen("gaps", "account/password", "--format", "json")
    assert "content/ru/account/password.md:4: KB601" in done.err
    ru = next(one for one in json.loads(done.out)["articles"] if one["language"] == "ru")
    assert (ru["state"], ru["findings"][0]["place"]) == ("unconfirmed", "content/ru/account/password.md:4")


def test_a_missing_content_folder_is_told(site: SiteFolder) -> None:
    """It is not a site without gaps."""
    (site.root / "content").rename(site.root / "texts")
    assert site.kbgen("gaps").code == 2


# -- next ------------------------------------------------------------------------------------------------------------


def test_next_names_the_paragraph(site: SiteFolder) -> None:
    """With what it says now in both languages, and what to do then."""
    shown = site.kbgen("next", "--reads", "et,ru", "--minutes", "5").out
    assert "content/ru/account/password.md:9  critical" in shown
    assert "+ Link kehtib 24 tundi." in shown
    assert "= Ссылка действует 15 минут." in shown
    assert "kbgen confirm account/password --lang ru" in shown


def test_next_as_json(site: SiteFolder) -> None:
    """Several to choose from, the best one first."""
    data = site.kbgen_json("next", "--reads", "et,ru", "--minutes", "60", "--count", "3", "--format", "json")
    assert [(piece["article"], piece["task"]) for piece in data["pieces"]] == [
        ("account/password", "revise"),
        ("dns/records", "translate"),
    ]
    part = data["pieces"][0]["parts"][0]
    assert (part["place"], part["source_place"]) == (
        "content/ru/account/password.md:9",
        "content/et/account/password.md:10",
    )


def test_next_says_so_where_there_is_nothing(site: SiteFolder) -> None:
    """Or nothing that fits; and one language is too few."""
    assert "Nothing fits into 1 minutes" in site.kbgen("next", "--reads", "et,ru", "--minutes", "1").out
    site.delete("content/ru/account/password.md")
    site.delete("content/en/account/password.md")
    assert site.kbgen("next", "--reads", "ru,fi").out == "Nothing to do between ru and fi.\n"
    assert site.kbgen("next", "--reads", "et").code == 2
    unsaid = site.kbgen("next")
    assert (unsaid.code, "such as kbgen next --reads et,en" in unsaid.err) == (2, True)
