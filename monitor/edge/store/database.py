"""A database that is open: sessions to read and to write, errors told in our words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session

from monitor.edge.store.dialects import for_writing
from monitor.edge.store.faults import told


class Database:
    """Base of the store's parts."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._engine = engine
        self._writer = for_writing(engine)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        """A session that sees one state of the database throughout."""
        with told(self.where), Session(self._engine) as session:
            yield session

    @contextmanager
    def _changing(self) -> Iterator[Session]:
        """A session that holds the write lock from here on; kept whole at the end, or not at all when it raises."""
        with told(self.where), Session(self._writer) as session, session.begin():
            session.connection()  # a session begins at its first statement: take the lock now
            yield session
