"""Which addresses may be asked, and how an address is shown in messages.

A source's address comes from the user, but redirects and story links come from strangers: none of them may lead into
the network the daemon stands in (server-side request forgery).
"""

import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.errors import PrivateAddress

ALLOW = "if you mean it, set allow_private: true on the source"
DEFAULT_PORTS = {"http": 80, "https": 443}

# Everything routed on the public IPv6 Internet is in 2000::/3 (IANA IPv6 address space registry), save what a NAT64
# gateway makes of an IPv4 address (RFC 6052). A list of what is admitted cannot forget a new private block.
GLOBAL_UNICAST = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")

# Public by number, yet the inside of a cloud: Azure's host agent, Oracle's metadata.
CLOUD_INSIDES = frozenset({IPv4Address("168.63.129.16"), IPv4Address("192.0.0.192")})

_USERINFO = re.compile(r"(?<=//)[^/?#@]*@")
_SECRET_VALUE = re.compile(
    r"(?i)([?&;][^=&;#]*(?:token|secret|pass|pwd|auth(?!or)|sig|session|credential|(?<![a-z])(?:api)?key)[^=&;#]*=)[^&;#]+"
)


def shown(url: httpx.URL | str) -> str:
    """The address for a message: without user and password, and with `***` for the values of secret parameters."""
    return _SECRET_VALUE.sub(r"\1***", _USERINFO.sub("***@", str(url)))


def web_address(text: str) -> httpx.URL:
    """Read an http(s) address; raises PrivateAddress for every other scheme, and for what is no address at all."""
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise PrivateAddress(f"this is no address ({error})", shown(text), "mend the url") from None
    if url.scheme not in DEFAULT_PORTS or not url.host:
        raise PrivateAddress("only http and https addresses are asked", shown(text), "mend the url")
    return url


def place(url: httpx.URL) -> str:
    """The host with its port, as `www.example.org:443`: what politeness is owed to."""
    return f"{url.host}:{port(url)}"


def port(url: httpx.URL) -> int:
    """The port, or the scheme's own where the address gives none."""
    return url.port or DEFAULT_PORTS[url.scheme]


def refuse_private_number(url: httpx.URL) -> None:
    """Raise PrivateAddress when the host is written as a number that is not public.

    The resolver never sees such a host. Numbers in other spellings than four decimals (`2130706433`, `0x7f.1`,
    `127.1`: all of them loopback to the C library) are refused whatever they mean, because no honest link has them.
    """
    host = url.host.rstrip(".")
    if _oddly_spelled(host):
        raise PrivateAddress("the host is a number in an odd spelling", shown(url), "write the name of the host")
    if _is_number(host) and not is_public(host):
        raise PrivateAddress("the address is inside a private network", shown(url), ALLOW)


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


class PublicOnly(AbstractResolver):
    """A resolver that gives only the public ones of the addresses another resolver finds.

    The connection is made to what this gives, so the address checked is the address connected to: a name whose answer
    changes between a check and a connection (DNS rebinding) gains nothing.
    """

    def __init__(self, inner: AbstractResolver) -> None:
        self._inner = inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Addresses of a host; raises PrivateAddress when it has only private ones, OSError when it has none."""
        found = await self._inner.resolve(host, port, family)
        public = [address for address in found if is_public(address["host"])]
        if found and not public:
            raise PrivateAddress("the host is inside a private network", host, ALLOW)
        return public

    async def close(self) -> None:
        """Close the other resolver."""
        await self._inner.close()


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and address not in CLOUD_INSIDES


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which an IPv6 address leads by way of a mapping or a gateway."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _oddly_spelled(host: str) -> bool:
    """Whether the C library reads the host as an IPv4 number although it is not four decimals."""
    if _is_number(host):
        return False
    try:
        socket.inet_aton(host)
    except OSError:
        return False
    return True
