"""What an address says of what stands there: which kind of source reads it, and of which court it is."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from monitor.courts.registry import COURTS
from monitor.sources._links import court_of_host, host_of
from monitor.sources._opinion_sites import SiteLine, available, site_line


@dataclass(frozen=True, slots=True)
class Guess:
    """A kind of source, with the court and the options that the address gives."""

    kind: str
    court: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)


ANY_PAGE = ("court_feed", "docket", "document", "feed", "article", "page")
"""Kinds in the order in which they are tried on a page whose address says nothing, the most particular first."""

_HOST = re.compile(r"www\.|[\w.-]+\.(?:com|edu|gov|net|org)(?:[:/]|$)", re.IGNORECASE)
"""What begins so is an address whose scheme was forgotten, no folder."""
_COURT_FEED = re.compile(r"/(?:rss_outside\d*|readyDockets)\.pl$|servlet=RSSGenerator\b")
_DOCKETS: Sequence[tuple[str, str | None]] = (
    (r"(?:www\.)?courtlistener\.com/docket/\d+/(?:feed/?|[^/?#]+/?)(?:\?.*)?", None),
    (r"(?:www\.)?supremecourt\.gov/RSS/Cases/JSON/[^/]+\.json", "scotus"),
    (r"(?:www\.)?supremecourt\.gov/(?:docket/docketfiles|search\.aspx\?filename=).*", "scotus"),
    (r"(?:\w+\.)*archive\.org/.*/gov\.uscourts\.[^/]*docket\.(?:xml|html)", None),
    (r"(?:www\.)?clearinghouse\.net/case/\d+/?.*", None),
    (
        r"ecf\.[^/]+/(?:cgi-bin/(?:DktRpt|HistDocQry)\.pl\?\d+.*|.*servlet=(?:CaseSummary|CaseQuery|DocketReport).*)",
        None,
    ),
)
"""Addresses of dockets without their scheme, and the court that all of them are of."""


def guess(url: str) -> Guess | None:
    """What an address can only be; None when the page itself must tell."""
    return next((found for looks in _LOOKS for found in looks(url)), None)


def _own(url: str) -> Iterator[Guess]:
    """A mailbox or a folder of the user."""
    scheme = urlsplit(url).scheme
    if scheme == "imaps":
        yield Guess("mailbox")
    elif scheme == "file" or ("://" not in url and not _HOST.match(url)):
        yield Guess("folder")


def _court_feed(url: str) -> Iterator[Guess]:
    plain = _without_scheme(url)
    of_registry = (court.id for court in COURTS.values() if court.feed and _without_scheme(court.feed) == plain)
    court = next(of_registry, None) or court_of_host(host_of(url))
    if court and _COURT_FEED.search(url):
        yield Guess("court_feed", court)


def _opinions(url: str) -> Iterator[Guess]:
    """A court's list of opinions; of several that share an address the proven one."""
    plain = _without_scheme(url)
    for line in available():
        if line.address and re.fullmatch(_any_period(_without_scheme(line.address)), plain):
            yield Guess("opinions", line.court or None, {} if _is_first(line) else {"site": line.site})


def _is_first(line: SiteLine) -> bool:
    """Whether the list is the one that is meant when a source names the court only."""
    return line.court != "" and site_line(None, line.court) == line


def _any_period(address: str) -> str:
    return re.sub(r"\\\{(?:year2?|month|term)\\\}", r"\\d+", re.escape(address))


def _docket(url: str) -> Iterator[Guess]:
    plain = _without_scheme(url)
    for pattern, court in _DOCKETS:
        if re.fullmatch(pattern, plain):
            yield Guess("docket", court or court_of_host(host_of(url)))


def _document(url: str) -> Iterator[Guess]:
    if urlsplit(url).path.lower().endswith(".pdf"):
        yield Guess("document", court_of_host(host_of(url)))


def _without_scheme(url: str) -> str:
    return url.partition("://")[2].removesuffix("/")


_LOOKS: Sequence[Callable[[str], Iterator[Guess]]] = (_own, _court_feed, _opinions, _docket, _document)
