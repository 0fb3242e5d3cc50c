"""robots.txt over real HTTP: asked once, obeyed for what nobody named, never in the way of what the user named."""

import asyncio
from datetime import timedelta

import pytest

from monitor.edge.fetch import Fetcher, FetchSettings
from monitor.edge.politeness import LONGEST_SPACING, Politeness
from monitor.edge.robots import KEPT, MOST_READ, TRIED_AGAIN, rules_of
from monitor.errors import Forbidden, PrivateAddress, RateLimited, Unreachable
from monitor.model import PageRequest
from tests.edge.servers import NOON, http, serving

USER_AGENT = "docket-monitor/1.0 (+mailto:desk@example.org)"


class Site:
    """A site with a robots.txt; `status`, `rules` and `headers` are what it answers for it, pages are always there."""

    def __init__(self, rules=b"", status=200, **headers):
        self.rules, self.status, self.headers = rules, status, headers
        self.now, self.waited = NOON, []

    async def answer(self, asked, writer):
        if asked.path == "/robots.txt":
            writer.write(http(self.status, self.rules, **self.headers))
        else:
            writer.write(http())

    async def wait(self, seconds):
        self.waited.append(round(seconds))

    def fetcher(self, *, allow_private=True, per_host=None):
        """A fetcher in this site's time: waiting takes none, the monotonic clock stands still."""
        settings = FetchSettings(USER_AGENT, allow_private=allow_private, per_host=per_host)
        polite = Politeness(per_host, None, lambda: self.now, ticks=lambda: 0.0, wait=self.wait)
        return Fetcher(settings, lambda: self.now, politeness=polite)


async def paths(site, *asked):
    """The paths the site was asked for by these requests for links, and what was refused."""
    refused = []
    async with serving(site.answer) as server, site.fetcher() as fetch:
        for path in asked:
            try:
                await fetch(PageRequest(server.url + path, robots=True))
            except Forbidden:
                refused.append(path)
        return [one.path for one in server.asked], refused


async def test_a_forbidden_page_is_not_asked_for():
    """The rules of our group decide; what they forbid is refused with a name and a way out, the rest is read."""
    site = Site(b"User-agent: *\nDisallow: /\n\nUser-agent: docket-monitor\nDisallow: /private\nAllow: /private/open\n")
    asked, refused = await paths(site, "/news", "/private/a", "/private/open/b")
    assert asked == ["/robots.txt", "/news", "/private/open/b"]
    assert refused == ["/private/a"]
    async with serving(site.answer) as server, site.fetcher() as fetch:
        with pytest.raises(Forbidden, match=r"robots.txt of 127.0.0.1 forbids .*by hand"):
            await fetch(PageRequest(server.url + "/private/a", robots=True))


async def test_what_the_user_named_is_read_all_the_same():
    """A page watched by hand asks for no robots.txt."""
    site = Site(b"User-agent: *\nDisallow: /\n")
    async with serving(site.answer) as server, site.fetcher() as fetch:
        assert (await fetch(PageRequest(server.url + "/page"))).status == 200
        assert [one.path for one in server.asked] == ["/page"]


async def test_robots_txt_is_kept_a_day():
    """Several links, at once and later, cost one question; after a day it is asked again."""
    site = Site(b"User-agent: *\nDisallow: /x\n")
    async with serving(site.answer) as server, site.fetcher() as fetch:
        links = [PageRequest(f"{server.url}/{number}", robots=True) for number in range(3)]
        await asyncio.gather(*map(fetch, links))
        site.now += KEPT - timedelta(seconds=1)
        await fetch(links[0])
        assert [one.path for one in server.asked].count("/robots.txt") == 1
        site.now += timedelta(seconds=1)
        await fetch(links[0])
        assert [one.path for one in server.asked].count("/robots.txt") == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_site_without_robots_txt_forbids_nothing(status):
    """4xx means that there are no rules (RFC 9309 §2.3.1.3)."""
    assert (await paths(Site(b"", status), "/a"))[0] == ["/robots.txt", "/a"]


async def test_while_robots_txt_cannot_be_had_no_link_is_read():
    """5xx forbids everything for now (RFC 9309 §2.3.1.4), is not asked for each link, and is tried again."""
    site = Site(b"", 500)
    async with serving(site.answer) as server, site.fetcher() as fetch:
        link = PageRequest(server.url + "/a", robots=True)
        for _ in range(2):
            with pytest.raises(Unreachable, match=r"robots.txt cannot be had"):
                await fetch(link)
        assert [one.path for one in server.asked] == ["/robots.txt"]
        site.status, site.now = 200, site.now + TRIED_AGAIN
        assert (await fetch(link)).status == 200


