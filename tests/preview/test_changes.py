"""Every save is seen, and no mistake ends the preview."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest

from tests.previews import Served
from tests.sites import SiteFolder

Serve = Callable[[SiteFolder], Served]

RECORDS = "content/en/dns/records.md"


def test_a_saved_text_is_served(served: Served) -> None:
    """In place, and as editors do it: by a new file in the place of the old one."""
    served.page("/en/dns/records/")
    served.site.replace(RECORDS, "Text.", "Another text.")
    served.shows("/en/dns/records/", "Another text.")
    text = served.site.read(RECORDS)
    beside = served.site.write("content/en/dns/.records.md.swp", text.replace("Another text.", "A third text."))
    os.replace(beside, served.site.root / RECORDS)
    served.shows("/en/dns/records/", "A third text.")


def test_readers_of_another_language_see_the_new_text_too(served: Served) -> None:
    """Where the translation is missing."""
    served.site.replace("content/en/mail/setup.md", "Ports {", "Ports and servers {")
    served.shows("/fi/mail/setup/", "Ports and servers")


def test_a_new_title_is_in_menus_and_cards(served: Served) -> None:
    """On pages that were shown before."""
    assert "DNS records" in served.page("/en/dns/")
    served.site.replace(RECORDS, "title: DNS records", "title: Entries of the zone")
    served.shows("/en/dns/", "Entries of the zone")
    served.shows("/en/", "Entries of the zone")


def test_articles_come_and_go(served: Served) -> None:
    """With their addresses."""
    assert served.ask("/en/dns/new/").status == 404
    served.site.write("content/en/dns/new.md", "---\ntitle: Brand new\n---\n\nText.\n")
    served.shows("/en/dns/new/", "Brand new")
    served.site.delete("content/en/dns/new.md")
    served.until(lambda: served.ask("/en/dns/new/").status == 404)


@pytest.mark.parametrize(
    ("name", "wrong", "code"),
    [
        ("glossary.yml", "et: [{wriet: kirje}]\n", "KB115"),
        ("glossary.yml", "en: [{write: entry, not: records}]\n", "KB411"),
        ("topics.yml", "topics: [dns]\n", "KB703"),
    ],
)
def test_mistakes_in_a_list_come_and_go_with_it(served: Served, name: str, wrong: str, code: str) -> None:
    """Also those that only the check of the texts finds; and when the whole file goes."""
    path = f"content/{name}"
    for _ in range(2):
        served.site.write(path, wrong)
        served.until(lambda: any(code in p for p in served.problems()))
        served.site.delete(path)
        served.until(lambda: not any(code in p for p in served.problems()))


def test_an_open_page_follows_its_renamed_article(served: Served) -> None:
    """By its content, and by its new slug."""
    served.page("/en/mail/setup/")
    page = served.listen("en/mail/setup/index.html", "an old one")
    served.until(lambda: page.heard("reload") is not None)
    for code in ("et", "en"):
        (served.site.root / f"content/{code}/mail/setup.md").rename(served.site.root / f"content/{code}/mail/start.md")
    assert served.until(lambda: page.heard("moved")) == {"address": "/en/mail/start/"}
    served.page("/en/mail/start/")
    page = served.listen("en/mail/start/index.html")
    served.site.replace("content/en/mail/start.md", "title:", "slug: begin\ntitle:")
    assert served.until(lambda: page.heard("moved")) == {"address": "/en/mail/begin/"}


def test_a_moved_folder_is_followed(served: Served) -> None:
    """The system tells of the folder only, not of the files in it."""
    os.replace(served.site.root / "content/en/mail", served.site.root / "content/en/post")
    served.shows("/en/post/setup/", "Set up email")


def test_pictures_are_served_as_they_are_now(served: Served) -> None:
    """And pages that show them are told."""
    page = served.listen("en/dns/records/index.html")
    served.site.replace("content/assets/server.svg", 'width="8" height="8"/>', 'width="4" height="4"/>')
    served.shows("/assets/server.svg", 'width="4"')
    assert served.until(lambda: page.heard("files")) == ["assets/server.svg"]


def test_drafts_are_shown_and_marked(served: Served) -> None:
    """For the author alone."""
    served.site.replace(RECORDS, "title:", "draft: true\ntitle:")
    served.shows("/en/dns/records/", " data-draft")
    assert "data-draft" not in served.page("/et/dns/records/")


def test_a_mistake_in_the_front_matter_leaves_the_article_as_it_was(served: Served) -> None:
    """It is named with its line, and the next good save counts."""
    served.page("/en/dns/records/")
    good = served.site.read(RECORDS)
    served.site.write(RECORDS, "---\ntitle: [\n---\nBroken.\n")
    served.until(lambda: any(f"{RECORDS}:" in p and "KB102" in p for p in served.problems()))
    assert "DNS records" in served.page("/en/dns/records/")
    served.site.write(RECORDS, good.replace("Text.", "Whole again."))
    served.shows("/en/dns/records/", "Whole again.")
    served.until(lambda: not any("KB102" in p for p in served.problems()))


def test_an_article_that_was_never_right_has_a_page_that_says_why(site: SiteFolder, serve: Serve) -> None:
    """Also from the beginning on."""
    site.write("content/en/dns/bad.md", "---\ntitle: [\n---\nText.\n")
    site.write("content/en/dns/bytes.md", b"\xff\xfe\x00bad")
    served = serve(site)
    assert "content/en/dns/bad.md:" in served.page("/en/dns/bad/")
    assert "KB101" in served.page("/en/dns/bytes/")
    site.write("content/en/dns/bad.md", "---\ntitle: Good\n---\nText.\n")
    served.shows("/en/dns/bad/", "Good")


def test_a_broken_link_is_named_and_the_page_shown(served: Served) -> None:
    """Until it is mended."""
    served.site.replace(RECORDS, "Text.", "See [this](nowhere.md).")
    served.shows("/en/dns/records/", "See <a")
    served.until(lambda: any("KB201" in p for p in served.problems()))
    served.site.replace(RECORDS, "See [this](nowhere.md).", "Text.")
    served.until(lambda: not any("KB201" in p for p in served.problems()))


def test_an_article_that_the_settings_name_may_come_later(served: Served) -> None:
    """What is said of the settings is forgotten when it is no longer so."""
    served.site.replace("mkdocs.yml", "source_language: et", "source_language: et\n    support: {article: help/us}")
    served.until(lambda: any("KB006" in p for p in served.problems()))
    served.site.write("content/et/help/us.md", "---\ntitle: Abi\ndescription: Abi.\n---\nTekst.\n")
    served.until(lambda: not any("KB006" in p for p in served.problems()))


def test_a_link_to_a_heading_of_another_article_is_looked_at_again(served: Served) -> None:
    """The mistake is in a file that nobody has saved."""
    served.site.replace("content/et/mail/setup.md", "{ #ports }", "{ #others }")
    served.until(lambda: any("content/et/dns/records.md" in p and "KB202" in p for p in served.problems()))


def test_two_articles_at_one_address_do_not_end_anything(served: Served) -> None:
    """One of them is shown."""
    served.site.write("content/en/dns/twin.md", "---\ntitle: Twin\nslug: records\nid: records\n---\nText.\n")
    served.until(lambda: any("KB301" in p for p in served.problems()))
    assert served.page("/en/dns/records/")
    assert served.page("/en/")


def test_broken_settings_are_named_and_the_site_stays(served: Served) -> None:
    """Articles are followed all the while."""
    settings = served.site.read("mkdocs.yml")
    served.site.write("mkdocs.yml", "site_name: [\n")
    served.until(lambda: "mkdocs.yml" in served.error())
    assert any("KB001" in p for p in served.problems())
    served.site.replace(RECORDS, "Text.", "Meanwhile.")
    served.shows("/en/dns/records/", "Meanwhile.")
    served.site.write("mkdocs.yml", settings.replace("site_name: Help", "site_name: Assistance"))
    served.until(lambda: served.error() == "" and not any("KB001" in p for p in served.problems()))
    served.shows("/en/", "Assistance")
    (served.site.root / "mkdocs.yml").unlink()
    served.until(lambda: "no such file" in served.error())
    served.site.write("mkdocs.yml", settings)
    served.until(lambda: served.error() == "")


def test_a_template_and_its_mistake(site: SiteFolder, serve: Serve) -> None:
    """The page says what is wrong with it, and comes back."""
    site.write("overrides/kb/article.html", "<p>Mine: {{ page.title }}</p>")
    site.settings(theme={"name": "material", "custom_dir": "overrides"})
    served = serve(site)
    assert "Mine: DNS records" in served.page("/en/dns/records/")
    site.write("overrides/kb/article.html", "<p>{% if %}</p>")
    served.until(lambda: served.ask("/en/dns/records/").status == 500)
    assert "overrides/kb/article.html:1" in served.ask("/en/dns/records/").text
    assert "live.js" in served.ask("/en/dns/records/").text
    site.write("overrides/kb/article.html", "<p>Ours: {{ page.title }}</p>")
    served.shows("/en/dns/records/", "Ours: DNS records")


def test_styles_and_words_of_the_theme(site: SiteFolder, serve: Serve) -> None:
    """A stylesheet is new for the page by its name; words are read from the catalogue again."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    site.write("overrides/assets/kb/help.css", "body { color: red }")
    site.settings(theme={"name": "material", "custom_dir": "overrides"})
    served = serve(site)
    before = served.page("/en/")
    site.write("overrides/assets/kb/help.css", "body { color: blue }")
    served.until(lambda: served.page("/en/") != before)
    catalogue = Catalog()
    catalogue.add("Page not found", "Nothing to see")
    path = site.write("overrides/locale/en/LC_MESSAGES/kbgen.mo", b"")
    with path.open("wb") as file:
        write_mo(file, catalogue)
    served.shows("/en/404.html", "Nothing to see")


