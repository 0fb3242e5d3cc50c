"""SqlStore: the port `Store` of pipeline.py, and what the commands and pages ask besides."""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import col, select

from monitor import __version__
from monitor.edge.store.backup import copy_out
from monitor.edge.store.book import SILENCE, SqlBook, silences
from monitor.edge.store.codec import clean, decode, utc
from monitor.edge.store.dialects import connect, first_row, give_back, insert_or_update, settle_in, shorten_log
from monitor.edge.store.faults import told
from monitor.edge.store.figures import Figures
from monitor.edge.store.following import Following
from monitor.edge.store.forgetting import Forgetting
from monitor.edge.store.hints import Hints
from monitor.edge.store.history import History
from monitor.edge.store.migrate import PROGRAM, migrate
from monitor.edge.store.old import drop_old
from monitor.edge.store.outbox import Outbox
from monitor.edge.store.reading import Reading
from monitor.edge.store.rows import CheckRow, NoteRow, table
from monitor.edge.store.seen import forget_old
from monitor.edge.store.unchanged import Unchanged
from monitor.errors import StoreError
from monitor.model import Check, Mark

log = logging.getLogger(__name__)

GATHERED = 100
"""How many checks that found nothing are written together."""
MOST_GATHERED = 1_000
"""How many of them are kept while the database cannot be written."""


UNANNOUNCED = "new store"
"""Name of the note in a new store that people have not heard of it yet."""


@dataclass(frozen=True, slots=True)
class Keep:
    """How long snapshots, and the records of checks, health and sent alerts are kept (`storage.keep`)."""

    snapshots: timedelta
    checks: timedelta


@dataclass(frozen=True, slots=True)
class Status:
    """How a source is: its last check, last change, next check; failures in a row, with the last error if it fails."""

    source: str
    checked: datetime | None
    changed: datetime | None
    due: datetime | None
    failures: int
    error: str | None
    message: str | None


