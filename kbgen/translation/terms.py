"""Finds the words that a glossary advises against, in any grammatical form.

Looked at are title, description and text, without what is not the editors' own: code, addresses, and what stands in
bold, which is how articles write the names of buttons. Within a term that is to be written nothing is found: “name
server” may hold the word “server”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, takewhile

from kbgen.articles.article import Article, ArticleId, lines
from kbgen.languages import LanguageCode
from kbgen.search.analysis import dictionaries
from kbgen.search.analysis.lemmas import lemmas_of, stemmer
from kbgen.search.analysis.tokens import Token, pieces
from kbgen.translation.glossary import Term

SHORTEST_STEM = 4
"""Letters of the shortest word that takes endings which no dictionary knows."""
LONGEST_ENDING = 3
"""Letters of the longest of these endings: ``hosting`` → ``hostingule``."""


@dataclass(frozen=True, slots=True)
class Found:
    """``text``: as it stands in the article, on this ``line`` of the file; ``word``: as the glossary has it."""

    line: int
    text: str
    word: str
    term: Term


_Entry = tuple[str, Term]
"""A word or several that the glossary names, and the term that names it."""
_Beginning = Callable[[str], tuple[_Entry, ...]]
"""The entries of which a word may be the first, in whatever form."""


class Finder:
    """Looks for the terms of one language. ``finder`` makes it once for all articles."""

    def __init__(self, language: LanguageCode, terms: Sequence[Term]) -> None:
        self._forms = forms_of(language)
        unwanted = [(word, term) for term in terms for word in term.instead_of]
        self._is_idle = not unwanted
        self._unwanted = self._by_first(unwanted)
        self._wanted = self._by_first((term.write, term) for term in terms)

    def found_in(self, article: Article) -> Iterator[Found]:
        """Every place of an article at which a term is not followed: title, description, then the text."""
        if self._is_idle:
            return
        for key, text in (("title", article.meta.title), ("description", article.meta.description)):
            for _, shown, (word, term) in self._in_text(_blanked(text), article.id):
                yield Found(article.line_of(key), shown, word, term)
        for start, shown, (word, term) in self._in_text(body := prose(article.body), article.id):
            yield Found(article.first_line + body.count("\n", 0, start), shown, word, term)

    def _by_first(self, entries: Iterable[_Entry]) -> _Beginning:
        """Tells the entries that a word may begin, so that a text is gone through once for all of them."""
        by_mark: dict[str, list[_Entry]] = {}
        for entry in entries:
            for mark in self._forms.as_term(_parts(entry[0])[0]):
                by_mark.setdefault(mark, []).append(entry)

        def beginning(word: str) -> tuple[_Entry, ...]:
            return tuple(dict.fromkeys(entry for mark in self._forms.of(word) for entry in by_mark.get(mark, ())))

        return lru_cache(maxsize=200_000)(beginning)

    def _in_text(self, text: str, article: ArticleId) -> list[tuple[int, str, _Entry]]:
        """Where a text has a word that is not to be written: its place, its spelling there, and what it is."""
        row = pieces(text)
        found = [
            (start, end, (word, term))
            for start, end, (word, term) in self._spans(text, row, self._unwanted)
            if term.holds_in(article) and _is_spelt(text[start:end], word, term.write)
        ]
        if not found:
            return []
        # A right term covers what stands within it, but for a word that differs from it in its spelling alone.
        covers = [(start, end, term.write) for start, end, (_, term) in self._spans(text, row, self._wanted)]
        left = (
            (start, text[start:end], entry)
            for start, end, entry in found
            if not any(a <= start and end <= b and _parts(write) != _parts(entry[0]) for a, b, write in covers)
        )
        return sorted(left, key=lambda one: (one[0], one[2][0]))

    def _spans(self, text: str, row: Sequence[Token], beginning: _Beginning) -> Iterator[tuple[int, int, _Entry]]:
        """Where the words of entries stand one after the other, in whatever form."""
        for place, token in enumerate(row):
            for entry in beginning(token.word):
                parts = _parts(entry[0])
                if self._follow(text, row, place, parts):
                    yield token.start, row[place + len(parts) - 1].end, entry

    def _follow(self, text: str, row: Sequence[Token], place: int, parts: Sequence[str]) -> bool:
        """Whether the further words of a term stand behind a place."""
        if place + len(parts) > len(row):
            return False
        return all(
            _BETWEEN.fullmatch(text, row[n - 1].end, row[n].start) and self._forms.is_form(row[n].word, part)
            for n, part in enumerate(parts[1:], place + 1)
        )


@lru_cache(maxsize=16)
def finder(language: LanguageCode, terms: tuple[Term, ...]) -> Finder:
    """The finder of these terms; a preview asks for it with every few articles."""
    return Finder(language, terms)


# -- what is looked at -----------------------------------------------------------------------------------------------

# What may go over the end of a line, but not over the end of a paragraph.
_WITHIN = r"(?:[^{0}\n]|\n(?![^\S\n]*\n))"
_NOT_PROSE = re.compile(
    rf"(?<!`)(`+)(?!`){_WITHIN.format('')}+?(?<!`)\1(?!`)"  # code spans
    rf"|\*\*{_WITHIN.format('*')}+\*\*|(?<!\w)__{_WITHIN.format('_')}+__(?!\w)"  # labels
    r"|<!--[^<-]*(?:(?:<(?!!--)|-(?!->))[^<-]*)*-->|<[^<>\n]*>"  # comments, tags and addresses in angle brackets
    r"|\]\([^()\n]{0,2000}\)|\]\[[^\]\n]*\]|^\[[^\]\n]+\]:.*$"  # the targets of links
    r"|\{[^{}\n]*\}"  # attributes
    r"|(?<![\w+.-])(?:[\w+.-]{1,64}@[\w.-]+|[a-z]{2,9}://[^\s)]+|[\w-]{1,64}(?:\.[\w-]+)+(?:/[^\s)]*)?)"  # hosts, files
    r"|:[\w-]+:",  # icons
    re.MULTILINE,
)
_BLANK = "\ufffd"


def prose(body: str) -> str:
    """The text with signs that are no letters instead of what is not the editors' own; lines and places stay."""
    return _blanked("\n".join(_BLANK * len(line.text) if line.code else line.text for line in lines(body)))


