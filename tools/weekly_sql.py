"""Write the queries of ``kbgen/tickets/weekly`` from the expression beside them; needs ``kbgen[distributed]``, so it is
called as ``.venv-distributed/bin/python tools/weekly_sql.py``.
"""

from __future__ import annotations

from kbgen.tickets.weekly import compiled

if __name__ == "__main__":
    for name, text in compiled.queries().items():
        (compiled.FOLDER / name).write_text(text, "utf-8")
