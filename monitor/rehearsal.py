"""A check that keeps nothing: `monitor check --dry-run` and the demo's eyes see what would be stored and sent."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import datetime

from monitor.model import (
    Alert,
    Check,
    Delivery,
    Development,
    Key,
    Learned,
    Mark,
    News,
    Outcome,
    Pace,
    Snapshot,
)
from monitor.ports import Book, Store


class Rehearsal:
    """A Store that reads the real one and only notes what it is given; `alerts` and `news` are what would have gone."""

    def __init__(self, store: Store) -> None:
        """Stand in for this store."""
        self._store = store
        self.news: list[News] = []
        self.alerts: list[Alert] = []

    def mark(self, source: str) -> Mark:
        """As stored."""
        return self._store.mark(source)

    def latest(self, source: str) -> Snapshot | None:
        """As stored."""
        return self._store.latest(source)

    def seen(self, source: str, newest: Snapshot | None) -> AbstractSet[Key]:
        """As stored."""
        return self._store.seen(source, newest)

    def learned(self) -> Sequence[Learned]:
        """As stored."""
        return self._store.learned()

    def noted(self, key: str) -> str | None:
        """As stored."""
        return self._store.noted(key)

    def record_unchanged(self, check: Check, mark: Mark) -> None:
        """Nothing is kept."""

    @contextmanager
    def writing(self) -> Iterator[Book]:
        """A transaction in which nothing is written."""
        with self._store.writing() as book:
            yield _Page(self, book)

    def claim_due(self, _channel: str, _now: datetime, _pace: Pace) -> Sequence[Delivery]:
        """Nothing is sent."""
        return ()

    def settle(self, deliveries: Sequence[Delivery], outcome: Outcome, now: datetime) -> None:
        """Nothing was sent."""


class _Page:
    def __init__(self, rehearsal: Rehearsal, book: Book) -> None:
        self._rehearsal, self._book = rehearsal, book

    def known(self, cases: Collection[str]) -> Sequence[Development]:
        return self._book.known(cases)

    def heard(self, developments: Collection[str]) -> Mapping[str, AbstractSet[str]]:
        return self._book.heard(developments)

    def muted(self, now: datetime) -> AbstractSet[str]:
        return self._book.muted(now)

    def commit(
        self,
        _check: Check,
        _mark: Mark,
        _after: Snapshot | None,
        news: Sequence[News],
        _learned: Sequence[Learned],
        alerts: Sequence[Alert],
    ) -> None:
        self.post(news, alerts)

    def post(self, news: Sequence[News], alerts: Sequence[Alert]) -> None:
        self._rehearsal.news += news
        self._rehearsal.alerts += alerts

    def noted(self, key: str) -> str | None:
        return self._book.noted(key)

    def note(self, _key: str, _value: str) -> None:
        """Nothing is kept."""
