"""What many sources cost, on paper and in a simulation: `./run bench sizing [SOURCES ...]`.

The figures it starts from were measured: a check's cost by `./run bench fleet`, what is kept by `./run bench store`.

The simulation lets each source become due again one interval after it was asked; a host is asked by one worker at a
time and once a second at most, and a check needs one of the workers' places. It says how much later than due sources
are asked, with too few hosts and with enough, and how long it takes to catch up when all are due at once.
"""

import heapq
import random
import sys
from dataclasses import dataclass
from statistics import quantiles

DAY = 86_400
MS_A_CHECK = 8.0
"""CPU milliseconds of a worker for an unchanged check, PostgreSQL's part included (bench fleet: 6 to 8)."""
MS_AN_ERRAND = 0.9
"""CPU milliseconds of the scheduler for an errand (bench fleet: 0.5 to 0.9)."""
KB_A_PAGE = 90
"""An ordinary docket page on the wire; one answered by 304 costs half a kilobyte."""
KB_A_304 = 0.5
CHANGED = 0.01
"""The part of checks that find something new."""
ANSWERED_304 = 0.5
BYTES_A_CHECK = 120
"""Of a row of `checks`, with its index."""
KB_A_CHANGE = 6
"""Of a new snapshot, with its keys."""
APART = 1.0
"""Seconds between two requests to one host (`http: {per_host: 1/s}`, the default)."""
AT_ONCE = 20
"""Places of a worker."""
SECONDS_A_PAGE = 0.5
BUSY = 0.6
"""The part of its time that a worker should be busy: the rest is for bursts."""


@dataclass(frozen=True)
class Cost:
    """What so many sources cost, each asked every so many minutes."""

    sources: int
    minutes: float

    @property
    def a_second(self) -> float:
        """Checks a second."""
        return self.sources / (60 * self.minutes)

    @property
    def workers(self) -> float:
        """By CPU, on a core each, or by places while pages take their time, whichever is more."""
        by_cpu = self.a_second * MS_A_CHECK / 1000
        by_places = self.a_second * SECONDS_A_PAGE / AT_ONCE
        return max(by_cpu, by_places) / BUSY

    @property
    def scheduler(self) -> float:
        """The scheduler's part of a core."""
        return self.a_second * MS_AN_ERRAND / 1000

    @property
    def writes(self) -> float:
        """Write transactions a second: one for each change, two a second for each worker's unchanged checks."""
        return self.a_second * CHANGED + 2 * self.workers

    @property
    def received(self) -> float:
        """Gigabytes a day from the network."""
        kilobytes = KB_A_304 * ANSWERED_304 + KB_A_PAGE * (1 - ANSWERED_304)
        return self.a_second * DAY * kilobytes / 1e6

    @property
    def stored(self) -> float:
        """Gigabytes a day in the database, before `storage.keep` takes away what is old."""
        return self.a_second * DAY * (BYTES_A_CHECK + CHANGED * KB_A_CHANGE * 1000) / 1e9

    def hosts(self, per_host: float) -> float:
        """How many different hosts the sources must be on, at so many requests a second each."""
        return self.a_second / per_host


def delays(due: list[list[float]], interval: float, workers: int) -> list[float]:
    """Seconds after their due time at which sources are asked, two rounds of them; `due` are the moments by host."""
    sources = sum(map(len, due))
    for waiting in due:
        heapq.heapify(waiting)
    ready = sorted((waiting[0], host) for host, waiting in enumerate(due) if waiting)
    places, late = [0.0] * (workers * AT_ONCE), []
    while len(late) < 2 * sources:
        moment, host = heapq.heappop(ready)
        start = max(moment, heapq.heappop(places))
        heapq.heappush(places, start + SECONDS_A_PAGE)
        late.append(start - heapq.heapreplace(due[host], start + interval))
        heapq.heappush(ready, (max(due[host][0], start + max(APART, SECONDS_A_PAGE)), host))
    return late


def simulate(sources: int, minutes: float) -> None:
    """Print how late sources are asked with as many workers as the table says."""
    cost, dice = Cost(sources, minutes), random.Random(sources)  # noqa: S311 (a draw to repeat)
    workers, least = round(cost.workers + 0.5), round(cost.hosts(1 / APART))
    for hosts, spread in ((least // 2, 60 * minutes), (2 * least, 60 * minutes), (2 * least, 0.0)):
        due: list[list[float]] = [[] for _ in range(hosts)]
        for _ in range(sources):
            due[dice.randrange(hosts)].append(dice.uniform(0, spread))
        both = delays(due, 60 * minutes, workers)
        late = both[sources:] if spread else both[:sources]
        half, most = quantiles(late, n=100)[49], max(late)
        when = "all due at once" if not spread else "spread"
        print(
            f"{sources:>9,} every {minutes} min on {hosts:,} hosts, {workers} workers, {when}:"
            f" late by {half:,.0f} s (half of them), {most:,.0f} s (the last)"
        )


def main() -> None:
    """Print a table, then what the simulation says."""
    sizes = [int(word) for word in sys.argv[1:]] or [100_000, 1_000_000]
    print("sources    every  checks/s  workers  scheduler  writes/s  GB/day in  GB/day kept  hosts at 1/s")
    for sources in sizes:
        for minutes in (15, 60):
            cost = Cost(sources, minutes)
            print(
                f"{sources:>9,} {minutes:>4} min {cost.a_second:>9.0f} {cost.workers:>8.0f} {cost.scheduler:>9.2f}c"
                f" {cost.writes:>9.0f} {cost.received:>10.0f} {cost.stored:>12.1f} {cost.hosts(1):>13.0f}"
            )
    print()
    for sources in sizes:
        simulate(sources, 15)


if __name__ == "__main__":
    main()
