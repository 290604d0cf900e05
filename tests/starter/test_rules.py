"""The rules themselves: each finds its mistake in a small article, and nothing in one without it."""

from __future__ import annotations

import pytest

from tests.catalogs import article
from tests.starter.rules import OF_ARTICLES, OF_PAGES
from tests.starter.text import words

RULES = {**OF_PAGES, **OF_ARTICLES}

SENTENCE = "Open the mailbox and choose what to delete. "  # 8 words
DESCRIBED = "description: How to see what fills a mailbox, what to delete first, and when to take a bigger one."
DAYS = "published: 2026-01-05\nupdated: 2026-03-01\nreviewed: 2026-10-01\nreviewed_by: Mari Tamm"
SHARED = (
    "id: quota\nowner: mail-team\ntopics: [mailbox-full]\n"
    "related: [email/stop-spam, dns/dns-records]\nreview_interval: 6 months"
)


def text(front: str = "", body: str = "Text.") -> str:
    return f"---\n{front}\n---\n\n{body}\n"


def spoken(language: str, *bodies: str) -> list[tuple[str, str]]:
    return [(language, text("title: A", body)) for body in bodies]


GOOD: dict[str, list[tuple[str, str]]] = {
    "length": [("en", text(body=SENTENCE * 25)), ("en", text(body=SENTENCE * 87 + "Then write to us."))],
    "description": [("en", text(DESCRIBED))],
    "title": [("en", text(f"title: {'a' * 70}"))],
    "answer_first": [("en", text(body="Yes.\n\n1. Open it."))],
    "tags": [("en", text("tags: [mail, quota]"))],
    "days": [("en", text(DAYS)), ("en", text("published: 2026-01-05\nreviewed: 2026-01-05\nreviewed_by: A"))],
    "review": [("en", text("reviewed: 2025-11-23"))],
    "shared_keys": [("et", text(SHARED)), ("en", text("title: A"))],
    "anchors": [("en", text(body="## Steps { #steps }\n\n```sh\n# list\nls\n```"))],
    "quotes": [
        *spoken("et", 'Kirjas on „jah“ ja „ei“, Cloudflare’i oma on `"x"`.', '!!! note "Kirjas on „jah“"\n    Jah.'),
        *spoken("en", "It says “yes”, doesn’t it?", '```sh\necho "yes"\n```'),
        *spoken("ru", "Ответ «да» или «нет „да“»."),
        *spoken("fi", "Vastaus on ”kyllä” tai ”ei”."),
    ],
    "dashes": [
        *spoken("et", "Ühendus – kas see töötab? Kell 8–20, tähed a–z.", "- DNS-kirje\n- e-post", "`a -- b`"),
        *spoken(
            "en", "The port – the secure one – is 993. Mon–Fri 8:00–20:00, two-step", "| a | b |\n|---|---|\n| 1 | 2 |"
        ),
        *spoken("ru", "Порт — 993, пн–пт 8:00–20:00, DNS-запись."),
        *spoken("fi", "Portti on 993 – sama kuin ennen, ma–pe klo\u00a08–20."),
    ],
    "numbers": [
        *spoken("et", "31\u00a0536\u00a0000 sekundit, 2417 sekundit, 12,00\u00a0€, +372 555 0100, `86400`"),
        *spoken("en", "31,536,000 seconds, 2417 seconds, €12.00, €1,200"),
        *spoken("ru", "31\u00a0536\u00a0000 секунд, 12,00\u00a0€"),
        *spoken("fi", "1\u00a0920 pikseliä, 5\u00a0€"),
    ],
    "units": [
        *spoken("et", "5\u00a0GB, 24\u00a0%, 5 sekundit"),
        *spoken("en", "5\u00a0GB, 24%, 0.5\u00a0s"),
        *spoken("ru", "5\u00a0ГБ, 24\u00a0%, 2 сервера"),
        *spoken("fi", "5\u00a0Gt, 24\u00a0%, klo\u00a010–18"),
    ],
    "addresses": [
        *spoken("en", "`dig example.com @1.1.1.1`, [a](https://my.virmaline.example/x), 192.0.2.10, 2001:db8:10::10"),
        *spoken(
            "en", "Write to `abi@virmaline.example`; open wp-config.php at 10:15:42, [b](../dns/records.md), PHP 8.3.1"
        ),
    ],
    "phones": spoken("en", "Call [+372 555 0100](tel:+3725550100)."),
}

