"""Some of a long list at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from monitor.edge.store import Keep, SqlStore, Wanted
from monitor.errors import UsageError
from monitor.model import Sent

KEEP = Keep(timedelta(days=90), timedelta(days=30))


def keep_developments(store, make, count=7):
    """Developments that differ in what they are filtered by; two of each moment."""
    found = []
    for n in range(count):
        one = make.development(f"r{n}", make.now + timedelta(minutes=n // 2), case="a" if n % 2 else "b")
        event = replace(one.event, kind="appeal" if n % 3 == 0 else "ruling", court="cadc" if n % 2 else "dcd")
        found.append(replace(one, event=replace(event, disposition=None if n % 3 == 0 else "granted")))
    with store.writing() as book:
        book.post(found, ())
    return sorted(found, key=lambda one: (one.first_seen, one.id), reverse=True)


def all_of(ask):
    """Everything of a list, two at a time."""
    found, after = [], None
    while True:
        some = ask(after)
        found += some.found
        assert len(some.found) <= 2
        if some.after is None:
            return found
        after = some.after


def test_pages_of_developments_hold_each_once_and_in_order(store, make):
    """From page to page none is left out or given twice, also of one moment."""
    made = keep_developments(store, make)
    assert all_of(lambda after: store.list_developments(Wanted(), after, 2)) == made


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(case="a"),
        Wanted(court="dcd"),
        Wanted(kind="appeal"),
        Wanted(disposition="granted"),
        Wanted(case="a", kind="ruling", disposition="granted", court="cadc"),
        Wanted(case="nobody"),
    ],
)
def test_filters_take_what_they_name(store, make, wanted):
    """A filter gives those, and only those, that have the value; several must all hold."""
    made = [
        one
        for one in keep_developments(store, make)
        if wanted.case in (None, one.case)
        and wanted.court in (None, one.event.court)
        and wanted.kind in (None, one.event.kind)
        and wanted.disposition in (None, one.event.disposition)
    ]
    assert all_of(lambda after: store.list_developments(wanted, after, 2)) == made


def test_a_development_is_found_by_its_id(store, make):
    """The one of the id, None for an id that nothing has."""
    made = keep_developments(store, make)
    assert store.development(made[0].id) == made[0]
    assert store.development("none") is None


def test_a_written_development_moves_the_pulse(store, make):
    """A new development, and also a known one that changed, makes another pulse; nothing new makes the same."""
    keep_developments(store, make)
    before = store.pulse()
    assert store.pulse() == before
    with store.writing() as book:
        book.post([replace(make.development("r1"), late=True)], ())
    assert store.pulse().developments > before.developments


def test_checks_are_paged_and_picked(store, make, commit):
    """Pages hold each check once, newest first; `found` and `failed` pick theirs."""
    made = [
        make.check("dcd", make.now + timedelta(minutes=n // 2), changes=n % 2, error="gone" if n % 3 == 0 else None)
        for n in range(7)
    ]
    for version, check in enumerate(made):
        with store.writing() as book:
            book.commit(check, make.mark("dcd", version), None, (), (), ())
    made.reverse()
    assert all_of(lambda after: store.list_checks("dcd", after, 2)) == made
    assert all_of(lambda after: store.list_checks("dcd", after, 2, "found")) == [one for one in made if one.changes]
    assert all_of(lambda after: store.list_checks("dcd", after, 2, "failed")) == [one for one in made if one.error]
    assert store.list_checks("other", None, 2).found == ()


def test_deliveries_are_paged_by_state(store, make):
    """Of several states together, those made last first; the pending ones are counted, and sending moves the pulse."""
    with store.writing() as book:
        book.post((), [make.alert(key=f"a{n}") for n in range(6)])
    before = store.pulse()
    claimed = store.claim_due("desk", make.now)
    store.settle(claimed, Sent(), make.now)
    leased = store.claim_due("desk", make.now)
    both = all_of(lambda after: store.list_deliveries(("waiting", "leased"), after, 2))
    assert [one.id for one in both] == sorted((one.id for one in both), reverse=True)
    assert len(both) == 6 - len(claimed)
    assert [one.state for one in store.list_deliveries(("sent",), None, 10).found] == ["sent"] * len(claimed)
    assert store.count_pending() == {
        "waiting": 6 - len(claimed) - len(leased),
        "leased": len(leased),
        "failed": 0,
        "held": 0,
    }
    assert store.pulse().alerts != before.alerts


@pytest.mark.parametrize("cursor", ["", "x", "bnVsbA", "WyJhIiwgImIiXQ", "WzFd", "WyIyMDI1LTExLTIxIiwgImIiXQ", "é"])
def test_a_strange_cursor_is_refused(store, cursor):
    """What is no cursor of the list is a mistake of who asks, told in words."""
    with pytest.raises(UsageError, match="is no place in this list"):
        store.list_developments(Wanted(), cursor, 2)


def test_lists_are_asked_by_index(file, make):
    """SQLite answers every question by an index, looks at no whole table, and sorts nothing."""
    store = SqlStore.open(f"sqlite:///{file}", keep=KEEP)
    keep_developments(store, make)
    plans = []

    def explain(connection, _cursor, statement, parameters, *_):
        raw = connection.connection.dbapi_connection
        if statement.startswith("SELECT"):
            plans.extend(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    event.listen(store._engine, "before_cursor_execute", explain)
    for wanted in (
        Wanted(),
        Wanted("a"),
        Wanted(None, "dcd"),
        Wanted(None, None, "ruling"),
        Wanted("a", kind="ruling"),
    ):
        first = store.list_developments(wanted, None, 2)
        store.list_developments(wanted, first.after, 2)
    for only in (None, "found", "failed"):
        store.list_checks("dcd", None, 2, only)
    store.list_deliveries(("waiting", "sent"), None, 2)
    store.pulse()
    store.close()
    assert len(plans) > 15
    assert [plan for plan in plans if (plan.startswith("SCAN") and "INDEX" not in plan) or "TEMP B-TREE" in plan] == []
