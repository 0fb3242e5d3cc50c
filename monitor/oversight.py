"""What people should know of the watch itself, each told once: dockets now followed, holes, a disk that fills up."""

import shutil
from collections.abc import Iterable
from typing import Any

from monitor.config import Config
from monitor.core import coverage
from monitor.core.coverage import Coverage, Witness
from monitor.core.linking import enriched
from monitor.core.route import Desk, route
from monitor.courts.registry import short
from monitor.edge.store import UNANNOUNCED, SqlStore
from monitor.following import watched
from monitor.model import About, HealthNote, Source
from monitor.ports import Clock

LEAST_FREE = 500_000_000
"""Bytes: with less free space the store may soon be unable to keep what it is given."""


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


def tell_new_store(config: Config, sources: int, store: SqlStore, desk: Desk, clock: Clock) -> None:
    """Tell people once that the store is new: what so many sources show first is no news. Raises StoreError."""
    if not store.noted(UNANNOUNCED):
        return
    text = (
        f"the store is new and empty ({config.storage.place}): the first reading of each of the {sources} sources is "
        "the silent baseline. If there was a store before, it is not where the config says."
    )
    note = HealthNote("store", "new_store", text, clock(), None, "info")
    with store.writing() as book:
        book.post([note], route([note], desk, note.at))
        book.note(UNANNOUNCED, "")


def tell_holes(config: Config, store: SqlStore, desk: Desk, clock: Clock) -> None:
    """Tell people of each docket in which no source can show an appeal: once, and again for another reason.

    Raises StoreError; what could not be told is told by the next call.
    """
    for docket in coverage_of(config, store):
        about = f"hole {docket.case} {docket.docket.court} {docket.docket.number}"
        why = coverage.hole(docket) or ""
        _tell_once(HealthNote(about, "coverage", _text(docket, why), clock()), why, store, desk)


def tell_disk(config: Config, store: SqlStore, desk: Desk, clock: Clock, least: int = LEAST_FREE) -> None:
    """Tell people once when the disk of an SQLite store is nearly full, and again when it was not in between.

    Raises StoreError. `least` is in bytes.
    """
    if config.storage.file is None:
        return  # the disk of a database server is its keeper's to watch
    folder = config.storage.file.parent
    free = shutil.disk_usage(folder).free
    full = "full" if free < least else ""
    text = (
        f"the disk of {folder} is nearly full, {free // 1_000_000} MB are left: without space nothing can be kept, and "
        "what cannot be kept is read and told later. Free some space, or shorten storage.keep"
    )
    _tell_once(HealthNote("disk", "disk", text, clock(), None, "failure"), full, store, desk)


def tell_first_sights(sources: Iterable[Source[Any]], store: SqlStore, desk: Desk, clock: Clock) -> None:
    """Tell people once of each docket page that was read for the first time: whose it is, and how far it goes.

    Raises StoreError.
    """
    for source in sources:
        last = store.latest(source.id) if source.kind == "docket" and not store.noted(f"sight {source.id}") else None
        if last is None:
            continue
        court, number = last.about.court or source.court, last.about.docket_number
        what = " ".join(filter(None, (short(court) if court else "", number, last.about.case_name))) or source.id
        newest = max((item.filed for item in last.items if item.filed), default=None)
        until = f", the newest of {newest:%d %b %Y}" if newest else ""
        text = f"now following {what}: {len(last.items)} entries{until}. What comes from now on is told ({source.id})"
        _tell_once(HealthNote(f"sight {source.id}", "following", text, clock(), source.id, "info"), "seen", store, desk)


def _tell_once(note: HealthNote, state: str, store: SqlStore, desk: Desk) -> None:
    """Tell a note when the state of what it is about has changed; "" is the state of which nobody hears."""
    if (store.noted(note.about) or "") == state:
        return
    if state:
        with store.writing() as book:
            book.post([note], route([note], desk, note.at))
    store.note(note.about, state)


def _text(docket: Coverage, why: str) -> str:
    where = f"{docket.docket.court} {docket.docket.number}"
    return f"{docket.case}: an appeal in {where} would go unseen: {why}. To see it, {coverage.remedy(docket.docket)}."
