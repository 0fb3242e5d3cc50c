"""What people should know of the watch itself: dockets followed, holes, a full disk, each once; and the roll call."""

import asyncio
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.config import Config
from monitor.core.cases import coverage
from monitor.core.cases.coverage import Coverage, Witness
from monitor.core.cases.linking import enriched
from monitor.core.cases.timeline import line
from monitor.core.detect import detect
from monitor.core.due import next_cron
from monitor.core.route import Desk, alert_of, route
from monitor.core.telling import roll_call
from monitor.core.telling.roll_call import Post, Present, Roll
from monitor.core.telling.wording import day
from monitor.courts.registry import short
from monitor.detectors import DETECTORS
from monitor.edge.store import UNANNOUNCED, SqlStore, Tally
from monitor.following import watched
from monitor.model import About, Alert, Change, Development, HealthNote, Item, Report, Snapshot, Source
from monitor.ports import Clock

LEAST_FREE = 500_000_000
"""Bytes: with less free space the store may soon be unable to keep what it is given."""
ROLL_CALLED = "roll call"
"""Name of the note in the store of the moment of the last roll call."""
SIGHT = "sight "
"""How the key of the note begins that a docket's first reading was told."""
FEW_SIGHTS = 10
"""Of so many dockets that were read for the first time it is told what each showed."""
SEEN = "seen"
MOST_LOOKED_AT, MOST_OLD = 100, 3
"""Of the newest so many entries of a docket that is now followed, so many rulings and appeals are named."""
_DECIDES = frozenset({"ruling", "appeal"})
MOST_SNAPSHOTS = 50
"""How far back the last entry of a docket is looked for in a window that does not show it any more."""


def coverage_of(config: Config, store: SqlStore) -> list[Coverage]:
    """What all watched sources can show of every docket of every case. Raises StoreError."""
    cases = enriched(config.cases, store.learned())
    return coverage.of_cases(cases, list(witnesses(config, store)) if any(case.dockets for case in cases) else ())


def witnesses(config: Config, store: SqlStore) -> Iterator[Witness]:
    """The watched sources, each with what its last good reading said, one after the other. Raises StoreError."""
    for source in watched(config, store.learned()):
        yield witness_of(source, store)


def witness_of(source: Source[Any], store: SqlStore) -> Witness:
    """A source with what its last good reading said of it. Raises StoreError."""
    about = _about(store, source.id) if source.kind == "docket" else About()
    return Witness(source, store.mark(source.id).carries, about)


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


async def tell_holes(config: Config, store: SqlStore, desk: Desk, clock: Clock) -> None:
    """Tell people of each docket in which no source can show an appeal: once, and again for another reason.

    Others work between two sources and between two cases: with ten thousand dockets it all takes seconds. Raises
    StoreError; what could not be told is told by the next call.
    """
    cases, seen = enriched(config.cases, store.learned()), []
    for witness in witnesses(config, store) if any(case.dockets for case in cases) else ():
        seen.append(witness)
        await asyncio.sleep(0)
    for case in cases:
        for docket in coverage.of_cases([case], seen):
            about = f"hole {docket.case} {docket.docket.court} {docket.docket.number}"
            why = coverage.hole(docket) or ""
            tell_once(HealthNote(about, "coverage", _text(docket, why), clock()), why, store, desk)
        await asyncio.sleep(0)


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
    tell_once(HealthNote("disk", "disk", text, clock(), None, "failure"), full, store, desk)


def tell_first_sights(sources: Mapping[str, Source[Any]], store: SqlStore, desk: Desk, clock: Clock) -> None:
    """Tell people once of each docket page that was read for the first time: whose it is, how far it goes, its rulings.

    Of more than FEW_SIGHTS in one go only how many they are. Raises StoreError.
    """
    read = [sources[id_] for id_ in store.read_but_not_noted(SIGHT) if id_ in sources and sources[id_].kind == "docket"]
    if len(read) > FEW_SIGHTS:
        _tell_many_sights([source.id for source in read], store, desk, clock)
        return
    for source in read:
        if last := store.latest(source.id):
            note = HealthNote(f"{SIGHT}{source.id}", "following", _sight(source, last), clock(), source.id, "info")
            tell_once(note, SEEN, store, desk)


def _sight(source: Source[Any], first: Snapshot) -> str:
    """What the first reading of a docket showed."""
    court, number = first.about.court or source.court, first.about.docket_number
    what = " ".join(filter(None, (short(court) if court else "", number, first.about.case_name))) or source.id
    newest = max((item.filed for item in first.items if item.filed), default=None)
    until = f", the newest of {newest:%d %b %Y}" if newest else ""
    old = "; ".join(_decided_before(source, first))
    return (
        f"now following {what}: {len(first.items)} entries{until}. What comes from now on is told ({source.id})"
        f"{f'. Before that, old: {old}' if old else ''}"
    )


