"""Feeds out: of each case an Atom feed and a calendar, in a folder for web servers, readers and calendar programs."""

from collections.abc import Collection, Sequence
from pathlib import Path

from monitor.config import Config
from monitor.core.cases.linking import enriched
from monitor.core.cases.merging import related
from monitor.core.cases.timeline import Timeline, timeline
from monitor.core.route import Desk
from monitor.core.telling.atom import atom
from monitor.core.telling.calendar import calendar
from monitor.edge.publish import put
from monitor.edge.store import SqlStore
from monitor.errors import NotWritten
from monitor.model import Case, HealthNote, Learned
from monitor.oversight import tell_once
from monitor.ports import Clock

AT_ONCE = 50
"""So many cases are written in one go; the others follow in the next."""
PUBLISHED = "published"
"""Name of the note in the store of the last development that the feeds tell."""
WHY = "it is in the feed of this case"


def publish(config: Config, store: SqlStore, desk: Desk, clock: Clock, also: Collection[str] = ()) -> Collection[str]:
    """Write the files of the cases with news, and of those in `also`; gives the cases left for the next time.

    A folder that cannot be written is told once, and its files stay as they are. Raises StoreError.
    """
    if config.feeds is None:
        return ()
    last, changed = store.cases_since(int(store.noted(PUBLISHED) or 0))
    learned = store.learned()
    cases = enriched(config.cases, learned)
    due = [case for case in cases if case.id in changed or case.id in also]
    try:
        for case in due[:AT_ONCE]:
            write(config.feeds, timeline_of(case, cases, learned, store), desk, config.timezone)
    except NotWritten as error:
        _tell(str(error), store, desk, clock)
        return also
    _tell("", store, desk, clock)
    if changed:
        store.note(PUBLISHED, str(last))
    return [case.id for case in due[AT_ONCE:]]


def publish_all(config: Config, store: SqlStore, desk: Desk, clock: Clock, also: Collection[str] = ()) -> None:
    """Write the files of all cases with news, and of those in `also`, however many. Raises StoreError."""
    left = publish(config, store, desk, clock, also)
    while left and len(left) != len(also):
        also, left = left, publish(config, store, desk, clock, left)


def write(folder: Path, found: Timeline, desk: Desk, zone: str) -> None:
    """Write the two files of a case where they say something new; raises NotWritten."""
    case, reader = found.case, desk.reader(WHY, zone)
    developments = [step.development for step in found.steps]
    feed = atom(f"case {case.id}", case.name, developments, reader, own=desk.templates, secrets=desk.secrets)
    put(folder / f"{case.id}.atom", feed)
    put(folder / f"{case.id}.ics", calendar(found, desk.mark))


def timeline_of(case: Case, cases: Sequence[Case], learned: Sequence[Learned], store: SqlStore) -> Timeline:
    """What the store knows of a case; `cases` are all, with what was learned. Raises StoreError."""
    newest = {other: next(iter(store.developments(case=other, limit=1)), None) for other in related(case, cases)}
    return timeline(case, store.developments(case=case.id), learned, newest)


def _tell(error: str, store: SqlStore, desk: Desk, clock: Clock) -> None:
    note = HealthNote("feeds", "feeds", f"the feeds of cases stay as they were: {error}", clock(), None, "failure")
    tell_once(note, error, store, desk)
