"""Facts about the followed cases that pages show: docket numbers in other courts, judges; each with its evidence."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from monitor.core.detect import Sighting
from monitor.core.linking import case_of
from monitor.model import Case, DocketRef, Learned, LegalEvent, Snapshot, Source


def learn(
    source: Source[Any],
    after: Snapshot,
    sightings: Iterable[Sighting],
    cases: Sequence[Case],
    now: datetime,
) -> list[Learned]:
    """The facts that this reading adds to the cases."""
    facts = [*_of_page(source, after, cases, now)]
    for sighting in sightings:
        facts += _of_appeal(sighting.event, cases, now)
    return facts


def _of_page(source: Source[Any], after: Snapshot, cases: Sequence[Case], now: datetime) -> Iterable[Learned]:
    """The judge of a docket page, and the docket number of the court appealed from."""
    about = after.about
    own = DocketRef(about.court, about.docket_number) if about.court and about.docket_number else None
    case = case_of(own, cases) if own else None
    if case is None or own is None:
        return
    if about.judge and about.judge not in case.judges:
        yield Learned(case.id, "judge", about.judge, f"the docket {own.court} {own.number}", source.id, now)
    for ref in about.lower:
        if case_of(ref, [case]) is None:
            value = f"{ref.court} {ref.number}"
            yield Learned(case.id, "docket", value, "originating court information", source.id, now)


def _of_appeal(event: LegalEvent, cases: Sequence[Case], now: datetime) -> Iterable[Learned]:
    """The number of an appeal in its court, by the entry that gives it; news are no evidence."""
    appeal = event.appeal
    if appeal is None or not (appeal.to and appeal.number and event.record and event.court and event.docket_number):
        return
    case = case_of(DocketRef(event.court, event.docket_number), cases)
    if case is None:
        return
    if case_of(DocketRef(appeal.to, appeal.number), [case]) is None:
        yield Learned(case.id, "docket", f"{appeal.to} {appeal.number}", event.evidence, event.source, now)
