"""Which court a docket page is of, when the config does not say."""

import re
from collections import Counter
from collections.abc import Container

from monitor.courts.registry import COURTS, court_named
from monitor.sources._links import court_of_host, host_of
from monitor.sources._text import one_line

_ECF_HOST = re.compile(r"\b((?:dc)?ecf\.[a-z0-9]+\.uscourts\.gov)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BANKRUPTCY = re.compile(r"U\.? ?S\.? Bankruptcy Court|(?:Bankruptcy Petition|Adversary Proceeding)\s*#", re.IGNORECASE)
_KIND_AND_PLACE = re.compile(
    r"U\. ?S\. (?P<kind>District|Bankruptcy) Court\s*\|[\s|]*(?:for the )?(?P<place>[^|(]{4,60}?)\s*[(|]", re.IGNORECASE
)


def court_of_page(url: str, text: str, levels: Container[str]) -> str | None:
    """The court by the page's address, its heading, or the CM/ECF host that most of its links lead to.

    `levels` are those of the registry that the format is used by: an appellate page also links to the court below.
    """
    return _if_level(court_of_host(host_of(url)), levels) or _by_heading(text, levels) or _by_links(text, levels)


def court_of_pacer_id(pacer_id: str) -> str:
    """The registry's id of a court that PACER calls `pacer_id` ("azb" is "arb" there)."""
    return court_of_host(f"ecf.{pacer_id}.uscourts.gov") or pacer_id


def pacer_id_of(court: str | None, text: str) -> str:
    """What PACER calls the court; for an unknown one an id that says by its last letter, as PACER's do, what it is."""
    known = COURTS.get(court or "")
    if known is not None and known.ecf_host:
        return known.ecf_host.split(".")[1]
    return court or ("unknownb" if _BANKRUPTCY.search(text) else "unknownd")


def document_url(court: str | None, document: str | None) -> str | None:
    """Where a reader with a PACER account finds a document; the program itself never opens it."""
    known = COURTS.get(court or "")
    if known is None or not known.ecf_host or not document or not document.isdigit():
        return None
    folder = "docs1" if known.level in {"circuit", "bap"} else "doc1"
    return f"https://{known.ecf_host}/{folder}/{document}"


def _if_level(court: str | None, levels: Container[str]) -> str | None:
    return court if court and court in COURTS and COURTS[court].level in levels else None


def _by_heading(text: str, levels: Container[str]) -> str | None:
    """The court that the page names first, as "U.S. District Court / District of Columbia (Washington, DC)"."""
    plain = one_line(_TAG.sub("|", text[:200_000]))
    if match := _KIND_AND_PLACE.search(plain):
        place = match["place"].title().replace(" Of ", " of ")
        return _if_level(court_named(f"U.S. {match['kind'].title()} Court for the {place}"), {match["kind"].lower()})
    for match in re.finditer(
        r"(?:Court of Appeals|Bankruptcy Appellate Panel|Court of International Trade)[^|]{0,60}", plain
    ):
        if found := _if_level(court_named(match[0]), levels):
            return found
    return None


def _by_links(text: str, levels: Container[str]) -> str | None:
    hosts = Counter(host.lower() for host in _ECF_HOST.findall(text))
    courts = (_if_level(court_of_host(host), levels) for host, _count in hosts.most_common())
    return next((court for court in courts if court), None)
