"""Failures are told once, after a few; recovery once; a channel's failure on the others."""

from datetime import UTC, datetime, timedelta

from monitor.core import health
from monitor.errors import Blocked, NotThePage, RateLimited, Resting, TimedOut
from monitor.model import Alert, Cadence, Channel, Check, Delivery, GiveUp, Mark, RetryAt, Sent, Source

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


CHANNEL = Channel("desk", "json://x")


def of_channel(ended, waits="", thread="th", at=NOW):
    """What is remembered, and the notes, after the delivery of an alert that ended so."""
    alert = Alert("desk", "k", "D.D.C.: stay GRANTED", "t", "h", "m", "info", thread, NOW, NOW)
    return health.after_delivery(CHANNEL, [Delivery(1, alert)], ended, at, waits)


def test_a_bot_check_is_a_blocked_source():
    """A page that only a human being can pass is told as soon as a refusal is, and as one."""
    assert [note.kind for note in fail(2, NotThePage("a bot check", shut=True))[1]] == ["blocked"]
    assert fail(2, NotThePage("maintenance"))[1] == []


def test_a_channel_that_gave_up_is_told_with_what_it_missed():
    """Giving up names the channel, the reason and the alerts; a retry is no news."""
    assert of_channel(RetryAt(NOW, "busy"))[1] == ()
    _, (note,) = of_channel(GiveUp("401 bad token"))
    assert "channel desk" in note.text
    assert "401 bad token" in note.text
    assert "D.D.C.: stay GRANTED" in note.text


def test_a_channel_that_takes_nothing_for_an_hour_is_told_once():
    """With the reason and since when, whichever alerts were tried; and once that it takes them again."""
    waits, told = "", []
    for minutes in range(0, 300, 20):
        waits, notes = of_channel(RetryAt(NOW, "503"), waits, at=NOW + timedelta(minutes=minutes))
        told += [(minutes, note.text) for note in notes]
    ((minutes, text),) = told
    assert minutes == 60
    assert text.startswith("channel desk takes nothing since Mon 05 Jan 2026 12:00 UTC: 503. What waits is kept")
    waits, (note,) = of_channel(Sent(), waits)
    assert (waits, note.severity) == ("", "success")


def test_a_channel_that_fails_now_and_then_is_not_told():
    """What it takes in between begins the hour anew, and nobody hears that it takes alerts again."""
    waits, _ = of_channel(RetryAt(NOW, "503"))
    waits, notes = of_channel(Sent(), waits, at=NOW + timedelta(minutes=50))
    assert (waits, notes) == ("", ())
    assert of_channel(RetryAt(NOW, "503"), waits, at=NOW + timedelta(minutes=70))[1] == ()


def test_two_dead_channels_do_not_tell_of_each_other_for_ever():
    """An alert that was itself about a dead channel makes no further one."""
    assert of_channel(GiveUp("404"), thread="health:channel a") == ("", ())
    old = (NOW - timedelta(days=1)).isoformat()
    assert of_channel(RetryAt(NOW, "503"), old, thread="health:channel a") == (old, ())
