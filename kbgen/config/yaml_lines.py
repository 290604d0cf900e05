"""YAML read into plain values that still know on which line they stood.

Only plain data and the allowed ``!!python/name:`` values are made: a configuration file cannot import other code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, TypeVar

import yaml

Place = tuple[str | int, ...]
"""The way to a value: keys of mappings and indexes of lists."""

# What Material's documentation tells its users to put into mkdocs.yml.
ALLOWED_NAMES = frozenset(
    {
        "material.extensions.emoji.twemoji",
        "material.extensions.emoji.to_svg",
        "materialx.emoji.twemoji",
        "materialx.emoji.to_svg",
        "pymdownx.emoji.emojione",
        "pymdownx.emoji.gemoji",
        "pymdownx.emoji.twemoji",
        "pymdownx.emoji.to_alt",
        "pymdownx.emoji.to_png",
        "pymdownx.emoji.to_svg",
        "pymdownx.superfences.fence_code_format",
        "pymdownx.superfences.fence_div_format",
    }
)
# Functions that make an option, and the words that they understand: they themselves swallow any other.
ALLOWED_CALLS: Mapping[str, frozenset[str]] = {
    "pymdownx.slugs.slugify": frozenset({"case", "percent_encode", "normalize"}),
}
_MOVED = {"materialx.emoji.": "material.extensions.emoji."}

UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page, feed or file name can hold: control characters and halves of characters."""

# How many values a document may repeat by aliases. Nine lists of nine of one another would be millions.
MOST_REPEATED = 10_000

# What PyYAML's constructors raise for a value that does not fit its tag.
WRONG_SCALAR = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError)


