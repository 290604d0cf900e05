"""Python-Markdown made faster without changing one byte of what it makes.

Each function replaces one part of a parser by a twin that does the same with less work, and only where that part is
exactly the one which the twin was made after: a subclass, or a part of another extension, stays as it is. That the
twins are twins is held by a property test over generated texts and by every article at hand.

Measured on 1,684 articles of a help site (docs/decisions/0010): the whole takes about half the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ElementTree

from markdown import serializers, treeprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import attr_list, toc
from markdown.util import STX

from kbgen.markup import guards, inline

if TYPE_CHECKING:
    from markdown import Markdown


@dataclass(slots=True)
class Text:
    """The text that is being converted, for the parts that need do nothing where it lacks something."""

    source: str = ""


def quicken(md: Markdown) -> Text:
    """Replace the slow parts of a parser. The returned value must hold each text while it is converted."""
    text = Text()
    guards.guard(md)
    inline.install(md)
    _block_levels(md)
    _block_parser(md)
    _serializer(md)
    _unescape(md)
    _contents(md, text)
    _attributes(md, text)
    _fences(md)
    return text


def _replace(md: Markdown, name: str, kind: type, make: Callable[[Any], Any]) -> None:
    """Put ``make(old)`` in the place of a tree processor of exactly this class."""
    if name not in md.treeprocessors or type(md.treeprocessors[name]) is not kind:
        return
    place = next(item.priority for item in md.treeprocessors._priority if item.name == name)
    md.treeprocessors.register(make(md.treeprocessors[name]), name, place)


# ---- which tags are blocks ------------------------------------------------------------------------------------


def _block_levels(md: Markdown) -> None:
    """``is_block_level`` looks through a list of sixty names for every element; remember its answers."""
    slow = md.is_block_level
    known: dict[Any, bool] = {}
    listed: list[int] = [len(md.block_level_elements)]

    def is_block_level(tag: Any) -> bool:
        if len(md.block_level_elements) != listed[0]:
            known.clear()
            listed[0] = len(md.block_level_elements)
        try:
            return known[tag]
        except KeyError:
            return known.setdefault(tag, bool(slow(tag)))
        except TypeError:
            return bool(slow(tag))

    md.is_block_level = is_block_level


# ---- blocks ---------------------------------------------------------------------------------------------------

# What a block must hold so that the ``test`` of a processor can say yes, or its ``run`` do anything.
_HOLDS: dict[str, tuple[str, ...]] = {
    "markdown.blockprocessors.HashHeaderProcessor": ("#",),
    "markdown.blockprocessors.SetextHeaderProcessor": ("=", "-"),
    "markdown.blockprocessors.HRProcessor": ("-", "_", "*"),
    "markdown.blockprocessors.OListProcessor": (".",),
    "markdown.blockprocessors.UListProcessor": ("-", "+", "*"),
    "markdown.blockprocessors.BlockQuoteProcessor": (">",),
    "markdown.blockprocessors.ReferenceProcessor": ("]:",),
    "markdown.extensions.tables.TableProcessor": ("|",),
    "markdown.extensions.def_list.DefListProcessor": (":",),
    "markdown.extensions.footnotes.FootnoteBlockProcessor": ("[^",),
    "markdown.extensions.md_in_html.MarkdownInHtmlProcessor": (STX,),
}
# These look at blocks that begin with a space, and at no others.
_INDENTED = frozenset(
    {
        "markdown.blockprocessors.ListIndentProcessor",
        "markdown.blockprocessors.CodeBlockProcessor",
        "markdown.extensions.def_list.DefListIndentProcessor",
        "pymdownx.superfences.SuperFencesCodeBlockProcessor",
    }
)
# Boxes and tabs begin with a mark; they take up an indented block too, and one that they have begun with.
_BOXES: dict[str, str] = {
    "markdown.extensions.admonition.AdmonitionProcessor": "!!!",
    "pymdownx.details.DetailsProcessor": "???",
    "pymdownx.tabbed.TabbedProcessor": "===",
}

# What a block of one line must begin with so that any of the processors above, but for the boxes, can take it.
_BEGINNINGS = frozenset(" #=-_*+>|:[!?0123456789\n" + STX)

Could = Callable[[str], bool]
Asked = Sequence[tuple[Any, Could | None]]


def _kind(processor: Any) -> str:
    return f"{type(processor).__module__}.{type(processor).__qualname__}"


def _is_box(processor: Any) -> bool:
    return _kind(processor) in _BOXES


def _could(processor: Any) -> Could | None:
    """Tells whether a processor can do anything with a block; None where that cannot be told."""
    kind = _kind(processor)
    if kind in _INDENTED:
        return lambda block: block.startswith(" ")
    if mark := _BOXES.get(kind):
        return lambda block: mark in block or block.startswith(" ") or processor.current_sibling is not None
    match _HOLDS.get(kind):
        case None:
            return None
        case (one,):
            return lambda block: one in block
        case several:
            return lambda block: any(one in block for one in several)


class _QuickBlockParser(BlockParser):  # type: ignore[misc]  # Python-Markdown is untyped
    """Asks only those processors about a block which could say yes."""

    _asked: tuple[int, Asked, Asked] = (0, (), ())
    _listed: Sequence[Any] = ()

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """As the parent's, with the processors as they are registered now."""
        listed = list(self.blockprocessors)
        if listed != self._listed:
            self._listed, self._asked = listed, (0, (), ())
        tree: ElementTree = super().parseDocument(lines)
        return tree

    def _processors(self) -> tuple[Asked, Asked]:
        """The processors in their order, listed once a document: the registry would sort and copy for every block.

        And those of them that must be asked about an ordinary line too.
        """
        registry = self.blockprocessors
        number, every, few = self._asked
        if number != len(registry) or not registry._is_sorted:
            every = [(processor, _could(processor)) for processor in registry]
            few = [(processor, could) for processor, could in every if could is None or _is_box(processor)]
            self._asked = (len(every), every, few)
        return every, few

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """As the parent's, but for processors that would decline."""
        every, few = self._processors()
        while blocks:
            block = blocks[0]
            ordinary = "\n" not in block and block[:1] not in _BEGINNINGS and block
            for processor, could in few if ordinary else every:
                if could is not None and not could(block):
                    continue
                if processor.test(parent, block):
                    if processor.run(parent, blocks) is not False:
                        break
                    # A processor that declines may have changed the list all the same.
                    block = blocks[0] if blocks else ""


