"""What `--json` of the verbs and the API answer: one shape of each thing for both, secrets masked.

Developments: core/telling/shape.py; cases and coverage: core/cases/timeline.py, coverage.py. Moments are `datetime`s.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from monitor.config import Config
from monitor.config.words import every_text
from monitor.core.cadence.pricing import expected_delay
from monitor.core.cadence.rhythm import Tempo, rhythm
from monitor.core.cases.coverage import Witness, shows, shows_as_json, summary
from monitor.core.cases.timeline import Timeline
from monitor.core.cases.timeline import as_json as timeline_json
from monitor.core.detect import difference
from monitor.core.plain import masked, masked_within
from monitor.core.telling.shape import as_json as development_json
from monitor.edge.store import Posted, SnapshotLine, SqlStore
from monitor.errors import UsageError
from monitor.metronome import NOTE, Metronome
from monitor.model import Change, Check, Development, Mark, Snapshot, Source
from monitor.oversight import witness_of

Shape = dict[str, Any]
ACKED = "ack "
"""How the key of the note in the store begins that a person has seen a development."""
_PAIR = 2


def case_shape(found: Timeline, config: Config) -> Shape:
    """A case across its courts: dockets, developments, what is open, the time to appeal."""
    masked_shape: Shape = masked_within(timeline_json(found), config.secrets)
    return masked_shape


def development_shapes(found: Iterable[Development], config: Config, store: SqlStore, now: datetime) -> list[Shape]:
    """Developments; each with when a person marked it as seen, and until when it is silenced. Raises StoreError."""
    silences = {id_: until for id_, until in store.silences().items() if until > now}
    return [
        {
            **development_json(one, config.secrets),
            "acked": store.noted(f"{ACKED}{one.id}"),
            "silenced": _silenced(one, silences),
        }
        for one in found
    ]


def _silenced(one: Development, silences: Mapping[str, datetime]) -> datetime | None:
    """Until when nothing is told of a development: its case is silenced, or all sources that report it are."""
    by_sources = [silences.get(report.source) for report in one.reports]
    of_sources = min(found) if all(found := by_sources) else None  # type: ignore[type-var]  # all are moments then
    return max(filter(None, (silences.get(one.case or ""), of_sources)), default=None)


def check_shape(check: Check) -> Shape:
    """A check; `check` is the id that its lines in the log carry, `error` is null when the source could be read."""
    return {
        "source": check.source,
        "ok": check.ok,
        "unchanged": check.unchanged,
        "changes": check.changes,
        "error": None if check.ok else {"kind": check.error, "message": check.message},
        "seconds": round(check.seconds, 3),
        "started": check.started,
        "check": check.id,
    }


def source_shapes(config: Config, store: SqlStore, sources: Iterable[Source[Any]], now: datetime) -> Iterator[Shape]:
    """How each of these sources is: last and next check, failures, what it can show, its rhythm. Raises StoreError."""
    tempo = Metronome(store.noted(NOTE)).tempo
    for source in sources:
        yield _source(config, store, witness_of(source, store), tempo, now)


def _source(config: Config, store: SqlStore, witness: Witness, tempo: Tempo, now: datetime) -> Shape:
    source, mark = witness.source, store.mark(witness.source.id)
    latest = store.latest(source.id)
    shown = shows(witness)
    return {
        "source": source.id,
        "kind": source.kind,
        "url": masked(source.url, config.secrets),
        "court": source.court,
        "case": source.case,
        "last_check": mark.checked,
        "last_good": mark.good,
        "last_change": mark.changed,
        "next_check": mark.due,
        "failures": mark.failures,
        "error": mark.error,
        "message": store.status(source.id).message if mark.failures else None,
        "carries": mark.carries or None,
        "flaws": list(latest.flaws) if latest else [],
        "ignored": latest.ignored if latest else 0,
        "coverage": shows_as_json(shown),
        "shows": summary(shown) or "no docket",
        "every": every_text(source.cadence),
        "rhythm": rhythm_shape(source, mark, tempo, now),
        "why": source.why,
    }


def rhythm_shape(source: Source[Any], mark: Mark, tempo: Tempo, now: datetime) -> Shape | None:
    """Changes a day, seconds a change waits, weight of each hour; None where none is learned."""
    if not source.cadence.auto or mark.habit is None:
        return None
    known = rhythm(mark.habit, source.kind, source.cadence, tempo, now)
    weights = [round(weight, 2) for weight in known.shape.weights]
    return {
        "changes_a_day": round(known.rate, 2),
        "expected_delay": round(expected_delay(known, tempo.price).total_seconds()),
        "working_day": weights[:24],
        "weekend": weights[24:],
    }


def snapshot_shape(line: SnapshotLine) -> Shape:
    """One stored snapshot, without its items."""
    return {"snapshot": line.id, "taken": line.taken, "items": line.items}


def change_shape(change: Change, config: Config) -> Shape:
    """One difference between two snapshots."""
    item = change.item
    shape = {"change": change.kind, "key": item.key, "date": item.filed, "words": difference(change), "url": item.url}
    masked_shape: Shape = masked_within(shape, config.secrets)
    return masked_shape


def delivery_shape(posted: Posted) -> Shape:
    """One alert in the outbox."""
    names = ("id", "channel", "state", "attempts", "due", "made", "sent", "title", "last_error")
    return {name: getattr(posted, name) for name in names}


def two_snapshots(store: SqlStore, source: str, first: int | None, second: int | None) -> tuple[Snapshot, Snapshot]:
    """The two snapshots of a source that are meant, the last two when none is named; raises UsageError."""
    there = [line.id for line in store.snapshots(source)]
    wanted = [number for number in (first, second) if number is not None] or sorted(there)[-_PAIR:]
    unknown = [number for number in wanted if number not in there]
    if unknown or len(wanted) != _PAIR:
        raise UsageError(
            f"{source} has no two such snapshots to compare (it has {', '.join(map(str, there)) or 'none'})",
            "",
            f"see monitor history {source}",
        )
    older, newer = (store.snapshot(number) for number in wanted)
    return older, newer
