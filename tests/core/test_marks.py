"""What is remembered of a source between checks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor import __version__
from monitor.core import marks
from monitor.core.cadence.habit import Seen
from monitor.core.cadence.rhythm import Tempo
from monitor.core.sound import fingerprint
from monitor.model import Again, Cadence, Change, Habit, Item, Mark, Page, Snapshot, Source

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
SOURCE = Source("s", "docket", "http://127.0.0.1/", None, cadence=Cadence(timedelta(minutes=10)))
PAGE = Page(SOURCE.url, b"body", NOW, etag='"1"', last_modified="Mon")
SNAPSHOT = Snapshot("s", NOW, "window", (Item("a", "A"), Item("b", "B")), carries="orders")
ADDED = Change("added", SNAPSHOT.items[0])


def good(**more):
    mark = Mark("s", again=more.pop("again", ()))
    return marks.after_success(mark, SOURCE, [PAGE], SNAPSHOT, NOW, mark.again, changed=True)


def test_a_sound_reading_is_remembered():
    """Validators, hash, options, moment and the next time are kept; failures are forgotten."""
    new = marks.after_success(
        Mark("s", failures=4, error="x", told=True), SOURCE, [PAGE], SNAPSHOT, NOW, (), changed=True
    )
    assert (new.etag, new.last_modified, new.carries) == ('"1"', "Mon", "orders")
    assert (new.good, new.changed, new.due) == (NOW, NOW, NOW + timedelta(minutes=10))
    assert (new.failures, new.error, new.told) == (0, None, False)
    assert marks.same_reading(new, SOURCE, [PAGE])


def test_a_changed_body_or_option_is_not_the_same():
    """Another body, or the same body read with other options, must be read."""
    other = Source("s", "docket", "http://127.0.0.1/other", None)
    assert not marks.same_reading(good(), SOURCE, [Page(SOURCE.url, b"other", NOW)])
    assert not marks.same_reading(good(), other, [PAGE])


def test_validators_go_with_the_options():
    """After a change of options the whole page is asked for."""
    other = Source("s", "docket", "http://127.0.0.1/other", None)
    assert marks.validators(good(), SOURCE).etag == '"1"'
    assert marks.validators(good(), other).etag is None


def test_every_200_renews_the_validators_and_304_keeps_them():
    """A 200 without an ETag means there is none any more; a 304 may leave it out."""
    assert marks.after_unchanged(good(), SOURCE, [Page(SOURCE.url, b"body", NOW)], NOW).etag is None
    assert marks.after_unchanged(good(), SOURCE, [Page(SOURCE.url, b"", NOW, 304)], NOW).etag == '"1"'


def test_a_story_out_of_reach_is_read_again_a_few_times():
    """A missed story makes its item due again, without validators, until the tries are used up."""
    mark = good(again=marks.again(Mark("s"), ["a"], [], []))
    seen = 0
    while mark.again:
        assert [change.item.key for change in marks.due_again(mark, SNAPSHOT)] == ["a"]
        assert marks.validators(mark, SOURCE).etag is None
        assert not marks.same_reading(mark, SOURCE, [PAGE])
        mark = good(again=marks.again(mark, ["a"], [], []))
        seen += 1
    assert seen == marks.MOST_TRIES - 1


def test_a_crashed_item_waits_for_an_upgrade():
    """An item on which a detector failed is not tried by the same program again, but by the next one."""
    mark = good(again=marks.again(Mark("s"), [], [], ["b"]))
    assert marks.due_again(mark, SNAPSHOT) == []
    assert marks.same_reading(mark, SOURCE, [PAGE])
    assert marks.again(mark, [], [], []) == mark.again
    older = good(again=(Again("b", "detect", 1, f"before {__version__}"),))
    assert [change.item.key for change in marks.due_again(older, SNAPSHOT)] == ["b"]
    assert fingerprint(SOURCE) == older.fingerprint


def test_a_story_whose_turn_has_not_come_uses_up_no_tries():
    """However often it waits, a story that was not asked for yet is still asked for."""
    mark = Mark("s")
    for _ in range(20):
        mark = good(again=marks.again(mark, [], ["a"], []))
    assert [change.item.key for change in marks.due_again(mark, SNAPSHOT)] == ["a"]


def test_a_learned_cadence_remembers_and_plans():
    """After each good check the habit knows more, and the next moment comes from it."""
    source = replace(SOURCE, cadence=Cadence(auto=True))
    first = marks.with_habit(Mark("s"), source, Seen(NOW), Tempo())
    later = NOW + timedelta(minutes=10)
    then = marks.with_habit(first, source, marks.seen_in([ADDED], SNAPSHOT, later, lost=False), Tempo())
    assert NOW < first.due < NOW + timedelta(hours=1)
    assert (then.habit.changes, then.habit.last) == (1, later)
    assert later < then.due < later + timedelta(hours=1)


def test_a_fixed_cadence_learns_nothing():
    """Also when it was learned before: what is old would mislead."""
    kept = marks.with_habit(Mark("s", habit=Habit(changes=9.0), due=NOW), SOURCE, Seen(NOW), Tempo())
    assert (kept.habit, kept.due) == (None, NOW)


def test_what_a_page_says_of_its_changes():
    """How many, the newest moment, when it was made, and of a window how far back it goes."""
    oldest = NOW - timedelta(hours=9)
    whole = replace(SNAPSHOT, oldest=oldest, made=NOW - timedelta(minutes=1))
    dated = Change("added", Item("c", "C", published=NOW - timedelta(minutes=5)))
    seen = marks.seen_in([ADDED, dated], whole, NOW, lost=True)
    assert (seen.changes, seen.published, seen.made) == (2, NOW - timedelta(minutes=5), NOW - timedelta(minutes=1))
    assert (seen.reach, seen.lost) == (timedelta(hours=9), True)
    assert marks.seen_in([], replace(whole, extent="whole"), NOW, lost=False).reach is None
