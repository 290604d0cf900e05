"""What stands on the pages of a small site."""

from __future__ import annotations

import json
import re

from lxml import html

from kbgen.search.decode import decode
from tests.sites import OWN, SiteFolder


def tree(page: str) -> html.HtmlElement:
    return html.fromstring(page)


def test_every_language_has_every_article_at_the_same_path_unless_it_has_a_slug(site: SiteFolder) -> None:
    """A missing translation is served too; only a slug changes an address."""
    site.build()
    built = site.built()
    for code in ("et", "en", "fi"):
        assert f"{code}/dns/records/index.html" in built
        assert f"{code}/mail/setup/index.html" in built
    assert "ru/dns/zapisi/index.html" in built
    assert "ru/dns/records/index.html" not in built


def test_hreflang_lists_only_languages_in_which_the_article_is_written(site: SiteFolder) -> None:
    """And x-default points at the configured language."""
    site.build()
    page = tree(site.page("en/dns/records/"))
    alternates = {a.get("hreflang"): a.get("href") for a in page.xpath("//link[@rel='alternate'][@hreflang]")}
    assert alternates == {
        "et": "https://help.example.com/et/dns/records/",
        "en": "https://help.example.com/en/dns/records/",
        "ru": "https://help.example.com/ru/dns/zapisi/",
        "x-default": "https://help.example.com/en/dns/records/",
    }


def test_language_switch_leads_to_the_same_article(site: SiteFolder) -> None:
    """Also where it is missing, and says so before the reader goes there."""
    site.build()
    page = tree(site.page("et/dns/records/"))
    links = {a.get("hreflang"): a for a in page.xpath("//a[@data-kb-language]")}
    assert links["ru"].get("href") == "../../../ru/dns/zapisi/"
    assert links["fi"].get("href") == "../../../fi/dns/records/"
    assert "tõlkimata" in links["fi"].text_content()
    assert "tõlkimata" not in links["ru"].text_content()


def test_missing_translation_shows_the_best_other_language_and_says_so(site: SiteFolder) -> None:
    """With a notice in the reader's language, noindex, and the real page as canonical."""
    site.build()
    page = tree(site.page("fi/dns/records/"))
    assert "Tätä artikkelia ei ole vielä suomennettu" in page.xpath("string(//div[contains(@class, 'kb-notice')])")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://help.example.com/en/dns/records/"]
    assert page.xpath("string(//h1)") == "DNS records"
    assert page.xpath("//html/@lang") == ["fi"]
    assert page.xpath("//div[@class='kb-article']/@lang") == ["en"]
    assert 'a href="../../../fi/mail/setup/#ports"' in site.page("fi/dns/records/")


def test_fallback_order_is_the_configured_one(site: SiteFolder) -> None:
    """Russian readers get English before Estonian, and Estonian where there is no English."""
    site.build()
    assert "Set up email" in site.page("ru/mail/setup/")
    site.delete("content/en/mail/setup.md")
    site.build()
    assert "E-posti seadistamine" in site.page("ru/mail/setup/")


def test_home_page_has_categories_with_icon_description_and_count(site: SiteFolder) -> None:
    """The cards of the home page, in the language's own words."""
    site.build()
    cards = tree(site.page("ru/")).xpath("//li[@class='kb-card']")
    assert len(cards) == 2
    assert "1 статья" in cards[0].text_content()
    assert cards[0].xpath(".//svg")


def test_dates_are_written_as_the_language_writes_them(site: SiteFolder) -> None:
    """Babel's long form."""
    site.build()
    assert "Viimati üle vaadatud 1. september 2026" in site.page("et/dns/records/")


def test_page_for_search_engines(site: SiteFolder) -> None:
    """Breadcrumbs and Article in JSON-LD, Open Graph, and a description."""
    site.build()
    page = tree(site.page("et/dns/records/"))
    graph = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["@graph"]
    assert [thing["@type"] for thing in graph] == ["BreadcrumbList", "Article"]
    assert [step["name"] for step in graph[0]["itemListElement"]] == ["Nimeserverid", "DNS-kirjed"]
    assert graph[1]["dateModified"] == "2026-08-01"
    assert page.xpath("//meta[@property='og:locale']/@content") == ["et_EE"]
    assert page.xpath("//meta[@name='description']/@content") == ["Kirjete lisamine."]


