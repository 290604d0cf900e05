"""kbgen without its indexes: ``python -m bench.search.bare build``. What its build costs besides them."""

from __future__ import annotations

from contextlib import ExitStack
from unittest.mock import patch

from kbgen.__main__ import main
from kbgen.publish import intake, staff_index, targets


def _no_files(self: targets.Targets, code: str) -> targets.Group:
    return targets.Group(code, lambda: ())


if __name__ == "__main__":
    with ExitStack() as patches:
        patches.enter_context(patch.object(intake, "_words", lambda *given: ""))
        patches.enter_context(patch.object(intake, "lemmas_of", lambda code: str))
        patches.enter_context(patch.object(targets.Targets, "_search", _no_files))
        patches.enter_context(patch.object(staff_index, "keep_up", lambda *given: None))
        main()
