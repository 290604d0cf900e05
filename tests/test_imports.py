"""The arrow of modules: which package of kbgen may import which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kbgen

PACKAGE = Path(kbgen.__file__).parent

# What each package imports of the others. “kbgen” itself is the version number, which everybody may read.
MAY_IMPORT: dict[str, set[str]] = {
    "languages": set(),
    "intervals": set(),
    "resources": set(),
    "user_cache": set(),
    "signing": {"user_cache"},
    "lazy": {"problems"},
    "problems": set(),
    "errors": {"problems"},
    "config": {"languages", "intervals", "problems", "errors"},
    "wording": {"languages", "resources"},
    "articles": {"config", "languages", "intervals", "problems", "errors"},
    "markup": set(),
    "search": {"articles", "config", "languages", "markup", "problems", "user_cache"},
    "translation": {"articles", "config", "errors", "languages", "problems", "search", "signing", "user_cache"},
    "publish": {
        "articles",
        "config",
        "errors",
        "intervals",
        "languages",
        "markup",
        "problems",
        "resources",
        "search",
        "signing",
        "translation",
        "user_cache",
        "wording",
    },
    "delivery": {"errors", "publish", "search"},
    "checks": {"articles", "markup", "problems", "publish", "tickets", "translation"},
    "tickets": {
        "articles",
        "config",
        "errors",
        "languages",
        "problems",
        "search",
        "signing",
        "translation",
        "user_cache",
    },
    "overview": {
        "articles",
        "checks",
        "config",
        "errors",
        "intervals",
        "languages",
        "problems",
        "publish",
        "tickets",
        "translation",
    },
    "reports": {
        "articles",
        "errors",
        "languages",
        "overview",
        "problems",
        "search",
        "tickets",
        "translation",
        "wording",
    },
    "preview": {
        "articles",
        "checks",
        "config",
        "errors",
        "languages",
        "markup",
        "problems",
        "publish",
        "reports",
        "search",
        "wording",
    },
    "mkdocs_plugin": {"config", "errors", "publish"},
    "cli": {"commands", "errors", "lazy", "problems", "reports"},
    "__main__": {"cli"},
    "__init__": set(),
}
EDGE = {"cli", "mkdocs_plugin", "__main__"}
MAY_IMPORT["commands"] = {name for name in MAY_IMPORT if name not in EDGE}

FILES = sorted(path for path in PACKAGE.rglob("*.py") if "starter" not in path.parts)


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST, path: Path) -> Iterator[tuple[str, int]]:
    """The packages of kbgen that a syntax tree names in its imports, and the lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports name the whole path"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            top, *below = name.split(".")
            if top == "kbgen" and below and below[0] != "__version__":
                yield below[0], node.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_only_in_the_directions_of_the_table(path: Path) -> None:
    """A module knows only what stands below it, so that it can be read and changed alone."""
    own = part_of(path)
    assert own in MAY_IMPORT, f"say in the table what {own} may import"
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line} imports kbgen.{other}"
        for other, line in imported(ast.parse(path.read_text("utf-8")), path)
        if other != own and other not in MAY_IMPORT[own]
    ]
    assert not wrong


def test_command_line_imports_its_commands_only_when_they_are_called() -> None:
    """So that “kbgen --help” is quick: nothing at the top of cli.py names a command or a report."""
    tree = ast.parse((PACKAGE / "cli.py").read_text("utf-8"))
    top = ast.Module([n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))], [])
    assert {name for name, _ in imported(top, PACKAGE / "cli.py")} <= {"errors", "lazy", "problems"}


def test_table_has_no_circle() -> None:
    """Two packages that need one another would be one package."""
    left = dict(MAY_IMPORT)
    while left:
        free = [name for name, needs in left.items() if not needs & left.keys()]
        assert free, f"a circle among {sorted(left)}"
        for name in free:
            del left[name]
