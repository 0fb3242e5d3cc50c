"""Live blogs give their posts as items, each known again by its id, address or time."""

import json
from datetime import UTC, datetime

import pytest

from monitor.core.diff import diff

BLOG = "https://news.example.org/live"


def post(number, text="The hearing goes on.", **more):
    """A post as linked data."""
    published = f"2026-01-05T10:{number:02}:00-05:00"
    return {"@type": "BlogPosting", "url": f"{BLOG}#p{number}", "datePublished": published, "articleBody": text} | more


def page(*posts, **more):
    """A page with the linked data of a live blog."""
    data = {"@type": "LiveBlogPosting", "headline": "Live", "liveBlogUpdate": list(posts)} | more
    return f"<title>Live</title><script type='application/ld+json'>{json.dumps(data)}</script><body><p>Live</p></body>"


@pytest.fixture
def told(read):
    """What is told of the second page after the first."""

    def telling(before, after):
        changes = diff(read("article", before, BLOG), read("article", after, BLOG), set())
        return [(change.kind, change.item.key) for change in changes]

    return telling


def test_a_new_post_is_one_change(told):
    """Posts before it stay what they were; those that leave the page are no change."""
    first, second, third = (post(number) for number in (1, 2, 3))
    assert told(page(second, first), page(third, second)) == [("added", f"post:url:{BLOG}#p3")]


def test_an_edited_post_is_one_change(told):
    """Other words in a post edit it, under whatever headline."""
    before, after = page(post(2), post(1)), page(post(2), post(1, "The judge ruled.", headline="Ruling"))
    assert told(before, after) == [("edited", f"post:url:{BLOG}#p1")]


def test_a_post_has_the_first_name_that_no_other_has(read):
    """The address of the whole blog names no post: the moment does; an id goes before both."""
    posts = [post(1, url=BLOG), post(2, url=BLOG), post(3, **{"@id": "urn:3"})]
    items = read("article", page(*posts), BLOG).items
    assert [item.key for item in items] == [
        "post:datePublished:2026-01-05T10:01:00-05:00",
        "post:datePublished:2026-01-05T10:02:00-05:00",
        "post:@id:urn:3",
    ]
    assert items[0].published == datetime(2026, 1, 5, 15, 1, tzinfo=UTC)


def test_a_post_that_gets_an_id_is_the_same_post(told):
    """All names of a post are remembered."""
    assert told(page(post(1)), page(post(1, **{"@id": "urn:1"}))) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"liveBlogUpdate": None},
        {"liveBlogUpdate": ["x", 5, {}]},
        {"liveBlogUpdate": {"articleBody": "No name at all."}},
        {"@type": "NewsArticle"},
    ],
)
def test_what_tells_no_posts_is_a_story(read, broken):
    """A page whose linked data gives no post is read as a story."""
    story = "".join(f"<p>In part {part} the judge wrote that the agency must stop at once.</p>" for part in range(6))
    body = page(post(1), **broken).replace("<p>Live</p>", f"<article><h1>Live</h1>{story}</article>")
    snapshot = read("article", body, BLOG)
    assert (snapshot.extent, [item.key for item in snapshot.items]) == ("whole", ["article"])


def test_other_scripts_stop_nothing(read):
    """Broken linked data, a graph, a list, a single post: the blog among them is found."""
    broken = "<script type='application/ld+json'>{</script>"
    blog = {"@type": ["LiveBlogPosting"], "liveBlogUpdate": post(1, "<p>One.</p><p>Two.</p>")}
    data = json.dumps([{"@type": "WebPage"}, {"@graph": [blog]}])
    body = f"{broken}<script type=\"application/ld+json\" data-x='1'>{data}</script>"
    (item,) = read("article", body, BLOG).items
    assert (item.title, item.text, item.url) == ("One. Two.", "One.\nTwo.", f"{BLOG}#p1")
