"""``python -m kbgen``."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line and end with its exit code."""
    from kbgen.cli import run

    for stream in (sys.stdout, sys.stderr):
        # A pipe on Windows or an old locale may know few letters: better a question mark than no message.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
