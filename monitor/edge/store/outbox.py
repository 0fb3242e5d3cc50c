"""The outbox: alerts wait here until their channel took them.

waiting -> leased -> sent
   ^         |--> waiting again, later      it may pass
   |         |--> failed                    only a person can mend it; `retry_failed`
   |         `--> taken over by another     when its holder died: its lease ran out
   `- held                                  after a restore; `release`
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import ColumnElement, Engine, and_, or_, update
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from monitor.edge.store.codec import decode
from monitor.edge.store.database import Database
from monitor.edge.store.rows import AlertRow
from monitor.model import Alert, Delivery, GiveUp, Outcome, RetryAt, Sent

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long a delivery belongs to who claimed it; longer than any channel takes."""

State = Literal["waiting", "leased", "sent", "failed", "held"]


@dataclass(frozen=True, slots=True)
class Posted:
    """One delivery as the outbox lists it. `due` is its next try; `sent` when the channel took it."""

    id: int
    channel: str
    title: str
    state: str
    attempts: int
    due: datetime
    last_error: str | None
    made: datetime
    sent: datetime | None


class Outbox(Database):
    """The part of the store that deliveries go through."""

    def __init__(self, engine: Engine, where: str) -> None:
        super().__init__(engine, where)
        self._holder = uuid4().hex
        self._claims = 0

    def claim_due(self, channel: str, now: datetime) -> Sequence[Delivery]:
        """Lease the oldest delivery that is due, with all others of its digest if it is of one; empty when none is.

        The lease lasts LEASE; after that the delivery can be claimed anew, so that a crash gives it back.
        """
        with self._reading() as session:  # most times nothing is due: no write lock for that
            if _oldest_due(session, channel, now) is None:
                return ()
        with self._changing() as session:
            first = _oldest_due(session, channel, now)
            return () if first is None else self._lease(session, first, now)

    def _lease(self, session: Session, first: AlertRow, now: datetime) -> Sequence[Delivery]:
        same = col(AlertRow.id) == first.id if first.digest is None else col(AlertRow.digest) == first.digest
        bundle = (col(AlertRow.channel) == first.channel, same)
        self._claims += 1
        holder = f"{self._holder}/{self._claims}"
        leased = {"state": "leased", "holder": holder, "lease_until": now + LEASE}
        session.exec(update(AlertRow).where(*bundle, _available(now)).values(leased))
        rows = session.exec(select(AlertRow).where(AlertRow.holder == holder).order_by(*_OLDEST))
        return [Delivery(row.id, decode(Alert, row.body), row.attempts) for row in rows if row.id is not None]

    def settle(self, deliveries: Sequence[Delivery], outcome: Outcome, now: datetime) -> None:
        """Write down how the sending of leased deliveries ended; one that we hold no longer is left alone."""
        settled = {"holder": None, "lease_until": None, **_after(outcome, now)}
        with self._changing() as session:
            for delivery in deliveries:
                ours = (col(AlertRow.id) == delivery.id, self._held_by_us())
                if not session.exec(update(AlertRow).where(*ours).values(settled)).rowcount:
                    log.warning("delivery %d took longer than its lease; it may go out twice", delivery.id)

    def next_due(self, channel: str) -> datetime | None:
        """When there may be something to claim for a channel; None when nothing waits for it."""
        due = _first(col(AlertRow.due), channel, "waiting")
        expires = _first(col(AlertRow.lease_until), channel, "leased")
        with self._reading() as session:
            moments = [session.exec(due).one(), session.exec(expires).one()]
        return min((moment for moment in moments if moment is not None), default=None)

    def deliveries(self, state: State | None = None) -> Sequence[Posted]:
        """All deliveries, or those of one state, in the order they were made."""
        chosen = select(AlertRow).order_by(col(AlertRow.id))
        if state is not None:
            chosen = chosen.where(AlertRow.state == state)
        with self._reading() as session:
            return [_posted(row) for row in session.exec(chosen)]

    def oldest_waiting(self, channels: Iterable[str]) -> datetime | None:
        """When the alert that waits longest for one of these channels was to go out, however often it was tried since.

        None when none waits.
        """
        pending = col(AlertRow.state).in_(("waiting", "leased"))
        theirs = col(AlertRow.channel).in_(list(channels))
        with self._reading() as session:
            oldest: datetime | None = session.exec(select(func.min(AlertRow.wanted)).where(pending, theirs)).one()
        return oldest

    def retry_failed(self, now: datetime) -> int:
        """Let all failed deliveries be tried again at once, as if new; gives their number."""
        return self._move(("failed",), "waiting", attempts=0, wanted=now, due=now)

    def hold_pending(self) -> int:
        """Hold back all that is not sent yet, until `release`; gives the number."""
        return self._move(("waiting", "leased"), "held", holder=None, lease_until=None)

    def release(self) -> int:
        """Let what is held go out; gives the number."""
        return self._move(("held",), "waiting")

    def _give_back(self) -> None:
        """Let others take at once what we leased and did not settle."""
        if not self._claims:
            return
        returned = {"state": "waiting", "holder": None, "lease_until": None}
        with self._changing() as session:
            session.exec(update(AlertRow).where(self._held_by_us()).values(returned))

    def _held_by_us(self) -> ColumnElement[bool]:
        return and_(col(AlertRow.state) == "leased", col(AlertRow.holder).startswith(f"{self._holder}/"))

    def _move(self, before: Sequence[State], after: State, **values: object) -> int:
        with self._changing() as session:
            chosen = update(AlertRow).where(col(AlertRow.state).in_(before))
            return session.exec(chosen.values(state=after, **values)).rowcount


_Moments = SelectOfScalar[datetime | None]
_OLDEST = (col(AlertRow.due), col(AlertRow.id))


def _available(now: datetime) -> ColumnElement[bool]:
    """Due and nobody's: waiting, or leased by somebody who did not come back."""
    waits = and_(col(AlertRow.state) == "waiting", col(AlertRow.due) <= now)
    expired = and_(col(AlertRow.state) == "leased", col(AlertRow.lease_until) <= now)
    return or_(waits, expired)


def _oldest_due(session: Session, channel: str, now: datetime) -> AlertRow | None:
    due = select(AlertRow).where(AlertRow.channel == channel, _available(now))
    return session.exec(due.order_by(*_OLDEST).limit(1)).first()


def _first(moment: Mapped[datetime] | Mapped[datetime | None], channel: str, state: State) -> _Moments:
    chosen: _Moments = select(func.min(moment)).where(AlertRow.channel == channel, AlertRow.state == state)
    return chosen


def _after(outcome: Outcome, now: datetime) -> dict[str, Any]:
    """The columns that say how a sending ended."""
    match outcome:
        case Sent():
            return {"state": "sent", "sent": now, "last_error": None}
        case RetryAt(at, error):
            return {"state": "waiting", "due": at, "last_error": error, "attempts": col(AlertRow.attempts) + 1}
        case GiveUp(error):
            return {"state": "failed", "last_error": error, "attempts": col(AlertRow.attempts) + 1}


def _posted(row: AlertRow) -> Posted:
    assert row.id is not None
    title = decode(Alert, row.body).title
    return Posted(row.id, row.channel, title, row.state, row.attempts, row.due, row.last_error, row.made, row.sent)