def test_the_content_folder_may_go_and_come_back(served: Served) -> None:
    """As it does when branches are changed."""
    content, away = served.site.root / "content", served.site.root / "away"
    os.replace(content, away)
    served.until(lambda: "no folder content" in served.error())
    assert "DNS records" in served.page("/en/dns/records/")
    shutil.copytree(away, content)
    served.until(lambda: served.error() == "")
    served.site.replace(RECORDS, "Text.", "Back again.")
    served.shows("/en/dns/records/", "Back again.")


def test_hundreds_of_files_at_once(served: Served) -> None:
    """A change of branches."""
    for number in range(300):
        served.site.write(f"content/en/many/a{number}.md", f"---\ntitle: Number {number}\n---\nText.\n")
    served.until(lambda: served.ask("/en/many/a299/").status == 200)
    shutil.rmtree(served.site.root / "content/en/many")
    served.until(lambda: served.ask("/en/many/a299/").status == 404)
    assert served.page("/en/dns/records/")


def test_a_build_and_a_second_preview_work_beside_it(served: Served, serve: Serve) -> None:
    """Neither waits for the other."""
    other = serve(served.site)
    served.site.build(clean=True)
    served.site.replace(RECORDS, "Text.", "For everybody.")
    served.shows("/en/dns/records/", "For everybody.")
    other.shows("/en/dns/records/", "For everybody.")
    served.site.build()
    assert "For everybody." in served.site.page("en/dns/records/")


