"""What the translations of a site's articles speak of: the content as it is now → ``content/learned.tsv``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kbgen.articles import snapshot
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.publish import draft, garbage, lock
from kbgen.publish.search_files import SearchFiles
from kbgen.publish.searched import searches
from kbgen.publish.staff_index import take_in
from kbgen.publish.unchanged import WORKSHOP
from kbgen.search import translations
from kbgen.search.analysis.lemmas import lemmas_of
from kbgen.search.learned import Learned
from kbgen.search.translations import Versions


def learn(config: Config, waiting: Callable[[], None]) -> Learned:
    """Learn from all articles that customers can find; what was learned before is not looked at.

    Articles with mistakes are read as far as they can be. Raises WrongUse where there is no content folder.
    """
    draft.refuse_missing(config)
    seen = snapshot.take(config.content_dir)
    with lock.alone(config.root / WORKSHOP / "lock", waiting=waiting), garbage.left_lying():
        taken = take_in(config, seen)
        files = searches(replace(taken.site, learned={}), taken.intake)
        return translations.learn({code: _versions(code, files(code)) for code in config.language_codes})


def _versions(code: LanguageCode, files: SearchFiles) -> Versions:
    lemmas, standing = lemmas_of(code), files.assembled.standing
    return {
        article.id: translations.version(files.intake.bodies.sections((article.id, code)), standing[article.id], lemmas)
        for article in files.articles
    }
