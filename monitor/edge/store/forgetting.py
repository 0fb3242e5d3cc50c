"""Erases what a user has to forget from every table, in one transaction; by what rules: core/forgetting.py."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, select

from monitor.core.forgetting import (
    NOTE,
    Tombstone,
    Tombstones,
    concerns,
    covered,
    erased,
    erased_alert,
    erased_fact,
    erased_note,
    quotes,
    read,
    telling,
    tells_only,
    with_new,
    without,
    words_of,
    written,
)
from monitor.edge.store.book import read_developments, write_development
from monitor.edge.store.codec import decode, encode
from monitor.edge.store.database import Database
from monitor.edge.store.dialects import insert_or_update, leave_no_trace, overwrite_erased
from monitor.edge.store.rows import (
    AlertRow,
    DevelopmentRow,
    HealthRow,
    LearnedRow,
    NoteRow,
    SourceRow,
    table,
)
from monitor.edge.store.snapshots import all_snapshots, rewrite_snapshot
from monitor.model import About, Alert, Development, HealthNote, Item, Learned, Mark


@dataclass
class Erased:
    """How many of each were erased or lost words; `everywhere` is false when a copy may be left in unused space."""

    snapshots: int = 0
    developments: int = 0
    alerts: int = 0
    notes: int = 0
    facts: int = 0
    everywhere: bool = True


class Forgetting(Database):
    """The part of the store that can erase."""

    def tombstones(self) -> Tombstones:
        """All that was forgotten, oldest first."""
        with self._reading() as session:
            return _tombstones(session)

    def shown(self, source: str) -> list[tuple[Item, About]]:
        """Every item in the snapshots kept of a source, in its newest form, the newest first."""
        found: dict[str, tuple[Item, About]] = {}
        with self._reading() as session:
            for _, snapshot in all_snapshots(session, source):
                found = {item.key: (item, snapshot.about) for item in snapshot.items} | found
        return list(found.values())

    def forget(self, new: Sequence[Tombstone], sources: Collection[str], at: datetime) -> Erased:
        """Erase what these tombstones cover, in the snapshots of these sources and everywhere else; keep them.

        A check that is under way meanwhile, and has read it already, finds that it comes too late (Stale).
        """
        done = Erased()
        with self._changing() as session:
            overwrite_erased(session)
            before = [one for one in read_developments(session, select(DevelopmentRow.body)) if concerns(one, new)]
            gone = _from_snapshots(session, new, sources, done)
            words, keys = words_of(gone, before), frozenset(key for one in new for key in one.keys)
            _from_developments(session, before, new, at, done)
            _from_alerts(session, frozenset(one.id for one in before), keys, words, done)
            _from_notes(session, words, done)
            _from_facts(session, words, done)
            noted = {"key": NOTE, "value": written(with_new(_tombstones(session), new))}
            insert_or_update(session, table(NoteRow), [noted])
        done.everywhere = leave_no_trace(self._engine)
        return done


def _tombstones(session: Session) -> Tombstones:
    return read(session.exec(select(NoteRow.value).where(NoteRow.key == NOTE)).first())


def _from_snapshots(session: Session, new: Tombstones, sources: Collection[str], done: Erased) -> list[Item]:
    """Take the items out of the snapshots; gives all forms they had."""
    gone: list[Item] = []
    for source in sources:
        for row, snapshot in all_snapshots(session, source):
            kept = without(snapshot, new)
            if kept is not snapshot:
                gone += [item for item in snapshot.items if covered(source, item, new, snapshot.about)]
                rewrite_snapshot(session, row, kept)
                done.snapshots += 1
        _outdate_checks(session, source)
    return gone


def _outdate_checks(session: Session, source: str) -> None:
    """A check that began before is not to be kept; the next one keeps a snapshot whatever the last one was."""
    row = session.get(SourceRow, source, with_for_update=True)
    if row is not None:
        mark = decode(Mark, row.mark)
        row.version, row.digest = row.version + 1, None
        row.mark = encode(replace(mark, version=row.version))
        session.add(row)


def _from_developments(
    session: Session, found: Sequence[Development], new: Tombstones, at: datetime, done: Erased
) -> None:
    for one in found:
        write_development(session, erased(one, new, at))
        done.developments += 1


def _from_alerts(
    session: Session, developments: frozenset[str], keys: frozenset[str], words: frozenset[str], done: Erased
) -> None:
    """Alerts of it lose their words and go out no more; those that quote it, notes of the program too, lose theirs."""

    def tells(alert: Alert) -> bool:
        return tells_only(alert, developments, keys) or not keys.isdisjoint(alert.items)

    quoted = words | telling(alert.title for _, alert in _alerts(session) if tells(alert))
    for row, alert in _alerts(session):
        if tells(alert) or quotes(f"{alert.title} {alert.text}", quoted):
            goes_out = row.state != "sent" and not tells_only(alert, developments, keys)
            row.body = encode(erased_alert(alert, keys, goes_out=goes_out))
            row.state = row.state if row.state == "sent" or goes_out else "forgotten"
            session.add(row)
            done.alerts += 1


def _alerts(session: Session) -> Iterator[tuple[AlertRow, Alert]]:
    for row in session.exec(select(AlertRow)).all():
        yield row, decode(Alert, row.body)


def _from_notes(session: Session, words: frozenset[str], done: Erased) -> None:
    for row in session.exec(select(HealthRow)).all():
        note = decode(HealthNote, row.body)
        if quotes(note.text, words):
            row.body = encode(erased_note(note))
            session.add(row)
            done.notes += 1


def _from_facts(session: Session, words: frozenset[str], done: Erased) -> None:
    for row in session.exec(select(LearnedRow)).all():
        fact = decode(Learned, row.body)
        if quotes(fact.evidence, words):
            row.body = encode(erased_fact(fact))
            session.add(row)
            done.facts += 1
