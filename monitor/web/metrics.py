"""Figures for Prometheus, all of them read from the store when they are asked for: whoever does the work, they count.

Counters begin with the first time they are asked for; a registry of its own holds them.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from threading import Lock

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from monitor import __version__
from monitor.model import Check, Mark
from monitor.web.given import Viewed
from monitor.web.view import View

router = APIRouter()
PREFIX = "docket_monitor"
SETTLED = timedelta(seconds=10)
"""So old is an alert's sending when it is counted: those of other processes may be written a little later."""
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600)
"""Seconds of a check."""


class Metrics:
    """The figures of one view; `text` brings them up to date and gives them."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._lock = Lock()
        self._registry = CollectorRegistry()
        self._checked_to: int | None = None
        self._sent_to: datetime | None = None
        ours = self._registry
        self._checks = Counter("checks", "Checks by how they ended.", ["outcome"], PREFIX, registry=ours)
        self._seconds = Histogram("check_seconds", "How long checks took.", (), PREFIX, registry=ours, buckets=BUCKETS)
        self._sent = Counter("alerts_sent", "Alerts that channels took.", ["channel"], PREFIX, registry=ours)
        self._sources = self._gauge("sources", "Sources that are watched.")
        self._failing = self._gauge("sources_failing", "Sources whose last check failed.")
        self._lag = self._gauge("due_lag_seconds", "How long the most overdue source waits for its check.")
        self._outbox = self._gauge("outbox_alerts", "Alerts not sent, by state.", "channel", "state")
        self._oldest = self._gauge("outbox_oldest_seconds", "How long the oldest alert waits that is due.", "channel")
        self._beat = self._gauge("last_beat_timestamp_seconds", "The daemon's last sign of life; 0 without one.")
        self._bytes = self._gauge("store_bytes", "The size of the store.")
        self._gauge("build_info", "The version.", "version").labels(__version__).set(1)

    def _gauge(self, name: str, what: str, *labels: str) -> Gauge:
        return Gauge(name, what, labels, PREFIX, registry=self._registry)

    def text(self) -> bytes:
        """All figures in Prometheus's text format. Raises StoreError."""
        with self._lock:
            now = self._view.clock()
            self._count_checks()
            self._count_sent(now)
            self._weigh_outbox(now)
            self._look_at_sources(now)
            beat = self._view.vitals().beat
            self._beat.set(beat.timestamp() if beat else 0)
            self._bytes.set(self._view.store.size())
            return generate_latest(self._registry)

    def _count_checks(self) -> None:
        """Add the checks kept since the last time."""
        store = self._view.store
        if self._checked_to is None:
            self._checked_to = store.newest_check()
        while True:
            last, checks = store.checks_after(self._checked_to)
            if not checks:
                return
            self._checked_to = last
            for check in checks:
                self._checks.labels(_outcome(check)).inc()
                self._seconds.observe(check.seconds)

    def _count_sent(self, now: datetime) -> None:
        until = now - SETTLED
        if self._sent_to is not None:
            for channel, count in self._view.store.sent_between(self._sent_to, until).items():
                self._sent.labels(channel).inc(count)
        self._sent_to = until

    def _weigh_outbox(self, now: datetime) -> None:
        self._outbox.clear()
        self._oldest.clear()
        for channel in self._view.config.channels:
            for state in ("waiting", "leased", "failed", "held"):
                self._outbox.labels(channel.id, state).set(0)
            self._oldest.labels(channel.id).set(0)
        piles = self._view.store.piles()
        for pile in piles:
            self._outbox.labels(pile.channel, pile.state).set(pile.alerts)
        due = [pile for pile in piles if pile.state in {"waiting", "leased"} and pile.oldest < now]
        for pile in sorted(due, key=lambda pile: pile.oldest, reverse=True):
            self._oldest.labels(pile.channel).set((now - pile.oldest).total_seconds())

    def _look_at_sources(self, now: datetime) -> None:
        sources = self._view.sources()
        marks = self._view.store.marks([source.id for source in sources]).values()
        self._sources.set(len(sources))
        self._failing.set(sum(mark.failures > 0 for mark in marks))
        self._lag.set(_lag(marks, now))


def _outcome(check: Check) -> str:
    """`changed`, `unchanged`, or the kind of the error: a small number of words."""
    return check.error or ("changed" if check.changes else "unchanged")


def _lag(marks: Collection[Mark], now: datetime) -> float:
    """Seconds that the most overdue source waits; 0 when none is overdue."""
    return max((max(0.0, (now - mark.due).total_seconds()) for mark in marks if mark.due), default=0.0)


@router.get("/metrics")
def metrics(request: Request, view: Viewed) -> Response:
    """The figures."""
    state = request.app.state
    if not hasattr(state, "metrics"):
        state.metrics = Metrics(view)
    return Response(state.metrics.text(), media_type=CONTENT_TYPE_LATEST)
