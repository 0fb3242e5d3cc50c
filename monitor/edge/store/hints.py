"""Hints left by whoever hears of something for whoever checks: in the store, because they may be two processes."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlmodel import col, delete, select

from monitor.edge.store.database import Database
from monitor.edge.store.dialects import insert_or_update
from monitor.edge.store.rows import NoteRow, table

HINT = "hint "
"""How the key of the note begins that a source is to be checked at once."""
HEARD = "hints heard"
"""Name of the note of the last hints, by the keys of who sent them."""
MOST_HEARD = 1_000


class Hints(Database):
    """The part of the store in which hints wait."""

    def leave_hint(self, key: str, sources: Iterable[str], now: datetime) -> bool:
        """Have these sources checked soon; nothing, and False, when a hint of this key came before."""
        with self._changing() as session:
            noted = session.exec(select(NoteRow.value).where(NoteRow.key == HEARD)).first()
            heard: list[str] = json.loads(noted) if noted else []
            if key in heard:
                return False
            rows = [{"key": f"{HINT}{source}", "value": now.isoformat()} for source in sources]
            rows.append({"key": HEARD, "value": json.dumps([*heard, key][-MOST_HEARD:])})
            insert_or_update(session, table(NoteRow), rows)
        return True

    def take_hints(self) -> list[str]:
        """The sources that are to be checked now; each is given once."""
        hinted = col(NoteRow.key).startswith(HINT, autoescape=True)
        with self._reading() as session:
            if session.exec(select(NoteRow.key).where(hinted).limit(1)).first() is None:
                return []
        with self._changing() as session:
            keys = list(session.exec(select(NoteRow.key).where(hinted)))
            session.exec(delete(NoteRow).where(col(NoteRow.key).in_(keys)))
        return [key.removeprefix(HINT) for key in keys]
