"""A small web host: articles in four languages, half a year of their history in git, a year and more of tickets, views.

What is true of it: e-mail is asked about more and more; a certificate expired last week, and nobody has written about
it; the article about name servers was mended in September and lowered its tickets; Russian and Finnish lag behind.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from kbgen import cli
from kbgen.errors import DONE
from kbgen.tickets.store.place import NAME
from tests.repositories import Repo
from tests.sites import SiteFolder, make_site

DAY = date(2026, 11, 22)
"""A Sunday; weeks end on the day before."""

WEEKS = 70

# tag → tickets a week, of which the share in each language is that of LANGUAGES.
TAGS = {
    "mail_setup": 24,
    "name_servers": 32,
    "password": 20,
    "invoice": 12,
    "moving_site": 14,
    "renewal": 16,
    "spam_filter": 9,
    "backup": 7,
    "cert_expired": 0,
    "fax": 0.2,
}
LANGUAGES = {"et": 50, "ru": 30, "en": 12, "fi": 8}

TOPICS = """topics:
  mail-setup:
    name: {et: E-posti seadistamine, en: Setting up email, ru: Настройка почты, fi: Sähköpostin asetukset}
    tags: [mail_setup]
    articles: [mail/setup]
  name-servers:
    name: {et: Nimeserverid, en: Name servers, ru: Серверы имён, fi: Nimipalvelimet}
    tags: [name_servers]
    articles: [dns/name-servers]
  password:
    name: {et: Unustatud parool, en: Forgotten password, ru: Забытый пароль, fi: Unohtunut salasana}
    tags: [password]
    articles: [account/password]
  invoice:
    name: {et: Arved, en: Invoices, ru: Счета, fi: Laskut}
    tags: [invoice]
  moving-site:
    name: {et: Veebilehe kolimine, en: Moving a site, ru: Перенос сайта, fi: Sivuston siirto}
    tags: [moving_site]
  cert-expired:
    name: {et: Aegunud sertifikaat, en: Expired certificate, ru: Просроченный сертификат, fi: Vanhentunut varmenne}
    tags: [cert_expired]
"""


def article(title: str, text: str, **keys: str) -> str:
    """An article's file."""
    head = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\ndescription: {title}.\n{head}---\n\n{text}\n"


HOME = {"et": "Kuidas saame aidata?", "en": "How can we help?", "ru": "Чем помочь?", "fi": "Miten voimme auttaa?"}
BEGINNING: dict[str, str | bytes] = {
    **{f"content/{code}/index.md": article(title, "") for code, title in HOME.items()},
    "content/topics.yml": TOPICS,
    "content/et/mail/setup.md": article(
        "E-posti seadistamine",
        "Server on `mail.example.com`, port 993.\n\n## Parool\n\nParool on sama mis veebis.",
        owner="Mari Tamm",
        published="2026-02-02",
        reviewed="2026-02-02",
        reviewed_by="Mari Tamm",
        review_interval="180 days",
    ),
    "content/en/mail/setup.md": article(
        "Set up email", "The server is `mail.example.com`, port 993.\n\n## Password\n\nIt is that of the web."
    ),
    "content/ru/mail/setup.md": article(
        "Настройка почты", "Сервер `mail.example.com`, порт 993.\n\n## Пароль\n\nТот же, что на сайте."
    ),
    "content/et/dns/name-servers.md": article(
        "Nimeserverid",
        "Muuda nimeservereid lehel.",
        owner="Jaan Kask",
        published="2026-02-10",
        reviewed="2026-11-02",
        reviewed_by="Jaan Kask",
    ),
    "content/fi/dns/name-servers.md": article("Nimipalvelimet", "Muuta nimipalvelimia sivulla."),
    "content/et/account/password.md": article(
        "Unustatud parool", "Vaata [posti](../mail/gone.md).", owner="Mari Tamm", published="2026-02-20"
    ),
    "content/en/account/password.md": article("Forgotten password", "See [mail](../mail/gone.md)."),
    "content/ru/account/password.md": article("Забытый пароль", "Запросите новый."),
    "content/fi/account/password.md": article("Unohtunut salasana", "Pyydä uusi."),
}
CONFIRMED = {"ru": ["index", "mail/setup"], "en": ["index", "mail/setup", "account/password"], "fi": ["index"]}
LATER = {
    date(2026, 9, 1): {
        "content/et/dns/name-servers.md": article(
            "Nimeserverid",
            "Nimeservereid muudad domeeni lehel: ava **DNS**, vali **Nimeserverid** ja salvesta. Muudatus jõuab "
            "kõikjale kuni 24 tunniga.\n\n## Kui domeen ei tööta\n\nKontrolli, et servereid oleks vähemalt kaks.",
            owner="Jaan Kask",
            published="2026-02-10",
            updated="2026-09-01",
            reviewed="2026-11-02",
            reviewed_by="Jaan Kask",
        )
    },
    date(2026, 10, 5): {
        "content/et/mail/setup.md": article(
            "E-posti seadistamine",
            "Server on `imap.example.com`, port 993.\n\n## Parool\n\nParool on sama mis veebis.",
            owner="Mari Tamm",
            published="2026-02-02",
            updated="2026-10-05",
            reviewed="2026-02-02",
            reviewed_by="Mari Tamm",
            review_interval="180 days",
        )
    },
}


