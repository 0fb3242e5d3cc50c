"""The main path over real HTTP and a real store: what changed is told once, what is broken is not a change."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from monitor.core.route import Desk
from monitor.demo.pages import docket_page
from monitor.demo.story import STORYLINE
from monitor.errors import StoreBusy
from monitor.model import (
    Channel,
    Match,
    Pace,
    Route,
    SendFailure,
    Sent,
    Source,
)
from monitor.pipeline import check, deliver
from monitor.sources import KINDS
from tests.road import CASE, DESK, World, feed


@pytest.fixture
def source(site):
    site.put("/feed", feed(10, 11))
    kind = KINDS["court_feed"]
    return Source("dcd-feed", "court_feed", site.url("/feed"), kind.options(), court="dcd", watch=CASE.dockets)


async def test_a_change_is_told_once(world, site, source):
    """Baseline is silent, a new entry is told once, an unchanged page not at all."""
    first, told = await world.look(source)
    assert (first.ok, told) == (True, [])
    site.put("/feed", feed(12, 11, 10))
    second, told = await world.look(source)
    assert (second.changes, second.events, len(told)) == (1, 1, 1)
    third, told = await world.look(source)
    assert (third.unchanged, told) == (True, [])


async def test_a_feed_of_a_learned_cadence_is_told_of_and_its_reach_remembered(world, site, source):
    """With `every: auto` all of it goes on, and what was learned of the feed stands in the store."""
    learned = replace(source, cadence=replace(source.cadence, auto=True))
    first, _ = await world.look(learned)
    site.put("/feed", feed(12, 11, 10))
    second, told = await world.look(learned)
    assert (first.error, second.error, second.events, len(told)) == (None, None, 1, 1)
    assert world.store.mark(source.id).habit.reach > timedelta(0)


async def test_an_unchanged_page_is_not_sent_again(world, site, source):
    """The server's own validators go with the next request, which a 304 ends."""
    await world.look(source)
    assert world.store.mark(source.id).etag
    result, _ = await world.look(source)
    assert result.unchanged
    assert world.store.mark(source.id).checked == world.clock.now


async def test_a_feed_empty_over_the_weekend_raises_nothing(world, site, source):
    """Entries leave the feed, it stands empty, old ones are not told when they come back, a new one is."""
    await world.look(source)
    site.put("/feed", feed())
    for _ in range(6):
        result, told = await world.look(source, hours=10)
        assert (result.ok, told) == (True, [])
    site.put("/feed", feed(11, 10))
    assert (await world.look(source))[1] == []
    site.put("/feed", feed(20, 11, 10))
    assert len((await world.look(source))[1]) == 1


@pytest.mark.parametrize(
    ("status", "headers", "kind"),
    [
        (403, {}, "blocked"),
        (429, {"Retry_After": "7200"}, "rate_limited"),
        (500, {}, "server_failed"),
        (404, {}, "gone"),
    ],
)
async def test_a_page_broken_for_an_hour_raises_nothing_false(world, site, source, status, headers, kind):
    """An error page is no change: it is told once as failing, and afterwards only what is new is told."""
    await world.look(source)
    site.put("/feed", "<html>Error</html>", status, **headers)
    titles = []
    for _ in range(6):
        result, told = await world.look(source, hours=3)
        titles += told
        assert not result.ok
        assert result.error == kind
    assert len(titles) == 1
    assert source.id in titles[0]
    site.put("/feed", feed(30, 11, 10))
    result, told = await world.look(source, hours=3)
    assert result.ok, result.message
    assert len(told) == 2  # recovered, and the entry that came meanwhile
    assert world.store.mark(source.id).failures == 0


async def test_a_login_page_in_place_of_the_feed_keeps_what_was_known(world, site, source):
    """HTML in place of a feed is a named failure; the old snapshot stays the baseline."""
    await world.look(source)
    site.put("/feed", "<html><title>Login</title><form><input type=password></form></html>")
    result, told = await world.look(source)
    assert (result.ok, result.error in ("not_the_page", "unreadable"), told) == (False, True, [])
    site.put("/feed", feed(11, 10))
    assert (await world.look(source))[1] == []


