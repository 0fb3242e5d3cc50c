"""The alerts: what waits, what was sent, what failed."""

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from monitor.edge.store import State
from monitor.web.given import Viewed
from monitor.web.looks import page

router = APIRouter()
AT_ONCE = 50
OF: Mapping[str, tuple[State, ...]] = {
    "waiting": ("waiting", "leased"),
    "failed": ("failed",),
    "held": ("held",),
    "sent": ("sent",),
}
"""The states that each list shows; what is leased is being sent just now."""


@router.get("/alerts")
def alerts(
    request: Request,
    view: Viewed,
    state: Annotated[Literal["waiting", "failed", "held", "sent"], Query()] = "sent",
    after: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """The deliveries of one state, those made last first."""
    counts = view.store.count_pending()
    values = {
        "state": state,
        "found": view.store.list_deliveries(OF[state], after or None, AT_ONCE),
        "counts": {name: sum(counts.get(one, 0) for one in of) for name, of in OF.items() if name != "sent"},
        "paged": bool(after),
        "channels": [channel.id for channel in view.config.channels],
        "not_set_up": view.config.not_set_up,
    }
    return page(request, "alerts.html", values)