def _block_parser(md: Markdown) -> None:
    if type(md.parser) is BlockParser:
        md.parser.__class__ = _QuickBlockParser


# ---- serializing ----------------------------------------------------------------------------------------------

_EMPTY = frozenset(serializers.HTML_EMPTY)
_cdata = serializers._escape_cdata
_attribute = serializers._escape_attrib_html


def _serializer(md: Markdown) -> None:
    if md.serializer is serializers.to_xhtml_string:
        md.serializer = _to_xhtml


def _to_xhtml(element: Element) -> str:
    """``to_xhtml_string`` for trees of ordinary elements; comments and qualified names go to the original."""
    parts: list[str] = []
    try:
        _write(element, parts.append)
    except (_UnusualError, RecursionError):
        return str(serializers.to_xhtml_string(element))
    return "".join(parts)


class _UnusualError(Exception):
    """Something that the quick serializer leaves to the original."""


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag, text, tail = element.tag, element.text, element.tail
    if type(tag) is not str:
        raise _UnusualError
    items = element.items()
    if items:
        write("<" + tag)
        for key, value in sorted(items) if len(items) > 1 else items:
            if type(key) is not str or value is None:
                raise _UnusualError
            write(f' {key}="{_attribute(value)}"')
    else:
        write("<" + tag)
    lower = tag if tag.islower() else tag.lower()
    if lower in _EMPTY:
        write(" />")
    else:
        write(">")
        if text:
            write(text if lower in ("script", "style") else _cdata(text))
        for child in element:
            _write(child, write)
        write(f"</{tag}>")
    if tail:
        write(_cdata(tail))


