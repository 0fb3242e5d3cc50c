"""What pages and the API read: some of a long list at a time, newest first, each question answered by an index."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import ColumnElement, tuple_
from sqlmodel import Session, col, func, select

from monitor.edge.store.codec import decode
from monitor.edge.store.database import Database
from monitor.edge.store.outbox import Posted, State, posted
from monitor.edge.store.rows import AlertRow, CheckRow, DevelopmentRow, HealthRow
from monitor.errors import UsageError
from monitor.model import Check, Development

T = TypeVar("T")
MOST = 200
"""So many of a list are given at once, whatever is asked for."""
_PENDING: tuple[State, ...] = ("waiting", "leased", "failed", "held")


@dataclass(frozen=True, slots=True)
class Portion(Generic[T]):
    """Some of a list, in its order. `after` is the cursor of what follows, None when nothing does."""

    found: tuple[T, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which developments; an empty field takes all. The words are those of `LegalEvent`."""

    case: str | None = None
    court: str | None = None
    kind: str | None = None
    disposition: str | None = None


@dataclass(frozen=True, slots=True)
class Pulse:
    """Numbers that change when something new is stored: of developments, of checks and health notes, of alerts."""

    developments: int
    checks: int
    alerts: str


class Reading(Database):
    """The part of the store that is read a portion at a time."""

    def list_developments(self, wanted: Wanted, after: str | None, limit: int) -> Portion[Development]:
        """Developments, those seen last first. Raises UsageError for a cursor that is none of ours."""
        seen, id_ = col(DevelopmentRow.first_seen), col(DevelopmentRow.id)
        chosen = select(seen, id_).where(*_of(wanted)).order_by(seen.desc(), id_.desc())
        if after is not None:
            chosen = chosen.where(tuple_(seen, id_) < _moment_and(after, str))
        with self._reading() as session:
            keys = session.exec(chosen.limit(_bounded(limit) + 1)).all()
            bodies = _bodies(session, [key for _, key in keys[: _bounded(limit)]])
        return _portion(
            keys, limit, lambda key: decode(Development, bodies[key[1]]), lambda key: (_text(key[0]), key[1])
        )

    def development(self, id_: str) -> Development | None:
        """The development of this id, None when there is none."""
        with self._reading() as session:
            body = session.exec(select(DevelopmentRow.body).where(DevelopmentRow.id == id_)).first()
        return None if body is None else decode(Development, body)

    def newest_of(self, cases: Iterable[str]) -> dict[str, Development]:
        """The development seen last of each of these cases; a case without any is left out."""
        newest_first = col(DevelopmentRow.first_seen).desc(), col(DevelopmentRow.id).desc()
        found = {}
        with self._reading() as session:
            for case in cases:
                of_it = select(DevelopmentRow.body).where(DevelopmentRow.case_id == case)
                if body := session.exec(of_it.order_by(*newest_first).limit(1)).first():
                    found[case] = decode(Development, body)
        return found

    def list_checks(
        self, source: str, after: str | None, limit: int, only: Literal["found", "failed"] | None = None
    ) -> Portion[Check]:
        """Checks of a source, newest first; `only` those that found or failed. Raises UsageError for a strange cursor.

        Checks that found nothing are written some seconds later than they were made.
        """
        started, number = col(CheckRow.started), col(CheckRow.id)
        chosen = select(CheckRow).where(CheckRow.source == source).order_by(started.desc(), number.desc())
        if only is not None:
            chosen = chosen.where(col(CheckRow.changes) > 0 if only == "found" else col(CheckRow.error).is_not(None))
        if after is not None:
            chosen = chosen.where(tuple_(started, number) < _moment_and(after, int))
        with self._reading() as session:
            rows = session.exec(chosen.limit(_bounded(limit) + 1)).all()
            return _portion(rows, limit, _check, lambda row: (_text(row.started), row.id))

    def list_deliveries(self, states: Sequence[State], after: str | None, limit: int) -> Portion[Posted]:
        """Deliveries of these states, those made last first. Raises UsageError for a cursor that is none of ours."""
        below = () if after is None else (col(AlertRow.id) < _number(after),)
        with self._reading() as session:
            of_each = [
                session.exec(
                    select(AlertRow)
                    .where(AlertRow.state == state, *below)
                    .order_by(col(AlertRow.id).desc())
                    .limit(_bounded(limit) + 1)
                )
                for state in states
            ]
            newest = list(islice(merge(*of_each, key=lambda row: -(row.id or 0)), _bounded(limit) + 1))
            return _portion(newest, limit, posted, lambda row: (row.id,))

    def count_pending(self) -> Mapping[State, int]:
        """How many deliveries are in each state but sent, which keeps growing."""
        pending = col(AlertRow.state).in_(_PENDING)
        with self._reading() as session:
            counts = session.exec(select(AlertRow.state, func.count()).where(pending).group_by(col(AlertRow.state)))
            found = dict(counts.all())
        return {state: found.get(state, 0) for state in _PENDING}

    def pulse(self) -> Pulse:
        """What tells whether anything is new, by indexes only."""
        with self._reading() as session:
            developments = session.exec(select(func.max(DevelopmentRow.written))).one() or 0
            checks = session.exec(select(func.max(CheckRow.id))).one() or 0
            notes = session.exec(select(func.max(HealthRow.id))).one() or 0
            alerts = session.exec(select(func.max(AlertRow.id))).one() or 0
        pending = "-".join(str(count) for count in self.count_pending().values())
        return Pulse(developments, checks + notes, f"{alerts}-{pending}")


