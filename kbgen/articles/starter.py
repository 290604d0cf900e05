"""The text of a new article: front matter to fill in, and the parts that every article should have."""

from __future__ import annotations

from datetime import date

from kbgen.articles import edit
from kbgen.languages import LanguageCode

# What the parts are called, and what to write there. Parentheses mark what the author replaces.
PARTS = {
    "et": (
        "(Vastake küsimusele ühe-kahe lausega.)",
        "Sammud",
        "(Avage … ja valige **…**.)",
        "Kui see ei aita",
        "(Kirjeldage, mida kontrollida ja kuhu pöörduda.)",
    ),
    "en": (
        "(Answer the question in one or two sentences.)",
        "Steps",
        "(Open … and choose **…**.)",
        "If it does not work",
        "(Say what to check and whom to ask.)",
    ),
    "ru": (
        "(Ответьте на вопрос одним-двумя предложениями.)",
        "Порядок действий",
        "(Откройте … и выберите **…**.)",
        "Если не помогло",
        "(Опишите, что проверить и к кому обратиться.)",
    ),
    "fi": (
        "(Vastaa kysymykseen yhdellä tai kahdella virkkeellä.)",
        "Vaiheet",
        "(Avaa … ja valitse **…**.)",
        "Jos tämä ei auta",
        "(Kerro, mitä kannattaa tarkistaa ja mistä saa apua.)",
    ),
}


def text(language: LanguageCode, title: str, *, today: date, short_id: str = "", draft: bool = False) -> str:
    """A new article in a language. ``short_id`` goes into one language only: all share it."""
    answer, steps, step, trouble, remedy = PARTS.get(language.split("-")[0], PARTS["en"])
    head = [f"title: {edit.scalar(title)}", "description:", "tags: []"]
    if short_id:
        head += [f"id: {edit.scalar(short_id)}", "topics: []", "owner:", "related: []"]
    head.append(f"published: {today.isoformat()}")
    if draft:
        head.append("draft: true")
    body = [answer, "", f"## {steps}", "", f"1. {step}", "", f"## {trouble}", "", remedy]
    return "\n".join(["---", *head, "---", "", *body, ""])


def index(title: str, *, source: bool, draft: bool = False) -> str:
    """The page of a category, or the home page: its articles are listed by themselves, so it has no text of its own.

    ``source``: this language also says what all share, the icon and the place among the categories.
    """
    head = [f"title: {edit.scalar(title)}", "description:"]
    if source:
        head += ["icon:", "order:"]
    if draft:
        head.append("draft: true")
    return "\n".join(["---", *head, "---", ""])
