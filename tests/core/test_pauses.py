"""A source that answers but shows nothing new for unusually long is told once, and again when it goes on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from monitor.core.pauses import pause_notes, too_long
from monitor.model import Item, Mark, Snapshot, Source

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
SOURCE = Source("blog", "feed", "https://news.example/rss", None)


def every(apart, count=20, newest=NOW):
    """A snapshot of so many entries, so far apart."""
    items = tuple(Item(f"k{n}", "x", published=newest - n * apart) for n in range(count))
    return Snapshot("blog", newest, "window", items)


def told(snapshot, before, after, known=None):
    """The notes of a check at `after`, when the last good one was at `before`."""
    return pause_notes(SOURCE, Mark("blog", good=before), known or snapshot, snapshot, after)


def test_a_pause_is_told_once_with_what_is_usual():
    """Quiet for days where 20 hours were the longest: told by the first check that finds it, and by no later one."""
    daily = every(timedelta(hours=20))
    days = [NOW + timedelta(days=n) for n in range(12)]
    notes = [note for before, after in pairwise(days) for note in told(daily, before, after)]
    (note,) = notes
    assert (note.kind, note.source, note.at) == ("no_new_entry", "blog", NOW + timedelta(days=5))
    assert note.text.startswith("blog: no new entry for 4 days, usually one in 20 hours and at most 20 hours without")


def test_that_it_goes_on_is_told():
    """A new entry after a pause that was told."""
    before = every(timedelta(hours=20))
    later = NOW + timedelta(days=9)
    after = replace(before, items=(Item("new", "x", published=later), *before.items))
    (note,) = told(after, NOW + timedelta(days=8), later, before)
    assert (note.kind, note.severity) == ("goes_on", "success")


def test_what_was_quiet_at_the_first_reading_is_no_news():
    """A docket that ended years ago is followed in silence."""
    old = every(timedelta(days=1), newest=NOW - timedelta(days=900))
    assert pause_notes(SOURCE, Mark("blog"), None, old, NOW) == ()
    assert told(old, NOW, NOW + timedelta(days=1)) == ()


def test_long_weekends_and_old_habits_are_no_pause():
    """Busy feeds rest for four days; a slow docket for twice its longest pause; of few entries nothing is usual."""
    assert too_long(every(timedelta(hours=1)), NOW + timedelta(days=4)) == ""
    assert too_long(every(timedelta(hours=1)), NOW + timedelta(days=5))
    assert too_long(every(timedelta(days=30)), NOW + timedelta(days=59)) == ""
    assert "usually one in 30 days" in too_long(every(timedelta(days=30)), NOW + timedelta(days=61))
    assert too_long(every(timedelta(days=1), count=9), NOW + timedelta(days=99)) == ""
    assert too_long(Snapshot("blog", NOW, "whole", tuple(Item(f"k{n}", "x") for n in range(50))), NOW) == ""


def test_days_serve_where_no_moment_is_given():
    """Of docket entries the day of entry counts; one of the future counts for nothing."""
    rows = tuple(Item(f"k{n}", "x", filed=date(2025, 12, 1) + timedelta(days=n)) for n in range(12))
    docket = Snapshot("blog", NOW, "whole", (*rows, Item("hearing", "x", filed=date(2027, 1, 1))))
    assert too_long(docket, NOW).startswith("no new entry for 24 days, usually one in 24 hours")