def test_questions_and_answers_only_where_an_article_is_that(site: SiteFolder) -> None:
    """FAQPage needs questions in every section."""
    site.write("content/et/faq.md", "---\ntitle: Küsimused\n---\n\n## Mis see on?\n\nSee.\n\n## Kas nii?\n\nJah.\n")
    site.write("content/et/half.md", "---\ntitle: Pooled\n---\n\n## Mis see on?\n\nSee.\n\n## Vastus\n\nJah.\n")
    site.build()
    graph = json.loads(tree(site.page("et/faq/")).xpath("string(//script[@type='application/ld+json'])"))["@graph"]
    faq = next(thing for thing in graph if thing["@type"] == "FAQPage")
    assert [(q["name"], q["acceptedAnswer"]["text"]) for q in faq["mainEntity"]] == [
        ("Mis see on?", "See."),
        ("Kas nii?", "Jah."),
    ]
    assert "FAQPage" not in site.page("et/half/")


def test_markup_in_titles_is_text(site: SiteFolder) -> None:
    """A title cannot break out of an attribute, a heading or a script element."""
    nasty = "</script><b>\"x\" & 'y'"
    site.replace("content/en/dns/records.md", "title: DNS records", f"title: '{nasty.replace(chr(39), chr(39) * 2)}'")
    site.build()
    for address in ("en/dns/records/", "en/dns/", "en/", "en/a-z/", "en/mail/setup/", "fi/dns/records/"):
        assert "</script><b>" not in site.page(address), address
    page = tree(site.page("en/dns/records/"))
    assert page.xpath("string(//h1)") == nasty
    assert page.xpath("string(//title)") == f"{nasty} – Help"


def test_index_is_in_the_order_of_the_alphabet(site: SiteFolder) -> None:
    """Estonian: s š z ž t … õ ä ö ü."""
    for name in ("Ülevaade", "Õigused", "Äpid", "Zoom", "Žanrid", "Šiffer", "Teema", "Sait"):
        site.write(f"content/et/abc/{ord(name[0])}.md", f"---\ntitle: {name}\n---\n")
    site.build()
    letters = tree(site.page("et/a-z/")).xpath("//section[@class='kb-letter']/h2/text()")
    wanted = ["S", "Š", "Z", "Ž", "T", "Õ", "Ä", "Ü"]
    assert [letter for letter in letters if letter in wanted] == wanted


def test_navigation_names_other_sections_without_their_articles(site: SiteFolder) -> None:
    """No page carries the whole tree: only the own section is open."""
    site.build()
    menu = site.page("et/mail/setup/").split('data-md-type="navigation"')[1].split('data-md-type="toc"')[0]
    assert "Nimeserverid" in menu
    assert "E-posti seadistamine" in menu
    assert "DNS-kirjed" not in menu


def test_current_page_is_marked_once(site: SiteFolder) -> None:
    """For eyes and for screen readers."""
    site.build()
    assert site.page("et/mail/setup/").count('aria-current="page"') == 1


def test_configured_navigation_decides_order_and_titles(site: SiteFolder) -> None:
    """Paths have no language; titles come from nav_titles."""
    site.settings(
        nav=[{"Mail things": ["mail/setup.md"]}, {"Names": ["dns/index.md", "dns/records.md"]}],
        plugins=[
            {
                "kbgen": {
                    "languages": {"et": None, "en": None, "ru": None, "fi": None},
                    "nav_titles": {"Mail things": {"et": "Postiasjad"}},
                }
            }
        ],
    )
    site.build()
    titles = [c.strip() for c in tree(site.page("et/")).xpath("//span[@class='kb-card__title']/text()")]
    assert titles == ["Postiasjad", "Nimeserverid"]


def test_category_without_index_has_a_page(site: SiteFolder) -> None:
    """Its title is the folder's name in words."""
    site.build()
    page = tree(site.page("en/mail/"))
    assert page.xpath("string(//h1)") == "Mail"
    assert page.xpath("//ul[@class='kb-list']//a/@href") == ["../../en/mail/setup/"]


def test_drafts_are_left_out_unless_asked_for(site: SiteFolder) -> None:
    """A draft in one language is a missing translation."""
    site.replace("content/en/mail/setup.md", "title:", "draft: true\ntitle:")
    site.build()
    assert "E-posti seadistamine" in site.page("en/mail/setup/")
    site.build(drafts=True)
    assert "Set up email" in site.page("en/mail/setup/")


