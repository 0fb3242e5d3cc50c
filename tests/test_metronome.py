"""The tempo of all sources: what is spent, what outlives a restart, and whole days of checks on a real store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from monitor.core.cadence.habit import Seen
from monitor.core.cadence.rhythm import COURT, NEWS, Tempo
from monitor.core.marks import with_habit
from monitor.metronome import Metronome, next_beat
from monitor.model import Cadence, Habit, Mark, Source

MIDNIGHT = datetime(2026, 1, 5, tzinfo=UTC)
NOON = MIDNIGHT + timedelta(hours=12)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def sources(number, kind="docket", **cadence):
    """So many sources of a learned cadence."""
    rhythm = replace(Cadence(auto=True), **cadence)
    return {f"s{index}": Source(f"s{index}", kind, "http://127.0.0.1/", None, rhythm) for index in range(number)}


class Watch:
    """Sources that are checked when they are due, with the metronome of the daemon, in simulated time."""

    def __init__(self, watched, changed, budget=None):
        self.watched, self.changed, self.budget = watched, changed, budget
        self.metronome = Metronome()
        self.marks = {id_: Mark(id_, due=MIDNIGHT) for id_ in watched}
        self.asked = {id_: [] for id_ in watched}
        self.beat = MIDNIGHT

    def until(self, end):
        """Go on until this moment."""
        while (mark := min(self.marks.values(), key=lambda mark: mark.due)).due < end:
            now = mark.due
            if now >= self.beat:
                self.metronome.beat(self.watched, self.budget, now)
                self.beat = next_beat(now)
            source, before = self.watched[mark.source], mark.checked or now
            seen = Seen(now, self.changed(mark.source, before, now))
            new = with_habit(replace(mark, checked=now), source, seen, self.metronome.tempo)
            self.metronome.spends(source)
            self.metronome.hears(source, new, now)
            self.marks[mark.source] = new
            self.asked[mark.source].append(now)

    def requests(self, id_, start, end):
        return sum(start <= moment < end for moment in self.asked[id_])


def hourly(id_, before, now):
    """Source s0 changes at each full hour of the day, the others never."""
    return int(id_ == "s0" and before.hour != now.hour)


def test_a_beat_prices_requests_and_a_note_outlives_a_restart():
    """Price, hours and what is spent come back; a new day begins with nothing spent."""
    watched = sources(20)
    first = Metronome()
    first.beat(watched, None, MIDNIGHT)
    for source in watched.values():
        first.spends(source)
    again = Metronome(first.note())
    assert again.tempo == first.tempo
    again.beat(watched, None, NOON)
    assert again.note().startswith('{"day": "2026-01-05", "spent": 20,')
    again.beat(watched, None, NOON + DAY)
    assert again.note().startswith('{"day": "2026-01-06", "spent": 0,')


def test_before_the_first_beat_there_is_nothing_to_note():
    """And the tempo is that of nothing learned."""
    assert Metronome().note() is None
    assert Metronome().tempo == Tempo()


def test_who_starts_at_noon_has_half_a_day_to_spend():
    """Else the requests of a whole day would go out in the afternoon."""
    metronome = Metronome()
    metronome.beat(sources(20), None, NOON)
    assert f'"spent": {20 * 96 // 2},' in metronome.note()


def test_only_sources_of_a_learned_cadence_spend():
    """Fixed intervals and cron lines are not counted here."""
    metronome = Metronome()
    metronome.beat(sources(2), None, MIDNIGHT)
    metronome.spends(Source("fixed", "docket", "http://127.0.0.1/", None))
    assert '"spent": 0,' in metronome.note()


def test_fixed_sources_have_their_requests_first():
    """What http.budget leaves is for the others: with less left a request is dearer."""
    fixed = {"fixed": Source("fixed", "feed", "http://127.0.0.1/", None, Cadence(timedelta(minutes=1)))}
    rich, poor = Metronome(), Metronome()
    rich.beat(sources(20), 3_000, MIDNIGHT)
    poor.beat(sources(20) | fixed, 3_000, MIDNIGHT)
    assert poor.tempo.price > 1.5 * rich.tempo.price


def test_a_source_that_is_gone_is_forgotten():
    """Its hours no longer bend those of the others."""
    watched = sources(1)
    evening = Habit(at=MIDNIGHT, hours=tuple(50.0 if hour == 21 else 0.0 for hour in range(48)))
    metronome = Metronome()
    metronome.hears(watched["s0"], Mark("s0", habit=evening), MIDNIGHT)
    metronome.beat(watched, None, MIDNIGHT)
    assert metronome.tempo.court[21] > 2 * COURT[21]
    metronome.beat({}, None, MIDNIGHT)
    assert metronome.tempo.court[21] < 1.2 * COURT[21]
    assert metronome.tempo.news[10] == pytest.approx(NEWS[10], rel=0.1)


def test_the_day_ends_within_the_budget():
    """Forty sources, one of which changes every hour: of 3,840 requests a day nearly all are used, and no more."""
    watch = Watch(sources(40), hourly)
    watch.until(MIDNIGHT + 3 * DAY)
    for day in range(3):
        spent = sum(watch.requests(id_, MIDNIGHT + day * DAY, MIDNIGHT + (day + 1) * DAY) for id_ in watch.watched)
        assert 0.9 * 40 * 96 < spent < 1.02 * 40 * 96


def test_who_changes_more_is_asked_more_and_nobody_is_left_out():
    """After some days; and a source that never changes is seen within an hour, day and night."""
    watch = Watch(sources(40), hourly)
    watch.until(MIDNIGHT + 5 * DAY)
    busy, quiet = (watch.requests(id_, MIDNIGHT + 4 * DAY, MIDNIGHT + 5 * DAY) for id_ in ("s0", "s1"))
    assert busy > 2 * quiet
    for moments in watch.asked.values():
        assert max(after - before for before, after in pairwise(moments)) <= HOUR


def test_a_counter_does_not_eat_the_budget():
    """A page that differs at each look gets at most twice the requests of its like."""
    watch = Watch(sources(40, "page"), lambda id_, _before, _now: int(id_ == "s0"))
    watch.until(MIDNIGHT + 4 * DAY)
    counter, other = (watch.requests(id_, MIDNIGHT + 3 * DAY, MIDNIGHT + 4 * DAY) for id_ in ("s0", "s1"))
    assert counter < 2 * other


def test_a_clock_on_a_page_does_not_eat_the_budget():
    """A page that differs every ten minutes gets some times the requests of its like, not most of them."""
    ticks = lambda id_, before, now: int(id_ == "s0" and before.minute // 10 != now.minute // 10)  # noqa: E731 (short)
    watch = Watch(sources(40, "page"), ticks)
    watch.until(MIDNIGHT + 4 * DAY)
    clock, other = (watch.requests(id_, MIDNIGHT + 3 * DAY, MIDNIGHT + 4 * DAY) for id_ in ("s0", "s1"))
    assert clock < 5 * other


def test_sources_set_up_together_do_not_stay_together():
    """Their second checks are spread."""
    watch = Watch(sources(40), lambda *_: 0)
    watch.until(MIDNIGHT + HOUR)
    seconds = {moments[1] for moments in watch.asked.values()}
    assert len(seconds) > 30


def test_the_beat_is_at_full_hours():
    """So that a new day is priced when it begins."""
    assert next_beat(NOON) == NOON + HOUR
    assert next_beat(NOON + timedelta(minutes=59)) == NOON + HOUR