class YamlError(ValueError):
    """Text that is not the YAML that was expected. ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document: its value, and the line of every key and list item by its path."""

    value: Any
    lines: Mapping[Place, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of the value at this path, or of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if (found := self.lines.get(path[:length])) is not None:
                return found
        return 1 if self.lines else 0


def read(text: str, *, names: bool = False) -> Document:
    """Parse one document. ``names``: read it as MkDocs does, with the known ``!!python/name:`` values and ``!ENV``;
    otherwise words that only look like numbers (``010``, ``1.10``, ``12:30``) stay words.

    Raises YamlError with the line of the mistake.
    """
    with _told_with_lines(text):
        loader = _Loader(text) if names else _WordLoader(text)
        node = loader.get_single_node()
        if node is None:
            return Document(None)
        _refuse_bombs(node)
        lines: dict[Place, int] = {}
        return Document(_Builder(loader, lines, names).build(node, ()), lines)


def compose(text: str) -> yaml.Node | None:
    """The nodes of one document with their places in the text, nothing made of them. Raises YamlError."""
    with _told_with_lines(text):
        return _Loader(text).get_single_node()


_QUOTED = "while scanning a quoted scalar"
"""What PyYAML was doing when a text ended within quotation marks."""


@contextmanager
def _told_with_lines(text: str) -> Iterator[None]:
    """Whatever PyYAML raises becomes a YamlError."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context == _QUOTED and error.context_mark:
            # Not where the text ends, but where the mark stands that was forgotten.
            raise YamlError("the quotation mark is never closed", error.context_mark.line + 1) from None
        raise YamlError(_sentence(error), mark.line + 1 if mark else 1) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError(f"the character {_code_point(error.character)} is not allowed", line) from None
    except RecursionError:
        raise YamlError("the values are nested too deeply", 1) from None


def _code_point(character: int | str) -> str:
    return f"U+{character if isinstance(character, int) else ord(character):04X}"


def _sentence(error: yaml.MarkedYAMLError) -> str:
    return ", ".join(part for part in (error.context, error.problem) if part)


def _refuse_bombs(root: yaml.Node) -> None:
    """Refuse values that hold themselves, or that aliases repeat more often than anybody would write them."""
    sizes: dict[int, int] = {}
    within: set[int] = set()

    def size(node: yaml.Node) -> int:
        if id(node) in within:
            raise YamlError("a value holds itself", node.start_mark.line + 1)
        if id(node) not in sizes:
            within.add(id(node))
            sizes[id(node)] = 1 + sum(size(child) for child in _children(node))
            within.remove(id(node))
        return sizes[id(node)]

    if size(root) - len(sizes) > MOST_REPEATED:
        raise YamlError("aliases repeat the values too often", 1)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [child for pair in node.value for child in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


class _Loader(yaml.SafeLoader):
    """The safe loader; composing is done by it, constructing node by node below."""


_INT, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
_L = TypeVar("_L")


def with_plain_numbers(loader: type[_L]) -> type[_L]:
    """A loader that takes for a number only what is written as one: otherwise the id 010 would be 8, and the title
    12:30 would be 750.
    """
    resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if tag not in (_INT, _FLOAT)]
        for first, pairs in loader.yaml_implicit_resolvers.items()  # type: ignore[attr-defined]  # not in PyYAML's stubs
    }
    made: Any = type(loader.__name__, (loader,), {"yaml_implicit_resolvers": resolvers})
    made.add_implicit_resolver(_INT, re.compile(r"(?:0|-?[1-9][0-9]*)\Z"), list("-0123456789"))
    return made  # type: ignore[no-any-return]  # a class made at run time


_WordLoader = with_plain_numbers(_Loader)


@dataclass(frozen=True, slots=True)
class _Builder:
    loader: _Loader
    lines: dict[Place, int]
    names: bool

    def build(self, node: yaml.Node, path: Place) -> Any:
        if self.names and (special := self._special(node.tag)):
            return special(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            return [self._at(child, (*path, i)) for i, child in enumerate(node.value)]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Any:
        try:
            return self.loader.construct_object(node, deep=True)
        except WRONG_SCALAR as error:
            # 2026-02-30 looks like a date and is none; “!!int x” says that a word is a number.
            reason = str(error) if type(error) is ValueError else f"is no {_short(node.tag)}"
            words = f"{node.value}: {reason}" if isinstance(node, yaml.ScalarNode) else reason
            raise YamlError(words, node.start_mark.line + 1) from None

    def _at(self, node: yaml.Node, path: Place) -> Any:
        self.lines[path] = node.start_mark.line + 1
        return self.build(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Place) -> dict[Any, Any]:
        if node.tag != "tag:yaml.org,2002:map":
            raise YamlError(f"the tag {_short(node.tag)} is not allowed here", node.start_mark.line + 1)
        if any(key.tag == "tag:yaml.org,2002:merge" for key, _ in node.value):
            self.loader.flatten_mapping(node)
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.build(key_node, path)
            line = key_node.start_mark.line + 1
            if isinstance(key, (dict, list)):
                raise YamlError("a key must be a word", line)
            if key in result and (*path, key) in self.lines:
                raise YamlError(f"the key {key} stands here twice", line)
            self.lines[(*path, key)] = line
            result[key] = self.build(value_node, (*path, key))
        return result

    def _special(self, tag: str) -> Callable[[yaml.Node], Any] | None:
        if tag.startswith("tag:yaml.org,2002:python/name:"):
            return lambda node: _import(tag.rsplit(":", 1)[1], ALLOWED_NAMES, node)
        if tag.startswith("tag:yaml.org,2002:python/object/apply:"):
            return self._call
        if tag == "!ENV":
            return self._env
        return None

    def _call(self, node: yaml.Node) -> Any:
        name = node.tag.rsplit(":", 1)[1]
        function = _import(name, ALLOWED_CALLS, node)
        arguments = self.loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else {}
        options = arguments.get("kwds") or {}
        line = node.start_mark.line + 1
        if arguments.keys() - {"kwds"} or not isinstance(options, dict):
            raise YamlError(f"the options of {name} should stand below “kwds:”", line)
        if unknown := options.keys() - ALLOWED_CALLS[name]:
            raise YamlError(f"{name} has no option “{min(map(str, unknown))}”", line)
        return function(**options)

    def _env(self, node: yaml.Node) -> Any:
        """``!ENV NAME`` or ``!ENV [NAME, OTHER, default]``: the first that is set, read as YAML reads a word."""
        words = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not words or not all(isinstance(word, yaml.ScalarNode) for word in words):
            raise YamlError("!ENV takes a name, or a list of names and a default", node.start_mark.line + 1)
        *names, default = words if len(words) > 1 else [*words, None]
        for name in names:
            if name.value in os.environ:
                return self._scalar(self._word(os.environ[name.value], name))
        return None if default is None else self._scalar(default)

    def _word(self, text: str, like: yaml.Node) -> yaml.Node:
        tag = self.loader.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # as above
        return yaml.ScalarNode(tag, text, like.start_mark, like.end_mark)


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _import(name: str, allowed: Container[str], node: yaml.Node) -> Any:
    line = node.start_mark.line + 1
    if name not in allowed:
        raise YamlError(f"{_short(node.tag)} would import code that kbgen does not know", line)
    for old, new in _MOVED.items():
        name = name.replace(old, new)
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError):
        raise YamlError(f"{name} is not in the package that is installed here", line) from None
