"""The benchmark of searches: its arithmetic, its files of queries, and a small run from end to end."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.contender import FailedError
from bench.search import __main__ as command
from bench.search import against, queries, report, site, typing
from bench.search.engines import Costs, p95, spread
from bench.search.quality import bootstrap, evaluate, place, reciprocals
from bench.search.queries import Query, QuerySet, WrongQueriesError
from kbgen import resources

OURS = Path(__file__).parent / "search" / "queries"
PAGES = st.lists(st.sampled_from("abcdefghijklmn"), unique=True, max_size=14)


def test_quality_counts_the_first_right_page_of_each_query() -> None:
    """Any right page will do; the first counts; past the tenth place there is nothing."""
    ranked = [["a", "b"], ["x", "b", "a"], [], [*"qwertyuiop", "a"]]
    found = evaluate(ranked, [{"a"}, {"a", "b"}, {"a"}, {"a"}])
    assert found.mrr10 == pytest.approx((1 + 1 / 2) / 4)
    assert (found.n, found.r1, found.r5, found.r10, found.zero) == (4, 0.25, 0.5, 0.5, 0.25)


def test_quality_of_no_queries_is_nothing() -> None:
    """Rather than a division by zero."""
    assert evaluate([], []).mrr10 == 0


@given(st.lists(st.tuples(PAGES, PAGES.map(frozenset)), max_size=8))
def test_recall_grows_with_depth_and_bounds_mrr(asked: list[tuple[list[str], frozenset[str]]]) -> None:
    """recall@1 ≤ MRR@10 ≤ recall@10, and what found nothing is not recalled."""
    found = evaluate([ranked for ranked, _ in asked], [right for _, right in asked])
    assert found.r1 <= found.mrr10 + 1e-9
    assert found.mrr10 <= found.r10 + 1e-9
    assert found.r1 <= found.r5 <= found.r10 <= 1 - found.zero + 1e-9


@given(st.lists(st.lists(st.floats(0, 1), min_size=1, max_size=6), min_size=1, max_size=3))
def test_bootstrap_of_a_run_with_itself_is_nothing(sets: list[list[float]]) -> None:
    """In every sample."""
    one = bootstrap(sets, sets, samples=20)
    assert (one.mean, one.low, one.high) == (0, 0, 0)


def test_bootstrap_is_the_same_every_time_and_holds_the_mean() -> None:
    """The interval is around the mean of the sets' means, whatever their sizes."""
    a, b = [[1.0, 0.5, 0.0, 1.0], [1.0]], [[0.5, 0.5, 0.25, 0.0], [0.5]]
    one = bootstrap(a, b)
    assert one == bootstrap(a, b)
    assert one.mean == pytest.approx(((0.5 + 0 - 0.25 + 1) / 4 + 0.5) / 2)
    assert one.low < one.mean < one.high


def test_p95_is_the_nearest_rank() -> None:
    """19 of 20 values are not above it."""
    assert p95(list(range(1, 21))) == 19
    assert p95([3.0]) == 3.0


def test_sample_of_queries_is_from_all_over_the_list() -> None:
    """And no longer than the list."""
    assert spread(list("abcdefgh"), 4) == ["a", "c", "e", "g"]
    assert spread(["a"], 10) == ["a"]
    assert spread(["a"], 0) == []


def test_queries_name_their_language_set_and_part() -> None:
    """The part is not in the set's name."""
    one = queries.parse("et.typo.dev.tsv", "kirajd\temail/a,email/b\n\n")
    assert (one.language, one.name, one.part) == ("et", "typo", "dev")
    assert one.queries == (Query("kirajd", frozenset({"email/a", "email/b"})),)


@pytest.mark.parametrize("line", ["no answer", "\tpage", "query\t ,"])
def test_line_without_query_or_pages_is_refused(line: str) -> None:
    """With its file and line."""
    with pytest.raises(WrongQueriesError, match=r"et\.keyword\.tsv:2: "):
        queries.parse("et.keyword.tsv", f"good\tpage\n{line}\n")


def test_folder_without_queries_is_refused(tmp_path: Path) -> None:
    """Instead of a benchmark of nothing."""
    with pytest.raises(WrongQueriesError, match=r"no <lang>"):
        queries.read(tmp_path)


def test_typing_counts_letters_until_the_right_page_is_seen() -> None:
    """From the second letter on; a space changes nothing."""
    found = {"sp": ["x", "y", "z", "a"], "spf": ["x", "a"], "spf r": ["a"], "zz": []}
    asked = [Query("spf r", frozenset({"a"})), Query("zz", frozenset({"b"}))]
    assert typing.all_prefixes(asked) == ["sp", "spf", "spf r", "zz"]
    one = typing.measure(asked, lambda text: found[text], letters=6)
    assert one.mrr == (1 / 8, 1 / 4, 1 / 4, 1 / 2, 1 / 2)
    assert (one.n, one.seen, one.letters, one.share) == (2, 0.5, 3, 0.6)


def test_run_is_compared_with_kept_results_query_by_query(tmp_path: Path) -> None:
    """Known items are compared, but no part of the mean."""
    sets = [
        QuerySet("et", name, "dev", (Query("x", frozenset({"a"})), Query("y", frozenset({"b"}))))
        for name in ("keyword", "title")
    ]
    kept = {"sets": {"keyword": [["z", "a"], ["b"]], "title": [["a"], ["b"]]}}
    (tmp_path / "results.dev.et.json").write_text(json.dumps(kept), "utf-8")
    found = against.compare(tmp_path, sets, {"et": {"x": ["a"], "y": ["b"]}})
    assert (found.ours, found.theirs) == (1.0, 0.75)
    assert found.by_set["et", "title"].mean == 0
    assert "difference +0.250" in report.comparison("kbgen", found)


