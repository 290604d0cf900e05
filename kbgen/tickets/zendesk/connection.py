"""One question to the account, asked again for as long as there is hope of an answer."""

from __future__ import annotations

import email.utils
import json
import math
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kbgen import __version__
from kbgen.errors import KbgenError, WrongUse
from kbgen.tickets.zendesk.account import EMAIL, SUBDOMAIN, TOKEN, Account

TIMEOUT = 60.0
"""Seconds without a byte after which a connection counts as broken."""

TRIES = 6
"""How often in a row a question is asked that fails for no fault of ours."""

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds before the second try, the third and so on."""

LIMIT_WAIT, LONGEST_WAIT = 60.0, 900.0
"""Seconds to wait at the rate limit where Zendesk does not say how long, and at most."""

LIMIT_TRIES = 30
"""How often in a row Zendesk may say that it was asked too often: it allows ten questions a minute."""

LARGEST = 512 * 1024 * 1024
"""Bytes of an answer: a thousand tickets take about five million."""


class CursorRefused(KbgenError):
    """Zendesk does not know this place in the stream of tickets any more."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How to wait, and whom to tell: tests do it faster."""

    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time
    tell: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Connection:
    """Asks one account."""

    account: Account
    waiting: Waiting = Waiting()

    def get(self, path: str) -> dict[str, Any]:
        """The JSON object below a path that begins with a slash.

        Raises WrongUse where the account or the token is wrong, CursorRefused where the question is, and KbgenError
        where there is no answer.
        """
        failures = limits = 0
        while True:
            try:
                return self._ask(path)
            except _Limited as limited:
                limits += 1
                if limits >= LIMIT_TRIES:
                    raise KbgenError(f"{self.account.name} still says that it was asked too often") from None
                self.waiting.tell(f"{self.account.name} asks to wait for {math.ceil(limited.seconds)} seconds.")
                self.waiting.sleep(limited.seconds)
            except _Failed as failed:
                failures += 1
                if failures >= TRIES:
                    raise KbgenError(f"{self.account.name} {failed.said}; asked {TRIES} times") from None
                pause = max(PAUSES[failures - 1], failed.seconds)
                self.waiting.tell(f"{self.account.name} {failed.said}; trying again in {math.ceil(pause)} s.")
                self.waiting.sleep(pause)

    def _ask(self, path: str) -> dict[str, Any]:
        request = Request(
            f"{self.account.address}{path}",
            headers={
                "Authorization": self.account.proof,
                "Accept": "application/json",
                "User-Agent": f"kbgen/{__version__}",
            },
        )
        try:
            with build_opener(_NowhereElse()).open(request, timeout=TIMEOUT) as answer:
                body = answer.read(LARGEST)
        except HTTPError as error:
            with error:
                raise self._meant(error) from None
        except TimeoutError:
            raise _Failed(f"said nothing for {TIMEOUT:.0f} seconds") from None
        except URLError as error:
            if isinstance(error.reason, ssl.SSLCertVerificationError):
                raise KbgenError(
                    f"the certificate of {self.account.name} cannot be trusted",
                    hint="SSL_CERT_FILE names a file of your own authority",
                ) from None
            raise _Failed(f"cannot be reached ({_reason(error)})") from None
        except (OSError, HTTPException):
            raise _Failed("broke off in the middle of an answer") from None
        try:
            data = json.loads(body)
        except ValueError:
            # Also where somebody between gives a page of his own for an answer.
            raise _Failed("gave an answer that is no JSON") from None
        if not isinstance(data, dict):
            raise _Failed("gave an answer that is none to this question")
        return data

    def _meant(self, error: HTTPError) -> Exception:
        """What an answer means that brings no tickets."""
        name, status = self.account.name, error.code
        if status == 429:
            return _Limited(self._wished(error.headers, LIMIT_WAIT))
        if status >= 500:
            return _Failed(f"answered {status}", self._wished(error.headers, 0.0))
        if status == 401:
            return WrongUse(
                f"{name} does not accept {EMAIL} with {TOKEN}",
                hint="look whether both are right, and whether access by tokens is turned on in the Admin Center",
            )
        if status == 403:
            return WrongUse(f"{name} does not let this user export tickets", hint=f"{EMAIL} must be that of an admin")
        if status == 404:
            return WrongUse(f"there is no Zendesk account at {name}", hint=f"look for a slip in {SUBDOMAIN}")
        if 300 <= status < 400:
            return WrongUse(f"{name} sends us to another address", hint=f"put the account’s own into {SUBDOMAIN}")
        if status in (400, 410, 422):
            return CursorRefused(f"{name} does not understand the question ({status})")
        return KbgenError(f"{name} answered {status}")

    def _wished(self, headers: Message, otherwise: float) -> float:
        """Seconds that ``Retry-After`` asks for; it is a number, or a day and time of day."""
        given = (headers.get("Retry-After") or "").strip()
        seconds = otherwise
        if given.isascii() and given.isdigit():
            seconds = float(given[:9])
        elif given:
            try:
                seconds = email.utils.parsedate_to_datetime(given).timestamp() - self.waiting.now()
            except (ValueError, TypeError, OverflowError):
                seconds = otherwise
        return min(max(seconds, 0.0), LONGEST_WAIT)


class _NowhereElse(HTTPRedirectHandler):
    """The token goes to no other address than the one that was given."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class _Limited(Exception):
    """Asked too often; ``seconds`` to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class _Failed(Exception):
    """No answer this time. ``said`` follows the account's name in a message and holds nothing secret."""

    def __init__(self, said: str, seconds: float = 0.0) -> None:
        super().__init__(said)
        self.said = said
        self.seconds = seconds


def _reason(error: URLError) -> str:
    reason = error.reason
    return getattr(reason, "strerror", None) or type(reason).__name__ if isinstance(reason, OSError) else "no answer"
