"""A court's feed is narrowed to the watched cases, or tells what the court rules in every case."""

import pytest

from monitor.config import load
from monitor.model import Source
from monitor.sources import KINDS
from tests.road import CASE, feed

OTHER = ("1:25-cv-00457 CENTER FOR TAXPAYER RIGHTS v. IRS", "1:25-cv-09999 SAMPLE v. EXAMPLE")
CONFIG = """
cases: [{id: ctr, name: C, dockets: ["dcd 1:25-cv-00457"]}]
sources:
  - {id: narrow, kind: court_feed, court: dcd}
  - {id: whole, kind: court_feed, court: dcd, whole_court: true}
  - {id: opinions, kind: opinions, court: cadc, whole_court: true}
channels: [{id: desk, url: "json://127.0.0.1/"}]
routes: [{to: [desk], events: [ruling, health]}]
"""


@pytest.fixture
def told(world, site):
    """The titles told of one new entry in the watched case and of one in another, both with this label."""

    async def telling(label, **given):
        court_feed = KINDS["court_feed"].options()
        source = Source("dcd-feed", "court_feed", site.url("/feed"), court_feed, court="dcd", **given)
        site.put("/feed", feed(10))
        await world.look(source)
        _, mine, other = feed(11, 12, label=label).split("<item>")
        elsewhere = other.replace(*OTHER).replace("277774", "888")
        site.put("/feed", "<item>".join((*feed(10).removesuffix("</channel></rss>").split("<item>"), mine, elsewhere)))
        return (await world.look(source))[1]

    return telling


async def test_a_narrowed_feed_tells_of_the_watched_case_only(told):
    """A ruling in another case of the court is nobody's news."""
    titles = await told("Order on Motion to Stay", watch=CASE.dockets)
    assert len(titles) == 1
    assert "Taxpayer" in titles[0]


async def test_a_whole_court_tells_the_rulings_of_every_case(told):
    """The other case's ruling is told with its own name."""
    titles = await told("Order on Motion to Stay", watch=CASE.dockets, whole_court=True)
    assert len(titles) == 2
    assert sum("SAMPLE v. EXAMPLE" in title for title in titles) == 1


async def test_a_whole_court_tells_no_other_entries_of_other_cases(told):
    """An entry in which no detector speaks is a change of the watched case only."""
    assert len(await told("Notice of Appearance", watch=CASE.dockets, whole_court=True)) == 1


def test_the_config_says_which(tmp_path):
    """`whole_court` is an option of both kinds that read a court; without it they are narrowed."""
    (tmp_path / "monitor.yaml").write_text(CONFIG)
    config = load(tmp_path / "monitor.yaml", {})
    assert [(source.id, source.whole_court) for source in config.sources] == [
        ("narrow", False),
        ("whole", True),
        ("opinions", True),
    ]
    assert all(source.watch is not None for source in config.sources)
    assert not [warning for warning in config.warnings if "nothing of this court" in warning]