async def test_a_host_that_asks_for_rest_gets_it():
    """429 for robots.txt is the rest that the host asks for, not a site without rules."""
    site = Site(b"", 429, Retry_After="60")
    async with serving(site.answer) as server, site.fetcher() as fetch:
        with pytest.raises(RateLimited):
            await fetch(PageRequest(server.url + "/a", robots=True))


async def test_redirects_of_robots_txt_are_followed():
    """The rules are those at the end of the redirects (RFC 9309 §2.3.1.2); a loop of them means no rules."""

    async def answer(asked, writer):
        if asked.path == "/robots.txt":
            writer.write(http(302, b"", Location="/elsewhere.txt"))
        elif asked.path == "/elsewhere.txt":
            writer.write(http(body=b"User-agent: *\nDisallow: /a\n"))
        else:
            writer.write(http())

    site = Site()
    site.answer = answer
    assert (await paths(site, "/a"))[1] == ["/a"]
    looping = Site(b"", 302, Location="/robots.txt")
    assert (await paths(looping, "/a"))[1] == []


async def test_each_hop_of_a_link_is_judged_by_its_own_site():
    """A link that leads on to a forbidden page ends there."""
    forbidding = Site(b"User-agent: *\nDisallow: /a\n")
    async with serving(forbidding.answer) as other:

        async def answer(asked, writer):
            status = 404 if asked.path == "/robots.txt" else 302
            writer.write(http(status, b"", Location=other.url + "/a"))

        async with serving(answer) as server, forbidding.fetcher() as fetch:
            with pytest.raises(Forbidden):
                await fetch(PageRequest(server.url + "/go", robots=True))
        assert [one.path for one in other.asked] == ["/robots.txt"]


async def test_robots_txt_leads_nobody_inside():
    """The question for robots.txt is refused like any other into a private network."""
    async with serving(Site().answer) as server, Site().fetcher(allow_private=False) as fetch:
        with pytest.raises(PrivateAddress):
            await fetch(PageRequest(server.url + "/a", robots=True))
        assert server.asked == []


@pytest.mark.parametrize(("named", "waited"), [("7", 7), ("0.5", 2), ("99999999", LONGEST_SPACING)])
async def test_crawl_delay_is_the_least_interval(named, waited):
    """Requests to the site begin so far apart, within reason; a shorter delay does not undo our own."""
    site = Site(f"User-agent: *\nCrawl-delay: {named}\n".encode())
    async with serving(site.answer) as server, site.fetcher(per_host=0.5) as fetch:
        for path in ("/a", "/b", "/c"):
            await fetch(PageRequest(server.url + path, robots=True))
    assert site.waited[1:] == [waited, waited]


def test_of_a_long_robots_txt_the_first_500_kib_count():
    """A rule before the bound holds, one behind it does not (RFC 9309 §2.5)."""
    body = b"User-agent: *\nDisallow: /early\n" + b"#" * MOST_READ + b"\nDisallow: /late\n"
    rules = rules_of(body, "docket-monitor")
    assert not rules.can_fetch("http://h/early", "docket-monitor")
    assert rules.can_fetch("http://h/late", "docket-monitor")


HOSTILE = {
    "one group of many robots": b"".join(b"User-agent: r%d\n" % n for n in range(15_000))
    + b"Disallow: /a*b\n" * 17_000,
    "many stars": b"User-agent: *\n" + b"Disallow: /" + b"*a" * 60_000 + b"\nDisallow: /" + b"*" * 200_000,
    "no text": bytes(range(256)) * 2_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
async def test_a_hostile_robots_txt_costs_little(body):
    """Whatever stands in it, reading it and asking it ends in good time, and rules for us are rules for us."""
    mine = b"\nUser-agent: docket-monitor\nDisallow: /forbidden\n"
    async with asyncio.timeout(5):
        rules = await asyncio.to_thread(rules_of, body[: MOST_READ - 100] + mine, "docket-monitor")
        asked = await asyncio.to_thread(rules.can_fetch, "http://h/" + "ab" * 1_000, "docket-monitor")
    assert asked
    assert not rules.can_fetch("http://h/forbidden", "docket-monitor")
