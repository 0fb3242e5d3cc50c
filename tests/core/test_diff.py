"""Items are known again by identity; noise is no change."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.diff import diff, words
from monitor.model import Item, Snapshot

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
TEXT = "ORDER granting 12 Motion to Stay. Signed by Judge A. B. Example on 1/5/2026."


def snapshot(*items, extent="whole"):
    return Snapshot("s", NOW, extent, tuple(items))


def entry(key, text=TEXT, **more):
    return Item(key, "ORDER", text, number=key, **more)


def kinds(changes):
    return [(change.kind, change.item.key) for change in changes]


def test_first_snapshot_is_all_new():
    """Without a snapshot before, every item is added, in the order of the page."""
    assert kinds(diff(None, snapshot(entry("2"), entry("1")), set())) == [("added", "2"), ("added", "1")]


def test_one_new_row_is_one_change():
    """A row put on top of a long docket is one added item."""
    rows = [entry(str(n), f"NOTICE {n}") for n in range(200)]
    assert kinds(diff(snapshot(*rows), snapshot(entry("200"), *rows), set())) == [("added", "200")]


@pytest.mark.parametrize(
    "noisy",
    [
        f"{TEXT} (Entered: 01/05/2026)",
        f"{TEXT} (zjd) (Entered: 01/05/2026)",
        f"{TEXT} (lcckk1) Modified on 1/6/2026 (zjd). (Entered: 01/05/2026)",
        TEXT.upper(),
        TEXT.replace(" ", " \n "),
        TEXT.replace("12 ", "12&nbsp;"),
    ],
)
def test_clerks_marks_are_no_change(noisy):
    """Entry dates, initials, "Modified on" notes, case, white space and entities do not edit an entry."""
    assert diff(snapshot(entry("1")), snapshot(entry("1", noisy)), set()) == []


def test_other_words_are_an_edit():
    """A word that changes the meaning edits the entry, and the change holds both forms."""
    old, new = entry("1"), entry("1", TEXT.replace("granting", "denying"))
    (change,) = diff(snapshot(old), snapshot(new), set())
    assert (change.kind, change.before, change.item) == ("edited", old, new)


def test_a_stub_that_gets_its_number_is_the_same_entry():
    """An entry is known by any alias: a stub numbered later is edited, not new."""
    stub, full = entry("seq:7", "[Order]"), Item("doc:12", "ORDER", TEXT, aliases=("seq:7",))
    assert kinds(diff(snapshot(stub), snapshot(full), set())) == [("edited", "doc:12")]


def test_only_a_whole_page_tells_what_left():
    """What leaves a docket is removed; what leaves a window is no change."""
    before = snapshot(entry("1"), entry("2"))
    assert kinds(diff(before, snapshot(entry("2")), set())) == [("removed", "1")]
    assert diff(before, snapshot(entry("2"), extent="window"), set()) == []


def test_what_was_seen_before_is_not_new():
    """An item that left a window and came back is not told again."""
    assert diff(snapshot(extent="window"), snapshot(entry("1"), extent="window"), {"1"}) == []


@given(st.lists(st.integers(0, 50), unique=True, max_size=30), st.randoms(use_true_random=False))
def test_order_says_nothing(numbers, random):
    """The same rows in any order are no change."""
    rows = [entry(str(n), f"NOTICE {n}") for n in numbers]
    mixed = rows[:]
    random.shuffle(mixed)
    assert diff(snapshot(*rows), snapshot(*mixed), set()) == []


def test_words_shows_what_went_and_came():
    """The difference names words taken out and put in, and shortens what stayed."""
    same = " ".join(f"w{n}" for n in range(40))
    told = words(f"{same} is granted", f"{same} is denied")
    assert told.endswith("is [-granted-] {+denied+}")
    assert "…" in told
    assert len(told) < len(same)
