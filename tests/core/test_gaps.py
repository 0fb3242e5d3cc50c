"""What a window did not show is told with its times; a feed that stands still is noticed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.core.detect import Detected, Sighting
from monitor.core.gaps import (
    Filling,
    can_fill,
    filling,
    found_late,
    gap,
    gap_notes,
    standstill_notes,
    unmoved_gap,
)
from monitor.model import About, Case, DocketRef, Gap, Item, LegalEvent, Mark, Snapshot, Source

DAY = timedelta(days=1)
FRIDAY, SUNDAY, MONDAY = (datetime(2026, 1, day, hour, 2, tzinfo=UTC) for day, hour in ((2, 23), (4, 13), (5, 13)))
REF = DocketRef("dcd", "1:25-cv-00457")
FEED = Source("dcd-feed", "court_feed", "http://127.0.0.1/", None, court="dcd", watch=(REF,))
CASE = Case("ctr", "Sample v. Example", (REF,))
DOCKET = Source("ctr-docket", "docket", "http://127.0.0.1/d", None, court="dcd", case="ctr")
READ = Mark("dcd-feed", good=FRIDAY)


def window(*items, **moments):
    """A window read on Monday."""
    return Snapshot("dcd-feed", MONDAY, "window", tuple(items), **moments)


def test_a_weekend_of_silence_is_a_gap_in_a_24_hour_feed():
    """What came between the last reading and the feed's reach back is lost; a shorter pause loses nothing."""
    assert gap(DAY, READ, set(), window(), MONDAY) == Gap(FRIDAY, SUNDAY)
    assert gap(DAY, replace(READ, good=MONDAY - timedelta(hours=23)), set(), window(), MONDAY) is None
    assert gap(DAY, Mark("new"), set(), window(), MONDAY) is None


def test_a_feed_shows_what_it_had_when_it_was_made():
    """A feed that stood still shows, once it moves, nothing of the time between: its own words say when it was made."""
    still = replace(READ, good=MONDAY - timedelta(minutes=10), made=FRIDAY)
    assert gap(DAY, still, set(), window(made=MONDAY), MONDAY) == Gap(FRIDAY, SUNDAY)
    old = window(made=MONDAY - timedelta(hours=2))
    assert gap(DAY, READ, set(), old, MONDAY) == Gap(FRIDAY, SUNDAY - timedelta(hours=2))
    assert gap(DAY, replace(still, made=MONDAY - timedelta(hours=1)), set(), window(made=MONDAY), MONDAY) is None


def test_a_window_that_turned_over_is_a_gap():
    """When the oldest item of a window is younger than the last reading, some may have come and gone."""
    mark = Mark("s", good=MONDAY - timedelta(hours=5))
    young, old = (window(oldest=MONDAY - timedelta(hours=hours)) for hours in (1, 9))
    assert gap(None, mark, set(), young, MONDAY) == Gap(mark.good, young.oldest)
    assert gap(None, mark, set(), old, MONDAY) is None
    assert gap(None, Mark("s"), set(), young, MONDAY) is None
    assert gap(None, mark, set(), replace(young, extent="whole"), MONDAY) is None


def test_a_window_that_holds_a_known_item_has_no_gap():
    """A feed that only grew still holds what was seen: nothing can have been lost between."""
    mark = Mark("s", good=MONDAY - timedelta(hours=5))
    page = window(Item("1", "x"), Item("2", "x"), oldest=MONDAY - timedelta(hours=1))
    assert gap(None, mark, {"1"}, page, MONDAY) is None
    assert gap(None, mark, {"9"}, page, MONDAY)


def test_an_empty_feed_that_is_unchanged_may_have_been_full_meanwhile():
    """Empty on Friday and empty on Monday says nothing of Saturday; a feed that shows entries was not made anew."""
    assert unmoved_gap(DAY, READ, MONDAY) == Gap(FRIDAY, SUNDAY)
    assert unmoved_gap(DAY, READ, FRIDAY + DAY) is None
    assert unmoved_gap(None, READ, MONDAY) is None
    assert unmoved_gap(DAY, replace(READ, newest=FRIDAY), MONDAY) is None
    assert unmoved_gap(DAY, replace(READ, made=FRIDAY), MONDAY) is None


def test_a_gap_is_told_in_the_courts_own_time():
    """The note names court, times and docket; the gap waits for nobody when no other source can fill it."""
    waiting, (note,) = gap_notes(FEED, READ, Gap(FRIDAY, SUNDAY), (), MONDAY)
    assert waiting is None
    assert note.text == (
        "D.D.C. feed unseen Fri 02 Jan 18:02 to Mon 05 Jan 08:02 EST, open the docket of 1:25-cv-00457: "
        "dcd-feed does not show what came before Sun 04 Jan 08:02"
    )
    _, (note,) = gap_notes(replace(FEED, court="cand", watch=None), READ, Gap(FRIDAY, SUNDAY), (), MONDAY)
    assert note.text.startswith("N.D. Cal. feed unseen Fri 02 Jan 15:02 to Mon 05 Jan 05:02 PST, open the docket: ")


