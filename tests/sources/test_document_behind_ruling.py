"""From a court's list to the alert, over real HTTP, store, worker and detectors: documents behind rulings are read."""

from dataclasses import replace

import pytest

from monitor.core.route import Desk
from monitor.core.telling.shape import as_json
from monitor.detectors import DETECTORS
from monitor.edge.parse import Parser
from monitor.model import Case, Change, DocketRef, Match, Route, Source
from monitor.sources import KINDS
from monitor.sources._links import costs_money
from tests.sources.pdfs import pdf

CASE = Case("northgate", "Northgate Relief Fund v. Bessent", (DocketRef("ca1", "26-1188"),))
ROW = """<tr><td><span>2026/01/0{day}</span></td><td><a href="/opinions/{number}P.pdf">{number}P.01A</a></td>
<td><a href="/help">{number}</a></td><td>{name}<br><span>District of Massachusetts</span></td></tr>"""
OLD = ROW.format(day=2, number="25-1001", name="Old v. Case")
NEW = ROW.format(day=5, number="26-1188", name="Northgate Relief Fund v. Bessent")
OPINION = ["Before Barron and Lynch, Circuit Judges.\nLYNCH, Circuit Judge. The Fund sued."] + ["We explain."] * 92
DECIDED = [*OPINION, "IV. For the foregoing reasons, the judgment of the district court is affirmed. So ordered."]


def listing(*rows):
    return f"<html><body><table><tr><th>Date</th></tr>{''.join(rows)}</table></body></html>"


@pytest.fixture
async def world(world):
    """The road with the daemon's own detectors and reader of pages, and rulings and health on the channel."""
    parser, route = Parser(), Route(("desk",), Match(events=frozenset({"ruling", "health"})))
    detectors = tuple(detector.see for detector in DETECTORS if detector.default)
    desk = Desk(cases=(CASE,), routes=(route,), channels=("desk",))
    world.parts = replace(world.parts, parse=parser, detectors=detectors, desk=desk)
    yield world
    parser.close()


def developments(world):
    """All developments, as the JSON has them."""
    return [as_json(development) for development in world.store.developments()]


@pytest.fixture
def source(site):
    """The 1st Circuit's list, served on loopback, narrowed to the case."""
    site.put("/opinions", listing(OLD))
    options = KINDS["opinions"].options(documents=True)
    return Source("ca1-opinions", "opinions", site.url("/opinions"), options, court="ca1", watch=CASE.dockets)


async def test_an_opinion_is_told_with_its_outcome_and_length(world, site, source):
    """The first list is silent; a new row is told once, with what its document decides, its 94 pages and its author."""
    first, told = await world.look(source)
    assert (first.ok, told) == (True, []), first.message
    site.put("/opinions", listing(NEW, OLD))
    site.put("/opinions/26-1188P.pdf", pdf(DECIDED), Content_Type="application/pdf")
    second, told = await world.look(source)
    assert (second.events, len(told)) == (1, 1), second.message
    assert "94 pages" in world.sent[0].text
    (known,) = developments(world)
    shown = {key: known[key] for key in ("disposition", "pages", "judge", "unread", "docket_number", "court")}
    assert shown == {
        "disposition": "affirmed",
        "pages": 94,
        "judge": "Lynch",
        "unread": False,
        "docket_number": "26-1188",
        "court": "ca1",
    }
    assert (await world.look(source))[1] == []


async def test_an_unread_order_becomes_read_with_one_follow_up(world, site, source):
    """While the document is out of reach the order is told as unread; once it is there, one follow-up says so."""
    await world.look(source)
    site.put("/opinions", listing(NEW, OLD))
    _, told = await world.look(source)
    assert len(told) == 1
    assert developments(world)[0]["unread"] is True
    site.put("/opinions/26-1188P.pdf", pdf(DECIDED), Content_Type="application/pdf")
    _, told = await world.look(source)
    assert len(told) == 1
    assert "the text of the order is now known" in world.sent[0].text
    assert developments(world)[0]["disposition"] == "affirmed"
    assert (await world.look(source))[1] == []


async def test_a_document_that_never_comes_is_asked_for_four_times(world, site, source):
    """A page in place of the PDF is no document: it is tried again by three checks, and the order stays unread."""
    await world.look(source)
    site.put("/opinions", listing(NEW, OLD))
    site.put("/opinions/26-1188P.pdf", "<html><body>This opinion is not available.</body></html>")
    told = [title for _ in range(6) for title in (await world.look(source))[1]]
    assert len(told) == 1
    assert site.asked.count("/opinions/26-1188P.pdf") == 4
    assert developments(world)[0]["unread"] is True


async def test_documents_are_read_only_when_asked_for(world, site, source):
    """Without `documents` no PDF is fetched."""
    plain = Source(source.id, "opinions", source.url, KINDS["opinions"].options(), court="ca1", watch=CASE.dockets)
    await world.look(plain)
    site.put("/opinions", listing(NEW, OLD))
    assert len((await world.look(plain))[1]) == 1
    assert not any(path.endswith(".pdf") for path in site.asked)


ENTRY = """<div class="row odd" id="entry-{n}"><div class="col-xs-1">{n}</div><div class="col-xs-3"><p><span
title="Nov. 21, 2025">Nov 21, 2025</span></p></div><div class="col-xs-8"><p>{text}</p>
<div class="row recap-documents"><div><p>Main Doc</p></div><div><p>Order</p></div>{links}</div></div></div>"""
STORED = "https://storage.courtlistener.com/recap/gov.uscourts.dcd.1/gov.uscourts.dcd.1.{n}.0.pdf"
BOUGHT = "https://ecf.dcd.uscourts.gov/doc1/04509000014{n}?caseid=277777"


def docket(entries):
    rows = "".join(ENTRY.format(n=n, text=text, links=f"<a href='{link}'>x</a>") for n, text, link in entries)
    return f"<html><body><h1>Ada v. Bee (1:25-cv-00388)</h1><div id='docket-entry-table'>{rows}</div></body></html>"


def followed(read, source, *entries, **options):
    snapshot = read("docket", docket(entries), "https://www.courtlistener.com/docket/1/ada-v-bee/")
    changes = [Change("added", item) for item in snapshot.items]
    return [follow.url for follow in KINDS["docket"].follow(source("docket", options=options), changes)]


def test_a_docket_follows_free_documents_of_rulings(read, source_of):
    """CourtListener's copy of a new order is read; one on PACER, a motion's, and any without the option, are not."""
    order = (53, "ORDER granting 30 Motion to Stay.", STORED.format(n=53))
    memorandum = (54, "MEMORANDUM OPINION re 53 Order.", STORED.format(n=54))
    motion = (55, "MOTION for Order to Show Cause by Ada.", STORED.format(n=55))
    proposed = (56, "NOTICE of Proposed Order by Bee.", STORED.format(n=56))
    bought = (57, "ORDER denying 55 Motion.", BOUGHT.format(n=1))
    assert costs_money(bought[2])
    everything = (order, memorandum, motion, proposed, bought)
    assert followed(read, source_of, *everything, documents=True) == [order[2], memorandum[2]]
    assert followed(read, source_of, *everything) == []


@pytest.fixture
def source_of():
    """Make a source of a kind with options."""

    def make(kind, options):
        return Source("a", kind, "https://www.courtlistener.com/docket/1/ada-v-bee/", KINDS[kind].options(**options))

    return make
