"""What is kept, what comes back, what is forgotten."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from monitor.edge.store.rows import SnapshotRow
from monitor.edge.store.snapshots import MOST_APART
from monitor.errors import Stale, StoreError, UsageError
from monitor.model import About, Again, Change, ChangeNote, HealthNote, Item, Learned, Mark, Revision, Sent, Snapshot

DAY = timedelta(days=1)


def test_an_unknown_source_has_a_new_mark(store):
    """Nothing stored reads as version 0, no snapshot, no keys."""
    assert store.mark("dcd") == Mark("dcd")
    assert store.latest("dcd") is None
    assert store.seen("dcd", store.latest("dcd")) == set()


def test_a_commit_is_kept_whole(store, open_store, make, commit):
    """Mark, snapshot, keys, development, fact, alert and check record can all be read by another process."""
    mark = make.mark(etag='"x"', due=make.now + DAY, again=(Again("dcd:1", "follow"),))
    fact = Learned("ctr-v-irs", "docket", "cadc 26-5006", "USCA 26-5006", "dcd", make.now)
    commit(store, mark, make.snapshot(1, 2), [make.development()], [fact], [make.alert()])
    other = open_store()
    assert other.mark("dcd") == Mark("dcd", 1, etag='"x"', due=make.now + DAY, again=(Again("dcd:1", "follow"),))
    assert other.latest("dcd") == make.snapshot(1, 2)
    assert other.seen("dcd", other.latest("dcd")) == {"dcd:1", "dcd:2", "alias:1", "alias:2"}
    assert other.developments() == [make.development()]
    assert other.learned() == [fact]
    assert [posted.title for posted in other.deliveries()] == ["Title 1"]
    assert other.checks("dcd", 5) == [make.check()]


def test_a_commit_against_an_older_version_is_stale_and_writes_nothing(store, make, commit):
    """The second of two checks that began from the same mark is refused, and leaves no trace."""
    commit(store, make.mark(etag="first"), make.snapshot(1))
    with pytest.raises(Stale, match="dcd"):
        commit(store, make.mark(etag="second"), make.snapshot(1, 2), [make.development()], (), [make.alert()])
    assert store.mark("dcd").etag == "first"
    assert store.latest("dcd") == make.snapshot(1)
    assert store.developments() == []
    assert store.deliveries() == []
    assert len(store.checks("dcd", 5)) == 1


def test_a_mark_of_a_source_that_the_database_lost_is_stale(store, make, commit):
    """A commit that believes in a version no database has (it was restored meanwhile) is refused."""
    with pytest.raises(Stale):
        commit(store, make.mark(version=4))


def test_an_exception_in_the_transaction_undoes_it(store, make):
    """What the caller raises comes out unchanged, and nothing that was committed to the book before it stays."""

    def fail_late():
        with store.writing() as book:
            book.commit(make.check(), make.mark(), make.snapshot(1), (), (), [make.alert()])
            raise KeyError("route")

    with pytest.raises(KeyError, match="route"):
        fail_late()
    assert store.mark("dcd") == Mark("dcd")
    assert store.latest("dcd") is None
    assert store.deliveries() == []


def test_the_same_content_is_stored_once(store, make, commit):
    """A snapshot with the items of the last one adds no row; one that differs does, in order."""
    commit(store, make.mark(), make.snapshot(1, 2))
    commit(store, make.mark(version=1), make.snapshot(1, 2, at=make.now + DAY))
    commit(store, make.mark(version=2), make.snapshot(1, at=make.now + 2 * DAY))
    lines = store.snapshots("dcd")
    assert [(line.taken, line.items) for line in lines] == [(make.now, 2), (make.now + 2 * DAY, 1)]
    assert store.snapshot(lines[0].id) == make.snapshot(1, 2)


def test_every_field_of_a_snapshot_comes_back(store, commit):
    """Whatever a snapshot may say is kept, also what is added to the word later."""
    sources = map(str, count())

    @settings(max_examples=30, deadline=None)
    @given(st.from_type(Snapshot))
    def keep_and_read(anything):
        snapshot = replace(anything, source=next(sources))
        commit(store, Mark(snapshot.source), snapshot)
        assert store.latest(snapshot.source) == snapshot

    keep_and_read()


def test_what_a_page_says_of_its_case_is_content(store, make, commit):
    """A new judge with the same entries makes a new snapshot."""
    commit(store, make.mark(), make.snapshot(1))
    renamed = Snapshot("dcd", make.now, "whole", make.snapshot(1).items, About(judge="Amir Ali"))
    commit(store, make.mark(version=1), renamed)
    assert store.latest("dcd").about.judge == "Amir Ali"


def test_a_wrong_snapshot_id_is_a_wrong_argument(store):
    """`monitor diff` with an id that is not there is told how to find one."""
    with pytest.raises(UsageError, match="monitor history"):
        store.snapshot(7)


def test_moments_come_back_in_utc(store, make, commit):
    """A time given in New York comes back as the same moment in UTC, from columns and from JSON."""
    eastern = datetime(2025, 11, 21, 16, 7, 12, tzinfo=timezone(-5 * timedelta(hours=1)))
    item = Item("k", "t", published=eastern, filed=date(2025, 11, 21))
    commit(store, make.mark(good=eastern), Snapshot("dcd", eastern, "window", (item,)))
    read = store.latest("dcd")
    moments = [read.taken, read.items[0].published, store.mark("dcd").good]
    assert moments == [make.now] * 3
    assert {moment.utcoffset() for moment in moments} == {timedelta(0)}
    assert read.items[0].filed == date(2025, 11, 21)


@pytest.mark.parametrize("where", ["json", "column"])
def test_a_moment_without_a_zone_is_refused(store, make, commit, where):
    """A naive time could be any hour; it is an error of ours, told as one, and nothing is kept."""
    naive = make.now.replace(tzinfo=None)
    mark, at = (make.mark(good=naive), make.now) if where == "json" else (make.mark(), naive)
    with pytest.raises(StoreError, match="no zone"):
        commit(store, mark, at=at)
    assert store.mark("dcd") == Mark("dcd")


def test_news_are_kept_by_their_kind(store, make, commit):
    """Developments are updated by id, by revisions too; health notes are kept, change notes are not."""
    old, new = make.development(), make.development(case="other")
    health = HealthNote("dcd", "failing", "403", make.now, "dcd")
    note = ChangeNote("dcd", Change("added", Item("k", "t")), "t", make.now)
    commit(store, make.mark(), None, [old, health, note])
    commit(store, make.mark(version=1), None, [Revision(new, ("now another case",))])
    assert store.developments() == [new]
    assert store.developments(case="other") == [new]
    assert store.developments(case="ctr-v-irs") == []
    assert store.health() == [health]


def test_developments_can_be_narrowed(store, make, commit):
    """Newest first; `since` takes its own moment in; `limit` cuts."""
    made = [make.development(str(day), make.now + day * DAY) for day in range(3)]
    commit(store, make.mark(), None, made)
    assert store.developments() == made[::-1]
    assert store.developments(since=make.now + DAY) == made[:0:-1]
    assert store.developments(limit=1) == [made[2]]


def test_known_are_those_of_the_last_120_days(store, make, commit):
    """Counted from the newest development, so that a replay of an old lawsuit works at any date."""
    made = [make.development(str(day), make.now + day * DAY) for day in (0, 1, 121)]
    commit(store, make.mark(), None, made)
    with store.writing() as book:
        assert book.known(()) == [made[2], made[1]]


def test_known_is_empty_at_first(store):
    """A new store knows no development."""
    with store.writing() as book:
        assert list(book.known(())) == []


def test_a_fact_is_learned_once(store, make, commit):
    """The first evidence for a case, fact and value stays; another value is another fact."""
    first = Learned("c", "judge", "Ali", "before Judge Ali", "dcd", make.now)
    again = Learned("c", "judge", "Ali", "Ali, J.", "feed", make.now + DAY)
    other = Learned("c", "judge", "Bates", "before Judge Bates", "dcd", make.now)
    commit(store, make.mark(), None, (), [other, first])
    commit(store, make.mark(version=1), None, (), [again])
    assert store.learned() == [first, other]


def test_posted_news_need_no_check(store, make):
    """A failing channel's health note is kept with its alert, and no source is touched."""
    health = HealthNote("desk", "failing", "401", make.now)
    with store.writing() as book:
        book.post([health], [make.alert("newsroom")])
    assert store.health() == [health]
    assert [posted.channel for posted in store.deliveries()] == ["newsroom"]


