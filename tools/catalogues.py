"""Keeps the message catalogues in step with the templates: extract, update, compile. All by Babel.

``python tools/catalogues.py`` writes; ``--check`` only says whether anything would change.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "theme" / "locale"
LANGUAGES = ("et", "en", "ru", "fi")


def in_python(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: dict[str, Any]
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """The messages of a module, also those within f-strings, where Babel does not look: line, function, its texts."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in keywords:
            texts = tuple(_text(argument) for argument in node.args)
            if texts and texts[0] is not None:
                yield node.lineno, name, texts, []


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


# Catalogue → the folders whose words it has, and how they are found there.
SOURCES = {
    "kbgen": (("theme", "**.html", "jinja2"), ("kbgen/publish", "*.py", in_python)),
    "report": (("kbgen/reports/overview", "**.py", in_python),),
}
OPTIONS = {"**.html": {"extensions": "jinja2.ext.i18n", "encoding": "utf-8"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "mark": None}


def template(domain: str) -> Catalog:
    """All messages of a catalogue's templates and code."""
    catalog = Catalog(project="kbgen", copyright_holder="The kbgen authors", fuzzy=False)
    for folder, pattern, method in SOURCES[domain]:
        methods = [(pattern, method)]
        # Babel takes functions as well as names.
        found = extract_from_dir(ROOT / folder, methods, OPTIONS, keywords={**KEYWORDS})  # type: ignore[arg-type]
        for _, _, message, comments, context in found:
            catalog.add(message, auto_comments=comments, context=context)
    return catalog


def updated(domain: str, language: str) -> tuple[bytes, bytes]:
    """The text and the compiled form of a language's catalogue, with every message that there is now."""
    path = LOCALES / language / "LC_MESSAGES" / f"{domain}.po"
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    else:
        catalog = Catalog(locale=language, project="kbgen", fuzzy=False)
    catalog.update(template(domain), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        if language == "en" and message.id:
            message.string = message.id
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, catalog, omit_header=True, sort_output=True, no_location=True, width=110)
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    whole = header.encode() + text.getvalue()
    catalog = read_po(io.BytesIO(whole), locale=language)
    # Babel would write the moment of compiling into the file.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(compiled, catalog)
    return whole, compiled.getvalue()


def main() -> int:
    """Write the catalogues, or with ``--check`` compare them; 1 if they are out of step or words are missing."""
    wrong = []
    for domain, language in product(SOURCES, LANGUAGES):
        folder = LOCALES / language / "LC_MESSAGES"
        text, compiled = updated(domain, language)
        untranslated = [m.id for m in read_po(io.BytesIO(text), locale=language) if m.id and not _whole(m.string)]
        wrong += [f"{domain}, {language}: “{id}” is not translated" for id in untranslated]
        for path, made in ((folder / f"{domain}.po", text), (folder / f"{domain}.mo", compiled)):
            if path.exists() and path.read_bytes() == made:
                continue
            if "--check" in sys.argv:
                wrong.append(f"{path.relative_to(ROOT)} is out of step; run “make catalogues”")
            else:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(made)
    print("\n".join(wrong) or "catalogues are in step", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


def _whole(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
