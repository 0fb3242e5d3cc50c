"""The store: all that is remembered, in one SQLite file. `SqlStore` is the port `Store` of pipeline.py.

store.py      SqlStore, and how long things are kept      codec.py      our values as JSON and back
book.py       one write transaction                       rows.py       the tables
outbox.py     alerts until they are sent                  database.py   sessions
history.py    what is only read                           faults.py     errors in our words
snapshots.py  seen.py  unchanged.py  backup.py            sqlite.py     all that is particular to SQLite
migrate.py    (steps in ../migrations)
"""

from monitor.edge.store.backup import restore
from monitor.edge.store.outbox import Posted, State
from monitor.edge.store.snapshots import SnapshotLine
from monitor.edge.store.store import Keep, SqlStore, Status

__all__ = ["Keep", "Posted", "SnapshotLine", "SqlStore", "State", "Status", "restore"]
