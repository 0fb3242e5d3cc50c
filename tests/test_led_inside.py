"""Links of strangers through the whole road: none of them leads into the network the daemon stands in."""

import pytest

from monitor.model import Source
from monitor.sources import KINDS
from tests.edge.servers import http, serving

HEADLINE = "Headline of the day that leads to "


def listing(*links):
    """A front page with these links."""
    return "".join(f'<h3><a href="{link}">{HEADLINE}{link}</a></h3>' for link in ("/old", *links))


def feed(*links):
    """A news feed whose items and their enclosures are these links."""
    items = "".join(
        f"<item><title>{HEADLINE}{link}</title><link>{link}</link><guid>{link}</guid>"
        f'<enclosure url="{link}" type="audio/mpeg" length="1"/></item>'
        for link in ("http://news.example/old", *links)
    )
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"


@pytest.mark.parametrize(("kind", "page"), [("listing", listing), ("feed", feed)])
async def test_a_followed_link_leads_into_no_private_network(world, site, caplog, kind, page):
    """A page of the Internet names private addresses as its stories: each is refused, and the page is read.

    A proxy stands for the Internet: it would answer for everything it is asked for.
    """
    site.put("/secret", "<article><p>the-inside</p></article>")
    links = [site.url("/secret"), "http://127.1/a", "http://[::1]/b", "http://10.0.0.8/c", "http://169.254.169.254/d"]
    shown = [page()]

    async def internet(asked, writer):
        found = shown[-1] if asked.path == "http://news.example/front" else ""
        writer.write(http(200 if found else 404, found.encode(), Content_Type="text/html"))

    options = KINDS[kind].options(follow_links=True, **({"select": "h3 a"} if kind == "listing" else {}))
    async with serving(internet) as proxy:
        source = Source("front", kind, "http://news.example/front", options, proxy=proxy.url, allow_private=False)
        await world.check(source)
        shown.append(page(*links))
        world.clock.forward(minutes=10)
        result = await world.check(source)
    assert (result.error, result.changes) == (None, len(links))
    assert all(asked.path.startswith("http://news.example/") for asked in proxy.asked)
    assert site.asked == []
    assert caplog.text.count("behind an item is read by a later check") == len(links)


async def test_a_source_of_ones_own_network_leads_into_no_cloud(world, site, caplog):
    """With allow_private: true a story beside the page is read; the metadata of a cloud is refused, redirected too."""
    links = ["http://169.254.169.254/latest", "http://[fd00:ec2::254]/a", "http://2852039166/b", "/sent-on"]
    site.put("/sent-on", status=302, Location="http://169.254.169.254/latest")
    site.put("/front", listing())
    options = KINDS["listing"].options(select="h3 a", follow_links=True)
    source = Source("front", "listing", site.url("/front"), options, allow_private=True)
    await world.check(source)
    site.put("/front", listing("/story", *links))
    site.put("/story", f"<article><h1>Ruling</h1>{'<p>The judge heard both sides on Friday.</p>' * 20}</article>")
    world.clock.forward(minutes=10)
    result = await world.check(source)
    assert (result.error, result.changes) == (None, 5)
    assert {"/story", "/sent-on"} <= set(site.asked)
    assert caplog.text.count("inside of a cloud") == len(links)
