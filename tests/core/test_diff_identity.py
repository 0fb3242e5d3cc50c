"""Entries are known again when the court numbers, renumbers or words them anew, and equal ones are kept apart."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from monitor.core.diff import diff, keys
from monitor.core.sound import require_sound
from monitor.model import Item, Snapshot

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAY = date(2026, 1, 5)


def entry(key, text, aliases=(), day=DAY, **more):
    return Item(key, text, text, filed=day, aliases=tuple(aliases), **more)


def snapshot(*items, extent="whole"):
    return Snapshot("s", NOW, extent, tuple(items))


def told(before, after):
    """What is told of the second page after the first, sound pages both."""
    seen = {key for item in before.items for key in keys(item)}
    require_sound(before, after)
    return [(change.kind, change.item.key) for change in diff(before, after, seen)]


def test_equal_entries_that_get_their_numbers_one_by_one_are_known():
    """Of three equal receipts of a day, each is numbered at another check, and nothing is told."""
    pages = [
        snapshot(*(entry(key, "Receipt of fee.") for key in page))
        for page in (
            ("text:a", "text:a#2", "text:a#3"),
            ("seq:1", "text:a", "text:a#2"),
            ("seq:1", "seq:2", "text:a"),
            ("seq:1", "seq:2", "seq:3"),
        )
    ]
    for before, after in pairwise(pages):
        assert told(before, after) == []


def test_all_entries_numbered_anew_are_known():
    """When every number of a page grows by one, no entry is taken for its neighbour, equal ones included."""
    texts = ["COMPLAINT", "Summons issued", "Summons issued", "ANSWER", "Summons issued", "ORDER"]
    before = snapshot(*(entry(f"n:{number}", text) for number, text in enumerate(texts, 1)))
    after = snapshot(*(entry(f"n:{number}", text) for number, text in enumerate(texts, 2)))
    assert told(before, after) == []


def test_equal_entries_of_two_days_are_not_confused():
    """An entry numbered anew does not take the place of the equal one of another day that had that number."""
    other = date(2026, 2, 11)
    before = snapshot(entry("n:144", "Certificate"), entry("n:145", "Certificate", day=other))
    after = snapshot(entry("n:145", "Certificate"), entry("n:146", "Certificate", day=other))
    assert told(before, after) == []


def test_a_page_that_now_tells_its_court_has_nothing_new():
    """Keys that begin otherwise, because the page names its court from now on, are no new entries."""
    texts = [f"NOTICE {number}" for number in range(9)]
    before = snapshot(*(entry(f"?:26-1/n:{text}", text) for text in texts))
    after = snapshot(*(entry(f"dcd:26-1/n:{text}", text) for text in [*texts, "ORDER"]))
    assert told(before, after) == [("added", "dcd:26-1/n:ORDER")]


@pytest.mark.parametrize("turned", [False, True])
def test_a_label_that_gets_its_text_leaves_its_place_to_nobody(turned):
    """While one "Order" gets its text, a second document of that label is new."""
    before = snapshot(entry("n:7", "Order"))
    rows = [entry("n:7", "ORDER granting 5 Motion to Stay."), entry("n:9", "Order")]
    after = snapshot(*(rows[::-1] if turned else rows))
    assert sorted(told(before, after)) == [("added", "n:9"), ("edited", "n:7")]


def test_an_equal_entry_beside_a_known_one_is_new():
    """A second notice with the words of the first, on the same day, is new."""
    first = entry("seq:1", "NOTICE of Appearance")
    assert told(snapshot(first), snapshot(first, entry("seq:2", first.text))) == [("added", "seq:2")]


def test_an_entry_that_is_gone_is_removed_and_another_is_new():
    """Words that are not the same make no entry the other."""
    kept = [entry(f"n:{number}", f"NOTICE {number}") for number in range(4)]
    before, after = snapshot(*kept, entry("n:8", "ORDER")), snapshot(*kept, entry("n:9", "JUDGMENT"))
    assert told(before, after) == [("added", "n:9"), ("removed", "n:8")]


def test_in_a_window_equal_words_are_no_identity():
    """A label that left a feed and came again under another id is a new event."""
    before, after = (snapshot(entry(key, "Order"), extent="window") for key in ("seq:1", "seq:2"))
    assert told(before, after) == [("added", "seq:2")]


def test_a_page_that_was_a_window_before_loses_nothing():
    """A live blog that became a story, a docket that now fits on one page: what was in the window is not removed."""
    posts = snapshot(*(entry(f"post:{number}", f"Post {number}") for number in range(8)), extent="window")
    assert told(posts, snapshot(entry("article", "The whole story"))) == [("added", "article")]


def test_a_corrected_day_edits_no_words():
    """The same name and words under another day are the same entry."""
    one = entry("seq:1", "ORDER")
    assert told(snapshot(one), snapshot(replace(one, filed=date(2026, 1, 6)))) == []
