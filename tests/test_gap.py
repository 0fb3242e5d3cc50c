"""A court's feed reaches back 24 hours: what it lost while nobody looked is told by the docket of the case."""

from dataclasses import replace

import pytest

from monitor.app import program_for
from monitor.config import load
from monitor.model import Source
from monitor.sources import KINDS
from tests.road import CASE, World, feed

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
async def restart(tmp_path, clock):
    """Start a process on the same store, after ending the one before; it watches these sources."""
    worlds = []

    async def end():
        for world in worlds:
            await world.aclose()
        worlds.clear()

    async def start(*sources):
        await end()
        world = World(tmp_path, clock)
        world.parts = replace(world.parts, watched=lambda: sources)
        worlds.append(world)
        return world

    yield start
    await end()


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


async def test_what_a_feed_lost_in_30_hours_is_told_late_by_the_docket(restart, site, sources):
    """After the restart the gap is told in local time; the docket tells each lost entry once, late, and fills it."""
    by_feed, by_docket = sources
    world = await restart(*sources)
    for source in sources:
        assert (await world.look(source))[1] == []
    site.put("/feed", feed(40))
    site.put("/docket", docket(10, 11, 12, 40))
    world = await restart(*sources)

    _, told = await world.look(by_feed, hours=30)
    assert len(told) == 2
    (gap,) = [alert.text for alert in world.sent if "unseen" in alert.title]
    assert "D.D.C. feed unseen Mon 05 Jan 10:10 to Tue 06 Jan 16:20 EST, open the docket of 1:25-cv-00457" in gap
    assert "what came before Mon 05 Jan 16:20; ctr-docket will tell it" in gap
    assert sum("Motion 12" in alert.text for alert in world.sent) == 0

    result, told = await world.look(by_docket)
    assert (result.ok, result.changes, len(told)) == (True, 2, 1), told
    assert "Motion 12" in world.sent[0].text
    assert "found late, filed 5 Jan" in told[0]

    result, told = await world.look(by_feed)
    assert len(told) == 1
    assert "is filled from ctr-docket, which has 4 entries of those days" in world.sent[0].text
    for source in sources:
        result, told = await world.look(source)
        assert (result.ok, told) == (True, [])


async def test_a_docket_read_first_after_the_restart_fills_the_gap_at_once(restart, site, sources):
    """Whichever source is asked first, nothing is told twice, and the gap's note says that it is filled."""
    by_feed, by_docket = sources
    world = await restart(*sources)
    for source in sources:
        await world.look(source)
    site.put("/feed", feed(40))
    site.put("/docket", docket(10, 11, 12, 40))
    world = await restart(*sources)
    _, told = await world.look(by_docket, hours=30)
    assert len(told) == 2
    assert all("found late" in title for title in told)
    _, told = await world.look(by_feed)
    assert len(told) == 1
    assert "the gap is filled from ctr-docket" in world.sent[0].text


async def test_a_gap_waits_while_the_docket_cannot_be_read(restart, site, sources):
    """A docket that fails fills nothing; when it is read at last, the gap is said to be filled, once."""
    by_feed, by_docket = sources
    world = await restart(*sources)
    for source in sources:
        await world.look(source)
    site.put("/feed", feed(40))
    site.put("/docket", "busy", 500)
    await world.look(by_feed, hours=30)
    await world.look(by_docket)
    assert (await world.look(by_feed))[1] == []
    site.put("/docket", docket(10, 11, 12, 40))
    await world.look(by_docket, hours=2)
    assert len([title for title in (await world.look(by_feed))[1] if "is filled" in title]) == 1
    assert (await world.look(by_feed))[1] == []


async def test_an_empty_feed_has_a_gap_too(restart, site, sources):
    """Empty before and after a weekend, byte for byte: what came between is not known, and that is told."""
    by_feed, _ = sources
    world = await restart(by_feed)
    site.put("/feed", feed())
    await world.look(by_feed)
    result, told = await world.look(by_feed, hours=62)
    assert result.unchanged
    assert len(told) == 1
    assert "unseen" in told[0]
    assert (await world.look(by_feed))[1] == []


async def test_a_feed_that_stands_still_is_told(restart, site, sources):
    """A feed that is answered but not made anew is told once; when it moves, that is told, with the gap it left."""
    by_feed, _ = sources
    world = await restart(by_feed)
    made = "<lastBuildDate>Mon, 05 Jan 2026 15:00:00 GMT</lastBuildDate>"
    site.put("/feed", feed(10, 11).replace("<item>", f"{made}<item>", 1))
    told = [await world.look(by_feed, hours=8) for _ in range(9)]
    assert [len(titles) for _, titles in told] == [0, 0, 0, 0, 0, 0, 1, 0, 0]
    assert "D.D.C. feed (dcd-feed) stands still" in told[6][1][0]
    site.put("/feed", feed(40).replace("<item>", f"{made.replace('05 Jan', '08 Jan')}<item>", 1))
    _, told = await world.look(by_feed)
    assert len(told) == 3
    assert sum("made anew again" in title for title in told) == 1
    assert sum("unseen Mon 05 Jan 10:00 to Thu 08 Jan 10:10 EST" in title for title in told) == 1


async def test_no_gap_is_told_while_the_feed_reaches_back(restart, site, sources):
    """After 23 hours the window still overlaps: nothing but the new entry is told, and the docket adds nothing."""
    by_feed, by_docket = sources
    world = await restart(*sources)
    for source in sources:
        await world.look(source)
    site.put("/feed", feed(40))
    site.put("/docket", docket(10, 11, 40))
    _, told = await world.look(by_feed, hours=23)
    assert len(told) == 1
    assert (await world.look(by_docket))[1] == []


async def test_other_types_of_entries_are_told(restart, site, sources):
    """A feed that lists other types than before is told once; the same types in another order are no change."""
    by_feed, _ = sources
    world = await restart(by_feed)
    await world.look(by_feed)
    site.put("/feed", feed(10, 11, types="motion,order"))
    assert (await world.look(by_feed))[1] == []
    site.put("/feed", feed(10, 11, types=""))
    assert (await world.look(by_feed))[1] == []
    site.put("/feed", feed(10, 11, types="order,opinion"))
    _, told = await world.look(by_feed)
    assert len(told) == 1
    assert "no longer lists motion" in world.sent[0].text
    assert "opinion" in world.sent[0].text
    site.put("/feed", feed(11, 10, types="order,opinion"))
    assert (await world.look(by_feed))[1] == []


CONFIG = """
cases: [{id: ctr, name: C, dockets: ["dcd 1:25-cv-00457"]}]
sources:
  - {id: dcd-feed, kind: court_feed, court: dcd}
  - {id: ctr-docket, kind: docket, url: "http://127.0.0.1:9/docket", case: ctr}
"""


async def test_the_program_knows_who_may_fill(tmp_path):
    """What the config wires gives a check all sources that are watched."""
    (tmp_path / "monitor.yaml").write_text(CONFIG)
    async with program_for(load(tmp_path / "monitor.yaml", {})) as program:
        assert {source.id for source in program.parts.watched()} == {"dcd-feed", "ctr-docket"}
