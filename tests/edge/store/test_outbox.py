"""The outbox: who gets an alert, when, and what becomes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model import GiveUp, Halve, Pace, RetryAt, Sent

MINUTE = timedelta(minutes=1)
LEASE = 5 * MINUTE


@pytest.fixture
def post():
    """Puts alerts in the outbox."""

    def put(store, *alerts) -> None:
        with store.writing() as book:
            book.post((), alerts)

    return put


def keys(deliveries) -> list[str]:
    """The keys of the alerts of some deliveries."""
    return [delivery.alert.key for delivery in deliveries]


def test_an_alert_is_made_once_for_a_channel(store, make, post):
    """The same key is ignored, at once and later, also after it was sent; on another channel it is another alert."""
    alert = make.alert(key="k")
    post(store, alert, alert, make.alert("newsroom", "k"))
    store.settle(store.claim_due("desk", make.now), Sent(), make.now)
    post(store, make.alert(key="k"))
    assert [(posted.channel, posted.state) for posted in store.deliveries()] == [
        ("desk", "sent"),
        ("newsroom", "waiting"),
    ]


def test_a_claim_gives_the_alert_as_it_was_made(store, make, post):
    """All its fields come back; nothing comes for another channel, or before it is due."""
    alert = make.alert(at=make.now + MINUTE, development="ruling")
    post(store, alert)
    assert store.claim_due("desk", make.now) == ()
    assert store.claim_due("newsroom", make.now + MINUTE) == ()
    claimed = store.claim_due("desk", make.now + MINUTE)
    assert [(delivery.alert, delivery.attempts) for delivery in claimed] == [(alert, 0)]


def test_the_oldest_comes_first_one_at_a_time(store, make, post):
    """Without a digest each alert is a message of its own, in the order of their times."""
    post(store, make.alert(key="late", at=make.now), make.alert(key="early", at=make.now - MINUTE))
    assert keys(store.claim_due("desk", make.now)) == ["early"]
    assert keys(store.claim_due("desk", make.now)) == ["late"]
    assert store.claim_due("desk", make.now) == ()


def test_a_digest_goes_out_as_one(store, make, post):
    """All alerts of the label that are due on the channel come together; others do not join."""
    post(
        store,
        make.alert(key="a", digest="8:00"),
        make.alert(key="b", digest="8:00", at=make.now - MINUTE),
        make.alert(key="not due", digest="8:00", at=make.now + MINUTE),
        make.alert(key="other label", digest="9:00"),
        make.alert("newsroom", "other channel", digest="8:00"),
        make.alert(key="no label"),
    )
    assert keys(store.claim_due("desk", make.now)) == ["b", "a"]
    post(store, make.alert(key="c", digest="8:00", at=make.now - 2 * MINUTE))
    assert keys(store.claim_due("desk", make.now)) == ["c"], "what is leased does not come again"


def test_two_processes_share_no_delivery(open_store, make, post):
    """What one claimed, the other does not get, until the lease has run out."""
    one, two = open_store(), open_store()
    post(one, make.alert(key="k"))
    assert keys(one.claim_due("desk", make.now)) == ["k"]
    assert two.claim_due("desk", make.now + LEASE - MINUTE) == ()
    assert keys(two.claim_due("desk", make.now + LEASE)) == ["k"]


def test_who_lost_the_lease_settles_nothing(open_store, make, post, caplog):
    """The first holder's word comes too late, the second's counts; the log tells that it may go out twice."""
    one, two = open_store(), open_store()
    post(one, make.alert())
    first = one.claim_due("desk", make.now)
    second = two.claim_due("desk", make.now + LEASE)
    one.settle(first, GiveUp("late"), make.now + LEASE)
    assert "twice" in caplog.text
    assert [posted.state for posted in one.deliveries()] == ["leased"]
    two.settle(second, Sent(), make.now + LEASE)
    assert [posted.state for posted in one.deliveries()] == ["sent"]


def test_a_sent_delivery_is_done(store, make, post):
    """It keeps when, and is not claimed again, not even after the time of a lease."""
    post(store, make.alert())
    store.settle(store.claim_due("desk", make.now), Sent(), make.now + MINUTE)
    (posted,) = store.deliveries("sent")
    assert (posted.sent, posted.attempts, posted.last_error) == (make.now + MINUTE, 0, None)
    assert store.claim_due("desk", make.now + 2 * LEASE) == ()


def test_a_delivery_to_be_tried_again_waits_until_then(store, make, post):
    """The try is counted and its error kept; once it is sent the error is gone."""
    post(store, make.alert())
    later = make.now + MINUTE
    store.settle(store.claim_due("desk", make.now), RetryAt(later, "429"), make.now)
    (posted,) = store.deliveries("waiting")
    assert (posted.due, posted.attempts, posted.last_error) == (later, 1, "429")
    assert store.claim_due("desk", later - MINUTE / 2) == ()
    (again,) = claimed = store.claim_due("desk", later)
    assert again.attempts == 1
    store.settle(claimed, Sent(), later)
    assert store.deliveries()[0].last_error is None


def test_a_dead_letter_is_kept_until_a_person_mends_it(store, make, post):
    """It is never claimed; `retry_failed` lets it go out as if new."""
    post(store, make.alert())
    store.settle(store.claim_due("desk", make.now), GiveUp("401 bad token"), make.now)
    assert [(posted.last_error, posted.attempts) for posted in store.deliveries("failed")] == [("401 bad token", 1)]
    later = make.now + 2 * LEASE
    assert store.claim_due("desk", later) == ()
    assert store.retry_failed(later) == 1
    assert store.oldest_waiting(["desk", "newsroom"]) == later
    assert [delivery.attempts for delivery in store.claim_due("desk", later)] == [0]


def test_what_is_held_waits_for_its_release(store, make, post):
    """Waiting and leased deliveries are held, sent ones stay sent; released they can be claimed at once."""
    post(store, make.alert(key="sent", at=make.now - MINUTE), make.alert(key="leased"), make.alert(key="waiting"))
    store.settle(store.claim_due("desk", make.now), Sent(), make.now)
    store.claim_due("desk", make.now)
    assert store.hold_pending() == 2
    assert store.claim_due("desk", make.now + LEASE) == ()
    assert store.release() == 2
    assert [*keys(store.claim_due("desk", make.now)), *keys(store.claim_due("desk", make.now))] == ["leased", "waiting"]


def test_closing_gives_back_what_was_not_settled(open_store, make, post):
    """After an orderly stop nobody has to wait for the lease to run out."""
    one, two = open_store(), open_store()
    post(one, make.alert(key="k"))
    one.claim_due("desk", make.now)
    one.close()
    assert keys(two.claim_due("desk", make.now)) == ["k"]


def test_the_oldest_waiting_is_known_by_when_it_was_to_go_out(store, make, post):
    """A channel that fails for an hour is overdue an hour, though its next try is always soon."""
    assert store.oldest_waiting(["desk", "newsroom"]) is None
    post(store, make.alert(), make.alert("newsroom", at=make.now + MINUTE))
    store.settle(store.claim_due("desk", make.now), RetryAt(make.now + 9 * MINUTE, "500"), make.now)
    assert store.oldest_waiting(["desk", "newsroom"]) == make.now
    store.settle(store.claim_due("desk", make.now + 9 * MINUTE), Sent(), make.now)
    assert store.oldest_waiting(["desk", "newsroom"]) == make.now + MINUTE
    assert store.oldest_waiting(["desk"]) is None  # a channel that is no more waits for nothing


def test_a_burst_goes_as_the_first_and_the_rest(store, make, post):
    """Through the store: one message now, the others together once the window is over."""
    pace = Pace(MINUTE)
    post(store, *(make.alert(key=key) for key in "abc"))
    first = store.claim_due("desk", make.now, pace)
    store.settle(first, Sent(), make.now)
    assert (keys(first), store.claim_due("desk", make.now + MINUTE / 2, pace)) == (["a"], ())
    assert keys(store.claim_due("desk", make.now + MINUTE, pace)) == ["b", "c"]


def test_a_channel_that_works_again_takes_all_it_failed_to_take(store, make, post):
    """Until its rest is over nothing is tried; what then goes through frees the rest from its own long wait."""
    post(store, make.alert(key="a"), make.alert(key="b"))
    rests = make.now + MINUTE
    store.settle(store.claim_due("desk", make.now), RetryAt(make.now + 60 * MINUTE, "500", rests), make.now)
    assert store.claim_due("desk", make.now) == ()
    probe = store.claim_due("desk", rests)
    store.settle(probe, Sent(), rests)
    assert (keys(probe), keys(store.claim_due("desk", rests))) == (["b"], ["a"])


def test_what_is_refused_together_is_tried_in_halves(store, make, post):
    """Of four alerts refused for good as one message each half is tried by itself; no alert is given up for another."""
    post(store, *(make.alert(key=key, digest="8:00") for key in "abcd"))
    store.settle(store.claim_due("desk", make.now), Halve("400"), make.now)
    halves = [keys(store.claim_due("desk", make.now)) for _ in range(2)]
    assert halves == [["a", "b"], ["c", "d"]]


def test_alerts_are_counted_by_state(store, make, post):
    """Of a channel, of those sent only what it took since; other channels do not count."""
    post(store, *(make.alert() for _ in range(4)), make.alert("other"))
    for minutes, outcome in ((0, Sent()), (60, Sent()), (61, GiveUp("no such room"))):
        at = make.now + minutes * MINUTE
        store.settle(store.claim_due("desk", at), outcome, at)
    assert store.counted("desk", make.now + 30 * MINUTE) == {"sent": 1, "failed": 1, "waiting": 1}


def test_a_clock_set_back_holds_no_channel_up(store, make):
    """Three hours back: what waited for its time, or rested after a failure, goes; a digest keeps its time of day."""
    before = make.now + timedelta(hours=3)
    digest = replace(make.alert(key="digest", at=before, digest="d"), due=before + timedelta(hours=1))
    with store.writing() as book:
        book.post((), [make.alert(key="sent", at=before), make.alert(key="tried", at=before), digest])
    store.settle(store.claim_due("desk", before), Sent(), before)
    failed = RetryAt(before + timedelta(minutes=1), "503", before + timedelta(minutes=1))
    store.settle(store.claim_due("desk", before), failed, before)
    pace = Pace(timedelta(minutes=1))
    assert store.claim_due("desk", make.now + timedelta(minutes=2), pace) == ()
    store.set_back(make.now)
    assert keys(store.claim_due("desk", make.now + timedelta(minutes=2), pace)) == ["tried"]
    assert [posted.due for posted in store.deliveries("waiting")] == [before + timedelta(hours=1)]
