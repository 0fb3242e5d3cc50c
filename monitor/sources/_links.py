"""Addresses: in one spelling, and safe to follow."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit, urlunsplit

from monitor.courts.registry import COURTS
from monitor.model import Change, Follow

_TRACKING = re.compile(
    r"(?:utm_\w+|at_\w+|pk_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|ocid|cmpid"
    r"|smid|smtyp|ncid|ito|__twitter_impression|guccounter|guce_referrer(?:_sig)?|ref_src|traffic_source)(?:=|$)",
    re.IGNORECASE,
)
_PORTS = {"http": ":80", "https": ":443"}
_COURT_HOST = re.compile(r"(?:[a-z]*ecf[a-z0-9-]*\.[a-z0-9]+|pcl|pacer|pacer\.\w+)\.uscourts\.gov")
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
    kept = [part for part in parts.query.split("&") if part and not _TRACKING.match(part)]
    host = f"[{host}]" if ":" in host else host
    where = host + ("" if port == _PORTS[parts.scheme] else port)
    return urlunsplit((parts.scheme, where, parts.path or "/", "&".join(kept), ""))


def joined(base: str, link: str) -> str | None:
    """A link of a page as a full address; None for a broken one."""
    try:
        return urljoin(base, link)
    except ValueError:
        return None


def host_of(url: str) -> str:
    """The host of an address in lower case, "" if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses have scheme, host and port in common (RFC 6454 §5); false for a broken one."""
    try:
        parts = [urlsplit(url) for url in (one, other)]
        origins = {
            (part.scheme, part.hostname, f":{part.port}" if part.port else _PORTS.get(part.scheme, ""))
            for part in parts
        }
    except ValueError:
        return False
    return len(origins) == 1


def court_of_host(host: str) -> str | None:
    """The court whose CM/ECF answers at this host."""
    return _BY_ECF_HOST.get(host)


def costs_money(url: str) -> bool:
    """Whether an address is on a court's CM/ECF or PACER: opening it may cost the user money or the one free look."""
    host = host_of(url)
    return host in _BY_ECF_HOST or _COURT_HOST.fullmatch(host) is not None


def follow_stories(changes: Iterable[Change]) -> list[Follow]:
    """The pages behind new items: http(s) only, and none on a court's CM/ECF."""
    new = (change.item for change in changes if change.kind == "added")
    return [
        Follow(item.key, item.url) for item in new if item.url and canonical(item.url) and not costs_money(item.url)
    ]
