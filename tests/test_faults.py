"""Every fault of a server, through the whole road, for every kind of source: named, bounded, and nothing is lost."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from time import monotonic

import pytest

from monitor.detectors import DETECTORS
from monitor.edge.fetch import Fetcher, FetchSettings
from monitor.edge.parse import Parser
from monitor.model import Source
from monitor.sources import KINDS
from tests.edge.fault_pages import HERE, WEB_KINDS, source_of
from tests.edge.faults import FAULTS, PAGE_ERRORS, READ, WORDS, faulty, has_openssl, self_signed

SETTINGS = FetchSettings(
    "test",
    timeout=timedelta(seconds=1.5),
    deadline=timedelta(seconds=3),
    per_host=None,
    allow_private=True,
)
"""In a hurry; else as in the daemon."""
READING = timedelta(seconds=5)
LONGEST = 60.0
"""Seconds that one check may take here: the deadlines of its page, its reading, and a busy machine."""
DEAFEST = 5.0
"""Seconds for which the loop of the daemon may hear nobody, on a busy machine."""


@pytest.fixture(scope="module")
def parser():
    """The reader of pages with its workers, as in the daemon."""
    parser = Parser()
    yield parser
    parser.close()


@pytest.fixture(scope="module")
def hurried():
    """A reader for pages that it may give up."""
    parser = Parser(deadline=READING, quick=READING / 2)
    yield parser
    parser.close()


@pytest.fixture
async def world(world, clock, parser):
    """A real store, the real fetcher and reader, all detectors."""
    fetcher = Fetcher(SETTINGS, clock)
    world.parts = replace(world.parts, fetch=fetcher, parse=parser, detectors=[one.see for one in DETECTORS])
    yield world
    await fetcher.aclose()


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    """A certificate that nobody vouches for."""
    if not has_openssl():
        pytest.skip("makes its certificate with openssl")
    return self_signed(tmp_path_factory.mktemp("tls"))


class Ear:
    """Listens in the loop all the time; `longest` are the seconds for which it could not."""

    longest = 0.0

    async def __aenter__(self):
        self.task = asyncio.create_task(self.listen())
        return self

    async def __aexit__(self, *_):
        self.task.cancel()

    async def listen(self):
        while True:
            before = monotonic()
            await asyncio.sleep(0.01)
            self.longest = max(self.longest, monotonic() - before)


@pytest.mark.slow
@pytest.mark.parametrize("kind", WEB_KINDS)
async def test_every_fault_of_a_page_is_named_and_bounded(world, hurried, kind):
    """After a good page, for every kind of source: a named error, or the page; then the good page again."""
    wrong = []
    for name in (name for name, fault in FAULTS.items() if fault.of_body):
        async with faulty(FAULTS[name], kind) as server:
            wrong += await looked_at(world, kind, name, server, (True, False, True), hurried)
    assert wrong == []


@pytest.mark.slow
async def test_every_fault_of_a_connection_is_named_and_bounded(world, tls):
    """At first sight and after a good page: a named error; what the server said well stays."""
    wrong = []
    for name in (name for name, fault in FAULTS.items() if not fault.of_body):
        async with faulty(FAULTS[name], "page", tls) as server:
            looks = (False,) if FAULTS[name].tls else (False, True, False, True)
            wrong += await looked_at(world, "page", name, server, looks)
    assert wrong == []


async def looked_at(world, kind, name, server, looks, hurried=None):
    """Look at the fault (False) and the good page (True) in this order; gives what was not as it must be."""
    source, fault = source_of(kind, f"{server.url}/page", f"{kind} {name}"), FAULTS[name]
    patient = world.parts.parse
    wrong, good = [], None
    for sound in looks:
        server.sound, started = sound, monotonic()
        ends = READ if sound else (fault.later if good and fault.later else fault.ends)
        world.parts = replace(world.parts, parse=hurried if "parse_too_slow" in ends else patient)
        async with Ear() as ear:
            result = await world.check(source)
        took, kept = monotonic() - started, world.store.latest(source.id)
        if ear.longest > DEAFEST:
            wrong.append(f"{name}: nobody was heard for {ear.longest:.1f} s")
        if result.error not in ends or took > LONGEST:
            wrong.append(f"{name}: {result.error} after {took:.1f} s: {result.message}")
        if result.error and kept != good:
            wrong.append(f"{name}: the good snapshot is gone")
        good = kept
    if "/secret" in {asked.path for asked in server.asked}:
        wrong.append(f"{name}: what the page names was asked for")
    return wrong


async def test_a_port_where_nobody_listens(world):
    """A server that refuses is unreachable, by name."""
    async with faulty(FAULTS["hangs up"], "page") as server:
        pass
    result = await world.check(source_of("page", server.url, "refuses"))
    assert (result.error, "refused" in result.message) == ("unreachable", True)


@pytest.mark.parametrize("kind", sorted(set(WEB_KINDS) - {"document"}))
@pytest.mark.parametrize("name", ["wrong charset", "a charset that is none", "NULs", "ETag that never matches"])
async def test_a_harmless_fault_is_read_rightly(world, kind, name):
    """A charset announced wrongly, NULs, and an ETag of no use change no word, and the page is no news again."""
    async with faulty(FAULTS[name], kind) as server:
        source = source_of(kind, f"{server.url}/page", name)
        first, again = await world.check(source), await world.check(source)
    text = "".join(item.title + item.text for item in world.store.latest(name).items)
    assert (first.error, again.unchanged) == (None, True)
    assert (WORDS if "charset" in name else HERE if "ETag" in name else "aaaa") in text


@pytest.mark.slow
async def test_a_flood_of_long_entries_holds_up_no_other_source(world, site):
    """A feed of new entries that are slow to judge is judged beside the loop, which goes on hearing others."""
    long = "ORDER granting motion. " * 400
    items = "".join(
        f"<item><guid>{n}</guid><title>{n}</title><description>{long}</description></item>" for n in range(4)
    )
    feed = "<rss version='2.0'><channel><title>D.D.C.</title>{}</channel></rss>"
    site.put("/feed", feed.format(""))
    source = source_of("court_feed", site.url("/feed"), "flood")
    await world.check(source)
    site.put("/feed", feed.format(items))
    world.clock.forward(minutes=10)
    started = monotonic()
    async with Ear() as ear:
        result = await world.check(source)
    assert (result.error, result.changes) == (None, 4)
    assert ear.longest < (monotonic() - started) / 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "options",
    [
        {"xpath": "//p[count(//p[count(//p[. != '']) > 0]) > 0]"},
        {"select": "p:not(:has(~ b)):nth-last-child(odd of p)"},
        {"ignore": [".*.*x$"]},
    ],
)
async def test_a_users_slow_expression_is_bounded(world, hurried, site, options):
    """Selectors and patterns are the user's, the page is a stranger's: read or given up in time, the loop hears all."""
    site.put("/page", "<html><body><div>" + f"<p>{'a' * 400}</p>" * 3000 + "</div></body></html>")
    world.parts = replace(world.parts, parse=hurried)
    source = Source("slow", "page", site.url("/page"), KINDS["page"].options(**options))
    started = monotonic()
    async with Ear() as ear:
        result = await world.check(source)
    assert result.error in {None, *PAGE_ERRORS}
    assert (monotonic() - started < LONGEST, ear.longest < DEAFEST) == (True, True)
