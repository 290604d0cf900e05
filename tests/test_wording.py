"""Words, numbers and days in a language."""

from __future__ import annotations

from datetime import date

from kbgen.wording import REPORT, words


def test_sentences_end_with_one_full_stop() -> None:
    """Also where a day ends with one of its own, as in Russian; what stands before another word keeps it."""
    russian, english = words("ru", domain=REPORT), words("en", domain=REPORT)
    day = russian.day(date(2026, 11, 21), "medium")
    assert day.endswith("г.")
    assert russian.gettext("? %(day)s.", day=day) == f"? {day}"
    assert russian.gettext("%(day)s. ?", day=day) == f"{day} ?"
    assert russian.gettext("%(day)s; ?.", day=day) == f"{day}; ?."
    assert russian.ngettext("%(num)s – %(day)s.", "%(num)s – %(day)s.", 2, day=day) == f"2 – {day}"
    assert english.gettext("? %(day)s.", day=english.day(date(2026, 11, 21), "medium")) == "? Nov 21, 2026."
