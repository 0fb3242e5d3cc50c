"""What goes out now, what waits, and what goes together."""

import itertools
from datetime import UTC, datetime, timedelta

from monitor.core.cadence.pacing import MANY, MOST_TOGETHER, Waiting, chosen
from monitor.model import Pace

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PACE = Pace(MINUTE)


def at(id_, minutes=0.0, **more):
    """An alert that was wanted, and is due, so many minutes from now."""
    moment = NOW + minutes * MINUTE
    return Waiting(id_, moment, moment, **more)


def test_the_first_of_a_burst_goes_at_once_and_the_rest_together():
    """One of three goes now; within the window none does; after it the others go as one message."""
    burst = [at(1), at(2), at(3)]
    assert chosen(burst, [], PACE, NOW) == (1,)
    assert chosen(burst[1:], [NOW], PACE, NOW + MINUTE / 2) == ()
    assert chosen([*burst[1:], at(4, 0.9)], [NOW], PACE, NOW + MINUTE) == (2, 3, 4)


def test_after_a_quiet_time_the_first_goes_at_once_again():
    """What comes long after the last message waits for nothing."""
    assert chosen([at(5, 30), at(6, 30)], [NOW], PACE, NOW + 30 * MINUTE) == (5,)


def test_a_flood_is_one_message_and_then_another():
    """Of five hundred alerts one goes first, then as many together as one message holds; none is left out."""
    flood = [at(number) for number in range(500)]
    sent, moments, now = [], [], NOW
    while left := [one for one in flood if one.id not in sent]:
        sent += (message := chosen(left, moments, PACE, now))
        moments += [now] if message else []
        now += MINUTE
    assert (sorted(sent), len(moments)) == (list(range(500)), 1 + -(-499 // MOST_TOGETHER))


def test_a_burst_that_does_not_end_is_told_ever_more_rarely():
    """An alert each 20 s for an hour: after ten messages the window is two minutes, then four; each alert goes once."""
    steady = [at(number, number / 3) for number in range(180)]
    sent, moments = [], []
    for minute in range(64):
        now = NOW + minute * MINUTE
        here = [one for one in steady if one.wanted <= now and one.id not in sent]
        lately = [moment for moment in moments if moment > now - timedelta(hours=1)]
        message = chosen(here, lately, PACE, now)
        sent += message
        moments += [now] if message else []
    pauses = [(after - before) / MINUTE for before, after in itertools.pairwise(moments)]
    assert sorted(sent) == list(range(180))
    assert [pauses.count(pause) for pause in (1, 2, 4)] == [9, 10, len(pauses) - 19]
    assert len(moments) < 30


def test_nobody_waits_who_will_not_be_there():
    """A single run sends a few one by one and many together, at once, and keeps to the hourly limit all the same."""
    pace = Pace(MINUTE, hourly=2, patient=False)
    few, many = [at(1), at(2)], [at(number) for number in range(MANY + 1)]
    assert (chosen(few, [], pace, NOW), chosen(few[1:], [NOW], pace, NOW)) == ((1,), (2,))
    assert chosen(many, [NOW], pace, NOW) == tuple(range(MANY + 1))
    assert chosen(few, [NOW, NOW], pace, NOW) == ()


def test_without_a_window_each_goes_alone():
    """A channel that asks for no window gets each alert by itself, oldest first."""
    assert chosen([at(2), at(1, -1)], [NOW], Pace(), NOW) == (1,)


def test_an_hourly_limit_makes_what_is_over_it_wait():
    """With two messages in the last hour a channel of two an hour waits, whatever is due; later it goes together."""
    sent = [NOW - 50 * MINUTE, NOW - 30 * MINUTE]
    waiting = [at(1, -20), at(2, -10)]
    assert chosen(waiting, sent, Pace(MINUTE, hourly=2), NOW) == ()
    assert chosen(waiting, sent, Pace(MINUTE, hourly=2), NOW + 11 * MINUTE) == (1, 2)
    assert chosen(waiting[:1], sent, Pace(MINUTE, hourly=2), NOW + 11 * MINUTE) == (1,)


def test_a_channel_that_failed_rests_whatever_waits():
    """New alerts do not knock at a service that is down; after its rest the one tried least is the probe."""
    failed = at(1, -5, attempts=3, rests=NOW + MINUTE)
    later = Waiting(1, failed.wanted, NOW + MINUTE, None, 3, failed.rests)
    assert chosen([later, at(2)], [], PACE, NOW) == ()
    assert chosen([later, at(2)], [], PACE, NOW + MINUTE) == (2,)


def test_a_digest_goes_as_one_and_is_not_held_by_the_window():
    """All alerts of a label that are due go together; those of another label, or of none, do not join."""
    waiting = [at(1, -3, digest="8:00"), at(2, -2), at(3, -1, digest="8:00"), at(4, digest="9:00")]
    assert chosen(waiting, [NOW], PACE, NOW) == (1, 3)
