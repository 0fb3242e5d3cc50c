"""Which addresses may be asked, and how an address is shown in messages.

A source's address comes from the user, but redirects and story links come from strangers: none of them may lead into
the network the daemon stands in (server-side request forgery).
"""

import re
import socket
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import httpx
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.errors import PrivateAddress

ALLOW = "if you mean it, set allow_private: true on the source"
NEVER = "there are keys and no pages, so that it is never asked; take it out of the config, if it stands there"
DEFAULT_PORTS = {"http": 80, "https": 443}

# Everything routed on the public IPv6 Internet is in 2000::/3 (IANA IPv6 address space registry), save what a NAT64
# gateway makes of an IPv4 address (RFC 6052). A list of what is admitted cannot forget a new private block.
GLOBAL_UNICAST = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")

CLOUD_INSIDES = tuple(
    map(
        ip_network,
        (
            "169.254.0.0/16",  # metadata of nearly every cloud, keys of Amazon's containers, all at link-local numbers
            "100.100.100.200/32",  # metadata of Alibaba
            "168.63.129.16/32",  # Azure's host agent; public by number, as the next
            "192.0.0.192/32",  # metadata of Oracle
            "fd00:ec2::/32",  # metadata of Amazon
            "fd20:ce::/32",  # metadata of Google
        ),
    )
)
"""What gives a machine's keys to whoever asks from within: refused even where the user's own network is allowed."""

REMEMBERED = 2_000
"""Addresses and hosts whose reading is kept: it takes a tenth of a check, and the same ones come again and again."""

_USERINFO = re.compile(r"(?<=//)[^/?#@]*@")
_SECRET_VALUE = re.compile(
    r"(?i)([?&;][^=&;#]*(?:token|secret|pass|pwd|auth(?!or)|sig|session|credential|(?<![a-z])(?:api)?key)[^=&;#]*=)[^&;#]+"
)


def shown(url: httpx.URL | str) -> str:
    """The address for a message: without user and password, and with `***` for the values of secret parameters."""
    return _SECRET_VALUE.sub(r"\1***", _USERINFO.sub("***@", str(url)))


@lru_cache(REMEMBERED)
def web_address(text: str) -> httpx.URL:
    """Read an http(s) address; raises PrivateAddress for every other scheme, and for what is no address at all."""
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise PrivateAddress(f"this is no address ({error})", shown(text), "mend the url") from None
    if url.scheme not in DEFAULT_PORTS or not url.host:
        raise PrivateAddress("only http and https addresses are asked", shown(text), "mend the url")
    if "%" in url.host and ":" not in url.host:  # a proxy would read %31 as 1; within [...] it is the zone of a number
        raise PrivateAddress("the host is no name: a percent sign is in it", shown(text), "mend the url")
    return url


def place(url: httpx.URL) -> str:
    """The host with its port, as `www.example.org:443`: what politeness is owed to."""
    return f"{url.host}:{port(url)}"


def port(url: httpx.URL) -> int:
    """The port, or the scheme's own where the address gives none."""
    return url.port or DEFAULT_PORTS[url.scheme]


def refuse_number(url: httpx.URL, *, private: bool) -> None:
    """Raise PrivateAddress when the host is written as a number that may not be asked (see `admitted`).

    The resolver never sees such a host. Numbers in other spellings than four decimals (`2130706433`, `0x7f.1`,
    `127.1`: all of them loopback to the C library) are refused whatever they mean, because no honest link has them;
    where the user's own network is allowed they are read as the C library does.
    """
    host = url.host.rstrip(".")
    if not private and _oddly_spelled(host):
        raise PrivateAddress("the host is a number in an odd spelling", shown(url), "write the name of the host")
    number = _number(host)
    if number and not admitted(number, private=private):
        raise refused("the address", number, shown(url))


@lru_cache(REMEMBERED)
def admitted(number: str, *, private: bool) -> bool:
    """Whether an IP address may be asked; `private` where the user allows his own network, save CLOUD_INSIDES."""
    return is_public(number) or (private and not _inside_cloud(number))


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public Internet, also where an IPv4 address is wrapped in an IPv6 one.

    Not public are private, loopback, link-local, shared (RFC 6598), reserved and multicast addresses (RFC 6890), and
    the metadata services of the clouds. IPv4-mapped (RFC 4291), 6to4 (RFC 3056) and NAT64 (RFC 6052) addresses are
    judged by the IPv4 address they carry.
    """
    address = ip_address(number)
    if isinstance(address, IPv4Address):
        return _is_public_v4(address)
    carried = _carried(address)
    if carried is not None:
        return _is_public_v4(carried)
    return address in GLOBAL_UNICAST and address.is_global


class Admitted(AbstractResolver):
    """A resolver that gives only those of the addresses another resolver finds that may be asked (see `admitted`).

    The connection is made to what this gives, so the address checked is the address connected to: a name whose answer
    changes between a check and a connection (DNS rebinding) gains nothing.
    """

    def __init__(self, inner: AbstractResolver, *, private: bool) -> None:
        self._inner, self._private = inner, private

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Addresses of a host; raises PrivateAddress when none of them may be asked, OSError when it has none."""
        found = await self._inner.resolve(host, port, family)
        given = [address for address in found if admitted(address["host"], private=self._private)]
        if found and not given:
            raise refused("the host", found[0]["host"], host)
        return given

    async def close(self) -> None:
        """Close the other resolver."""
        await self._inner.close()


def refused(what: str, number: str, where: str) -> PrivateAddress:
    """The refusal of a number, with what the user can do about it."""
    if _inside_cloud(number):
        return PrivateAddress(f"{what} leads to the inside of a cloud", where, NEVER)
    return PrivateAddress(f"{what} is inside a private network", where, ALLOW)


def _inside_cloud(number: str) -> bool:
    address = ip_address(number)
    meant = (isinstance(address, IPv6Address) and _carried(address)) or address
    return any(meant in inside for inside in CLOUD_INSIDES)


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not _inside_cloud(str(address))


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which an IPv6 address leads by way of a mapping or a gateway."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


@lru_cache(REMEMBERED)
def _number(host: str) -> str | None:
    """The IP address that a host is, as the C library reads it; None for a name."""
    if _is_number(host):
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


@lru_cache(REMEMBERED)
def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _oddly_spelled(host: str) -> bool:
    """Whether the C library reads the host as an IPv4 number although it is not four decimals."""
    return not _is_number(host) and _number(host) is not None
