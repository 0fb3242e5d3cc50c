"""The errors, named for what the user can do about them. Each says what, where, and what next.

MonitorError
├── ConfigError            mend the config
├── FetchError             the network or the server; tried again by itself
│   ├── Unreachable            no such host, refused, TLS failed
│   ├── TimedOut               too slow
│   ├── Blocked                401, 403, bot check: watch the case another way
│   │   └── Forbidden              the site's robots.txt forbids it: watch it by hand
│   ├── RateLimited            429 or 503 with Retry-After: `retry_after` seconds
│   │   └── Resting                not asked: its host's Retry-After is not over
│   ├── ServerFailed           5xx
│   ├── Gone                   404, 410: mend the address
│   ├── Truncated              the body ended early or does not decode
│   ├── TooLarge               over http.max_body
│   ├── TooManyRedirects
│   ├── PrivateAddress         refused unless allow_private
│   └── OverBudget             http.budget of the day is used up
├── PageError              the page is not what it was
│   ├── NotThePage             a login, consent, bot-check or maintenance page stands in its place
│   ├── Unreadable             not the format the source's kind reads
│   ├── Emptied                most or all items of a whole page are gone
│   └── ParseTooSlow           the reader was stopped at its deadline
├── CheckTooLong           a whole check was ended at its deadline; tried again by itself
├── StoreError             the database
│   ├── Stale                  another process was first: nothing was written
│   ├── StoreBusy              another process holds it
│   ├── StoreAway              its server cannot be reached; tried again by itself
│   ├── StoreFull              no space on the disk
│   └── StoreDamaged           restore a backup
├── NotWritten             a file for other programs; written when its place can be
└── UsageError             a wrong argument on the command line
"""

import re


class MonitorError(Exception):
    """Base of all expected errors: `what` went wrong, `where`, and what to do `next`."""

    def __init__(self, what: str, where: str = "", next_step: str = "") -> None:
        super().__init__(what, where, next_step)
        self.what, self.where, self.next_step = what, where, next_step

    @property
    def kind(self) -> str:
        """The class name in snake case, for JSON and for the store: `rate_limited`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(self).__name__).lower()

    def __str__(self) -> str:
        """All on one line: `where: what; next step`."""
        where = f"{self.where}: " if self.where else ""
        after = f"; {self.next_step}" if self.next_step else ""
        return f"{where}{self.what}{after}"


class ConfigError(MonitorError):
    """The config cannot be used. `mistakes` are all that were found, each as `file:line: path: what, what to write`."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.args = (mistakes,)
        self.mistakes = mistakes


class FetchError(MonitorError):
    """A page could not be had; the source is tried again by itself."""


class Unreachable(FetchError):
    """No such host, connection refused, TLS failed."""


class TimedOut(FetchError):
    """The server was too slow."""


class Blocked(FetchError):
    """The server refuses us: 401, 403, a bot check. A change of the page it is never."""


class Forbidden(Blocked):
    """The site's robots.txt forbids programs to read the page (RFC 9309); asked of lists and followed links only."""


class RateLimited(FetchError):
    """429 or 503 with Retry-After; `retry_after` is in seconds, None when the server gives no time."""

    def __init__(self, what: str, where: str = "", next_step: str = "", retry_after: float | None = None) -> None:
        super().__init__(what, where, next_step)
        self.args = (what, where, next_step, retry_after)
        self.retry_after = retry_after


class Resting(RateLimited):
    """The host was not asked, because the rest it asked for is not over; nothing is wrong with the source."""


class ServerFailed(FetchError):
    """5xx, or an answer that is not HTTP."""


class Gone(FetchError):
    """404 or 410, or another 4xx: the address is wrong."""


class Truncated(FetchError):
    """The body ended before its announced length, or its compression is broken."""


class TooLarge(FetchError):
    """The body is larger than http.max_body."""


class TooManyRedirects(FetchError):
    """The server sends us around."""


class PrivateAddress(FetchError):
    """The address leads into a private network, or is no http(s) address (RFC 1918, RFC 6598 …)."""


class OverBudget(FetchError):
    """The day's number of requests (http.budget) is used up."""


class PageError(MonitorError):
    """A page came, but not the one expected; the last good snapshot is kept."""


class NotThePage(PageError):
    """A login, consent, bot-check, paywall or maintenance page stands in place of the page.

    `shut` is true when it will stand there until somebody with an account, or a human being, opens the page.
    """

    def __init__(self, what: str, where: str = "", next_step: str = "", *, shut: bool = False) -> None:
        super().__init__(what, where, next_step)
        self.shut = shut


class Unreadable(PageError):
    """Not the format that the source's kind reads."""


class Emptied(PageError):
    """Most or all items of a whole page are gone: a broken page, not a change."""


class ParseTooSlow(PageError):
    """Reading the page took more time or memory than it may; the reader was stopped."""


class CheckTooLong(MonitorError):
    """Asking, reading and following links together took longer than a check may; nothing of it was kept."""


class StoreError(MonitorError):
    """The database cannot be used."""


class Stale(StoreError):
    """Another process committed this source first; nothing was written."""


class StoreBusy(StoreError):
    """Another process holds the database longer than we wait."""


class StoreAway(StoreError):
    """The server of the database cannot be reached, or takes nobody just now."""


class StoreFull(StoreError):
    """No space is left for the database."""


class StoreDamaged(StoreError):
    """The database is not readable; restore a backup."""


class NotWritten(MonitorError):
    """A file for other programs cannot be written; what it would say stays in the store."""


class UsageError(MonitorError):
    """A wrong argument on the command line."""