def test_words_are_noted(store, open_store):
    """The last word of a key stays, for other processes too."""
    assert store.noted("heartbeat") is None
    store.note("heartbeat", "first")
    store.note("heartbeat", "second")
    assert open_store().noted("heartbeat") == "second"


def test_status_tells_how_a_source_is(store, make):
    """Last check, change, next check, failures, and the words of the last error."""
    failing = make.mark(checked=make.now, changed=make.now - DAY, due=make.now + DAY, failures=2, error="blocked")
    check = make.check(error="blocked", message="403 from the firewall")
    with store.writing() as book:
        book.commit(check, failing, None, (), (), ())
    status = store.status("dcd")
    assert (status.checked, status.changed, status.due) == (make.now, make.now - DAY, make.now + DAY)
    assert (status.failures, status.error, status.message) == (2, "blocked", "403 from the firewall")
    assert store.status("unknown").checked is None


def test_text_that_is_no_unicode_is_kept_readable(store, make, commit):
    """A lone surrogate from a hostile page neither stops the commit nor spoils the row."""
    bad = "stay \ud800 granted"
    commit(store, make.mark(error=bad), Snapshot("dcd", make.now, "window", (Item(bad, bad),)))
    assert store.latest("dcd").items[0].title == "stay ? granted"
    assert store.seen("dcd", store.latest("dcd")) == {"stay ? granted"}


