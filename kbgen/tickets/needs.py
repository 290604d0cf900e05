"""What counting tickets needs beyond the rest of kbgen."""

from __future__ import annotations

from importlib.util import find_spec

from kbgen.errors import WrongUse

_PACKAGES = ("duckdb", "numpy", "scipy")


def installed() -> bool:
    """Whether the extra ``kbgen[tickets]`` is there; nothing of it is imported."""
    return not _missing()


def require() -> None:
    """Raise WrongUse, which names the extra, where a package of it is missing."""
    if missing := _missing():
        verb = "is" if len(missing) == 1 else "are"
        raise WrongUse(
            f"tickets need {' and '.join(missing)}, which {verb} not installed", hint="pip install 'kbgen[tickets]'"
        )


def _missing() -> list[str]:
    return [name for name in _PACKAGES if find_spec(name) is None]
