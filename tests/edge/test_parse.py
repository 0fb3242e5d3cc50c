"""Reading pages: small ones here, others in a process that may be ended."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.edge.parse import MEMORY, SMALL, Lane, Parser, Reading
from monitor.errors import NotThePage, ParseTooSlow, Unreadable
from monitor.model import Page, Source
from monitor.sources import KINDS
from monitor.sources._base import Options
from tests.edge.readers import kind_of
from tests.edge.servers import NOON

SHORT = timedelta(seconds=0.3)


@pytest.fixture(scope="module")
def parser():
    """A parser with the readers of readers.py and little patience; one for all tests, to start fewer processes."""
    parser = Parser(kind_of, deadline=SHORT)
    yield parser
    parser.close()


def read(parser, reader, *bodies, name="docket-53"):
    """The reading of pages with these bodies, by the reader of that name."""
    source = Source(name, reader, "https://ecf.example/", Options())
    return parser(source, [Page(source.url, body, NOON) for body in bodies or (b"<p>",)])


async def reading_process(parser, reader="prose_well", *bodies):
    """The id of the process that read."""
    return int((await read(parser, reader, *bodies)).carries.split()[0])


def alive(pid):
    """Whether a process of this id runs (one that ended and waits to be noticed does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def is_reading(lane):
    """Whether the process of a lane has taken a page up."""
    return any(future.running() for future in lane._under_way)


async def reading_under_way(parser, reader):
    """A task that reads, once its process has taken the page up."""
    task = asyncio.create_task(read(parser, reader))
    async with asyncio.timeout(10):
        while not any(map(is_reading, (parser._lane, parser._slow_lane))):  # noqa: ASYNC110 (threads of pebble set it)
            await asyncio.sleep(0.01)
    return task


async def test_small_pages_are_read_at_once(parser):
    """Up to the limit, all pages together, no process is started."""
    assert await reading_process(parser, "well", b"x" * SMALL) == os.getpid()
    snapshot = await read(parser, "well", b"x" * (SMALL // 2), b"y" * (SMALL // 2))
    assert snapshot.carries == f"{os.getpid()} {SMALL}"


async def test_long_pages_and_prose_are_read_in_one_other_process(parser):
    """Over the limit, and for prose of any size; the snapshot comes back whole, the process is used again."""
    snapshot = await read(parser, "well", b"x" * SMALL, b"y")
    pid, size = map(int, snapshot.carries.split())
    assert (pid == os.getpid(), size) == (False, SMALL + 1)
    assert (snapshot.source, snapshot.taken) == ("docket-53", NOON)
    assert await reading_process(parser, "prose_well", b"") == pid


@pytest.mark.parametrize("prefix", ["", "prose_"])
async def test_errors_arrive_as_themselves(parser, prefix):
    """An error of errors.py has its fields, whichever process raised it; endless nesting is Unreadable."""
    with pytest.raises(NotThePage) as caught:
        await read(parser, prefix + "as_login")
    assert (caught.value.what, caught.value.where, caught.value.next_step) == ("a login page", "docket-53", "log in")
    with pytest.raises(Unreadable, match="nested"):
        await read(parser, prefix + "deeply")


async def test_errors_of_libraries_arrive_with_their_traceback(parser):
    """An unforeseen error that cannot travel tells what and where it was, and harms no other page."""
    with pytest.raises(RuntimeError, match=r"readers\.py(.|\n)*line 53 is odd"):
        await read(parser, "prose_oddly")
    await reading_process(parser)


@pytest.mark.parametrize("reader", ["prose_for_ever", "prose_for_ever_in_c"])
async def test_a_reader_that_never_ends_is_ended(parser, reader):
    """At the deadline the page is given up and its process ended, also inside a C library; the next page is read."""
    pid = await reading_process(parser)
    with pytest.raises(ParseTooSlow, match=r"0\.3 seconds"):
        await read(parser, reader)
    assert not alive(pid)
    assert await reading_process(parser) != pid


async def test_a_reader_that_dies_is_replaced(parser):
    """A crash of the process fails its own page only."""
    pid = await reading_process(parser)
    with pytest.raises(ParseTooSlow, match="died"):
        await read(parser, "prose_deadly")
    assert await reading_process(parser) != pid


async def test_an_idle_reader_that_dies_is_replaced(parser):
    """So does one that the system ends between two pages, as it does when memory is short."""
    pid = await reading_process(parser)
    os.kill(pid, signal.SIGKILL)
    assert await reading_process(parser) != pid


async def test_memory_is_limited():
    """A page that needs more than it may is given up; the process goes on."""
    parser = Parser(kind_of, memory=2**28)
    try:
        pid = await reading_process(parser)
        with pytest.raises(ParseTooSlow, match="memory"):
            await read(parser, "prose_greedily")
        assert await reading_process(parser) == pid
    finally:
        parser.close()


async def test_closing_ends_the_process_and_gives_up_its_page():
    """The reading under way is cancelled, no process stays behind, and the parser can be used again."""
    parser = Parser(kind_of)
    pid = await reading_process(parser)
    reading = await reading_under_way(parser, "prose_for_ever")
    parser.close()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert not alive(pid)
    assert await reading_process(parser) != pid
    parser.close()


async def test_a_reading_nobody_waits_for_is_ended():
    """A check that is cancelled takes its page with it: the next is read by a new process, before the deadline."""
    patient = Parser(kind_of)
    try:
        pid = await reading_process(patient)
        (await reading_under_way(patient, "prose_for_ever")).cancel()
        assert await reading_process(patient) != pid
    finally:
        patient.close()


async def test_pages_that_wait_for_the_process_are_read(parser):
    """Waiting does not count as reading: a page behind a runaway is read when that was ended."""
    runaway = await reading_under_way(parser, "prose_for_ever")
    pids = await asyncio.gather(*(reading_process(parser) for _ in range(20)))
    assert len(set(pids)) == 1
    with pytest.raises(ParseTooSlow):
        await runaway


@pytest.mark.slow
async def test_a_runaway_holds_up_none_but_its_like():
    """A page that takes too long is read on in a second process, alone; others are read meanwhile, and it ends."""
    parser = Parser(kind_of, deadline=timedelta(minutes=10), quick=timedelta(seconds=2))  # a busy machine reads slowly
    try:
        await reading_process(parser)
        runaways = [asyncio.create_task(read(parser, "prose_for_ever", name=name)) for name in ("a", "b")]
        async with asyncio.timeout(60):
            while parser._slow != {"a", "b"}:  # noqa: ASYNC110 (no task sets it when we could wait for it)
                await asyncio.sleep(0.01)
            assert await reading_process(parser)
        assert not any(runaway.done() for runaway in runaways)
    finally:
        parser.close()
    await asyncio.gather(*runaways, return_exceptions=True)


async def test_a_long_page_gets_its_time():
    """What is not read quickly is read all the same; from then on it goes to the slow at once, until it is quick."""
    parser = Parser(kind_of, quick=SHORT)
    try:
        fast = await reading_process(parser)
        slow = await reading_process(parser, "prose_slowly")
        assert (slow != fast, parser._slow) == (True, {"docket-53"})
        assert await reading_process(parser) == slow
        assert parser._slow == set()
        assert await reading_process(parser) not in {fast, slow}
    finally:
        parser.close()


ORPHANS = """
import asyncio, os, signal
from tests.edge.test_parse import Parser, SHORT, kind_of, reading_process, reading_under_way

async def main():
    parser = Parser(kind_of, deadline=SHORT)
    print(await reading_process(parser), flush=True)
    task = await reading_under_way(parser, "prose_for_ever")
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.slow
async def test_a_reader_outlives_a_killed_daemon_by_seconds(tmp_path):
    """When the daemon is killed in the middle of a runaway page, the kernel ends the reader by its CPU limit."""
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS)
    root = Path(__file__).parents[2]
    daemon = await asyncio.create_subprocess_exec(
        sys.executable, script, stdout=-1, stderr=-1, env=os.environ | {"PYTHONPATH": str(root)}
    )
    told, _ = await asyncio.wait_for(daemon.communicate(), 120)  # ends when the last process that holds the pipe ends
    assert daemon.returncode == -signal.SIGKILL
    assert not alive(int(told))


async def test_reads_by_the_programs_own_kinds():
    """Without a word the kinds of sources/ are used: a news story comes back from the other process with its text."""
    told = [f"<p>On day {n} the judge of courtroom {n} ruled that the agency broke the law.</p>" for n in range(20)]
    story = f"<html><body><article><h1>Ruling</h1>{''.join(told)}</article></body></html>".encode()
    source = Source("story", "article", "https://news.example/s", KINDS["article"].options())
    parser = Parser()
    try:
        snapshot = await parser(source, [Page(source.url, story, NOON, content_type="text/html")])
    finally:
        parser.close()
    assert "the agency broke the law" in snapshot.items[0].text


async def test_a_worker_that_reads_nothing_is_ended():
    """Its memory is given back, and the next page is read by another."""
    lane = Lane(MEMORY, idle=0.01)
    source = Source("docket-53", "prose_well", "https://ecf.example/", Options())
    reading = Reading(kind_of, source, (Page(source.url, b"<p>", NOON),))
    first = int((await lane.read(reading, SHORT * 10)).carries.split()[0])
    async with asyncio.timeout(10):
        while alive(first):  # noqa: ASYNC110 (a process ends)
            await asyncio.sleep(0.01)
    assert int((await lane.read(reading, SHORT * 10)).carries.split()[0]) != first
    lane.close()
