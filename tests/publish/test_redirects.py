"""Old addresses: what is redirected where, and the files that tell web servers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from kbgen.publish.redirects import Redirect, apache, headers, netlify, nginx, of_site, security_headers
from kbgen.publish.site import read
from tests.sites import SiteFolder, make_site

ODD = (
    Redirect("et/old/", "et/new/", "et"),
    Redirect("et/vana nimi/", "et/uus nimi/", "et"),
    Redirect('et/täis"märk/', "et/a/", "et"),
    Redirect("et/a+b(c)*.html", "et/b/", "et"),
    Redirect("et/out/", "https://x.example/?a=1&b=2#c", "et"),
)


def pairs(site: SiteFolder) -> dict[str, str]:
    return {r.address: r.target for r in of_site(read(site.config))}


def article(**meta: str) -> str:
    return "\n".join(["---", "title: T", *(f"{key}: {value}" for key, value in meta.items()), "---", ""])


def target_of(page: str) -> str:
    """Where a redirect page sends its readers."""
    refresh: str = html.fromstring(page).xpath("string(//meta[translate(@http-equiv, 'R', 'r')='refresh']/@content)")
    return refresh.partition("url=")[2] or refresh.partition("URL=")[2]


# -- what is redirected ------------------------------------------------------------------------------------------


def test_aliases_lead_to_their_articles(site: SiteFolder) -> None:
    """In the language of the old address."""
    site.write("content/et/a.md", article(aliases="[old/, /ru/old/, /old.html]"))
    assert pairs(site) == {
        "en/old/records/": "en/dns/records/",
        "et/old/": "et/a/",
        "ru/old/": "ru/a/",
        "old.html": "et/a/",
    }


def test_tombstones_lead_to_articles_out_or_home(site: SiteFolder) -> None:
    """Each address to its own language; those of no language to the source's."""
    site.write(
        "content/tombstones.yml",
        "- {article: x, addresses: [et/x/, ru/x/, x.html], goto: mail/setup}\n"
        "- {article: y, addresses: [et/y/], goto: 'https://x.example/'}\n"
        "- {article: z, addresses: [en/z/]}\n"
        "- {article: w, addresses: [en/w/], goto: x}\n",
    )
    found = pairs(site)
    assert found.pop("en/old/records/")
    assert found == {
        "et/x/": "et/mail/setup/",
        "ru/x/": "ru/mail/setup/",
        "x.html": "et/mail/setup/",
        "et/y/": "https://x.example/",
        "en/z/": "en/",
        "en/w/": "en/mail/setup/",
    }


def test_alias_wins_over_a_tombstone(site: SiteFolder) -> None:
    """Somebody has given the address to a living article since."""
    site.write("content/tombstones.yml", "- {article: x, addresses: [en/old/records/]}\n")
    assert pairs(site) == {"en/old/records/": "en/dns/records/"}


def test_every_old_address_has_a_page_that_leads_on(site: SiteFolder) -> None:
    """For servers that know no redirects, and without JavaScript."""
    site.write("content/tombstones.yml", "- {article: x, addresses: [et/x/], goto: 'https://x.example/?a=1&b=2'}\n")
    site.build(jobs=1)
    assert target_of(site.page("en/old/records/")) == "../../../en/dns/records/"
    assert target_of(site.page("et/x/")) == "https://x.example/?a=1&b=2"
    assert "en/old/records/" not in site.page("sitemap.xml")


