"""Headers of exports."""

from __future__ import annotations

import pytest

from kbgen.tickets.readers.columns import Column, recognise
from kbgen.tickets.readers.rows import Kind

PAGES = [["/et/dns/records/", "3"], ["/en/", "1"]]


@pytest.mark.parametrize(
    ("header", "rows", "form", "kind", "chosen"),
    [
        ("path,views", PAGES, "plain", Kind.VIEW, {Column.VIEWS: 1}),
        ("Path,Views,Helpful,Unhelpful", PAGES, "plain", Kind.VIEW, {Column.UP: 2, Column.DOWN: 3}),
        ("path,helpful,unhelpful", PAGES, "plain", Kind.VOTE, {Column.UP: 1}),
        ("date,path,views", PAGES, "plain", Kind.VIEW, {Column.DATE: 0}),
        ("label,nb_visits,nb_hits,sum_time_spent,url", PAGES, "matomo", Kind.VIEW, {Column.VIEWS: 2, Column.URL: 4}),
        ("Label,Unique Pageviews,Pageviews,Metadata: url", [], "matomo", Kind.VIEW, {Column.VIEWS: 2, Column.URL: 3}),
        ("label,nb_visits,nb_hits", PAGES, "matomo", Kind.VIEW, {Column.PATH: 0}),
        ("label,nb_visits,nb_hits", [["refund", "3", "4"]], "matomo", Kind.SEARCH, {Column.SEARCHES: 2}),
        ("Keyword,Searches,Search Results pages", [], "plain", Kind.SEARCH, {Column.QUERY: 0}),
        ("2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Date", [], "goatcounter", Kind.VIEW, {Column.BOT: 7}),
        ("date,hostname,page,visits,visitors,pageviews", PAGES, "plausible", Kind.VIEW, {Column.VIEWS: 5}),
        ("name,visitors,pageviews,bounce_rate", PAGES, "plausible", Kind.VIEW, {Column.VIEWS: 2}),
        ("Page path and screen class,Views,Active users", PAGES, "ga4", Kind.VIEW, {Column.VIEWS: 1}),
        ("query,count,language", [], "plain", Kind.SEARCH, {Column.LANGUAGE: 2}),
        ("Otsing,Arv,Keel", [], "plain", Kind.SEARCH, {Column.SEARCHES: 1}),
    ],
)
def test_known_headers(header: str, rows: list[list[str]], form: str, kind: Kind, chosen: dict[Column, int]) -> None:
    """As the programs write them, and as people do."""
    layout = recognise(header.split(","), rows)
    assert layout is not None
    assert (layout.form, layout.kind) == (form, kind)
    assert {column: layout.places[column] for column in chosen} == chosen


@pytest.mark.parametrize(
    "header",
    [
        "name,visitors,entrances",
        "name,visitors,exits,exit_rate",
        "name,visitors",
        "date,name,link_url,path,visitors,events",
        "date,entry_page,visitors,entrances",
        "date,browser,visitors,pageviews",
    ],
)
def test_what_plausible_counts_besides_pages(header: str) -> None:
    """Entries, exits, events and browsers are no views."""
    assert recognise(header.split(","), PAGES) is None


@pytest.mark.parametrize("header", ["", "date,views", "Country,Browser", "path", "# Start date: 20260101", "id,tags"])
def test_other_headers(header: str) -> None:
    """Nothing is guessed."""
    assert recognise(header.split(",")) is None
