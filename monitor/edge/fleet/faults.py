"""What the errors of the driver and of Procrastinate mean, in the words of the store, whose server it is."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from procrastinate.exceptions import ConnectorException

from monitor.edge.store.faults import by_state


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn every error of the database at `where` into a StoreError that says what to do."""
    try:
        yield
    except (psycopg.Error, ConnectorException) as error:
        cause = error.__cause__ if isinstance(error, ConnectorException) and error.__cause__ else error
        raise by_state(cause, where, connecting=isinstance(cause, psycopg.OperationalError)) from error
