"""Problems as values, and the lists of them that people and machines read."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.problems import CODES, Problem, Severity, did_you_mean, errors
from kbgen.reports import problem_list

BROKEN = Problem("content/et/a.md", 14, "KB201", "link to a missing article “b.md”", "did you mean c?")
DULL = Problem("content/et/a.md", 0, "KB403", "the article has no description")
PROBLEMS = st.builds(
    Problem, path=st.text(max_size=9), line=st.integers(0, 99), code=st.sampled_from(list(CODES)), message=st.text()
)


def test_what_holds_a_build_back_is_an_error() -> None:
    """A warning never keeps a site from being published."""
    assert all(code.severity is Severity.ERROR for code in CODES.values() if code.holds_back)


def test_codes_have_the_form_kb_and_three_digits() -> None:
    """And stand in their order, so that the list can be read."""
    assert all(re.fullmatch(r"KB\d{3}", code) for code in CODES)
    assert list(CODES) == sorted(CODES)


def test_problem_reads_as_file_line_code_message_and_hint() -> None:
    """As editors understand it; without a line where the whole file is meant."""
    assert str(BROKEN) == "content/et/a.md:14: KB201 link to a missing article “b.md”; did you mean c?"
    assert str(DULL) == "content/et/a.md: KB403 the article has no description"


def test_errors_are_told_from_warnings() -> None:
    """By the code alone."""
    assert errors([BROKEN, DULL]) == [BROKEN]


@settings(max_examples=50, deadline=None)
@given(st.lists(PROBLEMS))
def test_problems_stand_by_place(problems: list[Problem]) -> None:
    """By file, then line, then code, whatever order they were found in."""
    assert [(p.path, p.line, p.code) for p in sorted(problems)] == sorted((p.path, p.line, p.code) for p in problems)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("titel", "did you mean title?"), ("TITLE", ""), ("", ""), ("qqqq", "")],
)
def test_nearest_word_is_suggested(word: str, hint: str) -> None:
    """Nothing where nothing is near."""
    assert did_you_mean(word, ["title", "tags", "slug"]) == hint


def test_text_has_a_line_a_problem_with_the_hint_below() -> None:
    """Colours are the terminal's affair."""
    assert problem_list.text([BROKEN, DULL]).replace("\x1b[0m", "").count("\n") == 2


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        ([], "no problems"),
        ([BROKEN], "1 error"),
        ([BROKEN, BROKEN, DULL], "2 errors, 1 warning"),
        ([DULL, DULL], "2 warnings"),
    ],
)
def test_summary_counts(problems: list[Problem], words: str) -> None:
    """Errors first; nothing is said of what there is none of."""
    assert problem_list.summary(problems) == words


def test_json_holds_every_field() -> None:
    """With letters as they are, so that people can read it too."""
    rows = json.loads(problem_list.as_json([BROKEN]))["problems"]
    assert rows == [
        {
            "path": "content/et/a.md",
            "line": 14,
            "code": "KB201",
            "severity": "error",
            "message": "link to a missing article “b.md”",
            "hint": "did you mean c?",
        }
    ]


@settings(max_examples=50, deadline=None)
@given(st.lists(PROBLEMS))
def test_github_annotations_are_one_line_each(problems: list[Problem]) -> None:
    """Whatever stands in a path or message cannot end the line or a property."""
    made = problem_list.github(problems)
    assert len(made.split("\n") if made else []) == len(problems)
    for line, problem in zip(made.split("\n"), problems, strict=False):
        match = re.fullmatch(r"::(error|warning) file=([^:,]*),line=(\d+),title=[^:,]*::[^\r]*", line)
        assert match is not None
        assert match[1] == problem.severity


def test_gitlab_report_tells_problems_apart() -> None:
    """Each with a fingerprint of its own that stays the same from run to run."""
    other = Problem(BROKEN.path, 15, BROKEN.code, BROKEN.message)
    rows = json.loads(problem_list.gitlab([BROKEN, other, DULL]))
    assert len({row["fingerprint"] for row in rows}) == 3
    assert rows[0] == json.loads(problem_list.gitlab([BROKEN]))[0]
    assert [row["severity"] for row in rows] == ["major", "major", "minor"]
    assert [row["location"]["lines"]["begin"] for row in rows] == [14, 15, 1]