async def test_an_unreachable_server_stops_nothing(world, source, site):
    """A refused connection is recorded with its reason and tried again later, ever less often."""
    site.close()
    dues = []
    for _ in range(3):
        result, _ = await world.look(source)
        assert result.error == "unreachable"
        dues.append(world.store.mark(source.id).due - world.clock.now)
    assert dues == sorted(dues)
    assert dues[0] < dues[-1]


async def test_one_odd_entry_makes_no_source_deaf(world, site, source):
    """A detector that crashes on an entry leaves it unread with one note; the entries beside it are told."""
    await world.look(source)
    site.put("/feed", feed(12, label="odd Order") + "")
    _, told = await world.look(source)
    assert len(told) == 1
    assert "read it" in world.sent[0].text
    site.put("/feed", feed(14, 12, 11, 10))
    _, told = await world.look(source)
    assert world.store.mark(source.id).again
    assert len(told) >= 1


async def test_downtime_longer_than_the_feed_reaches_is_told(world, site, source):
    """After 30 hours without a check a 24-hour feed may have lost entries: the gap is told with its times."""
    await world.look(source)
    _, told = await world.look(source, hours=30)
    assert told == []  # a 304: the very same entries are still there
    site.put("/feed", feed(40))
    _, told = await world.look(source, hours=30)
    assert any("unseen" in title for title in told)


async def test_a_failed_delivery_is_tried_again(world, site, source):
    """An alert that a channel did not take stays in the outbox until it does, and arrives once."""
    await world.look(source)
    site.put("/feed", feed(12, 11, 10))
    world.failure = SendFailure("busy")
    assert (await world.look(source))[1] == []
    world.failure = None
    assert len((await world.look(source, hours=2))[1]) == 1
    assert (await world.look(source, hours=2))[1] == []


PAGE = "<html><main>{main}</main><aside>{aside}</aside></html>"


async def test_another_selector_is_no_broken_page(world, site):
    """A source that is given other options reads another part of the page: a new baseline, neither broken nor news."""
    kind = KINDS["page"]
    notices = Source("notices", "page", site.url("/page"), kind.options(select="main"))
    site.put("/page", PAGE.format(main="<p>Order of May</p>", aside="<p>Calendar of the court</p>"))
    await world.look(notices)
    other = replace(notices, options=kind.options(select="aside"))
    result, told = await world.look(other)
    assert (result.error, told) == (None, [])
    site.put("/page", PAGE.format(main="<p>Order of May</p>", aside="<p>Another Order of the court</p>"))
    assert len((await world.look(other))[1]) == 1


async def test_a_docket_suddenly_empty_keeps_what_was_known(world, site, source):
    """An emptied docket is broken, told once, and when it is whole again only what is new is told."""
    docket = Source("docket", "docket", site.url("/cgi-bin/DktRpt.pl?457"), KINDS["docket"].options(), court="dcd")
    now = datetime(2026, 1, 8, tzinfo=UTC)
    rows = [row for row in STORYLINE.docket("1:25-cv-00457").rows if row.at <= now]
    story = STORYLINE.docket("1:25-cv-00457")
    site.put("/cgi-bin/DktRpt.pl?457", docket_page(story, rows[-2].at))
    await world.look(docket)
    site.put("/cgi-bin/DktRpt.pl?457", docket_page(replace(story, rows=rows[:1]), now))
    results = [await world.look(docket, hours=6) for _ in range(4)]
    assert [result.error for result, _ in results] == ["emptied"] * 4
    assert len([title for _, told in results for title in told]) == 1
    site.put("/cgi-bin/DktRpt.pl?457", docket_page(story, rows[-1].at))
    result, told = await world.look(docket, hours=6)
    assert (result.changes, len(told)) == (1, 2)  # the row that came meanwhile, and that the source recovered


