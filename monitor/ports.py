"""What a check needs of the world: the ports, which the edge fills, and what the user wants to hear."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from monitor.core.cadence.rhythm import Tempo
from monitor.core.detect import See
from monitor.core.route import Desk
from monitor.model import (
    Alert,
    Channel,
    Check,
    Delivery,
    Development,
    Key,
    Learned,
    Mark,
    News,
    Outcome,
    Pace,
    Page,
    PageRequest,
    SendFailure,
    Sent,
    Snapshot,
    Source,
)

TIME_FOR_STORIES = timedelta(minutes=5)
"""After so long a check asks for no more stories; the others are read by later checks."""
TIME_FOR_CHECK = timedelta(minutes=10)
"""After so long a check is ended, whatever it waits for: a server, its host's turn, the reader of pages, a story."""


class Book(Protocol):
    """The store inside one write transaction."""

    def known(self, cases: Collection[str]) -> Sequence[Development]:
        """Developments to which a new report may belong, newest first: recent ones, and all of these cases."""

    def heard(self, developments: Collection[str]) -> Mapping[str, AbstractSet[str]]:
        """The channels that an alert of these developments was made for, by the development's id."""

    def commit(
        self,
        check: Check,
        mark: Mark,
        after: Snapshot | None,
        news: Sequence[News],
        learned: Sequence[Learned],
        alerts: Sequence[Alert],
    ) -> None:
        """Keep all of it or nothing; raises Stale when the stored mark is not of `mark.version`.

        `after` is None when no new snapshot was read. The stored mark gets the next version.
        """

    def muted(self, now: datetime) -> AbstractSet[str]:
        """The ids of the cases and sources of which the user wants to hear nothing now."""

    def post(self, news: Sequence[News], alerts: Sequence[Alert]) -> None:
        """Keep news that come from no check, with their alerts."""

    def noted(self, key: str) -> str | None:
        """What was noted last under this key; None when nothing was."""

    def note(self, key: str, value: str) -> None:
        """Note a word about the program itself, over the last one of this key."""


class Store(Protocol):
    """What is remembered. Every call is short; raises StoreError."""

    def mark(self, source: str) -> Mark:
        """What is remembered of a source; a new Mark for an unknown one."""

    def latest(self, source: str) -> Snapshot | None:
        """The last good snapshot."""

    def seen(self, source: str, newest: Snapshot | None) -> AbstractSet[Key]:
        """Keys (and aliases) of the items this source ever showed and that are still remembered, given its `latest`."""

    def learned(self) -> Sequence[Learned]:
        """All facts learned about cases."""

    def noted(self, key: str) -> str | None:
        """What was noted last under this key about the program itself; None when nothing was."""

    def record_unchanged(self, check: Check, mark: Mark) -> None:
        """Note a check that found nothing; may be written later, together with others."""

    def writing(self) -> AbstractContextManager[Book]:
        """One write transaction, closed to other writers from its first read."""

    def claim_due(self, channel: str, now: datetime, pace: Pace) -> Sequence[Delivery]:
        """Lease what goes out as one message now (core/cadence/pacing.py); empty when nothing is due or all waits."""

    def settle(self, deliveries: Sequence[Delivery], outcome: Outcome, now: datetime) -> None:
        """Write down how the sending of leased deliveries ended."""


Fetch = Callable[[PageRequest], Awaitable[Page]]
Parse = Callable[[Source[Any], Sequence[Page]], Awaitable[Snapshot]]
Send = Callable[[Channel, Sequence[Alert]], Awaitable[Sent | SendFailure]]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment: the clock of this machine."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Parts:
    """Everything a check needs: the ports, detectors, the user's cases and routes (`desk`), how long it may take.

    `watched` gives all sources: one may show what another lost. `tempo` is what sources of a learned cadence share.
    """

    fetch: Fetch
    parse: Parse
    send: Send
    store: Store
    clock: Clock
    detectors: Sequence[See]
    desk: Desk
    watched: Callable[[], Iterable[Source[Any]]] = tuple
    tempo: Callable[[], Tempo] = Tempo
    time_for_check: timedelta = TIME_FOR_CHECK
    time_for_stories: timedelta = TIME_FOR_STORIES
