"""What happened: the timeline, newest first, and one development with the text that reports it."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from monitor.core.cases.deadlines import CAUTION, deadlines_of, told
from monitor.core.cases.timeline import day_of
from monitor.courts.government import government_party
from monitor.courts.registry import COURTS, short
from monitor.edge.store import Wanted
from monitor.model import Development, EventKind, Item
from monitor.web.given import Viewed
from monitor.web.looks import page, today
from monitor.web.view import View

router = APIRouter()
AT_ONCE = 50
"""Developments on one page."""
DISPOSITIONS = (
    *("granted", "granted_in_part", "denied", "affirmed", "reversed"),
    *("vacated", "remanded", "dismissed", "moot", "other"),
)
_Word = Annotated[str, Query(max_length=200)]
_Cursor = Annotated[str, Query(max_length=500)]


@router.get("/")
def timeline(
    request: Request,
    view: Viewed,
    case: _Word = "",
    court: _Word = "",
    kind: _Word = "",
    disposition: _Word = "",
    after: _Cursor = "",
) -> Response:
    """Developments, those seen last first, of what is asked for."""
    wanted = Wanted(case or None, court or None, kind or None, disposition or None)
    found = view.store.list_developments(wanted, after or None, AT_ONCE)
    asked = {"case": case, "court": court, "kind": kind, "disposition": disposition}
    given = {name: value for name, value in asked.items() if value}
    values = {
        "days": [(day, list(of_it)) for day, of_it in groupby(found.found, key=day_of)],
        "choices": _choices(view, asked),
        "filtered": bool(given),
        "paged": bool(after),
        "newest": f"/?{urlencode(given)}" if given else "/",
        "older": f"/?{urlencode(given | {'after': found.after})}" if found.after else "",
        "names": view.names(),
        "watching": len(view.config.sources),
    }
    return page(request, "timeline.html", values)


def _choices(view: View, asked: Mapping[str, str]) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """The filters: name, label, what may be chosen and how it reads, what is chosen, which is always there."""
    config = view.config
    courts = {ref.court for case in config.cases for ref in case.dockets}
    courts |= {source.court for source in config.sources if source.court}
    choices = {
        "case": [(case.id, case.name) for case in config.cases],
        "court": [(court, short(court)) for court in sorted(courts, key=lambda id_: (_rank(id_), short(id_)))],
        "kind": [(kind, kind) for kind in get_args(EventKind)],
        "disposition": [(one, one.replace("_", " ")) for one in DISPOSITIONS],
    }
    for name, value in asked.items():
        if value and value not in dict(choices[name]):
            choices[name].append((value, value))
    labels = {"case": "All cases", "court": "All courts", "kind": "All kinds", "disposition": "Any outcome"}
    return [(name, labels[name], offered, asked[name]) for name, offered in choices.items()]


def _rank(court: str) -> int:
    """Higher courts first, as people list them."""
    found = COURTS.get(court)
    return ("supreme", "circuit", "district").index(found.level) if found and found.level in _LISTED else len(_LISTED)


_LISTED = ("supreme", "circuit", "district")


@router.get("/developments/{id_}")
def development(request: Request, view: Viewed, id_: str) -> Response:
    """One development: the words that decided it where they stand, its time to appeal, all its reports."""
    found = view.store.development(id_)
    if found is None:
        raise HTTPException(404, f"There is no development {id_[:80]}.")
    government = government_party([found.event.case_name or "", found.case_name or "", *view.parties(found.case)])
    times = deadlines_of(found, government)
    values = {
        "one": found,
        "text": _text(view, found),
        "times": [(time, told(time, today(view, found.event.court))) for time in times],
        "caution": CAUTION,
        "names": view.names(),
        "undone_by": view.store.development(found.undone_by) if found.undone_by else None,
    }
    return page(request, "development.html", values)


def _text(view: View, found: Development) -> tuple[str, str, str]:
    """The text that reports it, in three: before the words that decided it, these words, and what follows.

    Of what the source shows no more, only the words are known.
    """
    event = found.event
    if event.at:
        for item in _items(view, found):
            before, words, after = item.text[: event.at[0]], item.text[slice(*event.at)], item.text[event.at[1] :]
            if words == event.evidence:
                return before, words, after
    return "", event.evidence, ""


def _items(view: View, found: Development) -> Iterator[Item]:
    """The item that its best view was read from, as its source shows it now."""
    latest = view.store.latest(found.event.source)
    for item in latest.items if latest else ():
        if found.event.item in (item.key, *item.aliases):
            yield item