def test_nothing_is_told_of_a_save_without_a_change(served: Served) -> None:
    """An open page stays as it is."""
    reply = served.page("/en/dns/records/")
    tag = reply.split('data-tag="')[1].split('"')[0]
    page = served.listen("en/dns/records/index.html", tag)
    served.until(lambda: page.heard("problems") is not None)
    served.site.write(RECORDS, served.site.read(RECORDS))
    served.site.write("content/en/dns/records.md~", "an editor's own")
    served.site.replace("content/en/mail/setup.md", "993", "995")
    served.shows("/en/mail/setup/", "995")
    served.site.replace(RECORDS, "Text.", "A text.")
    served.until(lambda: page.heard("reload") is not None)
    assert [name for name, _ in page.events].count("reload") == 1
    page.close()


def test_an_open_404_page_is_told_of_the_new_article(served: Served) -> None:
    """So that whoever is about to write it sees it appear."""
    page = served.listen("en/dns/soon/index.html")
    served.site.write("content/en/dns/soon.md", "---\ntitle: Here\n---\nText.\n")
    served.until(lambda: page.heard("reload") is not None)
    served.site.delete("content/en/dns/soon.md")
    served.until(lambda: page.heard("gone") is not None)


def test_texts_taken_in_from_other_files_are_followed(new_site: Callable[..., SiteFolder], serve: Serve) -> None:
    """Snippets are inputs of an article, wherever they lie."""
    site = new_site(
        {"content/et/index.md": "---\ntitle: Algus\n---\n", "content/et/a.md": '---\ntitle: A\n---\n\n--8<-- "s.md"\n'},
        markdown_extensions=[{"pymdownx.snippets": {"base_path": "parts"}}],
    )
    site.write("parts/s.md", "First words.\n")
    os.chdir(site.root)
    served = serve(site)
    served.shows("/et/a/", "First words.")
    site.write("parts/s.md", "Second words.\n")
    served.shows("/et/a/", "Second words.")
