"""Through the whole pipeline: what a site forbids, what shuts us out, what takes too long; each told, nothing lost."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.demo.pages import docket_page
from monitor.demo.story import STORYLINE
from monitor.model import Source
from monitor.sources import KINDS
from tests.edge.servers import hanging, http, serving
from tests.road import CASE, feed

RSS = '<rss version="2.0"><channel><title>Politics</title>{}</channel></rss>'
HEADLINE = "<item><title>{0}</title><guid>{0}</guid><link>{1}</link></item>"
STORY = "<html><body><article><h1>T</h1>{}</article></body></html>".format(
    "".join(f"<p>The court's Order of today, paragraph {n}, says that nobody may share it.</p>" for n in range(9))
)
FORBIDDING = "User-agent: *\nDisallow: /stories/\n"


def news(url, **options):
    """A news feed whose links are followed."""
    return Source("politics", "feed", url, KINDS["feed"].options(follow_links=True, **options))


async def test_a_list_that_robots_txt_forbids_is_not_read(world, site):
    """The listing fails by name, is told once with what to do, and the page itself is never asked for."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /front\n")
    site.put("/front", "<h3><a href='/a'>A headline of the day</a></h3>")
    front = Source("front", "listing", site.url("/front"), KINDS["listing"].options())
    told = []
    for _ in range(4):
        result, _ = await world.look(front, hours=3)
        told += [alert.text for alert in world.sent]
        assert result.error == "forbidden"
    assert len(told) == 1
    assert "robots.txt of 127.0.0.1 forbids" in told[0]
    assert "by hand" in told[0]
    assert "/front" not in site.asked


