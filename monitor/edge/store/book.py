"""The store inside one write transaction."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from monitor.edge.store.codec import decode, encode
from monitor.edge.store.dialects import insert_new, insert_or_update
from monitor.edge.store.rows import (
    AlertRow,
    CheckRow,
    DevelopmentRow,
    HealthRow,
    LearnedRow,
    NoteRow,
    SourceRow,
    table,
)
from monitor.edge.store.snapshots import keep_snapshot
from monitor.errors import Stale
from monitor.model import (
    Alert,
    Check,
    Development,
    HealthNote,
    Learned,
    Mark,
    News,
    Revision,
    Snapshot,
)

SILENCE = "silence "
"""How the key of the note begins that mutes a case or source."""
REMEMBERED = timedelta(days=120)
"""How far back a new report may belong to a known development, counted from the newest one."""


class SqlBook:
    """What can be done while the write lock is held; all of it is kept together, or none."""

    def __init__(self, session: Session, where: str) -> None:
        self._session = session
        self._where = where

    def known(self, cases: Collection[str]) -> Sequence[Development]:
        """Developments to which a new report may belong, newest first: REMEMBERED back from the newest one.

        From the newest and not from today, so that a replay of last year's filings meets its own developments. Of the
        `cases` concerned all are given, however old: an order may be stayed or vacated years later.
        """
        newest: datetime | None = self._session.exec(select(func.max(DevelopmentRow.first_seen))).one()
        if newest is None:
            return ()
        recent = col(DevelopmentRow.first_seen) >= newest - REMEMBERED
        of_cases = col(DevelopmentRow.case_id).in_(cases)
        return read_developments(self._session, select(DevelopmentRow.body).where(or_(recent, of_cases)))

    def heard(self, developments: Collection[str]) -> Mapping[str, AbstractSet[str]]:
        """The channels that an alert of these developments was made for, by the development's id."""
        return {development: self._heard(development) for development in developments}

    def muted(self, now: datetime) -> AbstractSet[str]:
        """The ids of the cases and sources of which the user wants to hear nothing now."""
        return frozenset(id_ for id_, until in silences(self._session).items() if until > now)

    def _heard(self, development: str) -> AbstractSet[str]:
        of_it = col(AlertRow.key).startswith(f"{development}:", autoescape=True)
        return set(self._session.exec(select(AlertRow.channel).where(of_it).distinct()))

    def commit(
        self,
        check: Check,
        mark: Mark,
        after: Snapshot | None,
        news: Sequence[News],
        learned: Sequence[Learned],
        alerts: Sequence[Alert],
    ) -> None:
        """Keep all of it; raises Stale, before anything is written, when the stored mark is not of `mark.version`."""
        row = self._advance(mark)
        if after is not None:
            keep_snapshot(self._session, row, after)
        insert_new(self._session, table(LearnedRow), [_learned_row(fact) for fact in learned])
        self._session.add(CheckRow(**asdict(check)))
        self.post(news, alerts)

    def post(self, news: Sequence[News], alerts: Sequence[Alert]) -> None:
        """Keep news that come from no check, with their alerts; an alert with a known channel and key is made once."""
        for piece in news:
            self._keep_news(piece)
        insert_new(self._session, table(AlertRow), [_alert_row(alert) for alert in alerts])

    def noted(self, key: str) -> str | None:
        """What was noted last under this key; None when nothing was."""
        return self._session.exec(select(NoteRow.value).where(NoteRow.key == key)).first()

    def note(self, key: str, value: str) -> None:
        """Note a word about the program itself, over the last one of this key."""
        insert_or_update(self._session, table(NoteRow), [{"key": key, "value": value}])

    def _advance(self, mark: Mark) -> SourceRow:
        row = self._session.get(SourceRow, mark.source, with_for_update=True)
        stored = row.version if row else 0
        if stored != mark.version:
            raise Stale(
                f"another process checked {mark.source} meanwhile (it is at {stored}, this check at {mark.version})",
                self._where,
                "nothing is lost: what that one kept stands",
            )
        new = replace(mark, version=mark.version + 1)
        row = row or SourceRow(id=mark.source, mark="")
        row.version, row.mark = new.version, encode(new)
        self._session.add(row)
        return row

    def _keep_news(self, piece: News) -> None:
        if isinstance(piece, HealthNote):
            self._session.add(HealthRow(at=piece.at, body=encode(piece)))
        elif isinstance(piece, Development):
            write_development(self._session, piece)
        elif isinstance(piece, Revision):
            write_development(self._session, piece.development)


def silences(session: Session) -> dict[str, datetime]:
    """Until when each case or source is silenced, also those whose time is over."""
    noted = session.exec(select(NoteRow).where(col(NoteRow.key).startswith(SILENCE, autoescape=True)))
    return {row.key.removeprefix(SILENCE): datetime.fromisoformat(row.value) for row in noted}


def read_developments(session: Session, chosen: SelectOfScalar[str]) -> list[Development]:
    """The developments whose bodies are chosen, newest first."""
    newest_first = chosen.order_by(col(DevelopmentRow.first_seen).desc(), col(DevelopmentRow.id))
    return [decode(Development, body) for body in session.exec(newest_first)]


def write_development(session: Session, development: Development) -> None:
    """Keep a development, over the one of its id, and count the writing; the session holds the write lock."""
    last: int | None = session.exec(select(func.max(DevelopmentRow.written))).one()
    row = {
        "id": development.id,
        "case_id": development.case,
        "kind": development.event.kind,
        "court": development.event.court,
        "disposition": development.event.disposition,
        "first_seen": development.first_seen,
        "written": (last or 0) + 1,
        "body": encode(development),
    }
    insert_or_update(session, table(DevelopmentRow), [row])


def _learned_row(fact: Learned) -> dict[str, Any]:
    return {"case_id": fact.case, "fact": fact.fact, "value": fact.value, "body": encode(fact), "at": fact.at}


def _alert_row(alert: Alert) -> dict[str, Any]:
    return {
        "channel": alert.channel,
        "key": alert.key,
        "digest": alert.digest,
        "state": "waiting",
        "attempts": 0,
        "wanted": alert.due,
        "due": alert.due,
        "made": alert.made,
        "body": encode(alert),
    }
