"""Tells open pages that something new is stored, so that they ask for themselves anew (server-sent events, WHATWG)."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from monitor.edge.store import Pulse
from monitor.errors import StoreError
from monitor.web.view import View

log = logging.getLogger(__name__)
router = APIRouter()
LOOK = 2.0
"""Seconds between looks into the store while any page is open."""
STAY_OPEN = 20.0
"""Seconds after which a comment is sent, so that no proxy takes the line for dead."""
MOST_OPEN = 100
"""Pages that are told; one more is shown, but stays as it is."""


class Bell:
    """Looks whether anything is new, once for all open pages, and only while there are any."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._rung = asyncio.Condition()
        self._open = 0
        self._last: Pulse | None = None
        self._looking: asyncio.Task[None] | None = None
        self.ending = False

    @property
    def is_full(self) -> bool:
        """Whether as many pages are open as can be told."""
        return self._open >= MOST_OPEN

    async def listen(self) -> AsyncIterator[str]:
        """The events for one page, from now on, until it is closed or the site ends."""
        self._open += 1
        try:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look(), name="bell")
            known = self._last
            yield f"retry: {LOOK * 1000:.0f}\n\n"
            while not self.ending:
                known, said = await self._next(known)
                yield said
        finally:
            self._open -= 1

    async def end(self) -> None:
        """Let go of all pages."""
        self.ending = True
        async with self._rung:
            self._rung.notify_all()
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _next(self, known: Pulse | None) -> tuple[Pulse | None, str]:
        """Wait for news; gives what is known then, and what to say."""
        try:
            async with asyncio.timeout(STAY_OPEN), self._rung:
                await self._rung.wait_for(lambda: self.ending or self._last != known)
        except TimeoutError:
            return known, ": still here\n\n"
        now = self._last
        if now is None or known is None:
            return now, ""
        before = asdict(known)
        new = [name for name, value in asdict(now).items() if value != before[name]]
        return now, "".join(f"event: {name}\ndata: new\n\n" for name in new)

    async def _look(self) -> None:
        """Look until nobody listens any more."""
        while self._open and not self.ending:
            try:
                pulse = await run_in_threadpool(self._view.store.pulse)
            except StoreError as error:
                log.warning("open pages are told of news later: %s", error)
            else:
                async with self._rung:
                    self._last = pulse
                    self._rung.notify_all()
            await asyncio.sleep(LOOK)


@router.get("/live")
async def live(request: Request) -> StreamingResponse:
    """Events named for what is new: `developments`, `checks`, `alerts`."""
    bell: Bell = request.app.state.bell
    if bell.is_full:
        raise HTTPException(503, "So many pages are open that this one is told nothing; reload it to see news.")
    return StreamingResponse(bell.listen(), media_type="text/event-stream")
