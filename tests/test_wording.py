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


def test_negative_numbers_have_a_minus_sign() -> None:
    """No hyphen, in no language; and nothing is less than nothing once it is rounded."""
    for language, share in (("ru", "−25\u00a0%"), ("fi", "−25\u00a0%"), ("et", "−25%"), ("en", "−25%")):
        spoken = words(language, domain=REPORT)
        assert spoken.share(-0.25) == share
        assert spoken.figure(-3.14) == ("−3.1" if language == "en" else "−3,1")
        assert spoken.number(-1234).startswith("−1")
        assert spoken.share(-0.001) == spoken.share(0)
        assert spoken.figure(-0.04) == spoken.figure(0)
