"""Changes beside the paragraphs of the other language."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kbgen.articles.front_matter import parse
from kbgen.translation.changes import changes_since
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.follow import Following, Said, compared, following

WORDS = st.text(alphabet="abc 12.,ä-ж\n", max_size=40)


@given(WORDS, WORDS)
def test_runs_make_up_both_texts(old: str, new: str) -> None:
    runs = list(compared(old, new))
    assert "".join(text for said, text in runs if said is not Said.NEW) == old
    assert "".join(text for said, text in runs if said is not Said.GONE) == new


@given(WORDS)
def test_text_that_stays_is_one_run(text: str) -> None:
    assert [said for said, _ in compared(text, text)] in ([], [Said.SAME])


def test_words_that_changed_together_are_shown_together() -> None:
    runs = list(compared("The link is valid for 15 minutes.", "The link is valid for 24 whole hours."))
    assert runs == [
        (Said.SAME, "The link is valid for "),
        (Said.GONE, "15 minutes"),
        (Said.NEW, "24 whole hours"),
        (Said.SAME, "."),
    ]


def text(body: str, language: str) -> Text:
    article, _ = parse(f"---\ntitle: T\n---\n{body}", id="a", language=language, path=f"{language}/a.md")
    assert article
    return text_of(article, facts_of)


ET = "Esimene lõik.\n\n## Sammud\n\n1. Avage leht.\n2. Valige nupp.\n3. Oodake viis minutit.\n"
EN = "First paragraph.\n\n## Steps\n\n1. Open the page.\n2. Choose the button.\n3. Wait five minutes.\n"


def followed(now: str) -> Following:
    """What the English text has to follow, the Estonian one being this now."""
    old, new = text(ET, "et"), text(now, "et")
    return following(changes_since(old.prints, new, old), new, text(EN, "en"), old)


def test_changed_step_stands_beside_its_translation() -> None:
    (step,) = followed(ET.replace("Valige nupp", "Valige suur punane nupp")).steps
    assert step.beside
    assert step.beside.text == "Choose the button."


def test_new_step_says_where_it_belongs() -> None:
    (step,) = followed(ET.replace("3. Oodake", "3. Sisestage nimi.\n4. Oodake")).steps
    assert step.beside is None
    assert step.after
    assert step.after.text == "Choose the button."


def test_step_that_went_stands_beside_what_has_to_go() -> None:
    (step,) = followed(ET.replace("2. Valige nupp.\n", "")).steps
    assert step.beside
    assert step.beside.text == "Choose the button."
    assert step.words == ((Said.GONE, "Valige nupp."),)


def test_new_beginning_has_nothing_before_it_but_the_title() -> None:
    step, *_ = followed(f"Uus algus.\n\n{ET}").steps
    assert step.after
    assert step.after.text == "T"