def test_a_field_of_a_wrong_type_is_refused_when_written(store, make, commit):
    """It could not be read back: better one failing source now than a damaged history later."""
    wrong = Snapshot("dcd", make.now, "whole", (Item("k", "t", number=12),))
    with pytest.raises(StoreError, match="forbids"):
        commit(store, make.mark(), wrong)
    assert store.latest("dcd") is None


class TestPruning:
    """What is dropped in time, and what never."""

    def test_old_checks_health_and_sent_alerts_go(self, store, make, commit):
        """What is older than keep.checks goes; what is younger, and what was not sent, stays."""
        health = HealthNote("dcd", "failing", "403", make.now)
        alerts = [make.alert(), make.alert("broken")]
        commit(store, make.mark(), make.snapshot(1), [make.development(), health], (), alerts)
        store.settle(store.claim_due("desk", make.now), Sent(), make.now)
        store.prune(make.now + 30 * DAY)
        assert len(store.checks("dcd", 5)) == len(store.health()) == 1
        assert len(store.deliveries()) == 2
        store.prune(make.now + 31 * DAY)
        assert store.checks("dcd", 5) == store.health() == []
        assert [posted.channel for posted in store.deliveries()] == ["broken"]
        assert store.developments() == [make.development()]

    def test_the_newest_snapshot_stays(self, store, make, commit):
        """Old snapshots go, but of each source the newest is kept however old it is."""
        for version in range(3):
            commit(store, make.mark(version=version), make.snapshot(version, at=make.now + version * DAY))
        commit(store, make.mark("mad"), make.snapshot(9, source="mad"))
        store.prune(make.now + 91 * DAY + DAY / 2)
        assert [line.taken for line in store.snapshots("dcd")] == [make.now + 2 * DAY]
        assert len(store.snapshots("mad")) == 1

    def test_keys_are_remembered_90_days_after_they_left(self, store, make, commit):
        """A key that left goes only when a change more than 90 days later confirms that it did."""
        commit(store, make.mark(), make.snapshot(1, 2))
        commit(store, make.mark(version=1), make.snapshot(2, at=make.now + DAY))
        commit(store, make.mark(version=2), make.snapshot(2, 3, at=make.now + 90 * DAY))
        store.prune(make.now + 90 * DAY)
        assert "dcd:1" in store.seen("dcd", store.latest("dcd"))
        commit(store, make.mark(version=3), make.snapshot(2, 4, at=make.now + 92 * DAY))
        store.prune(make.now + 92 * DAY)
        assert store.seen("dcd", store.latest("dcd")) == {f"{kind}:{n}" for kind in ("dcd", "alias") for n in (2, 3, 4)}

    def test_keys_of_a_page_that_stands_still_are_remembered(self, store, make, commit):
        """A page unchanged for a year still shows its items; they are not new when it changes at last."""
        commit(store, make.mark(), make.snapshot(1))
        commit(store, make.mark(version=1), make.snapshot(1, 2, at=make.now + DAY))
        store.prune(make.now + 365 * DAY)
        assert "dcd:1" in store.seen("dcd", store.latest("dcd"))
        commit(store, make.mark(version=2), make.snapshot(2, at=make.now + 366 * DAY))
        store.prune(make.now + 366 * DAY)
        assert "dcd:1" in store.seen("dcd", store.latest("dcd")), "it left only yesterday"
        commit(store, make.mark(version=3), make.snapshot(2, 3, at=make.now + 457 * DAY))
        store.prune(make.now + 457 * DAY)
        assert "dcd:1" not in store.seen("dcd", store.latest("dcd"))