def _blanked(text: str) -> str:
    return _NOT_PROSE.sub(lambda match: re.sub(r"[^\n]", _BLANK, match[0]), text)


# -- words of a term -------------------------------------------------------------------------------------------------

_BETWEEN = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-\u2010\u2011]")
"""What may stand between the words of a term: spaces, the end of a line, a hyphen."""


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    return tuple(piece.word for piece in pieces(word))


def _is_spelt(there: str, word: str, write: str) -> bool:
    """Where only the spelling differs (``Wordpress``, ``name-server``, ``plug-in``), the text has to have it, too."""
    if "".join(_parts(word)) != "".join(_parts(write)):
        return True
    if word.casefold() == write.casefold():
        # Up to where an ending has changed the word.
        alike = takewhile(lambda pair: pair[0].casefold() == pair[1].casefold(), zip(there, word, strict=False))
        return all(one == other for one, other in alike)
    return _joints(there) == _joints(word)


def _joints(text: str) -> list[str]:
    """What stands between the words of a text: a space for spaces and ends of lines, else a hyphen."""
    return [" " if text[a.end : b.start].isspace() else "-" for a, b in pairwise(pieces(text))]


# -- forms of words --------------------------------------------------------------------------------------------------


class Forms:
    """Tells the forms of a language's words: by their lemmas, as the search does.

    Words that no dictionary has, as most are that come from another language, are compared by their stems too, and
    by what is left without a short ending.
    """

    def __init__(self, language: LanguageCode) -> None:
        self._lemmas, self._stem = lemmas_of(language), stemmer(language)
        self._look_up = dictionaries.lookup(language)
        self.of = lru_cache(maxsize=200_000)(self._of)

    def is_form(self, word: str, term: str) -> bool:
        """Whether a word is a form of a glossary's word, both in lower case."""
        return not self.of(word).isdisjoint(self.as_term(term))

    def as_term(self, term: str) -> tuple[str, ...]:
        """The marks of a word of a glossary, of which each of its forms has one."""
        return (term, f"{_STEM}{self._stem(term)}") if len(term) >= SHORTEST_STEM else (term,)

    def _of(self, word: str) -> frozenset[str]:
        """The marks of a word of a text: itself, its lemmas, and what may be its stem."""
        marks = {word, *self._lemmas(word)}
        if word.isalpha() and (self._look_up is None or self._look_up(word) is None):
            marks.add(f"{_STEM}{self._stem(word)}")
            marks.update(word[:-n] for n in range(1, LONGEST_ENDING + 1) if len(word) - n >= SHORTEST_STEM)
        return frozenset(marks)


@cache
def forms_of(language: LanguageCode) -> Forms:
    """The forms of a language's words, made once: what was looked up serves every check of a preview."""
    return Forms(language)


_STEM = "~"
"""Before a stem, so that it is not taken for a word."""
