"""Bad pages through the whole pipeline, each in place of a good one.

Named in the check, in what `monitor sources` shows and in one alert; the good snapshot kept; nothing old told later.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.demo.pages import docket_page
from monitor.demo.story import STORYLINE
from monitor.edge.parse import Parser
from monitor.model import Source
from monitor.sources import KINDS
from tests.road import CASE, feed

DOCKET = STORYLINE.docket("1:25-cv-00457")
GOOD_DOCKET = docket_page(DOCKET, DOCKET.rows[-1].at)
OTHER = STORYLINE.docket("1:25-cv-12822")
OTHER_COURT = docket_page(OTHER, OTHER.rows[-1].at)
GOOD_NEWS = (
    "<rss version='2.0'><channel><title>N</title><item><title>Hearing</title><guid>1</guid></item></channel></rss>"
)
GOOD_PAGE = "<title>Notices</title><main><h1>Notices</h1><p>Hearing on Friday.</p></main>"
GOOD_FRONT = "<title>News</title><h3><a href='/a'>A headline of the day</a></h3>"
GOOD = {"docket": GOOD_DOCKET, "court_feed": feed(10, 11), "feed": GOOD_NEWS, "page": GOOD_PAGE, "listing": GOOD_FRONT}

LOGIN = "<title>CM/ECF Login</title><form><input name=login><input type=password name=key></form>"
CHECK = "<title>Just a moment...</title><p>Verifying you are human.</p><script>_cf_chl_opt={}</script>"
DOWN = "<title>PACER</title><h1>Notice</h1><p>PACER is down for maintenance until 6 a.m. Eastern.</p>"
BOMB = '<!DOCTYPE lolz [<!ENTITY a0 "lol">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)
FEED_BOMB = f'<?xml version="1.0"?>{BOMB}<rss version="2.0"><channel><title>&a9;</title></channel></rss>'
DOCKET_BOMB = f'<?xml version="1.0"?>{BOMB}<gov_uscourts_docket><case_details>&a9;</case_details></gov_uscourts_docket>'
NO_ENTRIES = GOOD_DOCKET[: GOOD_DOCKET.index("Docket Text")] + "Docket Text</th></tr></table></body></html>"
HALF = GOOD_DOCKET[: len(GOOD_DOCKET) // 2]

BAD = [
    *((kind, f"login-{kind}", LOGIN, "not_the_page", "a login page") for kind in GOOD),
    *((kind, f"check-{kind}", CHECK, "not_the_page", "a bot check") for kind in GOOD),
    *((kind, f"down-{kind}", DOWN, "not_the_page", "a maintenance page") for kind in GOOD),
    ("docket", "empty docket", NO_ENTRIES, "emptied", "known items"),
    ("docket", "half a docket", HALF, "emptied", "breaks off"),
    ("docket", "wrong court", OTHER_COURT, "unreadable", "the page is of D. Mass., not of D.D.C."),
    (
        "court_feed",
        "wrong court",
        feed(12).replace("ecf.dcd.", "ecf.mad."),
        "unreadable",
        "is of D. Mass., not of D.D.C.",
    ),
    ("court_feed", "html", "<title>D.D.C.</title><p>Welcome to the court.</p>", "unreadable", "not a feed"),
    ("feed", "html", "<title>News</title><p>Welcome to our paper.</p>", "unreadable", "not a feed"),
    ("feed", "half a feed", GOOD_NEWS[:30], "unreadable", "not a feed"),
    ("court_feed", "bomb", FEED_BOMB, "unreadable", "entities of its own"),
    ("feed", "bomb", FEED_BOMB, "unreadable", "entities of its own"),
    ("docket", "bomb", DOCKET_BOMB, "unreadable", "names no case"),
    ("page", "empty", "", "unreadable", "finds no text"),
    ("listing", "empty", "", "unreadable", "finds no link"),
    ("page", "too large", "x" * 50_000_000, "too_large", "http.max_body"),
]


@pytest.fixture(scope="module")
def parser():
    """The reader of pages as the daemon has it, in a hurry; one worker process for all tests."""
    parser = Parser(deadline=timedelta(seconds=3))
    yield parser
    parser.close()


@pytest.fixture
def world(world, parser):
    """The road with the reader of pages as the daemon has it."""
    world.parts = replace(world.parts, parse=parser)
    return world


def source_of(kind, site):
    """A source of a kind at /page; of the court and the case where the kind has them."""
    court = "dcd" if kind in {"docket", "court_feed"} else None
    case = CASE.id if kind == "docket" else None
    return Source(kind, kind, site.url("/page"), KINDS[kind].options(), court=court, case=case)


@pytest.mark.parametrize(
    ("kind", "body", "error", "words"),
    [pytest.param(kind, body, error, words, id=f"{kind}-{name}") for kind, name, body, error, words in BAD],
)
async def test_a_bad_page_is_named_told_once_and_no_change(world, site, kind, body, error, words):
    """The check fails by name, the mark says why, people hear it once, the snapshot stays, and the old is not told."""
    source = source_of(kind, site)
    site.put("/page", GOOD[kind])
    result, _ = await world.look(source)
    assert result.ok, result.message
    good = world.store.latest(source.id)
    site.put("/page", body)
    told = []
    for _ in range(4):
        result, titles = await world.look(source, hours=2)
        told += titles
        assert not result.ok
        assert result.error == error
        assert words in result.message
    assert len(told) == 1, told
    assert source.id in told[0]
    mark = world.store.mark(source.id)
    assert (mark.error, mark.failures) == (result.error, 4)
    assert world.store.latest(source.id) == good
    site.put("/page", GOOD[kind])
    result, told = await world.look(source, hours=2)
    assert (result.ok, [title for title in told if "can be read again" not in title]) == (True, [])


@pytest.mark.slow
@pytest.mark.parametrize("kind", GOOD)
async def test_a_megabyte_of_nested_tags_ends_at_the_deadline(world, site, kind):
    """Deep markup ends in good time as a named error, and the source is sound again with its next good page."""
    source = source_of(kind, site)
    site.put("/page", GOOD[kind])
    assert (await world.look(source))[0].ok
    good = world.store.latest(source.id)
    site.put("/page", "<b>a" * 250_000)
    async with asyncio.timeout(20):
        result, _ = await world.look(source)
    assert result.error in {"parse_too_slow", "unreadable"}
    assert world.store.latest(source.id) == good
    site.put("/page", GOOD[kind])
    assert (await world.look(source, hours=2))[0].ok