def test_a_gap_is_filled_when_the_other_source_was_read_after_it():
    """Until then the note says who will tell, afterwards that it was filled, once, and with how many entries."""
    found, before = Gap(FRIDAY, SUNDAY), Filling("ctr-docket", FRIDAY, 0)
    waiting, (note,) = gap_notes(FEED, READ, found, [before], MONDAY)
    assert waiting == found
    assert note.text.endswith("; ctr-docket will tell it")
    waits = replace(READ, gap=waiting)
    assert gap_notes(FEED, waits, None, [before], MONDAY) == (found, ())
    waiting, (note,) = gap_notes(FEED, waits, None, [replace(before, good=MONDAY, entries=2)], MONDAY)
    assert (waiting, note.kind, note.severity) == (None, "gap_filled", "success")
    assert note.text == (
        "the gap of the D.D.C. feed (Fri 02 Jan 18:02 to Sun 04 Jan 08:02 EST) is filled from ctr-docket, "
        "which has 2 entries of those days"
    )
    assert gap_notes(FEED, READ, None, [replace(before, good=MONDAY)], MONDAY) == (None, ())


def test_a_gap_that_is_filled_already_is_one_note():
    """The docket was read first after the restart: what it filled is told with the gap."""
    waiting, (note,) = gap_notes(FEED, READ, Gap(FRIDAY, SUNDAY), [Filling("ctr-docket", MONDAY, 0)], MONDAY)
    assert (waiting, note.kind) == (None, "gap")
    assert note.text.endswith("; the gap is filled from ctr-docket, which has no entries of those days")


@pytest.mark.parametrize(
    ("other", "fills"),
    [
        (DOCKET, True),
        (replace(DOCKET, court=None), True),
        (replace(DOCKET, court="cadc"), False),
        (replace(DOCKET, case="other"), False),
        (replace(DOCKET, case=None), False),
        (replace(DOCKET, kind="opinions"), False),
        (replace(DOCKET, enabled=False), False),
    ],
)
def test_the_docket_of_the_case_in_the_court_fills(other, fills):
    """Not a docket of another court or case, and not a list of opinions, which shows too little."""
    assert can_fill(FEED, other, [CASE]) is fills


def test_a_docket_that_says_it_is_of_another_court_fills_nothing():
    """Where the config does not name the court, the page does."""
    above, here = (Snapshot("d", MONDAY, "whole", (), About(court=court)) for court in ("cadc", "dcd"))
    assert filling(FEED, "d", Gap(FRIDAY, SUNDAY), MONDAY, above) is None
    assert filling(FEED, "d", Gap(FRIDAY, SUNDAY), MONDAY, here)


def test_entries_of_the_gaps_days_are_counted_in_the_courts_time():
    """An entry of Saturday counts, one of Monday and one without a day do not."""
    days = (date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 5), None)
    items = tuple(Item(str(at), "x", filed=day) for at, day in enumerate(days))
    found = filling(FEED, "ctr-docket", Gap(FRIDAY, SUNDAY), MONDAY, Snapshot("ctr-docket", MONDAY, "whole", items))
    assert found == Filling("ctr-docket", MONDAY, 2)
    assert filling(FEED, "ctr-docket", Gap(FRIDAY, SUNDAY), None, None).entries == 0


@pytest.mark.parametrize("said", ["made", "newest"])
def test_a_feed_that_stands_still_is_told_once_and_again_when_it_moves(said):
    """A feed that was made long ago, or without such a moment shows old entries only, is told when that turns true."""
    limit = timedelta(days=2 if said == "made" else 4)
    made = {said: FRIDAY}

    def told(before, after, now):
        return [note.kind for note in standstill_notes(FEED, DAY, before, after, now)]

    late = FRIDAY + limit
    assert told(replace(READ, **made), replace(READ, **made), late) == []
    at_limit, beyond = (replace(READ, good=moment, **made) for moment in (late, late + timedelta(hours=1)))
    assert told(at_limit, beyond, late + timedelta(hours=1)) == ["stands_still"]
    assert told(beyond, beyond, late + timedelta(hours=2)) == []
    assert told(beyond, replace(beyond, **{said: late}), late + timedelta(hours=2)) == ["moves_again"]
    assert told(Mark("new"), replace(READ, **made), late + timedelta(hours=2)) == ["stands_still"]
    assert standstill_notes(FEED, None, at_limit, beyond, MONDAY + 9 * DAY) == ()


@pytest.mark.parametrize(
    ("good", "filed", "late"),
    [
        (FRIDAY, date(2026, 1, 3), True),
        (FRIDAY, date(2026, 1, 5), False),
        (FRIDAY, None, False),
        (MONDAY - timedelta(hours=23), date(2026, 1, 3), False),
        (None, date(2026, 1, 3), False),
    ],
)
def test_what_came_while_nobody_read_is_found_late(good, filed, late):
    """An entry a day old is late if its page was not read for more than a day; the first reading finds nothing late."""
    sighting = Sighting(LegalEvent("ruling"), Item("1", "x", filed=filed))
    (got,) = found_late(DOCKET, Mark("d", good=good), Detected((sighting,)), MONDAY).sightings
    assert got.late is late
