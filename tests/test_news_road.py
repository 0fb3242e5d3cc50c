"""News over the whole road: an edit is shown word by word, a wire story is told once, a wall is no change."""

import json

import pytest

from monitor.model import Source
from monitor.sources import KINDS
from tests.core.cases.wire_pairs import CLINICS, HOUSING, summary, told, with_local_lead

PAGE = "<html><head><title>Ruling</title>{head}</head><body><article><h1>Ruling</h1>{body}</article></body></html>"
WIRE = told(HOUSING | {"finding": "the Order of the department was not lawful"})
OTHER = told(CLINICS | {"finding": "the Order of the department was not lawful"})


def page(text, head=""):
    """A story's page."""
    return PAGE.format(head=head, body="".join(f"<p>{line}</p>" for line in text.split("\n")))


def json_feed(*items):
    """A JSON Feed of (id, address, title, text)."""
    rows = [dict(zip(("id", "url", "title", "content_text"), item, strict=True)) for item in items]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": rows})


def source(site, name, kind="feed", **options):
    """A source at the path of its name."""
    return Source(name, kind, site.url(f"/{name}"), KINDS[kind].options(**options))


async def test_an_edit_after_publication_is_shown_word_by_word(world, site):
    """A story's changed words are one change, with what was taken out and put in."""
    story = source(site, "story", "article")
    text = WIRE.replace("Order", "plan")
    site.put("/story", page(text))
    await world.look(story)
    site.put("/story", page(text.replace("at noon on Monday", "at noon on Tuesday")))
    result, titles = await world.look(story)
    assert (result.changes, len(titles)) == (1, 1)
    assert "effect at noon on [-Monday.-] {+Tuesday.+}" in world.sent[0].text


@pytest.mark.parametrize("wall", ["We value your privacy", "Subscribe to continue reading.", "Verify you are human"])
async def test_a_wall_is_no_change(world, site, wall):
    """Consent wall, paywall and bot check are named failures; the story that was read stays the baseline."""
    story = source(site, "story", "article")
    site.put("/story", page(WIRE))
    await world.look(story)
    site.put("/story", f"<html><title>Ruling</title><body><p>{wall}</p></body></html>")
    result, titles = await world.look(story)
    assert (result.error, titles) == ("not_the_page", [])
    site.put("/story", page(WIRE))
    result, titles = await world.look(story)
    assert (result.ok, titles) == (True, [])


async def test_a_wire_story_under_several_addresses_is_told_once(world, site):
    """An agency's summary, its full text in a paper, and a copy under a local lead: one alert, three reports."""
    names = ("agency", "herald", "courier")
    feeds = [source(site, name, follow_links=name != "agency") for name in names]
    for feed in feeds:
        site.put(f"/{feed.id}", json_feed())
        await world.look(feed)
    site.put("/agency", json_feed(("a1", site.url("/a1"), "Judge blocks plan", summary(WIRE, 3))))
    site.put("/herald", json_feed(("h1", site.url("/h1?utm_source=rss"), "Tenants win", "Short.")))
    site.put("/courier", json_feed(("c1", site.url("/c1"), "What the ruling means in town", "Short.")))
    site.put("/h1", page(WIRE))
    site.put("/c1", page(with_local_lead(WIRE)))
    counts = [len((await world.look(feed))[1]) for feed in feeds]
    assert counts == [1, 0, 0]
    with world.store.writing() as book:
        (development,) = book.known(())
    assert [report.source for report in development.reports] == list(names)


async def test_two_rulings_in_one_feed_and_frame_are_told_both(world, site):
    """The agency's next story in the same words, with another court and judge, is news."""
    feed = source(site, "agency")
    site.put("/agency", json_feed())
    await world.look(feed)
    rows = [("1", site.url("/1"), "Judge blocks one plan", WIRE), ("2", site.url("/2"), "Judge blocks a plan", OTHER)]
    site.put("/agency", json_feed(*rows))
    assert len((await world.look(feed))[1]) == 2
