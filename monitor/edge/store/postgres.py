"""All that is particular to PostgreSQL: its address, how a connection is made, how a write begins."""

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from monitor.errors import StoreError

WAIT_MS = 10_000
"""Milliseconds to wait for another process that writes, before StoreBusy."""
CONNECT = 5
"""Seconds to wait for the server's answer, before StoreAway."""
STUCK_MS = 60_000
"""Milliseconds after which the server ends a transaction that says nothing more: its process hangs, others wait."""
NAME = "docket-monitor"
"""What the server's own lists call our connections."""

WRITING = {"isolation_level": "READ COMMITTED", "writes": True}
"""Execution options of a transaction that writes. What it reads must be as new as its lock, not as its first word."""
_READING = "REPEATABLE READ"
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('docket-monitor'), hashtext('one writer at a time'))")


def address_of(url: str) -> URL:
    """The address as SQLAlchemy takes it; raises StoreError for one that names no database of PostgreSQL."""
    try:
        address = make_url(url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        address = URL.create("postgresql")
    if not address.database:
        what = "this is no address of a PostgreSQL database"
        raise StoreError(what, "storage.url", 'write "postgresql://user:password@host/database"')
    return address


def shown(url: str) -> str:
    """The address for messages, without its password."""
    return address_of(url).set(drivername="postgresql").render_as_string(hide_password=True)


def connect(url: str) -> Engine:
    """An engine whose readers see one state throughout and whose writers come one after the other.

    A connection that the server ended meanwhile is made anew before it is used.
    """
    engine = create_engine(
        address_of(url),
        isolation_level=_READING,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": CONNECT,
            "application_name": NAME,
            "tcp_user_timeout": WAIT_MS,
            "options": f"-c timezone=UTC -c lock_timeout={WAIT_MS} -c idle_in_transaction_session_timeout={STUCK_MS}",
        },
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.execute(_LOCK)
