"""The posts of a live blog become changes, those told before are left out."""

from datetime import UTC, datetime, timedelta

from monitor.core.stories import LIVE_FOR, is_blog, live_since, posts
from monitor.model import Item, Snapshot

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HEADLINE = Item("guid:1", "Live", kind="article", url="https://n.example/live")


def blog(*items):
    """A live blog of these posts."""
    return Snapshot("s", NOON, "window", items)


def post(key, minutes=None, **more):
    """A post so many minutes after noon; undated without."""
    at = None if minutes is None else NOON + timedelta(minutes=minutes)
    return Item(key, key, key, "article", published=at, **more)


def test_posts_are_known_by_headline_and_post():
    """Oldest first, undated ones before all; each has its own address, or the blog's."""
    told = posts(HEADLINE, blog(post("b", 2, url="https://n.example/live#b"), post("a", 1), post("undated")), None)
    assert [(change.kind, change.item.key, change.item.url) for change in told] == [
        ("added", "guid:1 undated", "https://n.example/live"),
        ("added", "guid:1 a", "https://n.example/live"),
        ("added", "guid:1 b", "https://n.example/live#b"),
    ]


def test_only_posts_after_the_last_reading_are_new():
    """What is as old as the newest post read, or undated, was read before."""
    told = posts(HEADLINE, blog(post("c", 3), post("b", 2), post("undated")), NOON + timedelta(minutes=2))
    assert [change.item.key for change in told] == ["guid:1 c"]


def test_a_blog_goes_on_while_posts_come():
    """Its newest post counts; one without moments is read once."""
    two = blog(post("b", 2), post("a", 1))
    newest = NOON + timedelta(minutes=2)
    assert live_since(two, newest + LIVE_FOR - timedelta(seconds=1)) == newest
    assert live_since(two, newest + LIVE_FOR) is None
    assert live_since(blog(post("undated")), NOON) is None


def test_a_story_is_no_blog():
    """A story is a whole page, a live blog a window."""
    assert is_blog(blog())
    assert not is_blog(Snapshot("s", NOON, "whole", ()))