def _tell_many_sights(ids: Sequence[str], store: SqlStore, desk: Desk, clock: Clock) -> None:
    """One note of all of them: whoever watches a thousand dockets wants no thousand mails on the first day."""
    named, others = ", ".join(ids[:FEW_SIGHTS]), len(ids) - FEW_SIGHTS
    text = f"now following {len(ids)} dockets: {named} and {others} more. What comes from now on is told"
    note = HealthNote(f"{SIGHT}of many, {ids[0]}", "following", text, clock(), None, "info")
    with store.writing() as book:
        book.post([note], route([note], desk, note.at))
        for id_ in ids:
            book.note(f"{SIGHT}{id_}", SEEN)


def restart_note(started: Config, before: Config, saved: Config, now: datetime) -> HealthNote | None:
    """What to tell of a saved config when something new in it waits for the next start of the daemon."""
    kept = {"storage.url": [one.storage.url for one in (started, before, saved)]}
    kept["engine"] = [one.engine for one in (started, before, saved)]
    late = [key for key, (first, last, wanted) in kept.items() if wanted not in (first, last)]
    if not late:
        return None
    text = f"{' and '.join(late)} changed: that takes effect when the daemon is started anew; all else does now"
    return HealthNote("config", "restart_needed", text, now)


def _decided_before(source: Source[Any], first: Snapshot) -> Iterator[str]:
    """The latest rulings and appeals that a docket showed when it was first read, newest first: no alert tells them."""
    latest = sorted(first.items, key=roll_call.order, reverse=True)[:MOST_LOOKED_AT]
    see = [detector.see for detector in DETECTORS if detector.kind in _DECIDES]
    for sighting in detect(source, [Change("added", item) for item in latest], see).sightings[:MOST_OLD]:
        event = sighting.event
        report = Report(source.id, sighting.item.key, None, "", first.taken, record=True)
        filed = f"{day(event.filed)}, " if event.filed else ""
        yield f"{filed}{line(Development('', event, (report,), first.taken))}"


def tell_roll_call(config: Config, store: SqlStore, desk: Desk, clock: Clock) -> None:
    """Tell each channel that hears news what was watched, when it is time again; the first start only begins to count.

    One that was missed is told later, several as one. Raises StoreError.
    """
    noted, now = store.noted(ROLL_CALLED), clock()
    if config.roll_call is None:
        return
    if noted is None:
        store.note(ROLL_CALLED, now.isoformat())
        return
    since = datetime.fromisoformat(noted)
    if next_cron(config.roll_call, config.timezone, since) > now:
        return
    alerts = _roll_calls(config, store, desk, since, now)
    with store.writing() as book:
        if book.noted(ROLL_CALLED) == noted:  # else another process told it meanwhile
            book.post((), alerts)
            book.note(ROLL_CALLED, now.isoformat())


def _roll_calls(config: Config, store: SqlStore, desk: Desk, since: datetime, now: datetime) -> list[Alert]:
    """The roll call for each channel that hears news."""
    roll, alerts = roll_of(config, store, since, now), []
    for channel in desk.channels:
        cases = roll_call.cases_heard(channel, desk.routes)
        if cases is None:
            continue
        counts = store.counted(channel, since)
        post = Post(counts.get("sent", 0), counts.get("waiting", 0) + counts.get("leased", 0), counts.get("failed", 0))
        why = f"every channel with a route for news gets a roll call ({config.roll_call}), so that silence means calm"
        told = roll_call.roll_call(roll.of(cases), post, now, desk.reader(why, config.timezone))
        key = f"{roll_call.KIND}:{since.isoformat()}"
        alerts.append(alert_of(told, desk, channel=channel, key=key, thread=roll_call.KIND, made=now, due=now))
    return alerts


def roll_of(config: Config, store: SqlStore, since: datetime, now: datetime) -> Roll:
    """All that a roll call tells of. Raises StoreError."""
    cases = enriched(config.cases, store.learned())
    seen, tallies = list(witnesses(config, store)), store.tallies(since)
    newest = {case.id: next(iter(store.developments(case=case.id, limit=1)), None) for case in cases}
    return Roll(
        since=since,
        cases=cases,
        coverage=coverage.of_cases(cases, seen),
        present=[_present(witness, store, tallies.get(witness.source.id, Tally())) for witness in seen],
        newest={id_: development for id_, development in newest.items() if development},
        silenced={id_: until for id_, until in store.silences().items() if until > now},
    )


def _present(witness: Witness, store: SqlStore, tally: Tally) -> Present:
    mark = store.mark(witness.source.id)
    message = store.status(witness.source.id).message if mark.failures else None
    return Present(witness, mark, _shown(store, witness.source.id), *tally, message or "")


def _shown(store: SqlStore, source: str) -> tuple[Item, ...]:
    """What a source shows; of a window also what it showed of late."""
    last = store.latest(source)
    if last is None or last.extent == "whole":
        return last.items if last else ()
    before = (store.snapshot(line.id) for line in store.snapshots(source)[-MOST_SNAPSHOTS:])
    return tuple({item.key: item for snapshot in before for item in snapshot.items}.values())


def tell_once(note: HealthNote, state: str, store: SqlStore, desk: Desk) -> None:
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