class SqlStore(Outbox, Forgetting, History, Reading, Following, Figures, Hints):
    """What is remembered, in one database that several processes may use. Made by `open`."""

    def __init__(self, engine: Engine, where: str, keep: Keep, *, is_new: bool) -> None:
        super().__init__(engine, where)
        self.keep = keep
        self._unchanged = Unchanged()
        self.is_new = is_new
        """Whether this `open` created the database."""

    @classmethod
    def open(cls, url: str, *, keep: Keep) -> "SqlStore":
        """Open the database at `url`, its tables made and brought up to date as needed; close it in the end.

        `sqlite:///path`, a file that is made, or `postgresql://user:password@host/database`, which is there. Raises
        StoreError when the place cannot be written or the database is a newer program's; StoreAway, StoreDamaged,
        StoreFull, StoreBusy as they say.
        """
        engine, where = connect(url)
        try:
            with told(where):
                is_new = migrate(engine, where, keeping=True)
                settle_in(engine)
        except StoreError:
            engine.dispose()
            raise
        store = cls(engine, where, keep, is_new=is_new)
        if is_new:  # whoever opens it first need not be the one who tells people
            store.note(UNANNOUNCED, "yes")
        if store.noted(PROGRAM) != __version__:
            store.note(PROGRAM, __version__)
        return store

    def close(self) -> None:
        """Write what is gathered, give back what is leased, let go of the file."""
        try:
            self.flush()
            self._give_back()
        finally:
            self._engine.dispose()

    def mark(self, source: str) -> Mark:
        """What is remembered of a source; a new Mark for an unknown one."""
        with told(self.where):
            row = first_row(self._engine, "SELECT version, mark FROM sources WHERE id = ?", clean(source))
        version, stored = row or (0, None)
        gathered = self._unchanged.marks.get(source)
        if gathered is not None and gathered.version == version:
            return gathered
        return Mark(source) if stored is None else decode(Mark, stored)

    def marks(self, sources: Collection[str]) -> Mapping[str, Mark]:
        """What is remembered of these sources, also what is gathered but not written yet; unknown ones are left out."""
        found = dict(super().marks(sources))
        for source in sources:
            gathered = self._unchanged.marks.get(source)
            if gathered and found.get(source, gathered).version == gathered.version:
                found[source] = gathered
        return found

    def own_mark(self, source: str) -> Mark:
        """The mark as this process left it: the database is asked only where nothing is gathered of the source."""
        return self._unchanged.marks.get(source) or self.mark(source)

    def record_unchanged(self, check: Check, mark: Mark) -> None:
        """Note a check that found nothing; written with others, at the latest by the next commit, `flush` or `close`.

        Never raises: while the database cannot be written the notes stay in memory, and the log says so.
        """
        self._unchanged.add(check, mark)
        if len(self._unchanged.checks) % GATHERED == 0:
            try:
                self.flush()
            except StoreError as error:
                log.warning("unchanged checks stay in memory for now: %s", error)

    def flush(self) -> None:
        """Write the gathered checks that found nothing. Raises StoreError; they are then still gathered."""
        if self._unchanged.checks:
            with self.writing():
                pass

    def shorten_log(self) -> None:
        """Give back what the log beside an SQLite file takes on the disk, where that is much."""
        shorten_log(self._engine)

    @contextmanager
    def writing(self) -> Iterator[SqlBook]:
        """One write transaction, closed to other writers from its start; an exception in it undoes all of it.

        What is gathered of unchanged checks is written first.
        """
        gathered = self._unchanged.take()
        try:
            with self._changing() as session:
                gathered.write(session)
                yield SqlBook(session, self.where)
        except BaseException:
            self._unchanged.give_back(gathered, MOST_GATHERED)
            raise

    def checks(self, source: str, limit: int) -> Sequence[Check]:
        """The last checks of a source, newest first."""
        gathered = [check for check in reversed(self._unchanged.checks) if check.source == source]
        of_source = select(CheckRow).where(CheckRow.source == source)
        newest_first = of_source.order_by(col(CheckRow.started).desc(), col(CheckRow.id).desc())
        with self._reading() as session:
            stored = [Check(**row.model_dump(exclude={"id"})) for row in session.exec(newest_first.limit(limit))]
        return [*gathered, *stored][:limit]

    def status(self, source: str) -> Status:
        """How a source is."""
        mark = self.mark(source)
        last = next(iter(self.checks(source, 1)), None)
        message = last.message if last else None
        return Status(source, mark.checked, mark.changed, mark.due, mark.failures, mark.error, message)

    def note(self, key: str, value: str) -> None:
        """Note a word about the program itself, over the last one of this key."""
        with self._changing() as session:
            insert_or_update(session, table(NoteRow), [{"key": key, "value": value}])

    def silence(self, id_: str, until: datetime) -> None:
        """Tell nothing of a case or source until this moment."""
        self.note(f"{SILENCE}{id_}", utc(until).isoformat())

    def silences(self) -> dict[str, datetime]:
        """Until when each case or source is silenced, also those whose time is over."""
        with self._reading() as session:
            return silences(session)

    def noted(self, key: str) -> str | None:
        """What was noted last; None when nothing was."""
        with told(self.where):
            row = first_row(self._engine, "SELECT value FROM notes WHERE key = ?", clean(key))
        return None if row is None else str(row[0])

    def prune(self, now: datetime) -> bool:
        """Drop some of what is older than `keep` says, and shrink the file; true when there is more to do.

        Never a source's newest snapshot, keys seen within 90 days, developments, facts, or alerts not sent yet. Each
        call is short: the daemon has other things to do in between.
        """
        with self._changing() as session:
            more = drop_old(session, now - self.keep.snapshots, now - self.keep.checks)
            if not more:
                forget_old(session, now.astimezone(UTC).date())
        with told(self.where):
            return more or give_back(self._engine)

    def backup(self, path: Path, *, overwrite: bool = False) -> None:
        """Copy the database to `path`, consistent while it is in use; raises UsageError when the file is there."""
        self.flush()
        copy_out(self._engine, path, overwrite=overwrite)
