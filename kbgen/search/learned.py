"""``content/learned.tsv``: words that an article lacks, but its translations speak of.

``kbgen learn`` writes the file (``translations`` says how), and builds read it. So an index depends on the articles of
its own language and on this file alone, and editors see what was learned. A line is a language, an article, and words
as the dictionary lists them, with tabs between the three and spaces between words:

- ``word=7``: the word stands in the translations only; 7 is its strength (see ``model``);
- ``word=7*``: it stands in the translations' titles, too;
- ``word=*``: the article has the word, but only its translations have it in their titles.

Lines of articles that there are no longer, and words that no article of the language has, say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean
from kbgen.search.model import IMPLIED, STRONGEST, TITLED

FILE = "learned.tsv"
HEADER = "# What the translations of an article speak of. “kbgen learn” writes this file anew.\n"

Words = Mapping[str, int]
"""By lemma, its mark (see ``model.Postings``); the strength is 0 where the article itself has the lemma."""
Articles = Mapping[ArticleId, Words]
Learned = Mapping[LanguageCode, Articles]

_WORD = re.compile(r"(?P<lemma>\S+)=(?P<strength>[1-9]\d?)?(?P<titled>\*)?")


def parse(text: str, path: str, languages: Collection[LanguageCode]) -> tuple[Learned, list[Problem]]:
    """The file's text → what was learned; lines that say nothing are left out and named."""
    found: dict[LanguageCode, dict[ArticleId, Words]] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        code, _, rest = line.rstrip("\r").partition("\t")
        article, _, words = rest.partition("\t")
        marked = _words(words)
        if not article or marked is None:
            hint = "run “kbgen learn” to write the file anew"
            problems.append(Problem(path, number, "KB114", "the line is not a language, an article and words", hint))
        elif code not in languages:
            hint = did_you_mean(code, languages)
            problems.append(Problem(path, number, "KB111", f"the site has no language “{code}”", hint))
        else:
            found.setdefault(code, {})[article] = marked
    return found, problems


def _words(text: str) -> Words | None:
    """The words of a line; None where one of them is not written so."""
    marked = {}
    for word in text.split(" "):
        match = _WORD.fullmatch(word)
        strength = int(match["strength"] or 0) if match else STRONGEST + 1
        if not match or strength > STRONGEST or not (strength or match["titled"]):
            return None
        marked[match["lemma"]] = strength + IMPLIED + TITLED * bool(match["titled"])
    return marked


def text(learned: Learned) -> str:
    """The file, sorted, so that two versions of it can be compared."""
    lines = (
        f"{code}\t{article}\t{' '.join(_word(lemma, mark) for lemma, mark in sorted(words.items()))}\n"
        for code, articles in sorted(learned.items())
        for article, words in sorted(articles.items())
        if words
    )
    return "".join([HEADER, *lines])


def _word(lemma: str, mark: int) -> str:
    return f"{lemma}={mark % IMPLIED or ''}{'*' * (mark > TITLED)}"