class TestUnchanged:
    """Checks that found nothing are gathered and written together."""

    def test_what_is_gathered_is_seen_here_at_once_and_elsewhere_after_a_flush(self, store, open_store, make):
        """mark, status and checks give the gathered values; another process sees them once they are written."""
        other = open_store()
        store.record_unchanged(make.check(unchanged=True), make.mark(checked=make.now))
        assert store.mark("dcd").checked == store.status("dcd").checked == make.now
        assert {id_: mark.checked for id_, mark in store.marks(["dcd", "never"]).items()} == {"dcd": make.now}
        assert store.checks("dcd", 1)[0].unchanged
        assert other.mark("dcd").checked is None
        store.flush()
        assert other.mark("dcd").checked == make.now
        assert other.mark("dcd").version == 0
        assert len(other.checks("dcd", 5)) == len(store.checks("dcd", 5)) == 1

    def test_many_are_written_by_themselves(self, store, open_store, make):
        """After 100 checks they are in the database without a flush."""
        for number in range(100):
            store.record_unchanged(make.check(f"s{number}"), make.mark(f"s{number}", checked=make.now))
        assert open_store().mark("s99").checked == make.now

    def test_they_are_written_before_a_commit(self, store, open_store, make, commit):
        """The record of checks has no hole: what was gathered comes first, then the commit."""
        store.record_unchanged(make.check(), make.mark(etag="gathered"))
        commit(store, make.mark(etag="committed"), at=make.now + DAY)
        other = open_store()
        assert other.mark("dcd") == Mark("dcd", 1, etag="committed")
        assert [check.started for check in other.checks("dcd", 5)] == [make.now + DAY, make.now]

    def test_a_gathered_mark_that_is_overtaken_is_dropped(self, store, open_store, make, commit):
        """When another process commits the source meanwhile, its mark is what counts, here too, and stays."""
        store.record_unchanged(make.check(), make.mark(etag="gathered"))
        commit(open_store(), make.mark(etag="theirs"))
        assert store.mark("dcd").etag == store.marks(["dcd"])["dcd"].etag == "theirs"
        store.flush()
        assert store.mark("dcd") == Mark("dcd", 1, etag="theirs")
        assert len(store.checks("dcd", 5)) == 2

    def test_they_survive_a_transaction_that_fails(self, store, make, commit):
        """An exception in a commit, or a stale one, loses nothing that was gathered."""
        store.record_unchanged(make.check(), make.mark(etag="gathered"))
        with pytest.raises(Stale):
            commit(store, make.mark("mad", version=3))
        assert store.mark("dcd").etag == "gathered"
        store.flush()
        assert store.mark("dcd").etag == "gathered"
        assert len(store.checks("dcd", 5)) == 1

    def test_closing_writes_them(self, store, open_store, make):
        """An orderly end loses nothing."""
        store.record_unchanged(make.check(), make.mark(checked=make.now))
        store.close()
        assert open_store().mark("dcd").checked == make.now


