"""Where settings and lists name articles: ``nav`` and ``support`` in mkdocs.yml, and the lists beside the articles.

Only these places are changed when an article moves; the same word elsewhere, such as an extension called ``tables``,
is something else. Pure: text in, text out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import yaml

from kbgen.articles.edit import Word, between_brackets, with_words
from kbgen.config.yaml_lines import compose

Find = Callable[[yaml.Node], Iterator[Word]]


def changed(text: str, find: Find, change: Callable[[str], str]) -> str:
    """The text with each name of an article replaced by what ``change`` makes of it. Raises YamlError."""
    root = compose(text)
    return with_words(text, _each_once(find(root)), change) if root else text


def _each_once(words: Iterable[Word]) -> Iterable[Word]:
    """An alias is the very node that it names."""
    return {id(word.node): word for word in words}.values()


def in_settings(root: yaml.Node) -> Iterator[Word]:
    """The paths in ``nav``, and the article of ``support``."""
    for key, value in _pairs(root):
        if key == "nav":
            yield from _leaves(value)
        elif key == "plugins":
            for plugin in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                for name, options in _pairs(plugin):
                    if name == "kbgen":
                        yield from _value_of(_under(options, "support"), "article")


def in_popular(root: yaml.Node) -> Iterator[Word]:
    """The articles of a list, or of the lists of all languages."""
    return _leaves(root)


def in_tombstones(root: yaml.Node) -> Iterator[Word]:
    """Where tombstones lead; what is gone keeps its name."""
    for entry in root.value if isinstance(root, yaml.SequenceNode) else ():
        yield from _value_of([entry], "goto")


def in_facts(root: yaml.Node) -> Iterator[Word]:
    """The articles in which facts may differ."""
    for entry in root.value if isinstance(root, yaml.SequenceNode) else ():
        yield from _value_of([entry], "article")


def in_glossary(root: yaml.Node) -> Iterator[Word]:
    """The articles in which a term does not hold; an article may be called as a term is."""
    for _, entries in _pairs(root):
        for entry in entries.value if isinstance(entries, yaml.SequenceNode) else ():
            for articles in _under(entry, "except"):
                yield from _leaves(articles, in_brackets=between_brackets(entry))


def in_topics(root: yaml.Node) -> Iterator[Word]:
    """The articles of each topic; a topic or a tag may be called the same."""
    for topics in _under(root, "topics"):
        for _, topic in _pairs(topics):
            for articles in _under(topic, "articles"):
                yield from _leaves(articles)


IN_CONTENT: Mapping[str, Find] = {
    "facts.yml": in_facts,
    "glossary.yml": in_glossary,
    "popular.yml": in_popular,
    "tombstones.yml": in_tombstones,
    "topics.yml": in_topics,
}


def _pairs(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield str(key.value), value


def _under(node: yaml.Node, key: str) -> list[yaml.Node]:
    return [value for name, value in _pairs(node) if name == key]


def _value_of(nodes: Iterable[yaml.Node], key: str) -> Iterator[Word]:
    for node in nodes:
        for value in _under(node, key):
            if isinstance(value, yaml.ScalarNode):
                yield Word(value, between_brackets(node))


def _leaves(node: yaml.Node, *, in_brackets: bool = False) -> Iterator[Word]:
    """The values of lists and mappings at any depth; not the keys of mappings, which are titles."""
    if isinstance(node, yaml.ScalarNode):
        yield Word(node, in_brackets)
        return
    inside = in_brackets or between_brackets(node)
    for child in node.value if isinstance(node, yaml.SequenceNode) else (value for _, value in node.value):
        yield from _leaves(child, in_brackets=inside)
