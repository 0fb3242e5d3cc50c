"""A live blog behind a headline: every post is a story, each is told once, and the blog is read while it goes on."""

import json

import pytest

from monitor.model import Source
from monitor.sources import KINDS

FRONT = "<html><body><h3><a href='/old'>Old headline of the day</a></h3>{}</body></html>"
HEADLINE = "<h3><a href='/live'>Live: hearing on the Order</a></h3>"


def live_blog(*posts):
    """The page of a live blog; a post is the minute after 10:00 New York time on the tests' day, and its words."""
    updates = [
        {"@id": f"urn:{at}", "datePublished": f"2026-01-05T10:{at:02}:00-05:00", "articleBody": words}
        for at, words in posts
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    return f"<title>Live</title><script type='application/ld+json'>{data}</script><p>Live</p>"


@pytest.fixture
async def world(world, site):
    """A front page with its baseline read; at 10:10 New York time."""
    options = KINDS["listing"].options(select="h3 a", follow_links=True)
    world.front = Source("front", "listing", site.url("/front"), options)
    site.put("/front", FRONT.format(""))
    await world.look(world.front)
    site.put("/front", FRONT.format(HEADLINE))
    return world


def told_of(world):
    """The words of the alerts just sent that speak of a ruling."""
    return [alert.text for alert in world.sent if alert.title.startswith("UNCONFIRMED")]


async def test_every_post_is_a_story(world, site):
    """Two rulings in posts below the newest are told, the post that rules nothing is a change, the headline none."""
    site.put("/live", live_blog((18, "The hearing goes on."), (17, "Order two was read."), (16, "Order one was read.")))
    result, titles = await world.look(world.front)
    assert (result.ok, result.events, len(titles)) == (True, 2, 3)
    assert [next(words for words in ("one", "two") if f"Order {words}" in text) for text in told_of(world)] == [
        "one",
        "two",
    ]


async def test_later_posts_are_told_while_the_blog_goes_on(world, site):
    """A ruling told hours after the blog began is found, what was told is not told again."""
    site.put("/live", live_blog((16, "Order one was read.")))
    assert len((await world.look(world.front))[1]) == 1
    assert (await world.look(world.front))[1] == []
    site.put("/live", live_blog((35, "Order two was read."), (16, "Order one was read, corrected.")))
    result, _ = await world.look(world.front)
    assert result.events == 1
    assert "Order two" in told_of(world)[0]


async def test_a_blog_without_new_posts_is_over(world, site):
    """After six quiet hours the blog is not asked for again."""
    site.put("/live", live_blog((16, "Order one was read.")))
    await world.look(world.front)
    await world.look(world.front, hours=5)
    assert site.asked.count("/live") == 2
    await world.look(world.front, hours=2)
    await world.look(world.front, hours=1)
    await world.look(world.front, hours=1)
    assert site.asked.count("/live") == 3


async def test_a_blog_out_of_reach_goes_on_where_it_was_left(world, site):
    """A failure between two readings neither loses a post nor tells one again."""
    site.put("/live", live_blog((16, "Order one was read.")))
    await world.look(world.front)
    page = site.answers.pop("/live")
    result, titles = await world.look(world.front)
    assert (result.events, titles) == (0, [])
    site.answers["/live"] = page
    assert (await world.look(world.front))[1] == []
    site.put("/live", live_blog((39, "Order two was read."), (16, "Order one was read.")))
    assert (await world.look(world.front))[0].events == 1