def searchable(site: SiteFolder, language: str) -> dict[str, str]:
    """The addresses and titles that a language's index holds."""
    manifest = json.loads(site.page(f"{language}/search/search_index.json"))
    assert manifest["docs"] == []
    own = manifest["config"]["kbgen"]
    index = decode((site.root / "site" / own["head"]).read_bytes(), lambda name: b"")
    return {page.address: page.title for page in index.pages.values()}


def test_search_index_holds_only_this_language_and_no_hidden_pages(site: SiteFolder) -> None:
    """No fallback copies, no home page, no drafts."""
    site.replace("content/en/mail/setup.md", "title:", "hide_from_search: true\ntitle:")
    site.write("content/en/dns/draft.md", "---\ntitle: Draft\ndraft: true\n---\n\nText.\n")
    site.build()
    assert searchable(site, "en") == {"en/dns/": "Name servers", "en/dns/records/": "DNS records"}
    assert searchable(site, "ru") == {"ru/dns/zapisi/": "DNS-записи"}
    assert searchable(site, "fi") == {}


def test_search_page_offers_the_index_without_scripts_and_is_not_for_search_engines(site: SiteFolder) -> None:
    """Its form is shown by the script that answers it."""
    site.build()
    page = site.page("et/search/")
    assert '<meta name="robots" content="noindex">' in page
    assert re.search(r'<noscript>\s*<p>.*?</p>\s*<p><a class="[^"]*" href="../../et/a-z/">', page)
    assert "/search/" not in site.page("sitemap.xml")


def test_search_page_gives_way_to_an_article_of_its_name(site: SiteFolder) -> None:
    """A help site about search may well have such an article."""
    site.write("content/en/search.md", "---\ntitle: Our search\n---\n\nText.\n")
    site.build()
    assert "Our search" in site.page("en/search/")
    assert "data-kb-results" in site.page("en/search-results/")
    assert '"../../en/search-results/"' in site.page("en/dns/")


def test_reports_of_empty_searches_are_allowed_by_the_policy(site: SiteFolder) -> None:
    """And by nothing but the setting."""
    site.build()
    assert "connect-src &#39;self&#39;;" in site.page("en/")
    site.settings(plugins=[{"kbgen": OWN | {"search": {"report_empty": "https://stats.example.com/empty"}}}])
    site.build()
    assert "connect-src &#39;self&#39; https://stats.example.com;" in site.page("en/")
    assert '"report": "https://stats.example.com/empty"' in site.page("en/dns/")


def test_no_page_asks_another_host_for_anything(site: SiteFolder) -> None:
    """Fonts, scripts, styles and pictures come from the site."""
    site.build()
    for path in site.built():
        if path.endswith(".html"):
            page = tree(site.read(f"site/{path}"))
            loads = page.xpath(
                "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //iframe/@src"
            )
            assert not [url for url in loads if re.match(r"(https?:)?//", url)], path
        elif path.endswith(".css"):
            assert not re.search(r"url\(\s*[\"']?(https?:)?//", site.read(f"site/{path}")), path


def test_no_script_or_style_is_written_into_a_page(site: SiteFolder) -> None:
    """So that the strict Content-Security-Policy holds."""
    site.build()
    for path in site.built():
        if path.endswith(".html"):
            page = tree(site.read(f"site/{path}"))
            assert "script-src 'self';" in page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
            assert not page.xpath("//script[not(@src)][not(contains(@type, 'json'))]"), path
            assert not page.xpath("//style | //*[@style] | //*[@onclick]"), path


def test_override_that_looks_at_the_page_is_rendered_for_each_page(site: SiteFolder) -> None:
    """A frame is shared by many pages, so such a template must not go into it."""
    site.write(
        "overrides/main.html",
        '{% extends "base.html" %}{% block announce %}<b class="mine">{{ page.title }}</b>{% endblock %}',
    )
    site.settings(theme={"name": "material", "custom_dir": "overrides"})
    site.build()
    assert '<b class="mine">DNS records</b>' in site.page("en/dns/records/")
    assert '<b class="mine">Set up email</b>' in site.page("en/mail/setup/")


def test_line_that_says_where_the_page_is_can_be_hidden(site: SiteFolder) -> None:
    """``hide: [path]``, on this page only."""
    site.replace("content/et/dns/records.md", "title:", "hide: [path]\ntitle:")
    site.build()
    assert "md-path__list" not in site.page("et/dns/records/")
    assert "md-path__list" in site.page("en/dns/records/")