def content(root: Path) -> SiteFolder:
    """The articles with their history."""
    site = make_site(root, BEGINNING, site_name="Virmaline")
    repo = Repo(root)
    repo.git("init", "-q", "-b", "main")
    _commit(repo, date(2026, 2, 20))
    for code, articles in CONFIRMED.items():
        config = str(root / "mkdocs.yml")
        assert (
            cli.run(["confirm", "-f", config, *articles, "--lang", code, "--by", "Olga", "--on", "2026-03-02"]) == DONE
        )
    _commit(repo, date(2026, 3, 2))
    for day, files in LATER.items():
        for path, text in files.items():
            site.write(path, text)
        _commit(repo, day)
    return site


def _commit(repo: Repo, day: date) -> None:
    when = f"{day}T12:00:00+0000"
    repo.git("add", "content", "mkdocs.yml")
    repo.git("commit", "-q", "-m", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)


def with_tickets(site: SiteFolder) -> SiteFolder:
    """The same with tickets, imported on the day of the report."""
    config = str(site.root / "mkdocs.yml")
    tickets = site.write("exports/tickets.csv", _tickets())
    assert cli.run(["tickets", "import", "-f", config, str(tickets), "--timezone", "UTC"]) == DONE
    _dated(site, "import", "at")
    return site


def with_views(site: SiteFolder) -> SiteFolder:
    """The same with views and votes of a quarter."""
    config = str(site.root / "mkdocs.yml")
    views = site.write("exports/views.csv", _views())
    days = ["--from", "2026-08-23", "--to", "2026-11-21"]
    assert cli.run(["views", "import", "-f", config, str(views), *days]) == DONE
    _dated(site, "reader_import", "done")
    return site


def _dated(site: SiteFolder, table: str, column: str) -> None:
    """What the store remembers as the moment of import is told in the report."""
    import duckdb

    with duckdb.connect(str(site.root / ".kbgen" / NAME)) as store:
        store.execute(f"UPDATE {table} SET \"{column}\" = TIMESTAMP '2026-11-22 05:00:00'")


HEAD = ("Id", "Tags", "Status", "Via", "Created at", "Updated at", "Satisfaction Score", "Linked articles")


def _tickets() -> str:
    """A row for each ticket, as Zendesk exports them."""
    random = Random(7)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    number = 1000
    for week in range(WEEKS):
        begun = DAY - timedelta(weeks=WEEKS - week)
        for tag, usual in TAGS.items():
            for _ in range(_drawn(random, _rate(tag, usual, begun))):
                number += 1
                writer.writerow(_ticket(random, number, tag, begun))
    return out.getvalue()


def _rate(tag: str, usual: float, begun: date) -> float:
    """Tickets to be expected in the week."""
    left = (DAY - begun).days // 7
    if tag == "mail_setup":
        return usual * (1 + 0.25 * max(0, 6 - left))
    if tag == "name_servers":
        return usual * (0.45 if begun > date(2026, 9, 1) else 1)
    return 25 if tag == "cert_expired" and left == 1 else usual


def _drawn(random: Random, rate: float) -> int:
    """About so many."""
    return max(0, round(random.gauss(rate, rate**0.5))) if rate >= 1 else int(random.random() < rate)


def _ticket(random: Random, number: int, tag: str, begun: date) -> tuple[str, ...]:
    language = random.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    at = datetime.combine(begun, datetime.min.time()) + timedelta(minutes=random.randrange(7 * 24 * 60))
    happy = random.choices(["Good", "Bad", "Offered"], [12, 6 if language == "ru" else 2, 60])[0]
    linked = "mail/setup" if tag == "mail_setup" and random.random() < 0.4 else ""
    via = random.choices(["Mail", "Web form", "Chat"], [6, 3, 2])[0]
    return (
        str(number),
        f"{tag} lang_{language}",
        "Closed",
        via,
        f"{at:%Y-%m-%d %H:%M}",
        f"{at:%Y-%m-%d %H:%M}",
        happy,
        linked,
    )


def _views() -> str:
    """Pages with their views and votes."""
    rows = [
        ("/et/mail/setup/", 2400, 40, 30),
        ("/ru/mail/setup/", 900, 10, 22),
        ("/en/mail/setup/", 300, 12, 1),
        ("/et/dns/name-servers/", 1200, 44, 3),
        ("/et/account/password/", 1800, 61, 9),
        ("/ru/account/password/", 700, 20, 5),
    ]
    return "path,views,up,down\n" + "".join(f"{','.join(map(str, row))}\n" for row in rows)