def test_what_was_read_but_not_noted_is_found_at_once(store, make, commit):
    """Sources with a snapshot whose note is lacking; one that was never read, or is noted, is not among them."""
    for id_ in ("dcd", "mad", "cadc"):
        commit(store, make.mark(id_), make.snapshot(1, source=id_))
    store.record_unchanged(make.check("never"), make.mark("never"))
    store.note("sight mad", "seen")
    assert store.read_but_not_noted("sight ") == ["cadc", "dcd"]


def test_today_is_the_day_in_utc(store, make, commit):
    """Keys are dated in UTC: late evening in New York is the next day."""
    evening = datetime(2025, 11, 21, 22, 0, tzinfo=timezone(-5 * timedelta(hours=1)))
    commit(store, make.mark(), make.snapshot(1, at=evening))
    commit(store, make.mark(version=1), make.snapshot(2, at=evening + DAY))
    commit(store, make.mark(version=2), make.snapshot(2, 3, at=datetime(2026, 2, 20, 12, tzinfo=UTC)))
    store.prune(datetime(2026, 2, 20, 12, tzinfo=UTC))
    assert "dcd:1" in store.seen("dcd", store.latest("dcd"))


class TestOlderSnapshots:
    """Each older snapshot is kept as what differs from the next; all of them read back as they were."""

    @pytest.fixture
    def grown(self, store, make, commit) -> list[Snapshot]:
        """A docket that got an entry a day for longer than differences are strung together."""
        taken = [make.snapshot(*range(number + 1), at=make.now + number * DAY) for number in range(MOST_APART + 20)]
        for version, snapshot in enumerate(taken):
            commit(store, make.mark(version=version), snapshot)
        return taken

    def test_all_read_back(self, store, grown):
        """Whatever stands between one and the next that is kept whole."""
        lines = store.snapshots("dcd")
        assert [store.snapshot(line.id) for line in lines] == grown
        assert store.latest("dcd") == grown[-1]

    def test_the_oldest_go_and_the_others_still_read_back(self, store, grown, make):
        """Nothing hangs on what is dropped."""
        store.prune(make.now + 100 * DAY)
        left = [store.snapshot(line.id) for line in store.snapshots("dcd")]
        assert left == grown[-len(left) :]
        assert len(left) < len(grown)

    def test_an_added_row_costs_little(self, store, make, commit):
        """Of a long page, the snapshot before takes a fraction of the page."""
        for version in range(3):
            commit(store, make.mark(version=version), make.snapshot(*range(200 + version), at=make.now + version * DAY))
        with store._reading() as session:
            *older, newest = map(len, session.exec(select(SnapshotRow.body).order_by(SnapshotRow.id)))
        assert max(older) * 20 < newest

    def test_after_a_clock_that_went_back_none_hangs_on_what_goes_first(self, store, make, commit):
        """The snapshot that seems younger than the next is kept whole: the next is dropped before it."""
        moments = [0, 200, 1, 201]
        for version, day in enumerate(moments):
            commit(store, make.mark(version=version), make.snapshot(*range(version + 1), at=make.now + day * DAY))
        store.prune(make.now + 200 * DAY)
        assert [len(store.snapshot(line.id).items) for line in store.snapshots("dcd")] == [2, 4]
