"""The tempo of all sources with `every: auto`: the hours they have in common, and the price of a request.

It is set anew at each full hour; the checks in between learn for their own source only.
"""

import json
from array import array
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from monitor.core.cadence.habit import HOURS, prior_of
from monitor.core.cadence.pricing import day_end, price
from monitor.core.cadence.rhythm import COURT, NEWS, Rhythm, Tempo, family_hours, rhythm
from monitor.core.due import allowance
from monitor.model import Habit, Mark, Source

NOTE = "tempo"
"""Name of the note in the store that outlives a restart."""
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Heard:
    """What is kept of each source: its rhythm, and its changes by hour, in little space."""

    news: bool
    rhythm: Rhythm
    hours: "array[float]"


class Metronome:
    """Hears how each check ends and gives the `tempo`. `noted` is what `note` gave before the program started."""

    def __init__(self, noted: str | None = None) -> None:
        was = json.loads(noted) if noted else {}
        self.tempo = Tempo(was["price"], tuple(was["court"]), tuple(was["news"])) if was else Tempo()
        self._day = date.fromisoformat(was["day"]) if was else None
        self._spent: float = was.get("spent", 0)
        self._heard: dict[str, Heard] = {}
        self._found = {news: [0.0] * HOURS for news in (False, True)}

    def hears(self, source: Source[Any], mark: Mark, now: datetime) -> None:
        """Take note of what is known of a source of a learned cadence."""
        if source.cadence.auto and mark.habit:
            expected = rhythm(mark.habit, source.kind, source.cadence, self.tempo, now)
            self._count(source.id, Heard(prior_of(source.kind).news, expected, array("f", mark.habit.hours)))

    def _count(self, id_: str, heard: Heard | None) -> None:
        """Remember what was heard of a source in place of what was; keep the sums of all changes by hour."""
        before = self._heard.pop(id_, None)
        if heard:
            self._heard[id_] = heard
        if before and heard and before.hours == heard.hours:
            return
        for sign, one in ((-1, before), (1, heard)):
            if one:
                for hour, count in enumerate(one.hours):
                    self._found[one.news][hour] += sign * count

    def spends(self, source: Source[Any]) -> None:
        """Count one request of a source."""
        self._spent += source.cadence.auto

    def beat(self, sources: Mapping[str, Source[Any]], budget: int | None, now: datetime) -> None:
        """Set the tempo for these sources; `budget` is of requests a day, in all."""
        for id_ in self._heard.keys() - sources.keys():
            self._count(id_, None)
        for id_ in sources.keys() - self._heard.keys():  # those that were never read will ask, too
            self.hears(sources[id_], Mark(id_, habit=Habit()), now)
        allowed = allowance([source.cadence for source in sources.values()], budget, now)
        self._turn_day(allowed, now)
        self.tempo = Tempo(
            price([heard.rhythm for heard in self._heard.values()], allowed - self._spent, now),
            family_hours(self._found[False], COURT),
            family_hours(self._found[True], NEWS),
        )

    def _turn_day(self, allowed: float, now: datetime) -> None:
        """Begin each day with nothing spent; a program that starts within a day, with its share until then."""
        today = now.astimezone(UTC).date()
        if self._day is None:
            self._spent = allowed * (1 - (day_end(now) - now) / DAY)
        elif self._day != today:
            self._spent = 0
        self._day = today

    def note(self) -> str | None:
        """What is to be remembered over a restart; None before the first beat."""
        if self._day is None:
            return None
        return json.dumps({"day": self._day.isoformat(), "spent": round(self._spent), **asdict(self.tempo)})


def next_beat(now: datetime) -> datetime:
    """The next full hour."""
    return now.replace(minute=0, second=0, microsecond=0) + HOUR
