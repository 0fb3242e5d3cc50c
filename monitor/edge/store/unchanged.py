"""Checks that found nothing, gathered in memory to be written together: an unchanged page must cost almost nothing.

A crash loses at most the last few of them, and with them nothing but the times of those checks.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, fields

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session

from monitor.edge.store.codec import encode
from monitor.edge.store.dialects import insert_new
from monitor.edge.store.rows import CheckRow, SourceRow, table
from monitor.model import Check, Mark

_FIELDS = [field.name for field in fields(Check)]


@dataclass
class Unchanged:
    """What waits to be written: the checks in order, and the newest mark of each source."""

    checks: list[Check] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)

    def add(self, check: Check, mark: Mark) -> None:
        """Gather one more."""
        self.checks.append(check)
        self.marks[mark.source] = mark

    def take(self) -> "Unchanged":
        """All that was gathered; nothing is left behind."""
        taken = Unchanged(self.checks, self.marks)
        self.checks, self.marks = [], {}
        return taken

    def give_back(self, taken: "Unchanged", most: int) -> None:
        """Put back what could not be written; of the checks only the newest `most`: a full disk must fill no memory."""
        self.checks = [*taken.checks, *self.checks][-most:]
        self.marks = taken.marks | self.marks

    def write(self, session: Session) -> None:
        """Write all; a mark whose stored version has moved on is dropped: a later check of another process was kept."""
        if self.checks:
            session.connection().execute(insert(table(CheckRow)), [_row(check) for check in self.checks])
        _write_marks(session, self.marks.values())


def _row(check: Check) -> dict[str, object]:
    """Its fields by name; asdict copies each of them deeply, which takes longer than writing them."""
    return {name: getattr(check, name) for name in _FIELDS}


def _write_marks(session: Session, marks: Collection[Mark]) -> None:
    if not marks:
        return
    sources = table(SourceRow)
    new = [{"id": mark.source, "version": 0, "mark": encode(mark)} for mark in marks if mark.version == 0]
    insert_new(session, sources, new)
    same = (sources.c.id == bindparam("of"), sources.c.version == bindparam("at"))
    statement = update(sources).where(*same).values(mark=bindparam("now"))
    rows = [{"of": mark.source, "at": mark.version, "now": encode(mark)} for mark in marks]
    session.connection().execute(statement, rows)
