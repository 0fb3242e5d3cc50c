"""What stands behind a headline: a story, joined to it (core/detect.py), or a live blog, whose posts are stories."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model import Change, Item, Snapshot

LIVE_FOR = timedelta(hours=6)
"""A live blog without a new post for so long is over; until then it is read again, for the news comes in its posts."""


def is_blog(behind: Snapshot) -> bool:
    """Whether what was read is a live blog: of stories only these are windows."""
    return behind.extent == "window"


def posts(headline: Item, blog: Snapshot, since: datetime | None) -> Sequence[Change]:
    """The posts that are new since the last reading, oldest first, each a story of its own; at first all of them.

    One is known by its headline's key and its own, and has the blog's address unless it has one.
    """
    fresh = [post for post in blog.items if since is None or (post.published and post.published > since)]
    by_time = sorted(fresh, key=lambda post: (post.published is not None, post.published or blog.taken))
    return [
        Change("added", replace(post, key=f"{headline.key} {post.key}", aliases=(), url=post.url or headline.url))
        for post in by_time
    ]


def live_since(blog: Snapshot, now: datetime) -> datetime | None:
    """The moment of the newest post while the blog goes on; None when it is over, or its posts have no moments."""
    newest = max((post.published for post in blog.items if post.published), default=None)
    return newest if newest and now - newest < LIVE_FOR else None
