"""How the program is: for the API, for who asks whether it is ready, and for Docker."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from monitor import __version__
from monitor.shapes import Shape
from monitor.web.given import Viewed
from monitor.web.view import View

router = APIRouter()


def status_shape(view: View) -> Shape:
    """The whole state in one shape. Raises StoreError."""
    found, sources = view.vitals(), view.sources()
    marks = view.store.marks([source.id for source in sources])
    ails = found.ails(view.clock())
    return {
        "version": __version__,
        "well": not ails,
        "ails": ails,
        "last_beat": found.beat,
        "sources": {"watched": len(sources), "failing": sum(mark.failures > 0 for mark in marks.values())},
        "outbox": {**view.store.count_pending(), "oldest": found.waits},
        "config": {"taken": view.taken, "refused": view.refused, "mistakes": list(view.mistakes)},
        "store": {"place": view.config.storage.place, "bytes": view.store.size()},
    }


@router.get("/healthz")
async def healthz() -> Response:
    """The process is there and its loop turns: what answers is asked no more."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def readyz(view: Viewed) -> Response:
    """The scheduler beats, the store takes what it is given, the outbox moves; 503, and what ails, when not."""
    ails = view.vitals().ails(view.clock())
    return JSONResponse({"ready": not ails, "ails": ails}, 503 if ails else 200)
