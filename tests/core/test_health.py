"""Failures are told once, after a few; recovery once; a channel's failure on the others."""

from datetime import UTC, datetime, timedelta

from monitor.core import health
from monitor.errors import Blocked, RateLimited, Resting, TimedOut
from monitor.model import Alert, Cadence, Channel, Check, Delivery, GiveUp, Mark, RetryAt, Source

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
SOURCE = Source("s", "docket", "http://127.0.0.1/", None, cadence=Cadence(timedelta(minutes=10)))


def fail(times, error, mark=None):
    """The mark and all notes after so many failures in a row."""
    mark, told = mark or Mark("s", good=NOW - timedelta(hours=1)), []
    for _ in range(times):
        done = Check("s", NOW, error=error.kind, message=str(error))
        mark, notes = health.after_failure(SOURCE, mark, done, error)
        told += notes
    return mark, told


def test_a_failing_source_is_told_once():
    """The third failure in a row is told, with the reason and the last good reading; the others are not."""
    assert fail(2, TimedOut("no answer in 30 s"))[1] == []
    mark, told = fail(9, TimedOut("no answer in 30 s", "127.0.0.1"))
    assert len(told) == 1
    assert told[0].kind == "failing"
    assert "failed 3 times" in told[0].text
    assert "no answer in 30 s" in told[0].text
    assert "Mon 05 Jan 2026 11:00 UTC" in told[0].text
    assert mark.failures == 9


def test_a_blocked_source_is_told_sooner():
    """A server that refuses us is told at the second time: waiting will not mend it."""
    assert [note.kind for note in fail(2, Blocked("403"))[1]] == ["blocked"]


def test_failures_back_off():
    """Each failure waits longer, and a time the server gave is kept."""
    first, later = fail(1, TimedOut("x"))[0], fail(4, TimedOut("x"))[0]
    assert NOW < first.due < later.due
    limited, _ = fail(1, RateLimited("429", retry_after=7200))
    assert limited.due >= NOW + timedelta(hours=2)


def test_a_rest_that_we_keep_is_no_failure():
    """While a host rests, its sources wait; they neither fail nor back off, and nobody is told."""
    mark, told = fail(9, Resting("rests", retry_after=60))
    assert (mark.failures, mark.error, told) == (0, None, [])
    assert mark.due == NOW + timedelta(seconds=60)


def test_recovery_is_told_only_if_the_failure_was():
    """People who never heard of a failure hear of no recovery."""
    assert health.after_success(SOURCE, fail(2, TimedOut("x"))[0], "", NOW) == []
    (note,) = health.after_success(SOURCE, fail(3, TimedOut("x"))[0], "", NOW)
    assert (note.kind, note.severity) == ("recovered", "success")


def test_a_feed_that_carries_other_entries_is_told():
    """A change of the types that a feed lists is told; a feed that names none, or in another order, is not."""
    mark = Mark("s", carries="Docket entries of type: orders,motions")
    for same in ("", mark.carries, "Docket entries of type: motions, orders"):
        assert health.after_success(SOURCE, mark, same, NOW) == []
    (note,) = health.after_success(SOURCE, mark, "Docket entries of type: orders,answer", NOW)
    assert "no longer lists motions, and newly lists answer" in note.text


def test_a_channel_that_gave_up_is_told_with_what_it_missed():
    """Giving up names the channel, the reason and the alerts; a retry is no news."""
    alert = Alert("desk", "k", "D.D.C.: stay GRANTED", "t", "h", "m", "info", "th", NOW, NOW)
    bundle = [Delivery(1, alert)]
    assert health.after_delivery(Channel("desk", "json://x"), bundle, RetryAt(NOW, "busy"), NOW) == ()
    (note,) = health.after_delivery(Channel("desk", "json://x"), bundle, GiveUp("401 bad token"), NOW)
    assert "channel desk" in note.text
    assert "401 bad token" in note.text
    assert "D.D.C.: stay GRANTED" in note.text


def test_two_dead_channels_do_not_tell_of_each_other_for_ever():
    """An alert that was itself about a dead channel makes no further one."""
    note = Alert("b", "k", "channel a failing", "t", "h", "m", "info", "health:channel a", NOW, NOW)
    assert health.after_delivery(Channel("b", "json://x"), [Delivery(1, note)], GiveUp("404"), NOW) == ()
