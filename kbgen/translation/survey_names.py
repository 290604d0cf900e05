"""Which articles there are in which languages, as those who judge an article ask for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode

Claim = tuple[ArticleId, LanguageCode]


@dataclass
class Names(Mapping[ArticleId, Collection[LanguageCode]]):
    """In which languages each article is; remembers what it was asked. ``contested``: names that two files claim."""

    languages: Callable[[ArticleId], tuple[LanguageCode, ...]]
    contested: frozenset[Claim] = frozenset()
    asked: dict[Claim, bool] = field(default_factory=dict)
    links: dict[ArticleId, list[LanguageCode]] = field(default_factory=dict)

    def begin(self) -> None:
        """Forget what was asked."""
        self.asked, self.links = {}, {}

    def exists(self, id: ArticleId, language: LanguageCode) -> bool:
        """Whether there is such a file. A name that two files claim is taken: neither of them can have it."""
        answer = (id, language) in self.contested or language in self.languages(id)
        self.asked[id, language] = answer
        return answer

    def __getitem__(self, id: ArticleId) -> Collection[LanguageCode]:
        codes = self.languages(id)
        self.links[id] = sorted(codes)
        if not codes:
            raise KeyError(id)
        return codes

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[ArticleId]:
        raise NotImplementedError("names are asked for one by one")

    def __len__(self) -> int:
        raise NotImplementedError("names are asked for one by one")
