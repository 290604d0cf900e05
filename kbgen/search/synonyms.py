"""``content/synonyms.yml``: words that mean the same to those who search.

For each language a list of groups:

```yaml
en:
  - [mailbox, inbox, mail account]
  - [2FA, two-step sign-in]
```

Who searches for a word of a group finds the pages with the group's other words too, in any grammatical form. An
entry of several words is found through each of them; it leads to the group's other entries only if it is one word.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from kbgen.config.yaml_lines import YamlError, read
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean
from kbgen.search.analysis.tokens import words

FILE = "synonyms.yml"

Groups = tuple[tuple[str, ...], ...]
"""Entries that mean the same, as they are written, group by group."""
Synonyms = Mapping[LanguageCode, Groups]


def parse(text: str, path: str, languages: Collection[LanguageCode]) -> tuple[Synonyms, list[Problem]]:
    """The file's text → the groups of each language; what says nothing is left out and named."""
    try:
        document = read(text)
    except YamlError as error:
        return {}, [Problem(path, error.line, "KB102", error.message)]
    if document.value is None:
        return {}, []
    if not isinstance(document.value, dict):
        return {}, [Problem(path, 1, "KB102", "the file should list groups of words for each language")]
    problems: list[Problem] = []
    found: dict[LanguageCode, Groups] = {}
    for code, groups in document.value.items():
        if code not in languages:
            hint = did_you_mean(str(code), languages)
            problems.append(Problem(path, document.line(code), "KB111", f"the site has no language “{code}”", hint))
        elif not isinstance(groups, list):
            problems.append(Problem(path, document.line(code), "KB102", f"“{code}” should be a list of groups"))
        else:
            kept = (_group(group, document.line(code, i), path, problems) for i, group in enumerate(groups))
            found[code] = tuple(group for group in kept if group)
    return found, problems


def _group(value: Any, line: int, path: str, problems: list[Problem]) -> tuple[str, ...]:
    """The entries of one group; none where it says nothing."""
    if not isinstance(value, list) or not all(isinstance(entry, (str, int, float)) for entry in value):
        problems.append(Problem(path, line, "KB112", "a group of synonyms should be a list, such as [mailbox, inbox]"))
        return ()
    entries = tuple(dict.fromkeys(entry for entry in map(str, value) if words(entry)))
    if len({tuple(words(entry)) for entry in entries}) < 2:
        problems.append(
            Problem(path, line, "KB112", "a group of synonyms needs two different words", "add one, or delete the line")
        )
        return ()
    return entries
