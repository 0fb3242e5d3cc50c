"""Is the program well: its scheduler turns, its store takes what it is given, its outbox moves.

Read from the store, where the daemon leaves a sign of life each half minute, so that any process can tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.config import Storage
from monitor.edge.heartbeat import OVERDUE
from monitor.edge.store import SqlStore
from monitor.errors import StoreError
from monitor.opening import store_at

ALIVE = "alive"
"""Name of the note in the store that the daemon writes as its sign of life; empty when it ended in order."""
FRESH = timedelta(minutes=2)
"""A daemon that wrote no sign of life for so long is not well."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """The last sign of life, None when there is none; since when the oldest alert is due that nobody took.

    `turned` is when the scheduler turned last, known only where it runs. `unread` says why the store could not be
    asked, where it could not.
    """

    beat: datetime | None = None
    waits: datetime | None = None
    turned: datetime | None = None
    unread: str = ""

    def ails(self, now: datetime) -> list[str]:
        """What is not well, in words; nothing when all is."""
        if self.unread:
            return [f"the store cannot be read: {self.unread}"]
        return [*_of_beat(self.beat, self.turned, now), *_of_outbox(self.waits, now)]


def vitals(store: SqlStore, channels: Iterable[str], turned: datetime | None = None) -> Vitals:
    """The vitals of the daemon that works on this store, with these channels."""
    try:
        return Vitals(sign_of_life(store), store.oldest_waiting(channels), turned)
    except StoreError as error:
        return Vitals(unread=str(error))


def sign_of_life(store: SqlStore) -> datetime | None:
    """When a daemon last wrote that it lives; None when none does, or it ended in order. Raises StoreError."""
    noted = store.noted(ALIVE)
    return datetime.fromisoformat(noted) if noted else None


def sign_at(storage: Storage) -> datetime | None:
    """The same of the store at these settings, opened for this. Raises StoreError."""
    store = store_at(storage)
    try:
        return sign_of_life(store)
    finally:
        store.close()


def is_late(beat: datetime | None, now: datetime) -> bool:
    """Whether the last sign of life is older than that of a daemon that is well."""
    return beat is None or now - beat > FRESH


def _of_beat(beat: datetime | None, turned: datetime | None, now: datetime) -> list[str]:
    if beat is None:
        return ["no daemon runs on this store"]
    if not is_late(beat, now):
        return []
    since = f"no sign of life was written for {(now - beat).total_seconds():.0f} s"
    if turned is None:
        return [f"{since}: the scheduler stands still, or the store takes nothing (the log says which)"]
    return [f"{since}: {'the scheduler stands still' if is_late(turned, now) else 'the store takes nothing'}"]


def _of_outbox(waits: datetime | None, now: datetime) -> list[str]:
    if waits is None or now - waits <= OVERDUE:
        return []
    return [f"an alert waits for {(now - waits).total_seconds():.0f} s: a channel takes nothing (monitor outbox)"]
