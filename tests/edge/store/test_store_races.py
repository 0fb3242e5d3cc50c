"""Several processes on one file: nobody overwrites, nobody gets what another has, a kill leaves nothing half."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import Stale
from monitor.model import Mark

ROOT = Path(__file__).parents[3]

OPEN = """
import sys
from datetime import timedelta
from monitor.edge.store import Keep, SqlStore
store = SqlStore.open(sys.argv[1], keep=Keep(timedelta(90), timedelta(30)))
"""
DIE_HALFWAY = f"""{OPEN}
import os, signal
from datetime import UTC, datetime
from monitor.model import Alert, Check, Item, Mark, Snapshot
now = datetime.now(UTC)
alert = Alert("desk", "half", "t", "t", "t", "t", "info", "t", now, now)
items = tuple(Item(str(number), "t" * 500) for number in range(5000))
with store.writing() as book:
    book.commit(Check("dcd", now), Mark("dcd", 1), Snapshot("dcd", now, "whole", items), (), (), [alert])
    book._session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
DIE_AFTER_CLAIM = f"""{OPEN}
import os, signal
from datetime import datetime
assert len(store.claim_due("desk", datetime.fromisoformat(sys.argv[2]))) == 1
os.kill(os.getpid(), signal.SIGKILL)
"""
TELL_WHETHER_NEW = f"{OPEN}\nprint(store.is_new)"


def start(script: str, *args: str) -> subprocess.Popen[str]:
    """Start a Python of its own."""
    return subprocess.Popen([sys.executable, "-c", script, *args], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def killed(script: str, *args: str) -> bool:
    """Whether a Python of its own ended by being killed."""
    with start(script, *args) as process:
        return process.wait(60) == -9


def test_of_many_writers_none_is_lost(open_store, make, commit):
    """4 writers commit 10 times each, anew from the newest mark when they were late: 40 versions, 40 checks."""

    def commit_ten(number: int) -> None:
        store, done = stores[number], 0
        while done < 10:
            try:
                commit(store, store.mark("dcd"), None, [make.development(f"{number}.{done}")])
            except Stale:
                continue
            done += 1

    stores = [open_store() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(commit_ten, range(4)))
    assert stores[0].mark("dcd").version == 40
    assert len(stores[0].checks("dcd", 100)) == len(stores[0].developments()) == 40


def test_of_many_senders_each_alert_has_one(open_store, make):
    """4 senders that claim at once, until nothing is left, get each of 40 alerts exactly once."""
    stores = [open_store() for _ in range(4)]
    with stores[0].writing() as book:
        book.post((), [make.alert(key=str(number)) for number in range(40)])

    def claim_all(store) -> list[str]:
        claimed = []
        while bundle := store.claim_due("desk", make.now):
            claimed += [delivery.alert.key for delivery in bundle]
        return claimed

    with ThreadPoolExecutor(4) as pool:
        shares = list(pool.map(claim_all, stores))
    assert sorted(key for share in shares for key in share) == sorted(map(str, range(40)))


def test_one_store_can_be_read_from_another_thread(store, make, commit):
    """The web pages read while the daemon writes: they see the last committed state."""
    commit(store, make.mark(), make.snapshot(1))
    with ThreadPoolExecutor(1) as web, store.writing() as book:
        book.commit(make.check(), make.mark(version=1), make.snapshot(1, 2), (), (), ())
        assert web.submit(store.latest, "dcd").result() == make.snapshot(1)


def test_what_is_known_is_current_inside_the_transaction(open_store, make, commit):
    """A development that another process kept a moment ago is there when the write transaction begins."""
    one, two = open_store(), open_store()
    commit(one, make.mark(), None, [make.development()])
    with two.writing() as book:
        assert book.known(()) == [make.development()]


def test_a_kill_in_a_transaction_leaves_nothing_half(store, url, make, commit):
    """A process killed before its commit ends leaves the store as it was, usable at once."""
    commit(store, make.mark(), make.snapshot(1))
    assert killed(DIE_HALFWAY, url)
    assert store.mark("dcd") == Mark("dcd", 1)
    assert store.latest("dcd") == make.snapshot(1)
    assert store.deliveries() == []
    commit(store, make.mark(version=1), make.snapshot(2))
    assert store.latest("dcd") == make.snapshot(2)


def test_a_kill_between_claim_and_settle_gives_the_alert_back(store, url, make):
    """When the lease of the dead has run out, the alert goes to another sender."""
    with store.writing() as book:
        book.post((), [make.alert()])
    assert killed(DIE_AFTER_CLAIM, url, make.now.isoformat())
    assert store.claim_due("desk", make.now) == ()
    assert len(store.claim_due("desk", make.now + timedelta(hours=1))) == 1


@pytest.mark.slow
def test_processes_that_start_at_once_make_one_database(url):
    """Exactly one of them creates it; the others wait and use it."""
    started = [start(TELL_WHETHER_NEW, url) for _ in range(4)]
    said = [process.communicate(timeout=60)[0].strip() for process in started]
    assert sorted(said) == ["False", "False", "False", "True"]
