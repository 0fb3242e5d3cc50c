"""A new version of the program: what was read by the old one is not told again, however much more is detected now."""

from dataclasses import replace

import pytest

from monitor.model import Finding, LegalEvent, Source
from monitor.pipeline import check
from monitor.sources import KINDS
from tests.road import CASE, feed


def nothing(_item):
    """What the old version saw."""
    return Finding(None)


def everything(item):
    """What the new version sees."""
    return Finding(LegalEvent("ruling", evidence=item.text, disposition="other"))


@pytest.fixture
def world(world):
    """The road with the old version's detector."""
    world.parts = replace(world.parts, detectors=(nothing,))
    return world


async def test_a_new_detector_never_tells_old_items(world, site, clock):
    """Five entries were read in silence; the new version, which finds rulings everywhere, tells the sixth alone."""
    source = Source("dcd-feed", "court_feed", site.url("/feed"), KINDS["court_feed"].options(), court="dcd")
    source = replace(source, watch=CASE.dockets)
    for newest in (11, 13, 15):
        site.put("/feed", feed(*range(10, newest)))
        assert (await check(source, world.parts)).ok
        clock.forward(minutes=15)
    assert world.store.developments() == []
    world.parts = replace(world.parts, detectors=(everything,))
    clock.forward(minutes=15)
    assert (await check(source, world.parts)).unchanged
    assert world.store.developments() == []
    site.put("/feed", feed(*range(10, 16)))
    clock.forward(minutes=15)
    assert (await check(source, world.parts)).events == 1
    assert [development.event.entry for development in world.store.developments()] == ["15"]
