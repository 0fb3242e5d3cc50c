"""A broken page is no change, and only news are told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.core.sound import fingerprint, narrowed, require_sound, worth_telling
from monitor.errors import Emptied
from monitor.model import Change, DocketRef, Item, Mark, Snapshot, Source

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
SOURCE = Source("s", "docket", "http://127.0.0.1/", None)


def snapshot(*items, extent="whole"):
    return Snapshot("s", NOW, extent, tuple(items))


def rows(*numbers):
    return [Item(str(n), f"NOTICE {n}", f"NOTICE {n}") for n in numbers]


def test_a_page_suddenly_empty_is_broken():
    """An emptied docket raises Emptied and says what is kept."""
    with pytest.raises(Emptied, match=r"only 0 of 10 known items.*kept the last good snapshot"):
        require_sound(snapshot(*rows(*range(10))), snapshot())


def test_half_a_page_is_broken():
    """Losing most rows is a broken page, even when others came."""
    with pytest.raises(Emptied):
        require_sound(snapshot(*rows(*range(10))), snapshot(*rows(8, 9, 20, 21, 22, 23)))


def test_a_page_that_breaks_off_is_broken():
    """Losing the end of a page is half a page, however many rows are left; one row taken back is not."""
    with pytest.raises(Emptied, match="breaks off: the last 3 known items are gone"):
        require_sound(snapshot(*rows(*range(10))), snapshot(*rows(*range(7))))
    require_sound(snapshot(*rows(*range(10))), snapshot(*rows(*range(9))))
    require_sound(snapshot(*rows(*range(10))), snapshot(*rows(0, 3, 4, 5, 6, 7, 8, 9)))


def test_a_page_that_grows_or_loses_a_few_is_sound():
    """New rows and a stricken one are no reason to doubt the page."""
    require_sound(snapshot(*rows(*range(10))), snapshot(*rows(*range(1, 14))))
    require_sound(None, snapshot())


def test_an_empty_window_is_healthy():
    """Feeds of 24 hours are empty every weekend."""
    require_sound(snapshot(*rows(1, 2, 3, 4, 5), extent="window"), snapshot(extent="window"))


def test_narrowed_to_the_watched_docket_numbers():
    """Only items of the watched numbers stay, however they are spelled; those of another court's like number go."""
    source = Source("s", "court_feed", "u", None, court="dcd", watch=(DocketRef("dcd", "1:25-cv-00457"),))
    mine = Item("1", "x", docket_number="1:25-cv-00457-CKK", court="dcd")
    other = Item("2", "x", docket_number="1:25-cv-00458", court="dcd")
    elsewhere = Item("3", "x", docket_number="1:25-cv-00457", court="mad")
    assert narrowed(source, snapshot(mine, other, elsewhere)).items == (mine,)


def test_first_sight_is_silent_but_for_the_backfill():
    """Nothing is told at first sight, except what is younger than `backfill`."""
    old = Change("added", Item("1", "x", filed=date(2025, 12, 1)))
    young = Change("added", Item("2", "x", filed=date(2026, 1, 4)))
    back = Source("s", "docket", "u", None, backfill=timedelta(days=2))
    assert worth_telling(SOURCE, Mark("s"), [old, young], NOW) == []
    assert worth_telling(back, Mark("s"), [old, young], NOW) == [young]


def test_after_other_options_only_newer_items_are_told():
    """With other options the page reads differently: edits and old items say nothing, newer items are still changes."""
    mark = Mark("s", fingerprint="of other options", good=datetime(2026, 1, 3, tzinfo=UTC))
    old = Change("added", Item("1", "x", published=datetime(2026, 1, 2, tzinfo=UTC)))
    new = Change("added", Item("2", "x", published=datetime(2026, 1, 4, tzinfo=UTC)))
    edit = Change("edited", Item("3", "x", filed=date(2026, 1, 4)), Item("3", "y"))
    assert worth_telling(SOURCE, mark, [old, new, edit], NOW) == [new]
    same = Mark("s", fingerprint=fingerprint(SOURCE), good=mark.good)
    assert worth_telling(SOURCE, same, [old, new, edit], NOW) == [old, new, edit]
