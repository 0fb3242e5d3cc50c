"""The program itself: is it working, and the config as it runs."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from monitor.config import Config, shown
from monitor.web.given import Viewed
from monitor.web.looks import page

router = APIRouter()
NOTES = 20
"""Health notes shown, the newest."""


@router.get("/status")
def status(request: Request, view: Viewed) -> Response:
    """Whether the daemon lives, what fails, what waits, what it told of itself."""
    config, store = view.config, view.store
    watched = view.sources()
    marks = store.marks([source.id for source in watched])
    found = view.vitals()
    values = {
        "vitals": found,
        "ails": found.ails(view.clock()),
        "sources": len(watched),
        "unread": sum(source.id not in marks for source in watched),
        "failing": [mark for source in watched if (mark := marks.get(source.id)) and mark.failures],
        "counts": store.count_pending(),
        "notes": store.health(NOTES),
        "place": config.storage.place,
        "size": _size(config),
        "mistakes": view.mistakes,
        "channels": len(config.channels),
        "cases": len(config.cases),
    }
    return page(request, "status.html", values)


def _size(config: Config) -> float | None:
    """Megabytes that the store takes on this disk; None when it is on another machine."""
    file = config.storage.file
    return file.stat().st_size / 1_000_000 if file and file.exists() else None


@router.get("/config")
def config(request: Request, view: Viewed) -> Response:
    """The config as it was taken last, secrets masked; and what was wrong with one that was not taken."""
    values = {
        "yaml": shown(view.config),
        "files": [str(path) for path in view.config.files],
        "taken": view.taken,
        "refused": view.refused,
        "mistakes": view.mistakes,
        "warnings": view.config.warnings,
    }
    return page(request, "config.html", values)
