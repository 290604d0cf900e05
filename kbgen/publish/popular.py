"""``content/popular.yml``: which articles the home pages offer first.

A list of articles for all languages, or a list for each language:

```yaml
- email/set-up-mail-program
- dns/dns-records
```

Where there is no such file, the articles whose front matter says ``popular: 1`` (2, 3 …) are shown in that order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbgen.articles.article import ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.config.yaml_lines import YamlError, read
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean

FILE = "popular.yml"

Popular = Mapping[LanguageCode, Sequence[ArticleId]]


def parse(text: str, path: str, catalog: Catalog) -> tuple[Popular, list[Problem]]:
    """The file's text → the articles for each language; names of articles that do not exist are left out."""
    codes = [language.code for language in catalog.languages]
    try:
        document = read(text)
    except YamlError as error:
        return {}, [Problem(path, error.line, "KB102", error.message)]
    lists = document.value
    if isinstance(lists, list):
        lists = dict.fromkeys(codes, lists)
    if lists is None:
        return {}, []
    if not isinstance(lists, dict) or not all(isinstance(ids, list) for ids in lists.values()):
        return {}, [Problem(path, 1, "KB102", "the file should be a list of articles, or a list for each language")]
    problems: dict[str, Problem] = {}
    popular: dict[LanguageCode, list[ArticleId]] = {}
    for code, ids in lists.items():
        for i, name in enumerate(ids):
            id = str(name).removesuffix(".md").strip("/")
            if id in catalog.versions:
                popular.setdefault(str(code), []).append(id)
            else:
                line = document.line(i) if isinstance(document.value, list) else document.line(code, i)
                hint = did_you_mean(id, catalog.ids)
                problems.setdefault(id, Problem(path, line, "KB111", f"there is no article “{id}”", hint))
    return popular, list(problems.values())


def from_front_matter(catalog: Catalog) -> Popular:
    """The articles that call themselves popular, smallest number first."""
    ranked = sorted((s.popular, id) for id, s in catalog.shared.items() if s.popular is not None)
    return {language.code: [id for _, id in ranked] for language in catalog.languages}
