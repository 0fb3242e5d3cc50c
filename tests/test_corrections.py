"""What a court or its clerk takes back reaches everybody who heard of it, over the whole road."""

from dataclasses import replace

import pytest

from monitor.core.route import Desk
from monitor.demo.pages import docket_page
from monitor.demo.story import STORYLINE, Row
from monitor.detectors import DETECTORS
from monitor.model import Match, Route, Source
from monitor.pipeline import check
from monitor.sources import KINDS
from tests.road import CASE

STORY = STORYLINE.docket("1:25-cv-00457")
RULING = next(row for row in STORY.rows if "705" in row.text and "ORDER" in row.text and row.number != "30")
QUIET = Route(
    ("desk",), Match(events=frozenset({"ruling"}), significance="major"), digest="0 8 * * *", urgent=frozenset()
)


@pytest.fixture
def world(world):
    """A desk that wants major rulings only, and those in the morning."""
    see = tuple(detector.see for detector in DETECTORS if detector.default)
    world.parts = replace(world.parts, detectors=see, desk=Desk(cases=(CASE,), routes=(QUIET,), channels=("desk", "b")))
    return world


@pytest.fixture
def docket(site):
    """The storyline's docket with the given rows."""

    def put(*rows):
        site.put("/docket", docket_page(replace(STORY, rows=rows), max(row.at for row in rows)))
        return Source("dcd", "docket", site.url("/docket"), KINDS["docket"].options(), court="dcd")

    return put


def before(row):
    """The rows of the docket that stand before this one."""
    return [one for one in STORY.rows if one.at < row.at]


async def told_of(world, source, *rows, docket):
    """Read the docket without and with these rows, wait for the morning, deliver; gives the source."""
    docket(*before(RULING))
    await world.look(source)
    docket(*before(RULING), *rows)
    await world.look(source)
    _, told = await world.look(source, hours=30)
    return told


async def test_a_ruling_marked_as_an_error_is_recalled_at_once(world, docket):
    """The digest waits for the morning; the correction of what it told does not, and goes to who was told only."""
    source = docket(*before(RULING))
    assert len(await told_of(world, source, RULING, docket=docket)) == 1
    docket(*before(RULING), replace(RULING, text=f"***ENTERED IN ERROR*** {RULING.text}"))
    _, told = await world.look(source)
    assert [title[:52] for title in told] == ["CORRECTION: the clerk marked it as entered in error."]
    _, again = await world.look(source)
    assert again == []


async def test_a_ruling_that_left_the_docket_is_recalled(world, docket):
    """An entry that a reader was told of and that is gone is told as gone."""
    source = docket(*before(RULING))
    await told_of(world, source, RULING, docket=docket)
    later = Row(at=RULING.at, number="99", text="NOTICE of Appearance by A. Quill.")
    docket(*before(RULING), later)
    told = [title for _ in range(4) for title in (await world.look(source, hours=6))[1]]
    assert [title for title in told if title.startswith("CORRECTION: the entry is no longer on the docket")]


async def test_a_ruling_vacated_later_is_no_longer_in_force(world, docket):
    """The order that vacates it is told by the routes, and the old one recalled at once to who heard of it."""
    source = docket(*before(RULING))
    await told_of(world, source, RULING, docket=docket)
    text = f"ORDER vacating {RULING.number} Memorandum Opinion and Order. Signed by Judge Colleen Kollar-Kotelly."
    docket(*before(RULING), RULING, Row(at=RULING.at, number="99", text=text))
    _, told = await world.look(source)
    assert [title[:18] for title in told] == ["NO LONGER IN FORCE"]
    (development,) = [one for one in world.store.developments() if one.event.entry == RULING.number]
    assert development.undone.startswith("vacated by D.D.C. (Kollar-Kotelly)")


async def test_an_amendment_by_the_clerk_is_no_correction(world, docket):
    """What a clerk notes as modified changes nothing of what was told."""
    source = docket(*before(RULING))
    await told_of(world, source, RULING, docket=docket)
    docket(*before(RULING), replace(RULING, text=f"{RULING.text} Modified on 11/24/2025 (ztg)."))
    result = await check(source, world.parts)
    assert (result.ok, (await world.look(source))[1]) == (True, [])
