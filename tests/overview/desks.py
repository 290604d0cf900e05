"""A small site with two years of invented tickets: one article helped, and customers of one topic grew unhappy."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np

from tests.sites import SiteFolder, make_site

END = date(2026, 11, 22)
WEEKS = 104
HELPED = date(2026, 8, 1)
"""Half the questions about “dns” are left since then; its article says that it was updated."""

TOPICS = ("dns", "mailbox", "invoice", "password", "transfer", "backup", "certificate", "webmail")
TOPICS_FILE = """topics:
  dns:
    name: {et: Nimeserverid, en: Name servers}
    articles: [dns/records]
  mailbox:
    name: {et: Postkast, en: Mailbox}
    articles: [mail/setup]
"""


def made(root: Path, *, satisfaction: bool = True) -> SiteFolder:
    """The site, with its tickets imported."""
    columns = dict.fromkeys(("id", "created", "tags", "language"))
    if satisfaction:
        columns |= dict.fromkeys(("channel", "satisfied", "minutes"))
    profile = {"columns": {name: name for name in columns}}
    site = make_site(root, kbgen={"timezone": "Europe/Tallinn", "tickets": {"profiles": {"own": profile}}})
    site.write("content/topics.yml", TOPICS_FILE)
    random = np.random.default_rng(5)
    rows = [",".join(columns)]
    for week in range(WEEKS):
        day = END - timedelta(weeks=WEEKS - week)
        for place, topic in enumerate(TOPICS):
            level = (14 + 3 * place) * (0.5 if topic == "dns" and day >= HELPED else 1)
            for _ in range(random.poisson(level)):
                created = day + timedelta(days=int(random.integers(7)))
                good = random.random() < (0.6 if topic == "invoice" and week >= 52 else 0.9)
                vote = random.choice(["good" if good else "bad", ""])
                row = f"{len(rows)},{created} 09:00,{topic},{random.choice(['et', 'en'])}"
                rows.append(f"{row},{random.choice(['email', 'phone'])},{vote},12" if satisfaction else row)
    site.write("tickets.csv", "\n".join(rows) + "\n")
    called = site.kbgen("tickets", "import", "tickets.csv", "--timezone", "Europe/Tallinn")
    assert called.code == 0, called.err
    return site
