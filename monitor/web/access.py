"""Who may see the pages: who knows the token, within a session or with each request; guessing is slowed down.

Where no token is set, everybody who reaches the place may: that is the loopback address of one's own machine only.
"""

import hmac
import ipaddress
import secrets
import time
from base64 import b64decode
from binascii import Error
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

SESSION = 7 * 86_400
"""Seconds that a login lasts."""
FREE_TRIES = 5
LONGEST_WAIT = 900
"""Seconds; each wrong try after the free ones doubles the wait up to this."""
MOST_REMEMBERED = 10_000
"""Addresses whose wrong tries are remembered."""


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong tries of one address, and when the last of them was."""

    count: int
    last: float


@dataclass
class Access:
    """What opens the pages. `token` is None where none is asked; `hosts` are the names by which we may be addressed.

    `secure` when the pages are reached by https. `seconds` is a clock.
    """

    token: str | None = field(default=None, repr=False)
    hosts: frozenset[str] = frozenset()
    secure: bool = False
    seconds: Callable[[], float] = time.time
    _tries: dict[str, Tries] = field(default_factory=dict, repr=False)

    def wait(self, address: str) -> float:
        """Seconds until this address may try again; 0 when it may now."""
        known = self._tries.get(_network(address))
        if known is None or known.count < FREE_TRIES:
            return 0.0
        pause = min(2.0 ** (known.count - FREE_TRIES + 1), LONGEST_WAIT)
        return max(0.0, known.last + pause - self.seconds())

    def tries(self, given: str, address: str) -> bool:
        """Whether this is the token; a wrong one is counted. Ask `wait` first."""
        if self.token is None:
            return True
        network = _network(address)
        if hmac.compare_digest(given.encode(), self.token.encode()):
            self._tries.pop(network, None)
            return True
        known = self._tries.pop(network, Tries(0, 0.0))
        now = self.seconds()
        recent = known.count if now - known.last < 4 * LONGEST_WAIT else 0
        if len(self._tries) >= MOST_REMEMBERED:
            del self._tries[next(iter(self._tries))]
        self._tries[network] = Tries(recent + 1, now)
        return False

    def session(self) -> str:
        """A cookie that opens the pages for SESSION; it holds when the program starts anew, until the token changes."""
        ends = f"{self.seconds() + SESSION:.0f}.{secrets.token_urlsafe(9)}"
        return f"{ends}.{self._signed(ends)}"

    def admits(self, cookie: str) -> bool:
        """Whether this is a session that we gave and that is not over."""
        ends, _, signature = cookie.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signed(ends).encode()):
            return False
        return float(ends.partition(".")[0]) > self.seconds()

    def knows(self, authorization: str, address: str) -> bool:
        """Whether a header holds the token: as `Bearer`, or as the password of `Basic`, which feed readers can send."""
        scheme, _, given = authorization.strip().partition(" ")
        if scheme.lower() == "basic":
            try:
                given = b64decode(given, validate=True).decode().partition(":")[2]
            except (Error, UnicodeDecodeError):
                return False
        elif scheme.lower() != "bearer":
            return False
        return self.wait(address) == 0 and self.tries(given.strip(), address)

    def addressed(self, host: str) -> bool:
        """Whether we may be addressed so; any other name may be a stranger's that leads here (DNS rebinding).

        An address of numbers is nobody's name. Without a token only those of the loopback are right.
        """
        name = host_name(host)
        if name in self.hosts:
            return True
        try:
            number = ipaddress.ip_address(name)
        except ValueError:
            return False
        return number.is_loopback or self.token is not None

    def _signed(self, text: str) -> str:
        key = sha256(b"docket-monitor session\0" + (self.token or "").encode()).digest()
        return hmac.new(key, text.encode(), sha256).hexdigest()


def host_name(host: str) -> str:
    """The name in a Host header, without its port, brackets and case (RFC 9110 §7.2)."""
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if name.count(":") == 1 else name


def is_loopback(host: str) -> bool:
    """Whether who listens on this host is reached from the same machine only."""
    try:
        return ipaddress.ip_address(host_name(host)).is_loopback
    except ValueError:
        return host_name(host) == "localhost"


def _network(address: str) -> str:
    """What is taken for one guesser: an IPv4 address, or an IPv6 network of 64 bits, which anybody may have."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((number, 64), strict=False)) if number.version == 6 else str(number)  # noqa: PLR2004
