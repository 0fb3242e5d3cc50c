"""A mailbox as a page: the mails that came since the last look, over IMAP and TLS (RFC 9051, RFC 8314).

    PageRequest -> address checked -> the host's turn -> one connection in a thread of its own -> Page

The mailbox is only ever read: it is opened with EXAMINE, mails are fetched with BODY.PEEK; nothing is marked or moved.
"""

import asyncio
import logging
import os
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from monitor.edge.addresses import admitted, refused, shown
from monitor.edge.answers import BY_ITSELF
from monitor.edge.fetch import Deadline, FetchSettings
from monitor.edge.politeness import Politeness
from monitor.errors import Blocked, FetchError, Gone, ServerFailed, TimedOut, Unreachable
from monitor.model import Page, PageRequest
from monitor.sources._bundle import CONTENT_TYPE, Bundle

logging.getLogger("imapclient").setLevel(logging.WARNING)  # below that it logs what is said, mails and all

PORT = 993
"""IMAP over TLS from the first byte (RFC 8314 §3.2)."""
MOST_MAILS = 100
"""Mails that one look reads; the others are read by the next ones."""
LONGEST_MAIL = 500_000
"""Bytes of a mail that are fetched: a court's notice has a tenth of it, what is longer has attachments."""
NO_IMAP, IS_IT = "the answer is not what a mail server says", "mend the url: is this IMAP?"
GARBLED = (ValueError, TypeError, KeyError, IndexError)
"""What imapclient raises on answers that are no IMAP, beside its own errors."""
AT_ONCE = 20
"""So many mail servers may keep us waiting at the same time."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The folder of a mail account that an address names: imaps://user:password@host:port/folder (RFC 5092)."""

    host: str
    port: int
    user: str
    password: str
    folder: str

    @property
    def place(self) -> str:
        """The host with its port: what politeness is owed to."""
        return f"{self.host}:{self.port}"

    @property
    def where(self) -> str:
        """The address for messages, without user and password."""
        return f"imaps://{self.place}/{self.folder}"


@dataclass(frozen=True, slots=True)
class Read:
    """How far a mailbox was read: mails are numbered from 1, anew when `validity` changes (RFC 9051 §2.3.1.1)."""

    validity: int
    last: int

    def __str__(self) -> str:
        return f"{self.validity}:{self.last}"


