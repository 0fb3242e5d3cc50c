"""A real database in a folder of the test's own, and small values to put in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import strategies as st

from monitor.edge.store import Keep, SqlStore
from monitor.model import Alert, Check, Development, Item, LegalEvent, Mark, Report, Snapshot

# Any text that is Unicode, any moment in UTC: what the words of the program may hold.
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(float, st.floats(allow_nan=False))  # which equals not even itself

NOW = datetime(2025, 11, 21, 21, 7, 12, tzinfo=UTC)
KEEP = Keep(snapshots=timedelta(days=90), checks=timedelta(days=30))


@dataclass
class Make:
    """Small sound values; `now` is the moment the tests play at."""

    now: datetime = NOW
    _alerts: int = field(default=0)

    def mark(self, source: str = "dcd", version: int = 0, **fields) -> Mark:
        """A mark."""
        return Mark(source, version, **fields)

    def check(self, source: str = "dcd", at: datetime = NOW, **fields) -> Check:
        """A check that found nothing new."""
        return Check(source, at, **fields)

    def snapshot(self, *numbers: int, source: str = "dcd", at: datetime = NOW) -> Snapshot:
        """A whole page with an item for each number, each with an alias."""
        items = tuple(Item(f"dcd:{n}", f"Order {n}", f"ORDER {n} granting", aliases=(f"alias:{n}",)) for n in numbers)
        return Snapshot(source, at, "whole", items)

    def development(self, name: str = "ruling", at: datetime = NOW, case: str | None = "ctr-v-irs") -> Development:
        """A ruling that a docket reports."""
        event = LegalEvent("ruling", disposition="granted", court="dcd", evidence="GRANTED")
        report = Report("dcd", "dcd:1", None, "Order", at, record=True)
        return Development(name, event, (report,), at, case=case)

    def alert(self, channel: str = "desk", key: str | None = None, at: datetime = NOW, **fields) -> Alert:
        """An alert; with a key of its own unless one is given."""
        self._alerts += 1
        return Alert(
            channel,
            key or f"alert-{self._alerts}",
            f"Title {self._alerts}",
            "text",
            "<p>html</p>",
            "markdown",
            "success",
            "thread",
            made=at,
            due=at,
            **fields,
        )


@pytest.fixture
def make() -> Make:
    """Builds values."""
    return Make()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of an SQLite database that is not there yet, in a folder that is not either."""
    return tmp_path / "data" / "monitor.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request) -> str:
    """The address of an empty database, once of each kind. A file is not there yet."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('file')}"
    return request.getfixturevalue("postgres").new()


@pytest.fixture
def open_store(url) -> Iterator[Callable[[], SqlStore]]:
    """Opens one store more on the same database at each call; all are closed in the end."""
    opened: list[SqlStore] = []

    def another() -> SqlStore:
        opened.append(SqlStore.open(url, keep=KEEP))
        return opened[-1]

    yield another
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store) -> SqlStore:
    """A new store."""
    return open_store()


@pytest.fixture
def keep() -> Keep:
    """How long the stores of these tests keep things."""
    return KEEP


@pytest.fixture
def commit(make) -> Callable[..., None]:
    """Keeps one check in a transaction of its own; what is not given is empty."""

    def keep_check(store: SqlStore, mark: Mark, after=None, news=(), learned=(), alerts=(), at=NOW) -> None:
        with store.writing() as book:
            book.commit(make.check(mark.source, at), mark, after, news, learned, alerts)

    return keep_check
