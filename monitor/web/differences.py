"""What changed between two snapshots of a source: rows of a docket, or words, inline and side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from monitor.core.diff import diff, pieces
from monitor.edge.store import SnapshotLine
from monitor.model import Change, Item
from monitor.web.given import Viewed
from monitor.web.looks import page
from monitor.web.sources import source_of

router = APIRouter()
MOST = 100
"""Changes that are shown; more would be another page, not a difference."""
MOST_COMPARED = 30
"""Of so many edited items the words are compared: each may take some milliseconds."""
_Number = Annotated[int | None, Query(ge=1, le=2**62)]


@dataclass(frozen=True, slots=True)
class Told:
    """A change, with the stretches of its difference where it was edited: kept "", taken out "-", put in "+"."""

    change: Change
    stretches: Sequence[tuple[str, str]]


@router.get("/sources/{id_}/difference")
def difference(
    request: Request,
    view: Viewed,
    id_: str,
    first: _Number = None,
    second: _Number = None,
    side: Annotated[Literal["", "by-side"], Query()] = "",
) -> Response:
    """What changed from `first` to `second`; between the last two snapshots when none is named."""
    source = source_of(view, id_)
    lines = sorted(view.store.snapshots(source.id), key=lambda line: line.id)
    older, newer = _two(lines, first, second)
    changes: Sequence[Change] = ()
    if older and newer:
        changes = diff(view.store.snapshot(older.id), view.store.snapshot(newer.id), frozenset())
    values = {
        "source": source,
        "older": older,
        "newer": newer,
        "lines": list(reversed(lines))[:MOST],
        "told": _told(changes[:MOST]),
        "more": max(0, len(changes) - MOST),
        "side": side,
    }
    return page(request, "difference.html", values)


def _two(
    lines: Sequence[SnapshotLine], first: int | None, second: int | None
) -> tuple[SnapshotLine | None, SnapshotLine | None]:
    """The two snapshots meant, the older first; None where there is none. Raises HTTPException for others."""
    by_id = {line.id: line for line in lines}
    unknown = [number for number in (first, second) if number is not None and number not in by_id]
    if unknown:
        raise HTTPException(404, f"There is no snapshot {unknown[0]} of this source; old ones are dropped in time.")
    newer = by_id[second] if second else lines[-1] if lines else None
    before = [line for line in lines if newer and line.id < newer.id]
    older = by_id[first] if first else before[-1] if before else None
    return (newer, older) if older and newer and older.id > newer.id else (older, newer)


def _told(changes: Sequence[Change]) -> list[Told]:
    left, told = MOST_COMPARED, []
    for change in changes:
        compared = change.kind == "edited" and change.before is not None and left > 0
        left -= compared
        stretches = list(pieces(_words(change.before), _words(change.item))) if compared and change.before else []
        told.append(Told(change, stretches))
    return told


def _words(item: Item) -> str:
    return item.text or item.title