# ---- tree processors ------------------------------------------------------------------------------------------


class _Unescape(treeprocessors.UnescapeTreeprocessor):  # type: ignore[misc]  # Python-Markdown is untyped
    """Most texts hold no escaped character."""

    def unescape(self, text: str) -> str:
        return self.RE.sub(self._unescape, text) if STX in text else text


def _unescape(md: Markdown) -> None:
    _replace(md, "unescape", treeprocessors.UnescapeTreeprocessor, lambda _: _Unescape(md))


def _contents(md: Markdown, text: Text) -> None:
    """Build the list of contents in the text only for a text that asks for it. (The page's own comes from tokens.)"""

    def make(old: toc.TocTreeprocessor) -> toc.TocTreeprocessor:
        wants = old.build_toc_div

        def build(tokens: list[Any]) -> Element:
            return wants(tokens) if old.marker and old.marker in text.source else Element("div")

        def replace(root: Element, element: Element) -> None:
            if old.marker in text.source:
                toc.TocTreeprocessor.replace_marker(old, root, element)

        old.build_toc_div = build
        old.replace_marker = replace
        return old

    _replace(md, "toc", toc.TocTreeprocessor, make)


def _attributes(md: Markdown, text: Text) -> None:
    """Attribute lists need a brace."""
    if "attr_list" in md.treeprocessors:
        processor = md.treeprocessors["attr_list"]
        if type(processor) is attr_list.AttrListTreeprocessor:
            slow = processor.run

            def run(doc: Element) -> None:
                if "{" in text.source:
                    slow(doc)

            processor.run = run


# ---- fenced code ----------------------------------------------------------------------------------------------


def _fences(md: Markdown) -> None:
    """SuperFences: nothing to do in a text without fences, and the same code is highlighted once."""
    if "fenced_code_block" not in md.preprocessors:
        return
    processor = md.preprocessors["fenced_code_block"]
    from pymdownx.highlight import Highlight
    from pymdownx.superfences import SuperFencesBlockPreprocessor

    if type(processor) is not SuperFencesBlockPreprocessor:
        return
    slow = processor.search_nested

    def search_nested(lines: list[str]) -> list[str]:
        return slow(lines) if any("```" in line or "~~~" in line for line in lines) else lines

    processor.search_nested = search_nested
    processor.get_hl_settings()
    if processor.highlighter is Highlight:
        processor.highlighter = _RememberingHighlighter(Highlight)


class _RememberingHighlighter:
    """Stands for pymdownx's Highlight class: the same code with the same settings is the same HTML."""

    def __init__(self, highlighter: Any) -> None:
        self._highlighter = highlighter
        self._made: dict[str, str] = {}

    def __call__(self, md: Markdown, **settings: Any) -> _RememberedHighlight:
        return _RememberedHighlight(self, md, settings)

    def highlight(self, md: Markdown, settings: dict[str, Any], args: Any, options: dict[str, Any]) -> Any:
        # A title in HTML is kept aside under a number of its own, so it cannot be remembered.
        key = repr((args, options, settings)) if settings.get("title_mode") == "text" else ""
        if key in self._made:
            return self._made[key]
        made = self._highlighter(md, **settings).highlight(*args, **options)
        if key and isinstance(made, str):
            self._made[key] = made
        return made


@dataclass(frozen=True, slots=True)
class _RememberedHighlight:
    """What SuperFences makes for each block of code, and asks once."""

    memory: _RememberingHighlighter
    md: Markdown
    settings: dict[str, Any]

    def highlight(self, *args: Any, **options: Any) -> Any:
        return self.memory.highlight(self.md, self.settings, args, options)
