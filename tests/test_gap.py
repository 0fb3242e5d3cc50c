"""A court's feed reaches back 24 hours: what it lost while nobody looked is told by the docket of the case."""

import pytest

from monitor.model import Source
from monitor.sources import KINDS
from tests.test_pipeline import CASE, World, feed

HEAD = """<html><body><h3>U.S. District Court<br>District of Columbia (Washington, DC)<br>
CIVIL DOCKET FOR CASE #: 1:25-cv-00457-CKK</h3><table><tr><td>CENTER FOR TAXPAYER RIGHTS v. IRS<br>
Assigned to: Judge Colleen Kollar-Kotelly</td><td>Date Filed: 02/17/2025</td></tr></table>
<table><tr><td>Date Filed</td><th>#</th><td>Docket Text</td></tr>{}</table></body></html>"""
ROW = """<tr><td>01/05/2026</td><td align="right"><a href="https://ecf.dcd.uscourts.gov/doc1/045190000{0}"
onclick="goDLS('/doc1/045190000{0}','277774','{0}','','1','1','','');return(false);">{0}</a>&nbsp;</td>
<td>Order on Motion {0} of the plaintiffs. (zz) (Entered: 01/05/2026)</td></tr>"""
"""A docket report reconstructed in CM/ECF's format; the entries are invented."""


def docket(*numbers):
    """The docket page of the case, with these entries."""
    return HEAD.format("".join(ROW.format(number) for number in numbers))


@pytest.fixture
async def world(tmp_path, clock):
    """A store, a fetcher and a channel."""
    world = World(tmp_path, clock)
    yield world
    await world.fetcher.aclose()
    world.store.close()


@pytest.fixture
def sources(site):
    """The court's feed, narrowed to the case, and the docket of the case; both show entries 10 and 11."""
    site.put("/feed", feed(10, 11))
    site.put("/docket", docket(10, 11))
    court_feed, page = (KINDS[name].options() for name in ("court_feed", "docket"))
    return (
        Source("dcd-feed", "court_feed", site.url("/feed"), court_feed, court="dcd", watch=CASE.dockets),
        Source("ctr-docket", "docket", site.url("/docket"), page, court="dcd", case=CASE.id),
    )


async def test_what_a_feed_lost_in_30_hours_is_told_once_by_the_docket(world, site, sources):
    """The gap is told with its times, each entry that came meanwhile is told once, whichever source shows it."""
    by_feed, by_docket = sources
    for source in sources:
        assert (await world.look(source))[1] == []
    site.put("/feed", feed(40))
    site.put("/docket", docket(10, 11, 12, 40))

    _, told = await world.look(by_feed, hours=30)
    assert len(told) == 2
    assert sum("unseen Mon 05 Jan 15:10 UTC to Mon 05 Jan 21:20 UTC" in title for title in told) == 1
    assert sum("Motion 12" in alert.text for alert in world.sent) == 0

    result, told = await world.look(by_docket)
    assert (result.ok, result.changes, len(told)) == (True, 2, 1), told
    assert "Motion 12" in world.sent[0].text

    for source in sources:
        result, told = await world.look(source)
        assert (result.ok, told) == (True, [])


async def test_no_gap_is_told_while_the_feed_reaches_back(world, site, sources):
    """After 23 hours the window still overlaps: nothing but the new entry is told, and the docket adds nothing."""
    by_feed, by_docket = sources
    for source in sources:
        await world.look(source)
    site.put("/feed", feed(40))
    site.put("/docket", docket(10, 11, 40))
    _, told = await world.look(by_feed, hours=23)
    assert len(told) == 1
    assert (await world.look(by_docket))[1] == []
