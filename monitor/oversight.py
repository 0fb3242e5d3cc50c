"""What the watched sources can show of every docket, by what they have said so far; and holes, told once."""

from monitor.config import Config
from monitor.core import coverage
from monitor.core.coverage import Coverage, Witness
from monitor.core.linking import enriched
from monitor.core.route import Desk, route
from monitor.edge.store import SqlStore
from monitor.following import watched
from monitor.model import About, HealthNote
from monitor.ports import Clock


def coverage_of(config: Config, store: SqlStore) -> list[Coverage]:
    """What all watched sources can show of every docket of every case. Raises StoreError."""
    return coverage.of_cases(enriched(config.cases, store.learned()), witnesses(config, store))


def witnesses(config: Config, store: SqlStore) -> list[Witness]:
    """The watched sources, each with what its last good reading said of it. Raises StoreError."""
    return [
        Witness(source, store.mark(source.id).carries, _about(store, source.id) if source.kind == "docket" else About())
        for source in watched(config, store.learned())
    ]


def _about(store: SqlStore, source: str) -> About:
    last = store.latest(source)
    return last.about if last else About()


def tell_holes(config: Config, store: SqlStore, desk: Desk, clock: Clock) -> None:
    """Tell people of each docket in which no source can show an appeal: once, and again for another reason.

    Raises StoreError; what could not be told is told by the next call.
    """
    for docket in coverage_of(config, store):
        about = f"hole {docket.case} {docket.docket.court} {docket.docket.number}"
        why = coverage.hole(docket) or ""
        if (store.noted(about) or "") == why:
            continue
        if why:
            note = HealthNote(about, "coverage", _text(docket, why), clock())
            with store.writing() as book:
                book.post([note], route([note], desk, clock()))
        store.note(about, why)


def _text(docket: Coverage, why: str) -> str:
    where = f"{docket.docket.court} {docket.docket.number}"
    return f"{docket.case}: an appeal in {where} would go unseen: {why}. To see it, {coverage.remedy(docket.docket)}."