class MailboxReader:
    """Reads mailboxes: `await reader(PageRequest("imaps://…", medium="mailbox"))` gives a Page or raises a FetchError.

    `politeness` is shared with the fetcher of pages. `trust` makes what checks the server's certificate, by default
    against the certificates that the system trusts (SSL_CERT_FILE names others). Close it with `close`.
    """

    def __init__(
        self,
        settings: FetchSettings,
        clock: Callable[[], datetime],
        politeness: Politeness,
        trust: Callable[[], ssl.SSLContext] = ssl.create_default_context,
    ) -> None:
        self.settings = settings
        self._clock, self._politeness, self._trust = clock, politeness, trust
        self._threads = ThreadPoolExecutor(AT_ONCE, "mailbox")

    def close(self) -> None:
        """Start no more reading; what is under way ends at its deadline."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def __call__(self, request: PageRequest) -> Page:
        """The mails after those of `request.etag`, else those since the day in `last_modified`; 304 when there is none.

        Raises FetchError.
        """
        mailbox = mailbox_of(request.url)
        private = self.settings.allow_private if request.allow_private is None else request.allow_private
        deadline = Deadline(self.settings.deadline)
        async with self._politeness.turn(mailbox.place), deadline.running(mailbox.where):
            return await self._page(mailbox, request, private=private)

    async def _page(self, mailbox: Mailbox, request: PageRequest, *, private: bool) -> Page:
        visit = Visit(mailbox, self.settings, self._trust)
        before, since = _read_of(request.etag), date.fromisoformat(request.last_modified or "1970-01-01")
        look = partial(visit.look, before, since, private=private)
        try:
            read, bundle = await asyncio.get_running_loop().run_in_executor(self._threads, look)
        finally:
            visit.end()
        if bundle is None:
            return Page(mailbox.where, b"", self._clock(), 304, etag=str(read))
        return Page(mailbox.where, bundle.as_body(), self._clock(), content_type=CONTENT_TYPE, etag=str(read))


class Visit:
    """One connection to a mailbox, made and used in a thread; `end`, called in another, makes that thread end."""

    def __init__(self, mailbox: Mailbox, settings: FetchSettings, trust: Callable[[], ssl.SSLContext]) -> None:
        self._mailbox, self._settings, self._trust = mailbox, settings, trust
        self._line: socket.socket | None = None

    def end(self) -> None:
        """Break the connection off: nothing else stops a thread that waits for a server."""
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
            self._line.close()

    def look(self, before: Read | None, since: date, *, private: bool) -> tuple[Read, Bundle | None]:
        """How far the mailbox is read now, and the mails after `before` (else since a day); None for no new ones.

        Raises FetchError.
        """
        mailbox = self._mailbox
        with told(mailbox), ExitStack() as stack:
            client = self._connected(addresses_of(mailbox, private=private))
            stack.callback(client.shutdown)
            with told(mailbox, "wrong login"):
                client.login(mailbox.user, mailbox.password)
            with told(mailbox, "no folder"):
                opened = client.select_folder(mailbox.folder, readonly=True)
            return self._mails(client, opened, before, since)

    def wrap_socket(self, sock: socket.socket, server_hostname: str) -> ssl.SSLSocket:  # noqa: ARG002 (see below)
        """Make a connection safe; called by imapclient, which takes this visit for its SSL context.

        So the address connected to is the one that was checked, and the certificate must be for the host's name.
        """
        self._line = sock
        self._line = safe = self._trust().wrap_socket(sock, server_hostname=self._mailbox.host)
        return safe

    def _connected(self, addresses: Sequence[str]) -> IMAPClient:
        """A connection to the first of these addresses that takes one."""
        for address in addresses[:-1]:
            with suppress(ConnectionError, TimeoutError):
                return self._connected([address])
        seconds = self._settings.timeout.total_seconds()
        return IMAPClient(addresses[-1], self._mailbox.port, ssl_context=self, timeout=seconds)

    def _mails(
        self, client: IMAPClient, opened: Mapping[bytes, Any], before: Read | None, since: date
    ) -> tuple[Read, Bundle | None]:
        validity = int(opened[b"UIDVALIDITY"])
        if before and before.validity == validity:
            last = before.last
            # "8:*" always finds the last mail, whatever its number (RFC 9051 §9, sequence-range)
            wanted = sorted(number for number in client.search(["UID", f"{last + 1}:*"]) if number > last)[:MOST_MAILS]
            if not wanted:
                return before, None
        else:
            last = int(opened.get(b"UIDNEXT", 1)) - 1
            wanted = sorted(client.search(["SINCE", since]))[-MOST_MAILS:]
        read = Read(validity, max([*wanted, last]))
        return read, Bundle(tuple(_fetched(client, wanted, self._settings.max_body)))


def _fetched(client: IMAPClient, numbers: Sequence[int], most: int) -> Iterator[tuple[str, bytes]]:
    """The mails of these numbers, or their beginnings: each has its share of `most` bytes."""
    longest = min(LONGEST_MAIL, most // MOST_MAILS)
    found = client.fetch(numbers, [f"BODY.PEEK[]<0.{longest}>"])
    for number in numbers:
        mail = found.get(number, {}).get(b"BODY[]<0>")
        if mail is not None:  # it may have been deleted meanwhile
            yield f"{number}.eml", mail


def mailbox_of(url: str) -> Mailbox:
    """The mailbox that an address names, INBOX where it names no folder; raises Gone for what names none."""
    parts = urlsplit(url)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if parts.scheme != "imaps" or not (parts.hostname and user and password and f"{user}{password}".isascii()):
        raise Gone("this is no address of a mailbox", shown(url), "write imaps://user:password@host/folder")
    return Mailbox(parts.hostname, parts.port or PORT, user, password, unquote(parts.path).strip("/") or "INBOX")


def addresses_of(mailbox: Mailbox, *, private: bool) -> list[str]:
    """The addresses of a mail server that may be connected to; raises PrivateAddress, or OSError for no such host."""
    found = socket.getaddrinfo(mailbox.host, mailbox.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    allowed = [address for address in addresses if admitted(address, private=private)]
    if not allowed:
        raise refused("the mail server", addresses[0], mailbox.where)
    return allowed


def _read_of(etag: str | None) -> Read | None:
    if etag is None:
        return None
    validity, _, last = etag.partition(":")
    return Read(int(validity), int(last))


@contextmanager
def told(mailbox: Mailbox, refusal: str = "") -> Iterator[None]:
    """Turn what goes wrong into our errors; `refusal` is what it means when the server says no at this stage."""
    try:
        yield
    except FetchError:
        raise
    except (IMAPClientError, OSError, EOFError, *GARBLED) as error:
        raise _error_of(error, mailbox, refusal) from None  # what libraries say may hold the password


def _error_of(error: Exception, mailbox: Mailbox, refusal: str) -> FetchError:  # noqa: PLR0911 (a table)
    """Our error for one of the libraries'."""
    where = mailbox.where
    broken_off = IMAPClientAbortError | EOFError | ConnectionError
    if isinstance(error, LoginError) and isinstance(error.__context__, broken_off):
        error = error.__context__
    match error:
        case TimeoutError():
            return TimedOut("the mail server is silent", where, f"{BY_ITSELF}; if it goes on, raise http.timeout")
        case ssl.SSLError():
            reason = getattr(error, "verify_message", "") or error.reason
            return Unreachable(
                f"no safe connection: {reason}", where, "mend the server's certificate (docs/configure.md)"
            )
        case socket.gaierror():
            return Unreachable("no such host", where, "mend the url, or look at the name service")
        case IMAPClientAbortError() if "unexpected response" in str(error):
            return ServerFailed(NO_IMAP, where, IS_IT)
        case IMAPClientAbortError() | EOFError() | ConnectionResetError() | BrokenPipeError():
            return Unreachable("the mail server broke off the connection", where, BY_ITSELF)
        case OSError():
            return Unreachable(f"no connection: {os.strerror(error.errno) if error.errno else error}", where, BY_ITSELF)
        case IMAPClientError() if refusal == "wrong login":
            return Blocked("the mail server refuses the login", where, "mend user or password in the url")
        case IMAPClientError() if refusal == "no folder":
            return Gone(f'there is no folder "{mailbox.folder}" that may be read', where, "mend the folder in the url")
        case _:
            return ServerFailed(NO_IMAP, where, IS_IT)
