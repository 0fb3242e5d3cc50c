"""Why a service did not take an alert, read from Apprise's log: in words, without secrets, and whether to try again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote

from monitor.model import Channel, SendFailure

Line = tuple[str, str]
"""A line of Apprise's log: level and message."""

_HTTP = re.compile(r"error=(\d{3})\b")
_SMTP = re.compile(r"\((\d{3}), b?['\"]")
_REFUSED_RECIPIENT = re.compile(r"^SMTP recipient .{1,300} was refused: (\d{3})\b")
_BROKE = "Socket Exception: "
_ASKED_TO_WAIT = re.compile(r"retry_after[\"']?\s*[:=]\s*(\d{1,9}(?:\.\d{1,9})?)")
_CAUSES = (
    (re.compile(r"refused", re.IGNORECASE), "the connection was refused"),
    (re.compile(r"timed out|timeout", re.IGNORECASE), "it did not answer in time"),
    (re.compile(r"name resolution|name or service|nameresolution|getaddrinfo", re.IGNORECASE), "there is no such host"),
    (re.compile(r"ssl|certificate|tls", re.IGNORECASE), "TLS failed"),
)
_NEEDS_A_PERSON = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.GONE,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    }
)
_OF_THE_MESSAGE = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, 550, 552, 554})
"""Codes that may mean what was sent (a filter, a limit) and not who sent it (RFC 9110 §15.5, RFC 5321 §4.2.3)."""
_TEAMS = "make a workflow in Teams and write its address as workflows://host/workflow/signature"
_SMTP_PERMANENT = 500
"""Codes of a mail server from here on mean: do not repeat (RFC 5321 §4.2.1)."""
_SHORTEST_SECRET = 4
"""Shorter parts of an address are masked only as user or password: they occur in ordinary words."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt ended: whether the service (by its name) took it, and what Apprise logged meanwhile."""

    ok: bool
    service: str
    log: tuple[Line, ...]


def failure_of(channel: Channel, attempt: Attempt) -> SendFailure:
    """What to tell and do about a failed attempt.

    Permanent is only what no repetition mends: HTTP 401, 403, 404, 410, 413 (RFC 9110 §15.5), and 5yz of a mail server,
    if no recipient was put off with another code. All else may pass, what is unknown too.
    """
    where = f"channel {channel.id}: {attempt.service}"
    http, smtp = list(_http_codes(attempt.log)), list(_smtp_codes(attempt.log))
    if http:
        permanent = all(code in _NEEDS_A_PERSON for code in http)
        said = f"{where} answered {_status(http[-1])}"
        divisible = http[-1] in _OF_THE_MESSAGE
        return SendFailure(f"{said}; {_next(permanent)}", permanent, _asked_to_wait(attempt.log), divisible)
    if smtp:
        permanent = all(code >= _SMTP_PERMANENT for code in smtp)
        said = f"{where}: the mail server answered {smtp[-1]}"
        return SendFailure(f"{said}; {_next(permanent)}", permanent, divisible=smtp[-1] in _OF_THE_MESSAGE)
    return SendFailure(f"{where}: {_cause(channel, attempt.log)}; {_next(permanent=False)}")


def _next(permanent: bool) -> str:  # noqa: FBT001 (what the one argument means is its name)
    if permanent:
        return "mend the channel's address (token, password, recipient), then: monitor outbox --retry"
    return "tried again by itself"


def _http_codes(log: tuple[Line, ...]) -> Iterator[int]:
    """Status codes Apprise reports as failed. Debug lines do not count: they hold the alert's own text."""
    for level, message in log:
        if level != "DEBUG" and (found := _HTTP.search(message)):
            yield int(found[1])


def _smtp_codes(log: tuple[Line, ...]) -> Iterator[int]:
    """Codes of the mail server: at debug level, in lines of their own that hold nothing of the alert."""
    for _, message in log:
        if message.startswith(_BROKE):
            yield from (int(code) for code in _SMTP.findall(message))
        elif found := _REFUSED_RECIPIENT.match(message):
            yield int(found[1])


def _asked_to_wait(log: tuple[Line, ...]) -> float | None:
    """Seconds that the service's answer asks for (Discord, Telegram). Apprise shows no header, so no Retry-After."""
    for _, message in log:
        if message.startswith("Response Details") and (found := _ASKED_TO_WAIT.search(message)):
            return float(found[1])
    return None


def _status(code: int) -> str:
    """A status with its name: "429 Too Many Requests"."""
    return f"{code} {HTTPStatus(code).phrase}" if code in set(HTTPStatus) else str(code)


def _cause(channel: Channel, log: tuple[Line, ...]) -> str:
    """Why no answer came, as far as Apprise says."""
    broke = next((message for _, message in reversed(log) if message.startswith(_BROKE)), "")
    for pattern, words in _CAUSES:
        if pattern.search(broke):
            return words
    last = next((message for level, message in reversed(log) if level in {"WARNING", "ERROR"}), "")
    return masked(channel.url, last)[:300] or "it did not take the alert and did not say why"


def masked(url: str, text: str) -> str:
    """The text with every part of the address replaced by asterisks, even the host: for some services it is a token."""
    for secret in sorted(_secrets(url), key=len, reverse=True):
        text = text.replace(secret, "****")
    return text


def _secrets(url: str) -> set[str]:
    _, _, rest = url.partition("://")
    authority, *_ = re.split(r"[/?]", rest, maxsplit=1)
    login, at, host = authority.rpartition("@")
    parts = {part for part in re.split(r"[/?&=#:@]", rest) if len(part) >= _SHORTEST_SECRET}
    parts |= {url, rest, host, login, *(login.split(":", 1) if at else ())}
    return {form for part in parts for form in (part, unquote(part)) if form}


def unknown_address(url: str) -> str:
    """What to write in place of an address that Apprise does not understand; names nothing of it but its scheme."""
    scheme = re.match(r"[a-zA-Z0-9]{1,20}://", url)
    begins = f" ({scheme[0].lower()}…)" if scheme else ""
    if begins == " (msteams://…)":
        return f"Apprise does not understand its address{begins}: Microsoft ended its connectors; {_TEAMS}"
    return (
        f"Apprise does not understand its address{begins}; write one like mailtos://user:password@mail.example.org, "
        "slack://token-a/token-b/token-c or json://host/path, see https://appriseit.com/services/"
    )
