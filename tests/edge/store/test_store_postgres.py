"""What goes wrong with a database server: told in our words, and gone on with when it is back."""

import psycopg
import pytest

from monitor.edge.store import SqlStore
from monitor.errors import StoreAway, StoreBusy, StoreError
from tests.postgres_server import PASSWORD


@pytest.fixture
def url(postgres) -> str:
    """PostgreSQL only."""
    return postgres.new()


def test_a_wrong_password_is_told_without_it(postgres, keep):
    """The message says what to mend, and shows no password, neither the wrong one nor the right one."""
    with pytest.raises(StoreError, match=r"mend user and password in storage\.url") as told:
        SqlStore.open(postgres.url("postgres", "not-the-one"), keep=keep)
    assert "not-the-one" not in str(told.value)
    assert PASSWORD not in str(told.value)


def test_a_database_that_is_not_there_is_told(postgres, keep):
    """The message names the command that makes one."""
    with pytest.raises(StoreError, match="createdb"):
        SqlStore.open(postgres.url("nowhere"), keep=keep)


@pytest.mark.parametrize("address", ["postgresql://host", "postgresql:///", "postgresql://host:port/name"])
def test_an_address_that_names_no_database_is_told(address, keep):
    """The message shows how to write one."""
    with pytest.raises(StoreError, match="postgresql://user:password@host/database"):
        SqlStore.open(address, keep=keep)


def test_another_programs_database_is_left_alone(url, keep):
    """A database with other tables gets none of ours."""
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE recipes (name text)")
    with pytest.raises(StoreError, match="another program's"):
        SqlStore.open(url, keep=keep)


def test_a_newer_programs_database_is_left_alone(url, keep, open_store):
    """A worker of an older version does not touch what a newer one made: it says which form it found."""
    open_store()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
    with pytest.raises(StoreError, match=r"newer Docket Monitor .*v9999"):
        SqlStore.open(url, keep=keep)


def test_while_the_server_is_away_it_is_told_and_afterwards_all_goes_on(postgres, store, make, commit):
    """No restart is needed; unchanged checks of the meantime are kept, and written when it is back."""
    commit(store, make.mark(), make.snapshot(1))
    postgres.stop("immediate")
    try:
        with pytest.raises(StoreAway, match="tried again by itself"):
            store.mark("dcd")
        store.record_unchanged(make.check(), make.mark(version=1))
        with pytest.raises(StoreAway):
            store.flush()
    finally:
        postgres.start()
    store.flush()
    assert len(store.checks("dcd", 10)) == 2
    assert store.latest("dcd") == make.snapshot(1)


def test_while_another_writes_a_writer_is_told_busy_and_readers_read(open_store, make, commit):
    """After its patience StoreBusy; what is committed can be read all the while, what is not yet cannot."""
    one, two = open_store(), open_store()
    commit(one, make.mark(), make.snapshot(1))
    with two._engine.connect() as connection:  # ten seconds are for real life
        connection.exec_driver_sql("SET lock_timeout = '50ms'")
        connection.commit()
    with one.writing() as book:
        with pytest.raises(StoreBusy, match="another process"):
            two.note("heartbeat", "now")
        book.commit(make.check(), make.mark(version=1), make.snapshot(1, 2), (), (), ())
        assert two.latest("dcd") == make.snapshot(1)
    assert two.latest("dcd") == make.snapshot(1, 2)
    two.note("heartbeat", "now")


def test_a_nul_becomes_a_question_mark(store, make, commit):
    """PostgreSQL refuses it in texts; a page may hold one."""
    store.record_unchanged(make.check(message="before\0after"), make.mark())
    store.flush()
    assert [check.message for check in store.checks("dcd", 1)] == ["before?after"]
