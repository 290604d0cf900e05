"""Whose tickets: the account and its token, from the environment and from nowhere else."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kbgen.errors import WrongUse

SUBDOMAIN, EMAIL, TOKEN = "ZENDESK_SUBDOMAIN", "ZENDESK_EMAIL", "ZENDESK_TOKEN"
VARIABLES = (SUBDOMAIN, EMAIL, TOKEN)

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Account:
    """``address``: scheme and host, without a slash at its end. The token is never shown, nor are the words that
    prove who asks.
    """

    address: str
    email: str = field(repr=False)
    token: str = field(repr=False)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.address.partition("://")[2]

    @property
    def proof(self) -> str:
        """The ``Authorization`` header: an address with ``/token`` tells Zendesk that no password follows."""
        return "Basic " + base64.b64encode(f"{self.email}/token:{self.token}".encode()).decode()


def of(environment: Mapping[str, str]) -> Account:
    """The account that the environment names; raises WrongUse where it does not, or where the token would travel
    unencrypted.
    """
    given = {name: environment.get(name, "").strip() for name in VARIABLES}
    if missing := [name for name, value in given.items() if not value]:
        raise WrongUse(
            f"{_listed(missing)} {'is' if len(missing) == 1 else 'are'} not set",
            hint=f"kbgen takes the account from {_listed(list(VARIABLES))}; an admin makes a token in Zendesk’s "
            "Admin Center, under Apps and integrations → APIs",
        )
    for name in (EMAIL, TOKEN):
        if not given[name].isprintable() or " " in given[name]:
            raise WrongUse(f"{name} holds a space or a character that no such value has", hint="copy it again")
    return Account(_address(given[SUBDOMAIN]), given[EMAIL].removesuffix("/token"), given[TOKEN])


def _address(given: str) -> str:
    """``acme``, ``acme.zendesk.com`` or ``https://acme.zendesk.com/agent`` → scheme and host."""
    try:
        url = urlsplit(given if "://" in given else f"https://{given}")
        host, port = url.hostname or "", url.port
    except ValueError:
        host, port, url = "", None, urlsplit("")
    if not host or url.username or any(not (char.isalnum() or char in "-.:") for char in host):
        raise WrongUse(f"{SUBDOMAIN} is no name of an account", hint="for https://acme.zendesk.com it is acme")
    if url.scheme != "https" and not (url.scheme == "http" and host in _HERE):
        raise WrongUse(f"{SUBDOMAIN} has to begin with https://", hint="else everybody on the way could read the token")
    if "." not in host and ":" not in host and host not in _HERE:
        host = f"{host}.zendesk.com"
    shown = f"[{host}]" if ":" in host else host
    return f"{url.scheme}://{shown}" + (f":{port}" if port else "")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