async def test_a_host_that_fails_is_one_note_and_one_when_it_is_back(world, site, source):
    """Twelve sources of a host that is down for a day: one note that names them, one when all are read again."""
    host = site.url("").removeprefix("http://")
    sources = [replace(source, id=f"feed-{n:02}", url=site.url(f"/feed?{n}")) for n in range(12)]
    world.parts = replace(world.parts, watched=lambda: sources)

    async def look_at_all(**time):
        titles = []
        for one in sources:
            world.clock.forward(**time)
            titles += (await world.look(one, seconds=1))[1]
        return titles

    for n in range(12):
        site.put(f"/feed?{n}", feed(10, 11))
    assert await look_at_all() == []
    for n in range(12):
        site.put(f"/feed?{n}", "down", 503)
    down = [title for _ in range(6) for title in await look_at_all(minutes=20)]
    assert len(down) == 1
    assert down[0].startswith(f"Docket Monitor: 12 sources of {host} fail: feed-00, feed-01")
    for n in range(12):
        site.put(f"/feed?{n}", feed(10, 11))
    (up,) = [title for _ in range(2) for title in await look_at_all(minutes=2)]
    assert up.startswith(f"Docket Monitor: the 12 sources of {host} can be read again")


async def test_a_feed_without_a_new_entry_for_long_is_told_once(world, site):
    """Daily until it stops: after four days of the same page one note says so, another that it goes on."""
    row = "<item><title>Notice {0}</title><link>https://news.example/{0}</link><pubDate>{1}</pubDate></item>"
    start = world.clock.now
    feed_of = lambda moments: "".join(  # noqa: E731 (one line says all)
        row.format(n, format_datetime(moment)) for n, moment in enumerate(moments)
    )
    page = '<rss version="2.0"><channel><title>News</title><link>https://news.example/</link>{}</channel></rss>'
    days = [start - timedelta(days=n) for n in range(12)]
    site.put("/rss", page.format(feed_of(reversed(days))))
    news = Source("news", "feed", site.url("/rss"), KINDS["feed"].options())
    told = [title for _ in range(30) for title in (await world.look(news, hours=8))[1]]
    (quiet,) = told
    assert quiet.startswith("Docket Monitor: news: no new entry for 4 days, usually one in 24 hours")
    site.put("/rss", page.format(feed_of([*reversed(days), world.clock.now])))
    assert "Docket Monitor: news has new entries again" in (await world.look(news, hours=8))[1]


async def test_a_channel_down_for_a_day_gets_what_it_missed(world, site, source):
    """The others hear once that it takes nothing and once that it does again; it gets all, the oldest first, as one."""
    chat = Channel("chat", "json://127.0.0.1/", Pace(timedelta(minutes=1)))
    routes = (
        Route(("desk", "chat"), Match(events=frozenset({"ruling"}))),
        Route(("desk",), Match(events=frozenset({"health"}))),
    )
    living, bundles, down = world.send, [], True

    async def send(channel, alerts):
        if channel is not chat:
            return await living(channel, alerts)
        if down:
            return SendFailure("503")
        bundles.append([alert.text for alert in alerts])
        return Sent()

    desk = replace(world.parts.desk, routes=routes, channels=("desk", "chat"))
    world.parts = replace(world.parts, send=send, desk=desk)
    await check(source, world.parts)
    titles = []
    for n in range(24):
        site.put("/feed", feed(*range(10, 13 + n)))
        titles += [title for title in (await world.look(source, hours=1))[1] if "channel" in title]
        await deliver(chat, world.parts)
    (told,) = titles
    assert "channel chat takes nothing since Mon 05 Jan 2026 16:" in told
    down = False
    world.clock.forward(hours=1)
    await deliver(chat, world.parts)
    world.clock.forward(minutes=2)
    await deliver(chat, world.parts)
    assert [len(bundle) for bundle in bundles] == [1, 23]
    numbers = [int(re.search(r"Entry: (\d+)", text)[1]) for bundle in bundles for text in bundle]
    assert sorted(numbers) == list(range(12, 36))
    assert numbers[1:] == sorted(numbers[1:])
    assert any("channel chat takes alerts again" in title for title in (await world.look(source))[1])


async def test_dead_channels_make_no_storm(world, site, source):
    """Two dead channels are told once each to the living one, and never of each other's notes."""
    channels = [DESK, Channel("dead1", "json://127.0.0.1/"), Channel("dead2", "json://127.0.0.1/")]
    ids = tuple(channel.id for channel in channels)
    routes = (Route(ids, Match(events=frozenset({"ruling", "health"}))),)
    living = world.send

    async def send(channel, alerts):
        return await living(channel, alerts) if channel is DESK else SendFailure("404 no such channel", permanent=True)

    world.parts = replace(world.parts, send=send, desk=Desk(cases=(CASE,), routes=routes, channels=ids))
    await check(source, world.parts)
    site.put("/feed", feed(12, 11, 10))
    for _ in range(10):
        world.clock.forward(minutes=10)
        await check(source, world.parts)
        for channel in channels:
            await deliver(channel, world.parts)
    told = [alert.title for alert in world.sent]
    assert len(told) == 3, told
    assert sum("dead1" in title for title in told) == sum("dead2" in title for title in told) == 1