TAKEN = ["k/mail/", "et/a-z/", "", "404.html", "robots.txt", "et/", "et/mail/", "et/feed.xml", "assets/server.svg"]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A built site with one more article; only for reading."""
    site = make_site(tmp_path_factory.mktemp("published"))
    site.write("content/et/a.md", article())
    site.build(jobs=1)
    return site


@pytest.mark.parametrize("address", TAKEN)
@pytest.mark.parametrize("path", ["content/et/a.md", "content/tombstones.yml"])
def test_old_address_never_takes_the_place_of_something_that_the_site_has(
    path: str, address: str, site: SiteFolder, published: SiteFolder
) -> None:
    """It is told and nothing is published; or, at the least, what is there stays."""
    alias = f"/{address}" if address else "/index.html"
    stone = f"- article: x\n  addresses: ['{address}']\n"
    site.write("content/et/a.md", article())
    site.write(path, article(aliases=f"['{alias}']") if path.endswith(".md") else stone)
    held_back = [(p.code, p.path) for p in site.problems() if p.holds_back]
    if not held_back:
        site.build(jobs=1)
        file = f"site/{address}index.html" if not address or address.endswith("/") else f"site/{address}"
        assert site.read(file) == published.read(file)
    assert held_back in ([], [("KB304", path)])


@pytest.mark.parametrize(
    "entry", ["addresses: [../../outside/]", "addresses: [et/../../outside/]", "id: ../../../outside"]
)
def test_no_tombstone_is_written_outside_of_the_site(entry: str, site: SiteFolder, tmp_path: Path) -> None:
    """Whatever the file says, only the output folder is touched."""
    site.write("content/tombstones.yml", f"- article: x\n  {entry}\n")
    if not [p for p in site.problems() if p.holds_back]:
        site.build(jobs=1)
    found = [p for p in tmp_path.rglob("*outside*") if not p.is_relative_to(site.root / "site")]
    assert found == []


# -- what servers are told ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["/", "/help/"])
def test_netlify_has_three_words_a_line(root: str) -> None:
    """Address, target, status; below the site's path; the languages' own 404 pages come last."""
    lines = netlify(ODD, ("et", "ru"), root).splitlines()
    assert [len(line.split(" ")) for line in lines] == [3] * len(lines)
    assert lines[0] == f"{root}et/old/ {root}et/new/ 301"
    assert lines[1] == f"{root}et/vana%20nimi/ {root}et/uus%20nimi/ 301"
    assert lines[4] == f"{root}et/out/ https://x.example/?a=1&b=2#c 301"
    assert lines[-1] == f"{root}ru/* {root}ru/404.html 404"


def test_apache_patterns_match_their_addresses_and_no_others() -> None:
    """Characters that mean something in a pattern mean themselves."""
    made = apache(ODD, ("et",), "/", "")
    patterns = re.findall(r'^RedirectMatch 301 "(.*)" "[^"]*"$', made, re.MULTILINE)
    assert len(patterns) == len(ODD)
    for pattern, redirect in zip(patterns, ODD, strict=True):
        found = re.compile(pattern.replace('\\"', '"'))
        assert found.search(f"/{redirect.address}"), pattern
        assert not found.search(f"/{redirect.address}x")
        assert not found.search(f"/x/{redirect.address}")


@pytest.mark.parametrize(
    "target", ["et/a;b/", "et/a$b/", "https://x.example/a;b{c}$d", "https://x.example/a b", 'https://x.example/"']
)
def test_nginx_targets_cannot_end_the_line_or_name_a_variable(target: str) -> None:
    """A semicolon, a brace or a dollar in an address is no syntax."""
    made = nginx([Redirect("et/old/", target, "et")], (), "/", "")
    line = next(line for line in made.splitlines() if line.startswith("location ="))
    match = re.fullmatch(r'location = "/et/old/" \{ return 301 (?P<word>"(?:[^"\\$]|\\.)*"|[^\s;{}"$]+); \}', line)
    assert match, line


def test_nginx_addresses_are_quoted_and_not_encoded() -> None:
    """It compares what it has decoded."""
    made = nginx(ODD, ("et",), "/", "")
    assert 'location = "/et/vana nimi/"' in made
    assert 'location = "/et/täis\\"märk/"' in made


@pytest.mark.parametrize(
    "goto", ["https://x.example/a b", "https://x.example/\ta", '"https://x.example/\\nset-cookie: a"']
)
def test_address_elsewhere_with_spaces_breaks_no_file(goto: str, site: SiteFolder) -> None:
    """It is told, or it is encoded."""
    site.write("content/tombstones.yml", f"- article: x\n  addresses: [et/x/]\n  goto: {goto}\n")
    if not [p for p in site.problems() if p.holds_back]:
        site.build(jobs=1)
        lines = site.read("site/_redirects").splitlines()
        assert [len(line.split()) for line in lines] == [3] * len(lines)


def test_security_headers_are_the_same_for_every_server() -> None:
    """With the policy, and without it where the site has turned it off."""
    assert [name for name, _ in security_headers("default-src 'none'")] == [
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
    ]
    assert [name for name, _ in security_headers("")] == ["X-Content-Type-Options", "Referrer-Policy"]
    for made in (
        headers("/", "default-src 'none'"),
        nginx((), (), "/", "default-src 'none'"),
        apache((), (), "/", "x"),
    ):
        assert "nosniff" in made
        assert "Content-Security-Policy" in made


def test_site_below_a_path_redirects_below_it(new_site: Callable[..., SiteFolder]) -> None:
    """``site_url`` says where the site is on its host."""
    site = new_site({"content/et/a.md": article(aliases="[old/]")}, site_url="https://x.example/help/")
    site.build(jobs=1)
    assert "/help/et/old/ /help/et/a/ 301" in site.read("site/_redirects")
    assert 'location = "/help/et/old/" { return 301 ' in site.read("site/redirects.nginx.conf")
