"""The sources, and one of them: its rhythm, its checks, its snapshots."""

from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from monitor.config.words import every_text
from monitor.core.cadence.pricing import expected_delay
from monitor.core.cadence.rhythm import rhythm
from monitor.core.cases.coverage import WORDS, shows
from monitor.metronome import NOTE, Metronome
from monitor.model import Check, Mark, Source
from monitor.oversight import witness_of
from monitor.web.given import Viewed
from monitor.web.looks import page
from monitor.web.view import View

router = APIRouter()
AT_ONCE = 100
"""Sources on one page; checks on one page of a source."""
CHECKS = 50
MOST_FOUND = 1_000
"""The heat map counts so many of the newest checks that found something."""
MOST_SNAPSHOTS = 30
SHADES = 4
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_Only = Annotated[Literal["", "found", "failed"], Query()]
_Cursor = Annotated[str, Query(max_length=500)]


@router.get("/sources")
def sources(request: Request, view: Viewed, part: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """All sources, those that fail first."""
    watched = view.sources()
    marks = view.store.marks([source.id for source in watched])
    known = [(source, marks.get(source.id) or Mark(source.id)) for source in watched]
    known.sort(key=lambda pair: pair[1].failures == 0)
    shown = known[(part - 1) * AT_ONCE : part * AT_ONCE]
    values = {
        "known": [(source, mark, every_text(source.cadence)) for source, mark in shown],
        "count": len(known),
        "failing": sum(mark.failures > 0 for _, mark in known),
        "part": part,
        "parts": -(-len(known) // AT_ONCE),
        "names": view.names(),
        "off": [source.id for source in view.config.sources if not source.enabled],
    }
    return page(request, "sources.html", values)


@router.get("/sources/{id_}")
def source(request: Request, view: Viewed, id_: str, only: _Only = "", after: _Cursor = "") -> Response:
    """One source: how it is, when it changes, what its checks found."""
    found = source_of(view, id_)
    mark = view.store.mark(found.id)
    checks = view.store.list_checks(found.id, after or None, CHECKS, only or None)
    changed = view.store.list_checks(found.id, None, MOST_FOUND, "found").found
    snapshots = sorted(view.store.snapshots(found.id), key=lambda line: -line.id)
    values = {
        "source": found,
        "mark": mark,
        "every": every_text(found.cadence),
        "learned": _learned(view, found, mark),
        "failed": next(iter(view.store.list_checks(found.id, None, 1, "failed").found), None),
        "checks": checks,
        "only": only,
        "paged": bool(after),
        "week": _week(changed, found.cadence.zone),
        "days": DAYS,
        "changed": len(changed),
        "snapshots": list(zip_longest(snapshots, snapshots[1:]))[:MOST_SNAPSHOTS],
        "more_snapshots": max(0, len(snapshots) - MOST_SNAPSHOTS),
        "shows": [(WORDS[aspect], one) for aspect, one in shows(witness_of(found, view.store)).items()],
        "names": view.names(),
    }
    return page(request, "source.html", values)


def source_of(view: View, id_: str) -> Source[Any]:
    """The source of this id; raises HTTPException (404)."""
    known = (*view.sources(), *view.config.sources)
    found = next((source for source in known if source.id == id_), None)
    if found is None:
        raise HTTPException(404, f"There is no source {id_[:80]}.")
    return found


def _learned(view: View, found: Source[Any], mark: Mark) -> tuple[float, float] | None:
    """Changes a day, and minutes that one waits until it is seen; None where no rhythm is learned."""
    if not found.cadence.auto or mark.habit is None:
        return None
    tempo = Metronome(view.store.noted(NOTE)).tempo
    known = rhythm(mark.habit, found.kind, found.cadence, tempo, view.clock())
    return known.rate, expected_delay(known, tempo.price).total_seconds() / 60


def _week(changed: Iterable[Check], zone: str) -> list[list[tuple[int, int]]]:
    """For each day from Monday and each hour: how many checks found something, and its shade (0 none … SHADES)."""
    local = (check.started.astimezone(ZoneInfo(zone)) for check in changed)
    counts = Counter((at.weekday(), at.hour) for at in local)
    most = max(counts.values(), default=1)
    return [[(n := counts[day, hour], -(-n * SHADES // most)) for hour in range(24)] for day in range(7)]
