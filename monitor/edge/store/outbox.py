"""The outbox: alerts wait here until their channel took them.

waiting -> leased -> sent
   ^         |--> waiting again, later      it may pass
   |         |--> failed                    only a person can mend it; `retry_failed`
   |         `--> taken over by another     when its holder died: its lease ran out
   `- held                                  after a restore; `release`

`forgotten` is for good: the user had its words erased before it was sent (forgetting.py).
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import ColumnElement, Engine, and_, or_, update
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from monitor.core.cadence.pacing import HOUR, MOST_COUNTED, MOST_TOGETHER, Waiting, chosen
from monitor.edge.store.codec import decode
from monitor.edge.store.database import Database
from monitor.edge.store.rows import AlertRow
from monitor.model import Alert, Delivery, GiveUp, Halve, Outcome, Pace, RetryAt, Sent

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long a delivery belongs to who claimed it; longer than any channel takes."""

ONE_BY_ONE = Pace()
State = Literal["waiting", "leased", "sent", "failed", "held", "forgotten"]


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

    def claim_due(self, channel: str, now: datetime, pace: Pace = ONE_BY_ONE) -> Sequence[Delivery]:
        """Lease what is to go out as one message now, oldest first; empty when nothing is due or all has to wait.

        The lease lasts LEASE; after that the delivery can be claimed anew, so that a crash gives it back.
        """
        with self._reading() as session:  # most times nothing is due: no write lock for that
            if not _to_send(session, channel, now, pace):
                return ()
        with self._changing() as session:
            ids = _to_send(session, channel, now, pace)
            return self._lease(session, ids, now) if ids else ()

    def _lease(self, session: Session, ids: Sequence[int], now: datetime) -> Sequence[Delivery]:
        self._claims += 1
        holder = f"{self._holder}/{self._claims}"
        leased = {"state": "leased", "holder": holder, "lease_until": now + LEASE}
        session.exec(update(AlertRow).where(col(AlertRow.id).in_(ids)).values(leased))
        rows = session.exec(select(AlertRow).where(AlertRow.holder == holder).order_by(*_OLDEST))
        return [Delivery(row.id, decode(Alert, row.body), row.attempts) for row in rows if row.id is not None]

    def settle(self, deliveries: Sequence[Delivery], outcome: Outcome, now: datetime) -> None:
        """Write down how the sending of leased deliveries ended; one that we hold no longer is left alone.

        A channel that took something takes the rest of what it failed to take before, at once.
        """
        with self._changing() as session:
            for part in _parts(deliveries, outcome):
                settled = {"holder": None, "lease_until": None, **_after(outcome, part, now)}
                for delivery in part:
                    ours = (col(AlertRow.id) == delivery.id, self._held_by_us())
                    if not session.exec(update(AlertRow).where(*ours).values(settled)).rowcount:
                        log.warning("delivery %d took longer than its lease; it may go out twice", delivery.id)
            if isinstance(outcome, Sent) and deliveries:
                failed = (col(AlertRow.channel) == deliveries[0].alert.channel, col(AlertRow.rests).is_not(None))
                freed = {"due": now, "rests": None}
                session.exec(update(AlertRow).where(col(AlertRow.state) == "waiting", *failed).values(freed))

    def deliveries(self, state: State | None = None) -> Sequence[Posted]:
        """All deliveries, or those of one state, in the order they were made."""
        chosen = select(AlertRow).order_by(col(AlertRow.id))
        if state is not None:
            chosen = chosen.where(AlertRow.state == state)
        with self._reading() as session:
            return [posted(row) for row in session.exec(chosen)]

    def oldest_waiting(self, channels: Iterable[str]) -> datetime | None:
        """When the alert that waits longest for one of these channels was to go out, however often it was tried since.

        None when none waits.
        """
        pending = col(AlertRow.state).in_(("waiting", "leased"))
        theirs = col(AlertRow.channel).in_(list(channels))
        with self._reading() as session:
            oldest: datetime | None = session.exec(select(func.min(AlertRow.wanted)).where(pending, theirs)).one()
        return oldest

    def counted(self, channel: str, since: datetime) -> Mapping[str, int]:
        """The alerts of a channel by state; of those sent only what it took since."""
        told = or_(col(AlertRow.state) != "sent", col(AlertRow.sent) >= since)
        states = select(AlertRow.state, func.count()).where(AlertRow.channel == channel, told).group_by(AlertRow.state)
        with self._reading() as session:
            return dict(session.exec(states).all())

    def set_back(self, now: datetime) -> None:
        """Let no moment that the clock showed before it was set back hold up a channel.

        What was to go out at once, or again after a failure, goes now; what was sent was not sent in the future.
        """
        at_once = col(AlertRow.wanted) == col(AlertRow.made)
        waits = (col(AlertRow.state) == "waiting", or_(col(AlertRow.attempts) > 0, at_once), col(AlertRow.due) > now)
        leased = (col(AlertRow.state) == "leased", col(AlertRow.lease_until) > now + LEASE)
        with self._changing() as session:
            session.exec(update(AlertRow).where(*waits).values(wanted=now, due=now, rests=None))
            session.exec(update(AlertRow).where(*leased).values(lease_until=now + LEASE))
            session.exec(update(AlertRow).where(col(AlertRow.sent) > now).values(sent=now))

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