async def test_a_page_watched_by_hand_is_read_whatever_robots_txt_says(world, site):
    """`page`, `docket` and feeds are what a user named or what is made for programs."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    site.put("/page", "<main><p>A notice.</p></main>")
    site.put("/feed", feed(10))
    for kind, path in (("page", "/page"), ("court_feed", "/feed"), ("feed", "/feed")):
        result, _ = await world.look(Source(kind, kind, site.url(path), KINDS[kind].options()))
        assert result.ok, result.message
    assert "/robots.txt" not in site.asked


async def test_forbidden_stories_are_told_once_and_judged_by_their_headlines(world, site):
    """The stories are not asked for; the headlines count; over several checks one note says that there is no more."""
    source = news(site.url("/rss"))
    site.put("/robots.txt", FORBIDDING)
    site.put("/rss", RSS.format(""))
    await world.look(source)
    told = []
    for number in range(3):
        items = [HEADLINE.format(f"Court Order no. {n}", site.url(f"/stories/{n}")) for n in range(number + 1)]
        site.put("/rss", RSS.format("".join(items)))
        result, titles = await world.look(source)
        assert result.ok
        told += titles
    assert sum("robots.txt" in title for title in told) == 1, told
    assert world.store.mark(source.id).again == ()
    assert not [path for path in site.asked if path.startswith("/stories/")]


async def test_a_check_ends_at_its_deadline(world, site):
    """A server that never answers ends as a named error; the last good snapshot stays and the next check goes on."""
    async with serving(hanging()) as server:
        source = Source("page", "page", server.url + "/page", KINDS["page"].options())
        server.answer = lambda _asked, writer: _write(writer, http(body=b"<p>A notice.</p>"))
        assert (await world.look(source))[0].ok
        server.answer = hanging(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>")
        patient, world.parts = world.parts, replace(world.parts, time_for_check=timedelta(seconds=0.3))
        result, _ = await world.look(source)
        assert (result.error, result.ok) == ("check_too_long", False)
        assert "ended" in result.message
        assert world.store.latest(source.id).items[0].text == "A notice."
        server.answer, world.parts = lambda _asked, writer: _write(writer, http(body=b"<p>An Order.</p>")), patient
        result, told = await world.look(source, hours=1)
        assert (result.ok, len(told)) == (True, 1)


async def _write(writer, answer):
    writer.write(answer)


async def test_slow_stories_hold_up_no_headline(world):
    """When the time for stories is over the rest is committed; what was not read is read by a later check."""
    rss, slow = [RSS.format("")], asyncio.Event()

    async def answer(asked, writer):
        if asked.path == "/rss":
            writer.write(http(body=rss[0].encode(), Content_Type="application/rss+xml"))
        elif asked.path == "/robots.txt":
            writer.write(http(404))
        elif slow.is_set():
            await hanging()(asked, writer)
        else:
            writer.write(http(body=STORY.encode(), Content_Type="text/html"))

    async with serving(answer) as server:
        source = news(server.url + "/rss")
        await world.look(source)
        rss[0] = RSS.format(
            HEADLINE.format("Weather", server.url + "/1") + HEADLINE.format("Court Order", server.url + "/2")
        )
        slow.set()
        patient, world.parts = world.parts, replace(world.parts, time_for_stories=timedelta(seconds=0.3))
        result, told = await world.look(source)
        assert (result.ok, result.changes) == (True, 2)
        assert {again.tries for again in world.store.mark(source.id).again} == {0}
        slow.clear()
        world.parts = patient
        result, told = await world.look(source)
        assert (result.ok, world.store.mark(source.id).again) == (True, ())
        assert [title for title in told if title.startswith("UNCONFIRMED")]


CHECK = "<title>Just a moment...</title><p>Verify that you are human.</p>"
LOGIN = "<title>CM/ECF Login</title><form><input type=password name=key></form>"


@pytest.mark.parametrize(
    ("body", "status", "error"), [("no", 403, "blocked"), (CHECK, 200, "not_the_page"), (LOGIN, 200, "not_the_page")]
)
async def test_who_is_shut_out_of_a_case_hears_of_the_other_ways(world, site, body, status, error):
    """403, captcha and login name the court's feed, its opinions, CourtListener, the Archive, mailbox and folder."""
    story = STORYLINE.docket("1:25-cv-00457")
    path = "/cgi-bin/DktRpt.pl?277774"
    site.put(path, docket_page(story, story.rows[-1].at))
    docket = Source("docket", "docket", site.url(path), KINDS["docket"].options(), court="dcd", case=CASE.id)
    assert (await world.look(docket))[0].ok
    site.put(path, body, status)
    for _ in range(3):
        result, _ = await world.look(docket, hours=3)
    assert result.error == error
    for way in (
        "https://ecf.dcd.uscourts.gov/cgi-bin/rss_outside.pl",
        "kind: opinions, court: dcd",
        "https://www.courtlistener.com/?type=r&court=dcd&docket_number=1%3A25-cv-00457",
        "https://archive.org/download/gov.uscourts.dcd.277774/gov.uscourts.dcd.277774.docket.xml",
        "kind: mailbox",
        "kind: folder",
    ):
        assert way in result.message, result.message
    assert world.store.latest(docket.id).items


async def test_a_blocked_court_feed_names_no_way_that_is_shut(world, site):
    """The feed that shuts us out is not among the ways, nor is a maintenance page a reason to leave."""
    source = Source(
        "f", "court_feed", site.url("/feed"), KINDS["court_feed"].options(), court="dcd", watch=CASE.dockets
    )
    site.put("/feed", "no", 403)
    result, _ = await world.look(source)
    assert "kind: opinions" in result.message
    assert "court_feed" not in result.message
    site.put("/feed", "<title>Down</title><p>PACER is down for maintenance until 6 a.m.</p>")
    result, _ = await world.look(source)
    assert (result.error, "another way" in result.message) == ("not_the_page", False)


async def test_without_a_case_nobody_is_sent_elsewhere(world, site):
    """A page of no case has no other place."""
    site.put("/page", "no", 403)
    result, _ = await world.look(Source("p", "page", site.url("/page"), KINDS["page"].options()))
    assert "the case" not in result.message