async def test_alerts_survive_the_death_of_the_process(world, site, source, tmp_path, clock):
    """An alert committed but not yet sent is delivered by the next process."""
    await world.look(source)
    site.put("/feed", feed(12, 11, 10))
    clock.forward(minutes=10)
    await check(source, world.parts)
    world.store.close()
    again = World(tmp_path, clock)
    await deliver(DESK, again.parts)
    assert len(again.sent) == 1
    await again.aclose()


async def test_two_processes_tell_a_change_once(world, site, source, tmp_path, clock):
    """A second process that walked the same source meanwhile fails cleanly and tells nothing twice."""
    await world.look(source)
    other = World(tmp_path, clock)
    site.put("/feed", feed(12, 11, 10))
    clock.forward(minutes=10)
    await check(source, world.parts)
    await check(source, other.parts)
    await deliver(DESK, world.parts)
    await deliver(DESK, other.parts)
    assert len(world.sent) + len(other.sent) == 1
    await other.aclose()


async def test_a_story_behind_a_headline_is_read(world, site):
    """A new headline's story is fetched and judged; one out of reach is read by a later check."""
    kind = KINDS["listing"]
    options = kind.options(select="h3 a", follow_links=True)
    front = Source("front", "listing", site.url("/front"), options, allow_private=True)
    old = "<h3><a href='/a'>Old headline of the day</a></h3>"
    site.put("/front", f"<html><body>{old}</body></html>")
    await world.look(front)
    site.put("/front", f"<html><body><h3><a href='/b'>New headline of the day</a></h3>{old}</body></html>")
    first, told = await world.look(front)
    assert (first.ok, first.events) == (True, 0)
    story = "".join(
        f"<p>The court's Order of today, paragraph {n}, says that nobody may share it.</p>" for n in range(9)
    )
    site.put("/b", f"<html><body><article><h1>New headline of the day</h1>{story}</article></body></html>")
    second, told = await world.look(front)
    assert (second.events, len(told)) == (1, 1)
    assert told[0].startswith("UNCONFIRMED, news only")


async def test_one_odd_story_makes_no_source_deaf(world, site):
    """A story whose reader fails in a way nobody foresaw is missed; the story beside it is told."""
    options = KINDS["listing"].options(select="h3 a", follow_links=True)
    front = Source("front", "listing", site.url("/front"), options, allow_private=True)
    row = "<h3><a href='/{0}'>Headline of the day, number {0}</a></h3>"
    site.put("/front", f"<html><body>{row.format(1)}</body></html>")
    await world.look(front)
    read = world.parts.parse

    async def parse(source, pages):
        if source.url.endswith("/2"):
            raise RuntimeError("nobody foresaw this")
        return await read(source, pages)

    world.parts = replace(world.parts, parse=parse)
    story = "".join(
        f"<p>The court's Order of today, paragraph {n}, says that nobody may share it.</p>" for n in range(9)
    )
    site.put("/2", f"<html><body><article><h1>Two</h1>{story}</article></body></html>")
    site.put("/3", f"<html><body><article><h1>Three</h1>{story}</article></body></html>")
    site.put("/front", f"<html><body>{''.join(row.format(n) for n in (3, 2, 1))}</body></html>")
    result, told = await world.look(front)
    assert (result.ok, result.events) == (True, 1)
    assert len([title for title in told if title.startswith("UNCONFIRMED")]) == 1


async def test_a_store_that_cannot_be_read_fails_the_check_only(world, source):
    """A check never raises, also when the first look into the store fails."""
    world.store.close()

    class Broken:
        def __getattr__(self, name):
            raise StoreBusy("another process holds it", "m.db")

    world.parts = replace(world.parts, store=Broken())
    result = await check(source, world.parts)
    assert result.error == "store_busy"
