"""Names, addresses and words that an export would hold: invented, and easy to tell from real ones.

They are there for tests to look for: none of them may be kept.
"""

from __future__ import annotations

from kbgen.languages import LanguageCode

AGENTS = (
    "Agent Aas",
    "Agent Berg",
    "Agent Cress",
    "Agent Dahl",
    "Agent Elm",
    "Agent Fern",
    "Agent Glen",
    "Agent Heath",
    "Agent Isle",
    "Agent Juniper",
    "Agent Kelp",
    "Agent Lake",
    "Agent Moor",
)
"""A team of thirteen."""

CUSTOMERS = 9_000

SUBJECTS: dict[LanguageCode, str] = {
    "et": "Küsimus: {topic}",
    "ru": "Вопрос: {topic}",
    "en": "Question: {topic}",
    "fi": "Kysymys: {topic}",
}

DESCRIPTION = (
    "Hello,\nI am invented customer {number}, and I ask about {topic}. Write to user{number}@customer.example or call "
    "+372 5550 {number:04}."
)


def name(customer: int) -> str:
    """Of a customer by number."""
    return f"Invented Customer {customer}"


def address(customer: int) -> str:
    """Of a customer, at a domain that nobody can own (RFC 2606)."""
    return f"user{customer}@customer.example"


def agent(ticket: int) -> str:
    """Who answered a ticket, by its number."""
    return AGENTS[ticket * 7 % len(AGENTS)]
