"""YAML read into plain values that still know on which line they stood.

Only plain data and the allowed ``!!python/name:`` values are made: a configuration file cannot import other code.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

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
        "pymdownx.slugs.uslugify",
        "pymdownx.slugs.uslugify_cased",
        "pymdownx.superfences.fence_code_format",
        "pymdownx.superfences.fence_div_format",
        "pymdownx.arithmatex.fence_mathjax_format",
        "pymdownx.arithmatex.inline_mathjax_format",
    }
)
ALLOWED_CALLS = frozenset({"pymdownx.slugs.slugify"})
_MOVED = {"materialx.emoji.": "material.extensions.emoji."}


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
    """Parse one document. ``names``: allow the known ``!!python/name:`` values and ``!ENV``.

    Raises YamlError with the line of the mistake.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Document(None)
        lines: dict[Place, int] = {}
        value = _Builder(loader, lines, names).build(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(_sentence(error), mark.line + 1 if mark else 1) from None
    except yaml.YAMLError as error:
        raise YamlError(str(error).splitlines()[0], _line_of_bad_character(text, error)) from None
    except RecursionError:
        raise YamlError("the values are nested too deeply", 1) from None
    finally:
        loader.dispose()
    return Document(value, lines)


def _line_of_bad_character(text: str, error: yaml.YAMLError) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _sentence(error: yaml.MarkedYAMLError) -> str:
    return ", ".join(part for part in (error.context, error.problem) if part)


class _Loader(yaml.SafeLoader):
    """The safe loader; composing is done by it, constructing node by node below."""


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
        try:
            return self.loader.construct_object(node, deep=True)
        except ValueError as error:
            # 2026-02-30 looks like a date and is none.
            raise YamlError(f"{node.value}: {error}", node.start_mark.line + 1) from None

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
        function = _import(node.tag.rsplit(":", 1)[1], ALLOWED_CALLS, node)
        arguments = {}
        if isinstance(node, yaml.MappingNode):
            arguments = self.loader.construct_mapping(node, deep=True)
        return function(**arguments.get("kwds", {}))

    def _env(self, node: yaml.Node) -> Any:
        words = [child.value for child in node.value] if isinstance(node, yaml.SequenceNode) else [node.value]
        *names, default = words if len(words) > 1 else [*words, None]
        return next((os.environ[name] for name in names if name in os.environ), default)


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _import(name: str, allowed: frozenset[str], node: yaml.Node) -> Any:
    if name not in allowed:
        raise YamlError(f"{_short(node.tag)} would import code that kbgen does not know", node.start_mark.line + 1)
    for old, new in _MOVED.items():
        name = name.replace(old, new)
    module, _, attribute = name.rpartition(".")
    return getattr(import_module(module), attribute)
