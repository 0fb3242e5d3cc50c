"""The adaptive cadence: how long pricing holds up the loop (`./run bench polling`), and how it does in the simulator.

`factory()` is the thin adapter that the polling simulator scores (it needs numpy, the program does not):

    python3 SIMULATOR/score.py benchmarks.polling:factory --n 200 --seeds 10

The simulator's time is in seconds from a Monday 00:00 Eastern, where its budget day begins. Here Eastern is mapped to
UTC, in which the program's budget day is counted, and the other zones with it.
"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from monitor.core.cadence.habit import HOURS, Seen, learned, prior_of
from monitor.core.cadence.pricing import next_check, price
from monitor.core.cadence.rhythm import COURT, NEWS, Rhythm, Tempo, family_hours, rhythm
from monitor.model import Cadence, Habit

START = datetime(2026, 1, 5, tzinfo=UTC)
KINDS = ("court_feed", "docket", "feed", "page")
RETRY = timedelta(minutes=15)
SOURCES, ROUNDS = 10_000, 24


@dataclass(slots=True)
class Place:
    """A source of the simulator, in the words of the program."""

    kind: str
    cadence: Cadence
    habit: Habit
    rhythm: Rhythm


class Adaptive:
    """`every: auto`, as the daemon does it: learn after each check, price requests every hour."""

    def begin(self, sources: list[Any], budget_day: int, rng: Any) -> None:  # noqa: ANN401 (numpy's)
        """Take the sources of a run."""
        self.budget, self.rng, self.tempo = budget_day, rng, Tempo()
        every = timedelta(seconds=len(sources) * 86_400 / budget_day)
        self.places = [self._place(source, every) for source in sources]
        self.every = every

    def _place(self, source: Any, every: timedelta) -> Place:  # noqa: ANN401 (the simulator's)
        zone = f"Etc/GMT{-source.tz:+d}" if source.tz else "UTC"
        cadence = Cadence(every, zone=zone, auto=True, least=timedelta(seconds=source.floor))
        kind = KINDS[source.kind]
        return Place(kind, cadence, Habit(), rhythm(Habit(), kind, cadence, self.tempo, START))

    def next_check(self, source: Any, now: float) -> float:  # noqa: ANN401 (the simulator's)
        """The seconds at which to ask next."""
        place, moment = self.places[source.id], START + timedelta(seconds=now)
        if not source.checks:
            return now + float(self.rng.uniform(0, self.every.total_seconds()))
        if not source.ok:
            return now + RETRY.total_seconds()
        weights = self.tempo.weights(place.habit, place.kind)
        place.habit = learned(
            place.habit, prior_of(place.kind), weights, place.cadence.zone, self._seen(source, moment)
        )
        place.rhythm = rhythm(place.habit, place.kind, place.cadence, self.tempo, moment)
        return (next_check(place.rhythm, self.tempo.price, moment) - START).total_seconds()

    def _seen(self, source: Any, moment: datetime) -> Seen:  # noqa: ANN401 (the simulator's)
        at, built = source.item_time, source.built_at
        return Seen(
            moment,
            abs(source.n_new),
            None if at is None else START + timedelta(seconds=at),
            None if built is None else START + timedelta(seconds=built),
        )

    def hourly(self, now: float, used_today: int) -> None:
        """Price requests anew."""
        moment = START + timedelta(seconds=now)
        value = price([place.rhythm for place in self.places], self.budget - used_today, moment)
        self.tempo = Tempo(
            value, family_hours(self._found(news=False), COURT), family_hours(self._found(news=True), NEWS)
        )

    def _found(self, *, news: bool) -> list[float]:
        """The changes found in a family of sources, by hour."""
        hours = [place.habit.hours for place in self.places if prior_of(place.kind).news is news]
        return [sum(counts) for counts in zip((0.0,) * HOURS, *filter(None, hours), strict=True)]


def factory() -> Adaptive:
    """A fresh policy."""
    return Adaptive()


def rhythms(number: int) -> list[Rhythm]:
    """What is expected of so many sources of all kinds, each with a history of its own."""
    dice = random.Random(number)  # noqa: S311 (the same each time)
    made = []
    for index in range(number):
        hours = tuple(dice.expovariate(0.5) for _ in range(HOURS))
        habit = Habit(at=START, changes=dice.expovariate(0.1), days=dice.uniform(0, 14), hours=hours)
        cadence = Cadence(
            timedelta(minutes=15), zone=dice.choice(("America/New_York", "America/Los_Angeles")), auto=True
        )
        made.append(rhythm(habit, KINDS[index % 4], cadence, Tempo(), START))
    return made


def main() -> None:
    """Price many sources at each hour of a day, and plan a check of each; print how long either takes."""
    sources, priced = rhythms(SOURCES), []
    for hour in range(ROUNDS):
        begun = perf_counter()
        worth = price(sources, SOURCES * 96 * (ROUNDS - hour) / ROUNDS, START + timedelta(hours=hour))
        priced.append(1000 * (perf_counter() - begun))
    begun = perf_counter()
    for one in sources:
        next_check(one, worth, START + timedelta(hours=12))
    each = 1e6 * (perf_counter() - begun) / SOURCES
    print(f"pricing {SOURCES:,} sources: median {median(priced):.1f} ms, longest {max(priced):.1f} ms")
    print(f"planning a check: {each:.0f} us")


if __name__ == "__main__":
    main()