def _of(wanted: Wanted) -> list[ColumnElement[bool]]:
    """The conditions: the first that is usually the rarest by its index, the others by looking at what that finds.

    Neither database knows how rare a value is; left to choose, SQLite takes any of the indexes.
    """
    asked = [
        (col(DevelopmentRow.case_id), wanted.case),
        (col(DevelopmentRow.disposition), wanted.disposition),
        (col(DevelopmentRow.court), wanted.court),
        (col(DevelopmentRow.kind), wanted.kind),
    ]
    given = [(column, value) for column, value in asked if value is not None]
    return [
        column == value if place == 0 else func.coalesce(column, "") == value
        for place, (column, value) in enumerate(given)
    ]


def _bodies(session: Session, ids: Sequence[str]) -> dict[str, str]:
    chosen = select(DevelopmentRow.id, DevelopmentRow.body).where(col(DevelopmentRow.id).in_(ids))
    return dict(session.exec(chosen).all())


def _check(row: CheckRow) -> Check:
    return Check(**row.model_dump(exclude={"id"}))


def _bounded(limit: int) -> int:
    return max(1, min(limit, MOST))


def _portion(
    rows: Sequence[Any], limit: int, read: Callable[[Any], T], key: Callable[[Any], Iterable[object]]
) -> Portion[T]:
    """What is asked for of rows of which one more was read, to know whether anything follows."""
    some, more = rows[: _bounded(limit)], len(rows) > _bounded(limit)
    return Portion(tuple(read(row) for row in some), _cursor(*key(some[-1])) if more else None)


def _text(moment: datetime) -> str:
    return moment.isoformat()


def _cursor(*parts: object) -> str:
    """The place in a list after a row with these keys, as a word that may stand in an address."""
    return urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _parts(cursor: str, *kinds: type) -> list[Any]:
    """The keys of a cursor; raises UsageError when it holds anything else."""
    try:
        parts = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        parts = None
    if not isinstance(parts, list) or [type(part) for part in parts] != list(kinds):
        raise UsageError(f"{cursor[:80]!r} is no place in this list", "after", "take it from the page before")
    return parts


def _moment_and(cursor: str, kind: type) -> tuple[datetime, Any]:
    moment, last = _parts(cursor, str, kind)
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise UsageError(f"{cursor[:80]!r} is no place in this list", "after", "take it from the page before")
    return found, last


def _number(cursor: str) -> int:
    number: int = _parts(cursor, int)[0]
    return number
