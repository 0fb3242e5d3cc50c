"""The cases, and one of them across its courts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from monitor.core.cases import coverage
from monitor.core.cases.coverage import Coverage
from monitor.core.cases.deadlines import CAUTION, Deadline, told
from monitor.core.cases.merging import related
from monitor.core.cases.timeline import Step, Timeline, timeline
from monitor.courts.registry import level
from monitor.model import Case, Learned
from monitor.oversight import witness_of
from monitor.web.given import Viewed
from monitor.web.looks import page, today
from monitor.web.view import View

router = APIRouter()
MOST = 200
"""Developments of one case on its page, the newest."""
AT_ONCE = 50
"""Cases on one page."""
LANES = ("district", "circuit", "supreme")


@dataclass(frozen=True, slots=True)
class Times:
    """The times that one ruling opened, each with its words of today; `over` when none can still be used."""

    step: Step
    times: tuple[tuple[Deadline, str], ...]
    over: bool


@router.get("/cases")
def cases(request: Request, view: Viewed, part: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """All cases, each with its dockets and its newest development."""
    known = view.cases()
    shown = known[(part - 1) * AT_ONCE : part * AT_ONCE]
    newest = view.store.newest_of(case.id for case in shown)
    values = {"cases": shown, "newest": newest, "part": part, "parts": -(-len(known) // AT_ONCE)}
    return page(request, "cases.html", values)


@router.get("/cases/{id_}")
def case(request: Request, view: Viewed, id_: str) -> Response:
    """One case: what happened in which court, what is open, the time to appeal, related cases, what can be seen."""
    known = view.cases()
    found = next((one for one in known if one.id == id_), None)
    if found is None:
        raise HTTPException(404, f"There is no case {id_[:80]}.")
    told_of = _timeline(view, found, known)
    values = {
        "found": told_of,
        "lanes": [(step, _lane(step)) for step in reversed(told_of.steps)],
        "times": list(_times(view, told_of)),
        "caution": CAUTION,
        "coverage": [(one, coverage.hole(one), coverage.remedy(one.docket)) for one in _coverage(view, found)],
        "aspects": coverage.WORDS,
        "learned": _grouped(told_of.learned),
        "names": view.names(),
        "most": MOST,
    }
    return page(request, "case.html", values)


def _timeline(view: View, found: Case, known: list[Case]) -> Timeline:
    store, others = view.store, related(found, known)
    newest = dict.fromkeys(others) | store.newest_of(others)
    return timeline(found, store.developments(case=found.id, limit=MOST), store.learned(), newest)


def _lane(step: Step) -> str:
    """In which lane of the picture a step stands: below the circuits, in one, or above."""
    found = level(step.development.event.court)
    return found if found in LANES else "district"


def _times(view: View, found: Timeline) -> Iterator[Times]:
    """The times to seek review, of the newest ruling first."""
    for step in reversed(found.steps):
        day = today(view, step.development.event.court)
        times = tuple((time, told(time, day)) for time in step.times)
        if times:
            yield Times(step, times, over=all(time.last < day for time, _ in times))


def _coverage(view: View, found: Case) -> list[Coverage]:
    """What can be seen of its dockets; docket pages of other cases are not read for that."""
    mine = [one for one in view.sources() if one.kind != "docket" or one.case in (None, found.id)]
    return coverage.of_cases([found], [witness_of(one, view.store) for one in mine])


def _grouped(learned: tuple[Learned, ...]) -> list[tuple[str, str, str, str]]:
    """What was learned, that of one kind and one evidence together: what, which, the words, the source."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for fact in learned:
        grouped.setdefault((fact.fact, fact.evidence, fact.source), []).append(fact.value)
    return [(fact, ", ".join(values), evidence, source) for (fact, evidence, source), values in grouped.items()]
