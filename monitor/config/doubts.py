"""What is allowed in a config but hardly meant: warnings."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from monitor.config.findings import Findings, Place
from monitor.core.cadence.rhythm import bounds
from monitor.core.cases.coverage import Witness, hole, of_cases
from monitor.core.due import allowance
from monitor.model import Case, Channel, Route, Source

_EXAMPLE = re.compile(r"(?i)(?:^|[.@])(?:example\.(?:com|org|net|edu)|[\w-]+\.(?:example|invalid))$")
"""Names reserved for examples (RFC 2606, RFC 6761)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read, each with its place. `routes` lead to channels as written, set up or not.

    `budget` is of requests a day, None for no limit.
    """

    top: Place
    cases: Sequence[tuple[Place, Case]]
    sources: Sequence[tuple[Place, Source[Any]]]
    channels: Sequence[tuple[Place, Channel]]
    routes: Sequence[tuple[Place, Route]]
    not_set_up: AbstractSet[str]
    budget: int | None = None


def doubt(draft: Draft, findings: Findings) -> None:
    """Warn of all that is doubtful."""
    doubt_addresses(draft, findings)
    doubt_feeds(draft, findings)
    doubt_channels(draft, findings)
    doubt_routes(draft, findings)
    doubt_appeals(draft, findings)
    doubt_coverage(draft, findings)
    doubt_budget(draft, findings)
    if not draft.sources:
        findings.warning(draft.top, "there are no sources: nothing is watched")


def is_example(url: str) -> bool:
    """Whether an address is of a name reserved for examples."""
    try:
        return bool(_EXAMPLE.search(urlsplit(url).hostname or ""))
    except ValueError:  # channel addresses need not be addresses of the web
        return False


def doubt_addresses(draft: Draft, findings: Findings) -> None:
    """Addresses of examples that were left in."""
    named: Iterable[tuple[Place, Any]] = [*draft.sources, *draft.channels]
    for place, thing in named:
        if is_example(thing.url):
            findings.warning(place, f"the address of {thing.id} is an example, write a real one")


def doubt_feeds(draft: Draft, findings: Findings) -> None:
    """Feeds of whole courts that are narrowed to nothing."""
    for place, source in draft.sources:
        if source.watch == () and source.enabled and not source.whole_court:
            nothing = f"case {source.case} has no docket" if source.case else "no case has a docket"
            text = f"{nothing} in {source.court}: nothing of this court is taken until one goes there"
            findings.warning(place, text)


def doubt_channels(draft: Draft, findings: Findings) -> None:
    """Channels that nothing reaches, or none at all."""
    used = {id_ for _, route in draft.routes for id_ in route.to}
    for place, channel in draft.channels:
        if channel.id not in used:
            findings.warning(place, f"no route leads to {channel.id}: only health notes may go there")
    if not draft.channels:
        findings.warning(draft.top, "no channel is set up: NOBODY IS ALERTED, news is only kept")


def doubt_routes(draft: Draft, findings: Findings) -> None:
    """Routes to channels that are not set up, tags that no source has, health that no route takes."""
    tags = {tag for _, source in draft.sources for tag in source.tags}
    for place, route in draft.routes:
        for id_ in route.to:
            if id_ in draft.not_set_up:
                findings.warning(place, f"channel {id_} is not set up, this route does not reach it")
        for tag in sorted(route.match.tags - tags):
            findings.warning(place, f'no source has the tag "{tag}"')
    if not any("health" in route.match.events for _, route in draft.routes):
        findings.warning(draft.top, "no route takes health: it goes to every channel")


def doubt_appeals(draft: Draft, findings: Findings) -> None:
    """Cases of which nobody would hear that somebody appeals."""
    takers = [route.match for _, route in draft.routes if "appeal" in route.match.events]
    for place, case in draft.cases:
        if not any(not match.cases or case.id in match.cases for match in takers):
            findings.warning(place, f"no route takes appeals in {case.id}, add appeal to the events of a route")


def doubt_coverage(draft: Draft, findings: Findings) -> None:
    """Dockets in which no source can show an appeal, by what is known of each kind before anything is read."""
    witnesses = [Witness(source) for _, source in draft.sources if source.enabled]
    for place, case in draft.cases if witnesses else ():
        for docket in of_cases([case], witnesses):
            if why := hole(docket):
                where = f"{docket.docket.court} {docket.docket.number}"
                text = f"an appeal in {where} would go unseen ({why}), see monitor sources --coverage for what to add"
                findings.warning(place, text)


def doubt_budget(draft: Draft, findings: Findings) -> None:
    """Learned cadences for which the budget leaves less than their longest intervals need."""
    cadences = [source.cadence for _, source in draft.sources if source.enabled]
    needed = sum(86_400 / bounds(cadence)[1] for cadence in cadences if cadence.auto)
    left = allowance(cadences, draft.budget, datetime(2026, 1, 1, tzinfo=UTC))
    if needed > left:
        text = (
            f"http.budget leaves {left:.0f} requests a day to the sources with every: auto, which need {needed:.0f} at "
            "the least: some will not be asked late in the day (UTC), raise it or ask other sources less often"
        )
        findings.warning(draft.top, text)
