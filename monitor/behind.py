"""What stands behind items: the stories of headlines, the documents of entries, the posts of live blogs."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from monitor.core.detect import joined
from monitor.core.stories import is_blog, live_since, posts
from monitor.errors import FetchError, Forbidden, PageError
from monitor.model import Change, Follow, Key, PageRequest, Snapshot, Source
from monitor.ports import Parts
from monitor.sources import KINDS

log = logging.getLogger(__name__)

MOST_STORIES = 10
"""How many stories one check may read; the others are read by later checks."""


@dataclass
class Stories:
    """What came of the stories behind changes: the changes with those joined in that could be read, and the rest.

    `posts` are the new ones of live blogs, which stand for their headlines; `live` are the blogs that go on, each with
    the moment of its newest post. `missed` are the keys of the items whose story could not be read this time, `waiting`
    of those whose turn did not come, `forbidden` the reasons why some will never be read.
    """

    read: Sequence[Change] = ()
    posts: Sequence[Change] = ()
    live: dict[Key, datetime] = field(default_factory=dict)
    missed: list[Key] = field(default_factory=list)
    waiting: list[Key] = field(default_factory=list)
    forbidden: list[Forbidden] = field(default_factory=list)


async def read_stories(
    source: Source[Any], changes: Sequence[Change], since: Mapping[Key, datetime], parts: Parts
) -> Stories:
    """Read the stories (or documents) behind changes, as many and for as long as one check may."""
    follows = KINDS[source.kind].follow(source, changes)
    told, found = Stories(waiting=[follow.key for follow in follows[MOST_STORIES:]]), dict[Key, Snapshot]()
    until = asyncio.get_running_loop().time() + parts.time_for_stories.total_seconds()
    for follow in follows[:MOST_STORIES]:
        try:
            async with asyncio.timeout_at(until):
                found[follow.key] = await read_story(source, follow, parts)
        except TimeoutError:
            told.waiting.append(follow.key)
        except Forbidden as error:
            told.forbidden.append(error)
        except (FetchError, PageError) as error:
            log.warning("%s: the %s behind an item is read by a later check: %s", source.id, follow.kind, error)
            told.missed.append(follow.key)
        except Exception:  # the guard of an item: one odd story must not make a source deaf
            log.exception("%s: the %s behind an item could not be read", source.id, follow.kind)
            told.missed.append(follow.key)
    blogs = {key: behind for key, behind in found.items() if is_blog(behind)}
    stories = {key: behind.items[0] for key, behind in found.items() if key not in blogs}
    by_posts = {*blogs, *since} - stories.keys()  # also of a blog out of reach just now the posts have told
    told.read = [joined(one, stories.get(one.item.key)) for one in changes if one.item.key not in by_posts]
    read = [(one.item, blogs[one.item.key]) for one in changes if one.item.key in blogs]
    told.posts = [post for headline, blog in read for post in posts(headline, blog, since.get(headline.key))]
    told.live = {key: newest for key, blog in blogs.items() if (newest := live_since(blog, parts.clock()))}
    return told


async def read_story(source: Source[Any], follow: Follow, parts: Parts) -> Snapshot:
    """What stands behind one item; raises FetchError, PageError."""
    request = PageRequest(follow.url, proxy=source.proxy, allow_private=source.allow_private, robots=True)
    behind = replace(source, kind=follow.kind, url=follow.url, options=KINDS[follow.kind].options())
    return await parts.parse(behind, [await parts.fetch(request)])
