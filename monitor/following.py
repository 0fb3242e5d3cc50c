"""Which sources are watched: those of the config, and those that follow an appeal by themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from monitor.config import Config
from monitor.core.linking import enriched
from monitor.courts.registry import COURTS
from monitor.model import Cadence, Case, DocketRef, Learned, Source
from monitor.sources import KINDS

FOLLOWED_BY = "court_feed"
"""The kind of source by which another court is followed: every circuit has a feed, and it can be narrowed."""
_FROM_THE_BOTTOM = ("bankruptcy", "bap", "special", "district", "circuit", "supreme")


def watched(config: Config, learned: Sequence[Learned]) -> tuple[Source[Any], ...]:
    """All enabled sources, the court-wide ones narrowed to what is known of the cases by now."""
    cases = enriched(config.cases, learned)
    configured = [_widened(source, cases) for source in config.sources if source.enabled]
    return (*configured, *_followed(config, cases, learned))


def _widened(source: Source[Any], cases: Iterable[Case]) -> Source[Any]:
    """A source narrowed to cases of its court, narrowed to their learned docket numbers there too."""
    if source.watch is None:
        return source
    refs = [
        ref for case in cases if source.case in (None, case.id) for ref in case.dockets if ref.court == source.court
    ]
    return replace(source, watch=tuple(dict.fromkeys([*source.watch, *refs])))


def _followed(config: Config, cases: Sequence[Case], learned: Iterable[Learned]) -> list[Source[Any]]:
    """One feed for each court to which an appeal led and that no configured source covers."""
    own = {case.id: case for case in config.cases}
    reasons = {fact.value: f"{fact.evidence} ({fact.source})" for fact in learned if fact.fact == "docket"}
    wanted: dict[str, list[tuple[Case, DocketRef]]] = {}
    for case in cases:
        for ref in case.dockets:
            went_there = f"{ref.court} {ref.number}" in reasons and _is_above(ref.court, own[case.id])
            if went_there and case.follow_appeals and not _covered(config, case, ref.court):
                wanted.setdefault(ref.court, []).append((case, ref))
    return [
        _feed(court, address, pairs, config, reasons)
        for court, pairs in wanted.items()
        if (address := feed_address(config, court))
    ]


def _is_above(court: str, case: Case) -> bool:
    """Whether a court hears appeals from one that the config names for the case: appeals go up, and are followed up."""
    return any(_rank(court) > _rank(ref.court) for ref in case.dockets)


def _rank(court: str) -> int:
    known = COURTS.get(court)
    return _FROM_THE_BOTTOM.index(known.level) if known else 0


def _covered(config: Config, case: Case, court: str) -> bool:
    """Whether a configured source reads this court for this case; a list of opinions shows too little of it."""
    return any(
        source.enabled and source.kind != "opinions" and source.court == court and source.case in (None, case.id)
        for source in config.sources
    )


def feed_address(config: Config, court: str) -> str | None:
    """The address of a court's feed: the config's override, else the registry's."""
    override = config.courts.get(court)
    return (override.feed if override else None) or (COURTS[court].feed if court in COURTS else None)


def _feed(
    court: str,
    address: str,
    pairs: Sequence[tuple[Case, DocketRef]],
    config: Config,
    reasons: dict[str, str],
) -> Source[Any]:
    why = "; ".join(
        f"{case.id} went to {ref.court} {ref.number}: {reasons[f'{ref.court} {ref.number}']}" for case, ref in pairs
    )
    return Source(
        id=f"{court}-followed",
        kind=FOLLOWED_BY,
        url=address,
        options=KINDS[FOLLOWED_BY].options(),
        cadence=Cadence(every=config.defaults.every, zone=config.timezone),
        court=court,
        watch=tuple(ref for _, ref in pairs),
        why=why,
    )
