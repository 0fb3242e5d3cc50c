"""The schema that the fleet shares: Procrastinate's tables and ours, made when missing or of another version."""

from importlib.metadata import version

import psycopg
from procrastinate.schema import SchemaManager
from psycopg.conninfo import make_conninfo

from monitor.edge.fleet.faults import told
from monitor.edge.store.postgres import NAME, address_of, shown

SCHEMA = "fleet"
FORM = 1
"""Of our own tables here; one more whenever they change."""
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('docket-monitor'), hashtext('fleet'))"
_TURNS = """
CREATE TABLE turns (
    place text PRIMARY KEY,
    ready timestamptz NOT NULL DEFAULT 'epoch',
    rests_until timestamptz NOT NULL DEFAULT 'epoch'
);
CREATE TABLE spent (day date PRIMARY KEY, requests bigint NOT NULL);
"""


def conninfo(url: str) -> str:
    """What a connection of the fleet is made with; a peer that vanished is noticed within seconds, on both ends."""
    address = address_of(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return make_conninfo(
        address,
        application_name=NAME,
        connect_timeout=5,
        keepalives_idle=2,
        keepalives_interval=1,
        keepalives_count=3,
        tcp_user_timeout=5_000,
        options=f"-c search_path={SCHEMA} -c timezone=UTC -c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1"
        " -c tcp_keepalives_count=3 -c tcp_user_timeout=5000",
    )


def prepare(url: str) -> None:
    """Make the schema if it is missing or another version's; what waited in it is planned anew. Raises StoreError."""
    form = f"{version('procrastinate')} {FORM}"
    with told(shown(url)), psycopg.connect(conninfo(url)) as connection:
        connection.execute(_LOCK)
        found = connection.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", (SCHEMA,)).fetchone()
        if found == (form,):
            return
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(SchemaManager.get_schema())
        connection.execute(_TURNS)
        connection.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{form}'")
