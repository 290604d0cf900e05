"""The decision: at no moment does anything that readers see lead to something that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from kbgen.delivery.decide import UNKNOWN, Changes, Put, Remove, compare, decide
from kbgen.delivery.kinds import Kind, kind_of

from .places import ADDED, CHANGED, FIRST, REMOVED, SECOND

PATHS = st.sampled_from([
    "index.html", "404.html", "en/index.html", "en/a/index.html", "en/b/index.html", "k/a/index.html",
    "assets/kb/x.css", "assets/kb/y.css", "assets/p.png", "files/guide.pdf", "en/search/search_index.json",
    "et/search/search_index.json", "en/feed.xml", "sitemap.xml", "sitemap-1.xml", "robots.txt", "_redirects",
    ".htaccess", "en/sitemap.xml", "assets/feed.xml/x.js",
])  # fmt: skip
STATES = st.dictionaries(PATHS, st.sampled_from(["1", "2", "3"]))
THERE = st.dictionaries(PATHS, st.sampled_from(["1", "2", "3", UNKNOWN]))


def moments(wanted: Mapping[str, str], there: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """What is at the destination before, between and after all single files."""
    now = dict(there)
    yield dict(now)
    for step in decide(compare(wanted, there)):
        for path in step.paths:
            match step:
                case Put():
                    now[path] = wanted[path]
                case Remove():
                    del now[path]
            yield dict(now)


@given(STATES, THERE)
def test_the_destination_becomes_the_site(wanted: dict[str, str], there: dict[str, str]) -> None:
    *_, last = moments(wanted, there)
    assert last == wanted


@given(STATES, THERE)
def test_what_is_the_same_is_not_touched(wanted: dict[str, str], there: dict[str, str]) -> None:
    touched = [path for step in decide(compare(wanted, there)) for path in step.paths]
    assert len(touched) == len(set(touched))
    assert not [path for path in touched if there.get(path, "absent") == wanted.get(path)]
    assert set(touched) <= wanted.keys() | there.keys()


@given(STATES, THERE)
def test_new_pages_never_lack_an_asset(wanted: dict[str, str], there: dict[str, str]) -> None:
    """Nor the search, where there was none."""
    needed = {p for p in wanted if kind_of(p) is Kind.ASSET}
    searches = {p for p in wanted if kind_of(p) is Kind.INDEX}
    for now in moments(wanted, there):
        if any(kind_of(p) is Kind.PAGE and now.get(p) == wanted[p] != there.get(p) for p in wanted):
            assert all(now.get(p) == wanted[p] for p in needed)
            assert searches <= now.keys()


@given(STATES, THERE)
def test_changed_pages_come_when_the_new_ones_are_there(wanted: dict[str, str], there: dict[str, str]) -> None:
    """Menus of changed pages lead to new pages."""
    pages = {p for p in wanted if kind_of(p) is Kind.PAGE}
    for now in moments(wanted, there):
        if any(now[p] == wanted[p] != there[p] for p in pages & there.keys()):
            assert pages <= now.keys()


@given(STATES, THERE)
def test_what_names_pages_comes_after_all_of_them(wanted: dict[str, str], there: dict[str, str]) -> None:
    """The sitemap, feeds, rules for servers, and a search that was there before."""
    pages = {p for p in wanted if kind_of(p) is Kind.PAGE}
    for now in moments(wanted, there):
        for path, digest in wanted.items():
            late = kind_of(path) is Kind.SIGNPOST or (kind_of(path) is Kind.INDEX and path in there)
            if late and now.get(path) == digest != there.get(path):
                assert all(now.get(p) == wanted[p] for p in pages)


@given(STATES, THERE)
def test_nothing_is_deleted_before_everything_has_arrived(wanted: dict[str, str], there: dict[str, str]) -> None:
    """And pages go before the assets that they use, after what names them."""
    for now in moments(wanted, there):
        gone = there.keys() - now.keys()
        if gone:
            assert wanted.items() <= now.items()
        if any(kind_of(p) is Kind.ASSET for p in gone):
            assert {p for p in now if kind_of(p) is Kind.PAGE} <= wanted.keys()
        if any(kind_of(p) is Kind.PAGE for p in gone):
            assert {p for p in now if kind_of(p) is Kind.SIGNPOST} <= wanted.keys()


@given(STATES, THERE, st.integers(0, 60))
def test_a_publication_that_was_cut_off_is_completed(wanted: dict[str, str], there: dict[str, str], cut: int) -> None:
    """By the next one, also when that is of another site."""
    states = list(moments(wanted, there))
    half = states[min(cut, len(states) - 1)]
    *_, last = moments(wanted, half)
    assert last == wanted


NAMES = st.lists(st.sampled_from(["a", "b", "a.html"]), min_size=1, max_size=3).map("/".join)
TREES = st.sets(NAMES).map(lambda names: {n: "1" for n in names if not any(o.startswith(f"{n}/") for o in names)})


@given(TREES, TREES)
def test_a_file_and_a_folder_of_one_name_are_never_there_together(
    wanted: dict[str, str], there: dict[str, str]
) -> None:
    """Disks cannot have both, so what is in the way goes first."""
    for now in moments(wanted, there):
        assert not [(a, b) for a in now for b in now if b.startswith(f"{a}/")]


def test_steps_of_an_ordinary_change() -> None:
    """As people read them."""
    steps = decide(compare(SECOND, FIRST))
    assert [(type(step).__name__, step.title, step.paths) for step in steps] == [
        ("Put", "assets", ("assets/kb/help.2.css",)),
        ("Put", "new pages", ("en/new/index.html",)),
        ("Put", "changed pages", ("en/index.html",)),
        ("Put", "search indexes", ("en/search/search_index.json",)),
        ("Put", "sitemap, feeds and rules for servers", ("sitemap.xml",)),
        ("Remove", "pages", ("en/gone/index.html",)),
        ("Remove", "assets", ("assets/kb/help.1.css",)),
    ]


def test_changes_have_the_shape_of_a_build() -> None:
    changes = compare(SECOND, FIRST)
    assert changes == Changes(*(tuple(sorted(part)) for part in (ADDED, CHANGED, REMOVED)))
    assert not compare(FIRST, FIRST)
