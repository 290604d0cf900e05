"""Hosts, addresses of the network, and phone numbers: those that exist belong to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from kbgen.articles.article import Article
from tests.starter.content import CONFIG

RESERVED = ("example", "example.com", "example.net", "example.org", "localhost")
"""For examples, by RFC 2606 and RFC 6761."""
NAMED = {
    "dns.google": "a public resolver",
    "one.one.one.one": "a public resolver",
    "internet.ee": "the registry of .ee",
    "whois.tld.ee": "the registry of .ee",
    "example.ee": "stands for any .ee domain in what its registry answers",
    "icann.org": "where the registrar of a domain is found, and its rules",
    "whois.verisign-grs.com": "the registry of .com",
    "letsencrypt.org": "who issues the certificates",
    "wordpress.org": "where plugins come from",
    "ec.europa.eu": "where numbers of VAT are checked",
    "outlook.com": "the name of a mail service, with its own rules for senders",
    "_spf.google.com": "what the SPF record of Google Workspace names",
}
"""What articles tell readers to open or to ask."""
RANGES = [
    *map(ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")),  # RFC 5737 and RFC 3849
    *map(ip_network, ("127.0.0.0/8", "::1/128")),
    *map(ip_network, ("1.1.1.1/32", "8.8.8.8/32")),  # the public resolvers
]

LINKED = re.compile(r"(?:(?:https?|s?ftp|ssh)://|@)(?!\d)([\w-]+(?:\.[\w-]+)*)")
BARE = re.compile(
    r"(?<![\w.@/-])((?:[\w-]+\.)+(?:ee|fi|ru|eu|com|net|org|info|io|lv|lt|se|uk|de|google|one|test))(?![\w-])"
)
IP = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{0,4}){2,7})(?![\w:])")
PHONE = re.compile(r"\+\d[\d ]{6,}\d")


def real_ones(article: Article) -> Iterator[str]:
    """Hosts and addresses that are neither for examples nor meant, in text and code."""
    text = f"{article.meta.title}\n{article.meta.description}\n{article.body}"
    hosts = {*LINKED.findall(text), *BARE.findall(text)}
    yield from sorted(host for host in hosts if not _is_free(host.lower()))
    yield from (found for found in dict.fromkeys(IP.findall(text)) if not _is_for_examples(found))


def _is_free(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in (*RESERVED, *NAMED))


def _is_for_examples(written: str) -> bool:
    try:
        address = ip_address(written)
    except ValueError:  # a time of day, a version
        return True
    return any(address in network for network in RANGES)


def phones(article: Article) -> Iterator[str]:
    """Only the host's own number."""
    own = CONFIG.support.phone.replace(" ", "")
    yield from (number for number in PHONE.findall(article.body) if number.replace(" ", "") != own)