_WAITING = [col(column) for column in (AlertRow.id, AlertRow.wanted, AlertRow.due, AlertRow.digest, AlertRow.attempts)]
_WAITING.append(col(AlertRow.rests))
_OLDEST = (col(AlertRow.wanted), col(AlertRow.id))


def available(now: datetime) -> ColumnElement[bool]:
    """Due and nobody's: waiting, or leased by somebody who did not come back."""
    waits = and_(col(AlertRow.state) == "waiting", col(AlertRow.due) <= now)
    expired = and_(col(AlertRow.state) == "leased", col(AlertRow.lease_until) <= now)
    return or_(waits, expired)


def _to_send(session: Session, channel: str, now: datetime, pace: Pace) -> tuple[int, ...]:
    """The ids of what goes out now, by core/cadence/pacing.py; as quick with thousands waiting as with few."""
    theirs = col(AlertRow.channel) == channel
    rests = select(AlertRow.id).where(theirs, col(AlertRow.state) == "waiting", col(AlertRow.rests) > now).limit(1)
    if session.exec(rests).first() is not None:  # asked alone, for thousands may wait
        return ()
    waiting = columns(*_WAITING).where(theirs, available(now))
    first = _waiting(session, waiting.order_by(col(AlertRow.attempts), *_OLDEST).limit(1))
    if not first:
        return ()
    if not (pace.window or pace.hourly or first[0].digest):  # then each goes alone, whatever else waits
        return (first[0].id,)
    mates = waiting.where(col(AlertRow.digest).is_not_distinct_from(first[0].digest))
    others = _waiting(session, mates.order_by(*_OLDEST).limit(MOST_TOGETHER + 1))
    together = list({one.id: one for one in (*first, *others)}.values())
    return chosen(together, _sent_lately(session, channel, pace, now), pace, now)


def _waiting(session: Session, wanted: Any) -> list[Waiting]:  # noqa: ANN401 (a SELECT of _WAITING)
    rows = session.exec(wanted).all()
    return [Waiting(*row) for row in rows]


def _sent_lately(session: Session, channel: str, pace: Pace, now: datetime) -> list[datetime]:
    """When the channel took messages within the last hour, as many as count."""
    lately = select(col(AlertRow.sent)).where(AlertRow.channel == channel, col(AlertRow.sent) > now - HOUR).distinct()
    newest = lately.order_by(col(AlertRow.sent).desc()).limit(max(MOST_COUNTED, pace.hourly or 0))
    return [sent for sent in session.exec(newest) if sent]


def _parts(deliveries: Sequence[Delivery], outcome: Outcome) -> list[Sequence[Delivery]]:
    """What is settled alike: all, or each half of what was refused together."""
    middle = len(deliveries) // 2
    return [deliveries[:middle], deliveries[middle:]] if isinstance(outcome, Halve) else [deliveries]


def _after(outcome: Outcome, part: Sequence[Delivery], now: datetime) -> dict[str, Any]:
    """The columns that say how the sending of a part ended."""
    match outcome:
        case Sent():
            return {"state": "sent", "sent": now, "last_error": None, "rests": None}
        case RetryAt(at, error, rests):
            again = {"state": "waiting", "due": at, "rests": rests}
            return {**again, "last_error": error, "attempts": col(AlertRow.attempts) + 1}
        case Halve(error):
            label = f"half:{part[0].id}-{part[-1].id}"
            return {"state": "waiting", "due": now, "digest": label, "last_error": error}
        case GiveUp(error):
            return {"state": "failed", "last_error": error, "attempts": col(AlertRow.attempts) + 1, "rests": None}


def posted(row: AlertRow) -> Posted:
    """A row as the outbox lists it."""
    assert row.id is not None
    title = decode(Alert, row.body).title
    return Posted(row.id, row.channel, title, row.state, row.attempts, row.due, row.last_error, row.made, row.sent)