BAD: dict[str, list[tuple[str, str]]] = {
    "length": [
        ("en", text(body=SENTENCE * 24)),
        ("en", text(body=SENTENCE * 88)),
        ("en", text(body=f"```\n{SENTENCE * 50}\n```")),
    ],
    "description": [("en", text()), ("en", text("description: Mail.")), ("en", text(f"description: {'a' * 161}"))],
    "title": [("en", text()), ("en", text(f"title: {'a' * 71}"))],
    "answer_first": [
        ("en", text(body="1. Open it.")),
        ("en", text(body="## Steps\n\nOpen it.")),
        ("en", text(body=SENTENCE * 11)),
    ],
    "tags": [("en", text()), ("en", text("tags: [mail]"))],
    "days": [
        ("en", text("published: 2026-01-05\nreviewed: 2026-10-01")),
        ("en", text("reviewed: 2026-10-01\nreviewed_by: A")),
        ("en", text(DAYS.replace("updated: 2026", "updated: 2025"))),
        ("en", text(DAYS.replace("reviewed: 2026-10", "reviewed: 2026-12"))),
    ],
    "review": [("en", text()), ("en", text("reviewed: 2025-11-22"))],
    "shared_keys": [
        *(("et", text(SHARED.replace(line, ""))) for line in SHARED.split("\n")),
        ("et", text(SHARED.replace("email/stop-spam, ", ""))),
        ("et", text(SHARED.replace("email/stop-spam", "email/stop-ham"))),
        ("en", text("owner: mail-team")),
    ],
    "anchors": [("en", text(body="## Steps\n\nOpen it."))],
    "quotes": [
        *spoken(
            "et", "Kirjas on “jah”.", "Kirjas on „jah”.", "Kirjas on «jah».", 'Kirjas on "jah".', '!!! note "On "jah""'
        ),
        *spoken("en", "It says „yes“.", "It says ”yes”.", 'It says "yes".', "It doesn't.", "It says ‘yes’."),
        *spoken("ru", "Ответ “да”.", "Ответ „да“.", "Ответ «да", 'Ответ "да".'),
        *spoken("fi", "Vastaus on “kyllä”.", "Vastaus on »kyllä».", 'Vastaus on "kyllä".', "Vastaus on ”kyllä."),
    ],
    "dashes": [
        *spoken(
            "et",
            "Ühendus — kas see töötab?",
            "Ühendus - kas see töötab?",
            "Kell 8-20",
            "Kell 8 –20",
            "Oodake...",
            "a -- b",
        ),
        *spoken("en", "The port—the secure one", "The port - the secure one", "The port– secure", "8-20 h"),
        *spoken("ru", "Порт – 993.", "Порт - 993.", "Порт—993.", "Порт —993."),
        *spoken("fi", "Portti — sama", "Portti – sama, kello 8 –20", "Portti - sama"),
    ],
    "numbers": [
        *spoken("et", "31 536 sekundit", "31536 sekundit", "31,536 sekundit", "€12.00", "12.00\u00a0€", "12,00 €"),
        *spoken("en", "31 536 seconds", "31\u00a0536 seconds", "31536 seconds", "12.00 €", "€12,00"),
        *spoken("ru", "31 536 секунд", "12,00€"),
        *spoken("fi", "1 920 pikseliä", "12.00\u00a0€"),
    ],
    "units": [
        *spoken("et", "5 GB", "5GB", "24%", "24 %"),
        *spoken("en", "5 GB", "24 %", "24\u00a0%", "0.5 s"),
        *spoken("ru", "5 ГБ", "24%"),
        *spoken("fi", "5 Gt", "24 %", "klo 10"),
    ],
    "addresses": spoken(
        "en",
        "[a](https://virmaline.com/)",
        "Write to `mari@firm.ee`.",
        "```sh\nping 10.0.0.1\n```",
        "Open shop.fi.",
        "2001:4860:4860::8888",
        "https://notexample.com/",
        "sftp://files.local/",
    ),
    "phones": spoken("en", "Call +372 612 3456.", "[Call](tel:+3726123456)"),
}


def test_every_rule_is_proved() -> None:
    """By an article that keeps it, and by one that does not."""
    assert GOOD.keys() == BAD.keys() == RULES.keys()


@pytest.mark.parametrize(("rule", "language", "written"), [(rule, *one) for rule, ones in GOOD.items() for one in ones])
def test_what_keeps_a_rule_is_not_found(rule: str, language: str, written: str) -> None:
    assert list(RULES[rule](article(f"{language}/email/quota.md", written))) == []


@pytest.mark.parametrize(("rule", "language", "written"), [(rule, *one) for rule, ones in BAD.items() for one in ones])
def test_what_breaks_a_rule_is_found(rule: str, language: str, written: str) -> None:
    assert list(RULES[rule](article(f"{language}/email/quota.md", written)))


def test_words_are_those_that_readers_read() -> None:
    """Neither blocks of code nor addresses of links, tables’ lines or lone marks."""
    body = (
        "## One two { #one }\n\n- **Three** [four](../five/six.md) → `seven`\n\n"
        "| eight | 9 |\n| --- | --- |\n| – | ten |\n\n```sh\nnot counted\n```\n\n"
        '!!! note "Eleven twelve"\n    Thir-teen.\n'
    )
    assert words(article("en/a.md", text("title: None of this\ndescription: Not these", body))) == 11
