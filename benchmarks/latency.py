"""How long after a page changed its alert is at the sink: `./run bench latency [--small] [RATE ...]`.

A real daemon asks ten times as many dockets as it makes checks a second (10, 100 and 1,000), each every ten seconds;
half a minute long a ruling is put into a page that had none, four times a second. Of each alert: seconds from the
change on the server, of which a fixed interval of ten seconds takes five on the average, and seconds from the request
that was answered with the changed page. Checks a second are those that came, which says where a machine ends.
"""

import json
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

from _page_server import PageServer
from _plot import bars
from scale import ROOT, Daemon, put_in_store, write_config

EVERY = 10
SIZE = 4_000
APART = 0.25
"""Seconds between two changes."""
LONGEST = 60.0
"""Seconds that the last alerts are waited for."""
_PAGE = re.compile(r"1:21-cv-(\d{5})")


@dataclass(frozen=True)
class Figures:
    """What one rate came to: checks a second; seconds from the change, and from the request, to each alert."""

    checks: float
    changes: int
    from_change: list[float]
    from_request: list[float]


def measure(rate: int, seconds: float) -> Figures:
    """Run one daemon at this rate."""
    sources = rate * EVERY
    with PageServer(sources, size=SIZE) as server, tempfile.TemporaryDirectory(prefix="latency-") as folder:
        path = write_config(Path(folder), server, f"{EVERY}s")
        pages = range(min(sources, int(seconds / APART)))
        put_in_store(path, SIZE, timedelta(seconds=-1), pages)
        with Daemon(path):
            while len(server.asked()) < sources * 0.98:  # what was overdue is spread over a minute
                time.sleep(0.5)
            asked, began = server.asked().total(), time.monotonic()
            grown = {}
            for page in pages:
                grown[page] = server.grow([page])
                time.sleep(APART)
            checks = (server.asked().total() - asked) / (time.monotonic() - began)
            until = time.monotonic() + LONGEST
            while len(told := _told(server)) < len(grown) and time.monotonic() < until:
                time.sleep(0.5)
            shown = server.shown()
    return Figures(
        checks,
        len(grown),
        sorted(when - grown[page] for page, when in told.items()),
        sorted(when - shown[page] for page, when in told.items()),
    )


def _told(server: PageServer) -> dict[int, float]:
    """When each page was first told of."""
    moments: dict[int, float] = {}
    for when, body in server.rulings():
        for number in _PAGE.findall(body):
            moments.setdefault(int(number) - 10_000, when)
    return moments


def line(rate: int, found: Figures) -> str:
    """A row of the table."""
    change, request = found.from_change, found.from_request
    return (
        f"| {rate} | {found.checks:.0f} | {len(change)} of {found.changes} "
        f"| {median(change):.1f} s, {_late(change):.1f} s | {median(request):.2f} s, {_late(request):.2f} s |"
    )


def _late(delays: list[float]) -> float:
    """What 95 of 100 are below."""
    return quantiles(delays, n=20)[-1]


def main() -> int:
    """Measure, print, keep; 1 when a change was not told."""
    small = "--small" in sys.argv
    rates = [int(word) for word in sys.argv[1:] if word.isdigit()] or ([3] if small else [10, 100, 1_000])
    print("| checks a second wanted | made | told | from change: median, 95 % | from request: median, 95 % |")
    print("|---|---|---|---|---|")
    found = {}
    for rate in rates:
        found[rate] = measure(rate, 5 if small else 30)
        print(line(rate, found[rate]), flush=True)
    results = ROOT / "benchmarks" / "results"
    results.mkdir(exist_ok=True)
    kept = {rate: [one.checks, one.from_change, one.from_request] for rate, one in found.items()}
    (results / "latency.json").write_text(json.dumps(kept, indent=1))
    medians = {f"{rate} checks/s": [median(one.from_change), median(one.from_request)] for rate, one in found.items()}
    (results / "latency.svg").write_text(bars("seconds to the alert (median)", ("change", "request"), medians))
    return 0 if all(len(one.from_change) == one.changes for one in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