def test_kept_results_of_other_queries_are_refused(tmp_path: Path) -> None:
    """A list too few means that they are not of these queries."""
    one = QuerySet("et", "typo", "dev", (Query("x", frozenset({"a"})),))
    (tmp_path / "results.dev.et.json").write_text('{"sets": {"typo": []}}', "utf-8")
    with pytest.raises(WrongQueriesError, match="0 results for the 1 queries"):
        against.kept(tmp_path, one)


def test_ratios_are_to_the_yardsticks_of_the_same_run() -> None:
    """A dash where one of the two has no such cost; no table without a yardstick."""
    ours, theirs = Costs(30, 100, 10, 1, 2, 1, 1), Costs(60, 400, 40, 2, 8, 2, 2)
    text = report.ratios({"kbgen-browser": {"et": ours}, "pagefind": {"et": theirs}})
    assert text is not None
    cells = [cell.strip() for cell in text.split("\n")[2].split("|")[1:-1]]
    assert cells == ["kbgen-browser / pagefind", "0.50", "–", "0.25", "0.25", "0.50", "0.25", "0.50", "0.50", "–"]
    assert report.ratios({"kbgen-browser": {"et": ours}}) is None


@pytest.mark.parametrize("one", queries.read(OURS), ids=lambda one: f"{one.language}-{one.name}")
def test_customers_queries_are_answered_by_articles_of_their_language(one: QuerySet) -> None:
    """At least thirty a set, none twice, and none that is an article's title."""
    content = resources.starter_content() / one.language
    assert len(one.queries) >= 30
    assert len(set(one.texts)) == len(one.texts)
    missing = [page for query in one.queries for page in query.pages if not (content / f"{page}.md").exists()]
    assert not missing
    titles = {line for path in content.rglob("*.md") for line in path.read_text("utf-8").split("\n")[:3]}
    assert not {f"title: {text}".casefold() for text in one.texts} & {title.casefold() for title in titles}


def _content(folder: Path) -> Path:
    for name, title, text in [("mail/spam", "Rämpspost", "Kirjad lähevad kaotsi."), ("dns/ttl", "TTL", "Kirje iga.")]:
        path = folder / "content" / "et" / f"{name}.md"
        path.parent.mkdir(parents=True)
        path.write_text(f"---\ntitle: {title}\ndescription: Lühidalt.\n---\n\n## Miks\n\n{text}\n", "utf-8")
    return folder / "content"


def test_folder_without_languages_is_refused(tmp_path: Path) -> None:
    """It is no content folder."""
    with pytest.raises(FailedError, match="no folder of a language"):
        site.make(tmp_path, tmp_path / "project")


def _run(tmp_path: Path, engines: str) -> dict[str, object]:
    asked = tmp_path / "queries"
    asked.mkdir()
    (asked / "et.customers.dev.tsv").write_text("kirjad kaotsi\tmail/spam\nolematu\tdns/ttl\n", "utf-8")
    out = tmp_path / "figures.json"
    given = ["--content", str(_content(tmp_path)), "--queries", str(asked), "--engines", engines, "--json", str(out)]
    command.main([*given, "--work", str(tmp_path)])
    found: dict[str, object] = json.loads(out.read_text("utf-8"))
    return found


@pytest.mark.skipif(find_spec("whoosh") is None, reason="whoosh3 is not installed")
def test_run_of_engines_in_python(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Builds the site, asks the queries, prints the tables and writes the figures."""
    found = _run(tmp_path, "whoosh,kbgen-cli")
    quality = {"n": 2, "mrr10": 0.5, "r1": 0.5, "r5": 0.5, "r10": 0.5, "zero": 0.5}
    assert found["whoosh"] == {"et": {"customers": quality}}
    assert isinstance(costs := found["costs"], dict)
    assert costs["whoosh"]["et"]["first_kib"] is None
    assert costs["whoosh"]["et"]["index_kib"] > 0
    assert isinstance(ours := found["kbgen-cli"], dict)
    assert ours["et"]["customers"]["r1"] >= 0.5
    said = capsys.readouterr().out
    assert "| whoosh, customers " in said
    assert "### Costs" in said


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_run_of_a_worker_in_node(tmp_path: Path) -> None:
    """Material's own worker needs nothing but node."""
    found = _run(tmp_path, "material")
    assert isinstance(material := found["material"], dict)
    assert material["et"]["customers"]["r1"] == 0.5
    assert isinstance(costs := found["costs"], dict)
    assert costs["material"]["et"]["first_kib"] > costs["material"]["et"]["index_kib"] > 0


def test_unknown_engine_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the names of those that there are."""
    with pytest.raises(SystemExit):
        command.main(["--content", str(tmp_path), "--queries", str(tmp_path), "--engines", "grep"])
    assert "there is no grep; choose from" in capsys.readouterr().err


def test_place_looks_at_ten_results() -> None:
    """As people do, at most."""
    assert place([*"abcdefghij", "k"], {"k"}) is None
    assert reciprocals([["a", "b"]], [{"b"}]) == [0.5]
