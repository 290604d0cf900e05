"""The translations of a site of which nobody wrote down what they were made from, with what they probably are of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kbgen.articles.article import Article, ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.languages import LanguageCode
from kbgen.translation.adopt import Proposal, Stage, propose, real
from kbgen.translation.changes import Change, changes_since, grade_of
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.grading import Grade
from kbgen.translation.history import History
from kbgen.translation.presence import Stub, stubs_of
from kbgen.translation.record import Record
from kbgen.translation.state import claim, version_of

ADOPTED = "adopted"
"""The flag of a record that no person confirmed."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What can be said of one translation without a record.

    ``proposal`` is None where the text is no translation at all, which ``stub`` then tells; ``record`` also where it
    is in step with no version that is known. ``changes``: those of the source since the proposed version; ``blocks``:
    how many the source has now.
    """

    article: ArticleId
    language: LanguageCode
    source: LanguageCode
    proposal: Proposal | None = None
    record: Record | None = None
    changes: tuple[Change, ...] = ()
    blocks: int = 0
    stub: Stub | None = None

    @property
    def grade(self) -> Grade:
        """The worst of the changes."""
        return grade_of(self.changes)


def adoptions(
    catalog: Catalog,
    history: History,
    articles: Collection[ArticleId],
    languages: Collection[LanguageCode],
    today: date,
) -> Iterator[Adoption]:
    """A row for every translation of these articles into these languages that has no record of its own."""
    codes = [language.code for language in catalog.languages]
    for id in articles:
        versions = catalog.versions[id]
        source = catalog.source(id)
        wanted = [
            code
            for code in versions
            if code in languages and code != source.language and not _claimed(catalog, id, code)
        ]
        if not wanted:
            continue
        texts = {code: text_of(article, facts_of) for code, article in versions.items()}
        stubs = stubs_of(texts, source.language, codes)
        stages = _stages(history, source, texts[source.language])
        for code in wanted:
            plain = Adoption(id, code, source.language, blocks=len(texts[source.language].blocks))
            if code in stubs:
                yield replace(plain, stub=stubs[code])
                continue
            own = _stages(history, versions[code], texts[code])
            yield _proposed(plain, stages, own, texts, today)


def _claimed(catalog: Catalog, id: ArticleId, code: LanguageCode) -> bool:
    """Whether a record holds for this text, or there is one that a person has to look at."""
    article = catalog.versions[id][code]
    if not article.meta.translation:
        return False
    own = version_of(article, facts_of, [language.code for language in catalog.languages])
    record, _ = claim(id, code, own, lambda other, language: catalog.get(other, language) is not None)
    return record is not None or own.record is None


def _stages(history: History, article: Article, text: Text) -> list[Stage]:
    """What an article's file held through time, oldest first; at last what is on the disk."""
    path = f"{article.language}/{article.id}.md"
    read = ((version, history.article(path, version)) for version in reversed(history.versions(path)))
    found = [Stage(text_of(then, facts_of), version.commit) for version, then in read if then]
    if not found or found[-1].text.prints.digest != text.prints.digest:
        found.append(Stage(text))
    return real(found)


def _proposed(
    plain: Adoption, stages: Sequence[Stage], own: Sequence[Stage], texts: Mapping[LanguageCode, Text], today: date
) -> Adoption:
    proposal = propose(stages, own)
    if proposal.basis is None:
        return replace(plain, proposal=proposal)
    then = proposal.basis.text
    record = Record(
        language=plain.language,
        article=plain.article,
        source=plain.source,
        day=next((stage.commit.written for stage in reversed(own) if stage.commit), today),
        source_prints=then.recorded_prints,
        own_prints=texts[plain.language].recorded_prints,
        flags=(ADOPTED,),
    )
    changes = changes_since(then.recorded_prints, texts[plain.source], then)
    return replace(plain, proposal=proposal, record=record, changes=changes)
