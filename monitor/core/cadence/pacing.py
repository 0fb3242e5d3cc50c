"""Which of the alerts that wait for a channel go out now, and which of them together.

The first of a burst goes at once; what comes within the channel's window after it waits for its end and goes as one
message, however many they are. When the burst does not end, the window grows, so that a flood becomes ever fewer and
longer messages, and nothing of it is dropped. A channel that just failed rests, whatever else waits for it; then the
alert that was tried least often is the probe, so that one alert which its service cannot take holds no other back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import Pace

MOST_TOGETHER = 200
"""Alerts in one message; the rest of a flood follows in the next."""
HOUR = timedelta(hours=1)
MANY = 10
"""After so many messages within an hour the window doubles, and again after as many more. Without time to wait, more
alerts than that go together."""
MOST_DOUBLINGS = 10
MOST_COUNTED = MANY * MOST_DOUBLINGS
"""More messages within an hour change nothing more."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An alert that waits: when it was `wanted`, when it is `due` again, the digest it is of, how long it rests.

    `rests` is until when its last failure keeps the whole channel quiet.
    """

    id: int
    wanted: datetime
    due: datetime
    digest: str | None = None
    attempts: int = 0
    rests: datetime | None = None


def chosen(waiting: Sequence[Waiting], sent: Sequence[datetime], pace: Pace, now: datetime) -> tuple[int, ...]:
    """The ids of the alerts to send as one message now, oldest first; none when the channel is to wait.

    `waiting` need hold no more than the first to go and the oldest MOST_TOGETHER + 1 of its digest (or of none), `sent`
    no more than the newest MOST_COUNTED moments of messages that the channel took within the last hour, or `hourly`.
    """
    if any(one.rests and one.rests > now for one in waiting) or _is_spent(sent, pace, now):
        return ()
    due = sorted((one for one in waiting if one.due <= now), key=lambda one: (one.attempts, one.wanted, one.id))
    if not due:
        return ()
    first = due[0]
    if first.digest is not None:
        return _oldest_first(one for one in due if one.digest == first.digest)
    window_ends = max(sent) + _window(sent, pace) if sent else now
    if pace.patient and now < window_ends:
        return ()
    single = [one for one in due if one.digest is None]
    in_burst = any(one.wanted <= window_ends for one in single) and bool(sent) if pace.patient else len(single) > MANY
    together = pace.window and (in_burst or _are_too_many(single, sent, pace, now))
    return _oldest_first(single) if together else (first.id,)


def _window(sent: Sequence[datetime], pace: Pace) -> timedelta:
    """The pause after the last message; the exponent is bounded because a large one would overflow."""
    doublings: int = 2 ** min(len(sent) // MANY, MOST_DOUBLINGS)
    return min(pace.window * doublings, max(pace.window, HOUR))


def _is_spent(sent: Sequence[datetime], pace: Pace, now: datetime) -> bool:
    """Whether the channel has had as many messages in the last hour as it may."""
    return pace.hourly is not None and _left(sent, pace.hourly, now) <= 0


def _are_too_many(single: Sequence[Waiting], sent: Sequence[datetime], pace: Pace, now: datetime) -> bool:
    """Whether more alerts wait than the channel may have messages this hour: one alone would waste one."""
    return pace.hourly is not None and len(single) > _left(sent, pace.hourly, now)


def _left(sent: Sequence[datetime], hourly: int, now: datetime) -> int:
    return hourly - sum(moment > now - HOUR for moment in sent)


def _oldest_first(alerts: Iterable[Waiting]) -> tuple[int, ...]:
    ordered = sorted(alerts, key=lambda one: (one.wanted, one.id))
    return tuple(one.id for one in ordered[:MOST_TOGETHER])
