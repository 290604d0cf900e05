"""Words that the site's glossary advises against."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.checks.subject import Subject
from kbgen.problems import Problem
from kbgen.translation import glossary
from kbgen.translation.terms import finder


def not_followed(subject: Subject) -> Iterator[Problem]:
    """Mistakes in the glossary, and every word in a title, a description or a text that is not to be written."""
    catalog = subject.site.catalog
    terms, problems = glossary.load(subject.site.config, {*catalog.versions, *(id for id, _ in catalog.drafts)})
    yield from problems
    finders = {code: finder(code, found) for code, found in terms.items()}
    for article in catalog:
        if its := finders.get(article.language):
            for one in its.found_in(article):
                why = f" ({one.term.why})" if one.term.why else ""
                message = f"the glossary advises against “{' '.join(one.text.split())}”"
                yield Problem(article.path, one.line, "KB411", message, f"write “{one.term.write}”{why}")
