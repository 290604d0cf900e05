"""How well kbgen tells rises from chance, on the questions of the Firefox forum; see bench/README.md."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from bench.tickets_lanes import incidents, mondays, questions, strength, truth


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.tickets_lanes", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="firefox_tickets_no_text.csv.gz")
    parser.add_argument("--only", choices=["declared", "undeclared"], help="With system tags declared, or without.")
    given = parser.parse_args()
    for name, patterns in (("declared", truth.SYSTEM), ("undeclared", ())):
        if given.only in (None, name):
            section(given.data, name, patterns)


def section(data: Path, name: str, patterns: tuple[str, ...]) -> None:
    """All figures, with or without declared system tags."""
    daily = questions.read(data, questions.system(patterns))
    title = "System tags declared" if name == "declared" else "No topics file: every tag is a topic"
    print(f"### {title}\n\n{int(daily.all_tickets.sum())} questions, {len(daily.names)} tags.\n")
    begun = time.process_time()
    found = mondays.reports(daily)
    cpu = (time.process_time() - begun) / len(found)
    print(f"Flags in the report of each Monday ({cpu * 1000:.0f} ms of CPU time each):\n\n{mondays.table(found)}\n")
    print(f"Weeks by their number of flags: {mondays.busiest(found)}.\n")
    print(f"Known events:\n\n{mondays.events(daily)}\n")
    print(f"Incidents, asked every day:\n\n{incidents.table(incidents.caught(daily))}\n")
    surveys = [one.survey for one in found]
    print(f"Rises that were added and seen:\n\n{strength.power_table(surveys)}\n")
    print(f"The smallest visible week:\n\n{strength.visible_table(surveys)}\n")
    print(f"Made-up weeks without any change:\n\n{strength.calibration_table(surveys)}\n")


if __name__ == "__main__":
    main()
