"""Which sources are watched: those of the config, and those that follow a case by themselves to where it goes on.

An appeal, a transfer or a lead docket that was learned is followed by the court's feed and list of opinions, narrowed
to the number, and by its docket page where the address is known. No configured source is ever replaced.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from monitor.config import Config
from monitor.core.cases.linking import enriched
from monitor.courts.docket_numbers import parse_ref, same_ref
from monitor.courts.registry import level
from monitor.model import Cadence, Case, DocketRef, Learned, Source
from monitor.sources import KINDS

DOCKET_PAGES: Mapping[str, str] = {"scotus": "https://www.supremecourt.gov/RSS/Cases/JSON/{number}.json"}
"""Courts whose docket pages cost nothing and stand at an address that holds the number."""
_FROM_THE_BOTTOM = ("bankruptcy", "bap", "special", "district", "circuit", "supreme")


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a case went on: its docket there, the fact that says so, and the configured sources that read it already.

    `page` and `lists` are what is watched besides: the address of its docket page, and by kind those of the court's
    feed and list of opinions.
    """

    case: Case
    ref: DocketRef
    fact: Learned
    configured: tuple[str, ...]
    reads_all: bool
    page: str | None
    lists: Mapping[str, str]

    @property
    def why(self) -> str:
        """Why it is followed: "ctr went to cadc 26-5006: USCA Case Number 26-5006 … (ctr-docket)"."""
        where = f"{self.ref.court} {self.ref.number}"
        return f"{self.case.id} went to {where}: {self.fact.evidence} ({self.fact.source})"

    @property
    def since(self) -> date:
        """The day from which it is read back: that of the notice of appeal where it is known."""
        return self.fact.since or self.fact.at.date()

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources that watch it."""
        own = [_list_id(self.ref.court, kind) for kind in self.lists] + ([_page_id(self.ref)] if self.page else [])
        return (*self.configured, *own)

    @property
    def lacks(self) -> str:
        """What its sources do not show, and what to do; empty when they show everything."""
        if self.reads_all or self.page:
            return ""
        if not self.sources:
            return f"no address of {self.ref.court} is known: add a source for it"
        return "opinions and orders only; add the address of its docket page for filings"


def watched(config: Config, learned: Sequence[Learned]) -> tuple[Source[Any], ...]:
    """All enabled sources, the court-wide ones narrowed to what is known of the cases by now."""
    cases, trails = enriched(config.cases, learned), followed(config, learned)
    configured = [_widened(source, cases, trails) for source in config.sources if source.enabled]
    return (*configured, *_lists(config, trails), *_pages(config, trails))


def followed(config: Config, learned: Sequence[Learned]) -> list[Followed]:
    """Every place to which a case with `follow_appeals` went on, in the order learned."""
    own, known = {case.id: case for case in config.cases}, enriched(config.cases, learned)
    facts = [
        (case, fact, parse_ref(fact.value))
        for case in known
        for fact in learned
        if fact.case == case.id and fact.fact == "docket"
    ]
    return [
        _trail(config, case, ref, fact)
        for case, fact, ref in facts
        if case.follow_appeals and ref in case.dockets and _goes_on(fact, ref, own[case.id])
    ]


def _goes_on(fact: Learned, ref: DocketRef, case: Case) -> bool:
    """Whether the case is carried on there: it was taken there on a day, or the court hears appeals from its own."""
    if any(same_ref(ref, own) for own in case.dockets):
        return False
    return fact.since is not None or any(_rank(ref.court) > _rank(own.court) for own in case.dockets)


def _rank(court: str) -> int:
    known = level(court)
    return _FROM_THE_BOTTOM.index(known) if known else 0


def _trail(config: Config, case: Case, ref: DocketRef, fact: Learned) -> Followed:
    mine = [
        source
        for source in config.sources
        if source.enabled
        and source.court == ref.court
        and source.case in (None, case.id)
        and _reads(source, case, fact)
    ]
    kinds = {source.kind for source in mine}
    whole = "docket" in kinds
    wanted = [] if whole else [kind for kind in ("court_feed", "opinions") if kind not in kinds]
    addresses = {kind: address for kind in wanted if (address := list_address(config, ref.court, kind))}
    page = None if whole else page_address(config, ref)
    return Followed(case, ref, fact, tuple(source.id for source in mine), whole, page, addresses)


def _reads(source: Source[Any], case: Case, fact: Learned) -> bool:
    """Whether a configured source shows the case's entries there: a docket page if it is the case's, or taught it."""
    if source.kind == "docket":
        return source.case == case.id or source.id == fact.source
    return source.kind in ("court_feed", "opinions")


def list_address(config: Config, court: str, kind: str) -> str | None:
    """The address of a court's feed or list of opinions: the config's override, else the one that is known."""
    override = config.courts.get(court)
    own = override and (override.feed if kind == "court_feed" else override.opinions)
    if own:
        return own
    options = KINDS[kind].options()
    try:
        return KINDS[kind].address(options, court)
    except ValueError:  # no list of this court can be read
        return None


def page_address(config: Config, ref: DocketRef) -> str | None:
    """The address of a docket page, where the court's addresses hold the number."""
    override = config.courts.get(ref.court)
    form = (override and override.docket) or DOCKET_PAGES.get(ref.court)
    return form.replace("{number}", ref.number) if form else None


def _widened(source: Source[Any], cases: Iterable[Case], trails: Iterable[Followed]) -> Source[Any]:
    """A source narrowed to cases of its court, narrowed to their learned docket numbers there too, and read back."""
    if source.watch is None:
        return source
    refs = [
        ref for case in cases if source.case in (None, case.id) for ref in case.dockets if ref.court == source.court
    ]
    read = [trail for trail in trails if source.id in trail.configured]
    return replace(source, watch=tuple(dict.fromkeys([*source.watch, *refs])), read_back=_read_back(read))


def _read_back(trails: Sequence[Followed]) -> tuple[date, date] | None:
    if not trails:
        return None
    return min(trail.since for trail in trails), max(trail.fact.at.date() for trail in trails)


def _lists(config: Config, trails: Sequence[Followed]) -> Iterator[Source[Any]]:
    """One feed and one list of opinions for each court to which cases went on, narrowed to their numbers."""
    wanted = {(trail.ref.court, kind): address for trail in trails for kind, address in trail.lists.items()}
    for (court, kind), address in wanted.items():
        of_it = [trail for trail in trails if trail.ref.court == court and kind in trail.lists]
        source = _source(config, _list_id(court, kind), kind, address, of_it)
        yield replace(source, watch=tuple(dict.fromkeys(trail.ref for trail in of_it)))


def _pages(config: Config, trails: Iterable[Followed]) -> Iterator[Source[Any]]:
    for trail in trails:
        if trail.page:
            yield replace(_source(config, _page_id(trail.ref), "docket", trail.page, [trail]), case=trail.case.id)


def _list_id(court: str, kind: str) -> str:
    return f"{court}-followed" if kind == "court_feed" else f"{court}-{kind}-followed"


def _page_id(ref: DocketRef) -> str:
    return f"{ref.court}-{ref.number.replace(':', '-')}-followed"


def _source(config: Config, id_: str, kind: str, url: str, trails: Sequence[Followed]) -> Source[Any]:
    return Source(
        id=id_,
        kind=kind,
        url=url,
        options=KINDS[kind].options(),
        cadence=Cadence(every=config.defaults.every, zone=config.timezone),
        court=trails[0].ref.court,
        why="; ".join(trail.why for trail in trails),
        read_back=_read_back(trails),
    )
