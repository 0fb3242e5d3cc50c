"""The one thing that may be sent to the site: CourtListener's word that a docket has new entries (a webhook).

Off unless the config says `web: {webhook: …}`. Its path is secret, the senders are listed, the body is bounded, and a
repeated event means nothing. What is made of it: core/hints.py.
"""

import asyncio
import hmac
import ipaddress
import json
import logging
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException

from monitor.config.shapes import Webhook
from monitor.core.hints import dockets_of, meant
from monitor.errors import MonitorError
from monitor.web.given import Viewed
from monitor.web.view import View

log = logging.getLogger(__name__)

MOST_BODY = 1_000_000
"""Bytes; an event of one docket has some thousands."""
TIME = 5.0
"""Seconds in which the body must be here."""
router = APIRouter(include_in_schema=False)


@router.post("/hooks/courtlistener/{secret}")
async def courtlistener(request: Request, view: Viewed, secret: Annotated[str, Path(max_length=200)]) -> Response:
    """Take an event and answer at once (CourtListener waits a second); it is looked at afterwards."""
    hook = view.config.web.webhook if view.config.web else None
    if hook is None or not any(hmac.compare_digest(secret.encode(), known.encode()) for known in hook.secrets):
        raise HTTPException(404, "there is nothing here")
    _require_sender(request, hook)
    body = await _body(request)
    try:
        dockets = dockets_of(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "this is no event of CourtListener") from error
    key = sha256((request.headers.get("idempotency-key") or "").encode() or body).hexdigest()[:32]
    return Response(status_code=200, background=BackgroundTask(_take, view, key, dockets))


def _require_sender(request: Request, hook: Webhook) -> None:
    """403 unless the connection comes from one who may send: a header could name anybody."""
    peer = ipaddress.ip_address(request.client.host) if request.client else None
    if not any(peer in sender for sender in hook.senders if peer):
        log.warning("an event for the webhook came from %s, who is not in web.webhook.senders", peer)
        raise HTTPException(403, "you may not send here")


async def _body(request: Request) -> bytes:
    """The body; 413 when it is too long, 408 when it does not come."""
    body = b""
    try:
        async with asyncio.timeout(TIME):
            async for part in request.stream():
                body += part
                if len(body) > MOST_BODY:
                    raise HTTPException(413, f"an event has {MOST_BODY} bytes at most")
    except TimeoutError as error:
        raise HTTPException(408, "the event did not arrive in time") from error
    return body


def _take(view: View, key: str, dockets: frozenset[int]) -> None:
    """Have the sources checked that show these dockets."""
    try:
        sources = meant(dockets, view.sources())
        is_new = view.store.leave_hint(key, sources, view.clock())
    except MonitorError as error:
        log.error("an event of CourtListener is lost, the dockets are checked in their turn: %s", error)  # noqa: TRY400 (expected)
        return
    names = ", ".join(sources) or "nothing here watches that docket on CourtListener"
    log.info("CourtListener says that there is news: %s%s", names, "" if is_new else " (it said so before)")
