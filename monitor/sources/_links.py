"""Addresses: in one spelling, and safe to follow."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from monitor.courts.registry import COURTS
from monitor.model import Change, Follow

_TRACKING = re.compile(
    r"^(?:utm_\w+|at_\w+|pk_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|ocid|cmpid|cmp"
    r"|smid|smtyp|ncid|ito|__twitter_impression|guccounter|guce_referrer(?:_sig)?|src|ref|ref_src|partner|taid|traffic_source)$",
    re.IGNORECASE,
)
_PORTS = {"http": ":80", "https": ":443"}
_COURT_HOST = re.compile(r"^(?:dc)?ecf\.([a-z0-9]+)\.(?:uscourts\.gov|audio)$|\bpacer\b.*\.uscourts\.gov$")
_BY_ECF_HOST = {court.ecf_host: court.id for court in COURTS.values() if court.ecf_host}


def canonical(url: str, base: str = "") -> str | None:
    """The address in one spelling: absolute, host in lower case, no fragment, no tracking parameters.

    None for what is no http(s) address (`javascript:`, `mailto:`, broken ones).
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
    host = f"[{host}]" if ":" in host else host
    where = host + ("" if port == _PORTS[parts.scheme] else port)
    return urlunsplit((parts.scheme, where, parts.path or "/", urlencode(kept), ""))


def host_of(url: str) -> str:
    """The host of an address in lower case, "" if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def court_of_host(host: str) -> str | None:
    """The court whose CM/ECF answers at this host."""
    return _BY_ECF_HOST.get(host)


def costs_money(url: str) -> bool:
    """Whether an address is on a court's CM/ECF or PACER: opening it may cost the user money or the one free look."""
    host = host_of(url)
    return host in _BY_ECF_HOST or _COURT_HOST.search(host) is not None


def follow_stories(changes: Iterable[Change]) -> list[Follow]:
    """The pages behind new items: http(s) only, and none on a court's CM/ECF."""
    new = (change.item for change in changes if change.kind == "added")
    return [
        Follow(item.key, item.url) for item in new if item.url and canonical(item.url) and not costs_money(item.url)
    ]
