"""The store: all that is remembered, in one database. `SqlStore` is the port `Store` of pipeline.py.

store.py      SqlStore, and how long things are kept      codec.py      our values as JSON and back
book.py       one write transaction                       rows.py       the tables
outbox.py     alerts until they are sent                  database.py   sessions
history.py    following.py  reading.py  figures.py        faults.py     errors in our words
snapshots.py  seen.py  unchanged.py  forgetting.py        dialects.py   what the two kinds of database do differently
backup.py     copying.py    old.py                        sqlite.py     all that is particular to SQLite
migrate.py    (steps in ../migrations)  hints.py              postgres.py   all that is particular to PostgreSQL
"""

from monitor.edge.store.backup import copy_store, restore
from monitor.edge.store.forgetting import Erased
from monitor.edge.store.history import Tally
from monitor.edge.store.outbox import Posted, State
from monitor.edge.store.reading import Portion, Pulse, Wanted
from monitor.edge.store.snapshots import SnapshotLine
from monitor.edge.store.store import UNANNOUNCED, Keep, SqlStore, Status

__all__ = [
    "UNANNOUNCED",
    "Erased",
    "Keep",
    "Portion",
    "Posted",
    "Pulse",
    "SnapshotLine",
    "SqlStore",
    "State",
    "Status",
    "Tally",
    "Wanted",
    "copy_store",
    "restore",
]
