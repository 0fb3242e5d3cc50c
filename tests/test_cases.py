"""A lawsuit through the whole program: followed to other courts, and nothing wrong linked when the input is bad."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.app import check_all, deliver_all, follow_learned, wire
from monitor.config import load
from monitor.demo.pages import court_feed, docket_page, news_feed, opinions_list
from monitor.demo.story import WASHINGTON, Docket, Row, Story
from monitor.model import DocketRef
from monitor.opening import open_store

CTR, CENTRO = "Center for Taxpayer Rights v. IRS", "Centro de Trabajadores Unidos v. Bessent"
CONFIG = """\
storage: {{url: "sqlite:///m.db"}}
http: {{per_host: off, allow_private: true}}
courts: {{cadc: {{feed: "{site}/cadc.xml", opinions: "{site}/cadc.html"}}}}
web: off
cases:
{cases}
sources:
  - {{id: ctr-docket, kind: docket, court: dcd, url: "{site}/ctr"}}
  - {{id: politics, kind: feed, url: "{site}/news.xml"}}
{sources}
channels: [{{id: desk, url: "json://127.0.0.1:{port}/sink"}}]
routes: [{{to: [desk], events: [ruling, appeal, health]}}]
"""
CTR_CASE = f'  - {{id: ctr, name: {CTR}, dockets: ["dcd 1:25-cv-00457"]}}\n'
CENTRO_CASE = f'  - {{id: centro, name: {CENTRO}, dockets: ["dcd 1:25-cv-00677", "cadc 25-5181"]}}\n'
START = datetime(2026, 1, 5, 9, tzinfo=WASHINGTON)


def day(number, hour=10):
    """A moment of January 2026 in Washington."""
    return datetime(2026, 1, number, hour, tzinfo=WASHINGTON)


class Newsroom:
    """A config, its program and the pages it watches; `look` walks all sources and gives the titles that people got."""

    def __init__(self, folder, site, clock):
        self.folder, self.site, self.clock = folder, site, clock
        self.rows, self.stories, self.circuit = [], [], []
        self.judge = "Colleen Kollar-Kotelly"
        self.add(5, "COMPLAINT filed by CENTER FOR TAXPAYER RIGHTS.", "1", hour=8)
        self.clock.now = START
        self.program = self.store = None

    def open(self, cases=CTR_CASE, sources=""):
        """Write the config and wire the program; what ran before is closed but for the store's file."""
        text = CONFIG.format(site=self.site.url(""), port=self.site.server.server_port, cases=cases, sources=sources)
        path = self.folder / "monitor.yaml"
        path.write_text(text)
        config = load(path, {})
        self.store = self.store or open_store(config)
        self.program = wire(config, self.store, self.clock)

    def add(self, number, text, entry=None, hour=10):
        """One more row on the district court's docket."""
        self.rows.append(Row(day(number, hour), text, entry))

    def news(self, number, title, text):
        """One more story in the paper."""
        self.stories.append(Story(day(number, 18), title.lower().replace(" ", "-"), title, (text,)))

    def appeal(self, number, text, entry):
        """One more entry in the circuit."""
        self.circuit.append(Row(day(number), text, entry))

    def pages(self):
        now, host = self.clock.now, self.site.url("")
        ctr = Docket(
            "/ctr", "dcd", "1:25-cv-00457-CKK", "CENTER FOR TAXPAYER RIGHTS v. IRS", tuple(self.rows), self.judge
        )
        above = Docket("/cadc", "cadc", "26-5006", CTR, tuple(self.circuit), lower="1:25-cv-00457-CKK")
        self.site.put("/ctr", docket_page(ctr, now))
        self.site.put("/news.xml", news_feed(self.stories, host, now))
        opinions = replace(above, rows=tuple(row for row in self.circuit if row.text.startswith("OPINION")))
        self.site.put("/cadc.xml", court_feed("cadc", [opinions], host, now))
        self.site.put("/cadc.html", opinions_list([above], now))
        self.site.put("/cadc", docket_page(above, now) if self.circuit else "", 200 if self.circuit else 404)

    async def look(self, number, hour=12):
        """Walk everything at this moment; gives the titles delivered."""
        self.clock.now = day(number, hour)
        self.pages()
        self.site.posted.clear()
        results = await check_all(self.program, list(self.program.sources.values()))
        results += await check_all(self.program, follow_learned(self.program))
        assert [result.message for result in results if not result.ok] == []
        await deliver_all(self.program)
        return [json.loads(body)["title"] for body in self.site.posted]

    def developments(self):
        """All developments, oldest first."""
        return sorted(self.store.developments(), key=lambda one: one.first_seen)


@pytest.fixture
async def newsroom(tmp_path, site, clock):
    site.put("/sink")
    room = Newsroom(tmp_path, site, clock)
    yield room
    await room.program.close()
    room.store.close()


def appealed(room):
    """A ruling on the 6th, a notice of appeal on the 7th, the appeal's number on the 9th."""
    room.add(6, "ORDER granting 30 Motion to Stay. Signed by Judge Colleen Kollar-Kotelly on 1/6/2026.", "53")
    room.add(7, "NOTICE OF APPEAL TO DC CIRCUIT COURT as to 53 Order by INTERNAL REVENUE SERVICE.", "57")
    room.add(9, "USCA Case Number 26-5006 for 57 Notice of Appeal to DC Circuit Court.")


async def test_an_appeal_is_followed_and_told_once(newsroom):
    """The number leads to the circuit's feed and list of opinions; one alert says so, and what they lack."""
    newsroom.open()
    await newsroom.look(5)
    appealed(newsroom)
    told = await newsroom.look(9)
    (following,) = [title for title in told if "went to" in title]
    assert "ctr went to cadc 26-5006" in following
    (note,) = [json.loads(body)["message"] for body in newsroom.site.posted if "went to" in json.loads(body)["title"]]
    assert "cadc-followed, cadc-opinions-followed, read back to 07 Jan 2026" in note
    assert "opinions and orders only; add the address of its docket page for filings" in note
    watching = newsroom.program.sources["cadc-opinions-followed"]
    assert watching.watch == (DocketRef("cadc", "26-5006"),)
    assert await newsroom.look(10) == []


async def test_what_the_circuit_ruled_before_it_was_followed_is_found_late(newsroom):
    """Rulings since the notice of appeal are told although the source is new, and marked as found late."""
    newsroom.open()
    await newsroom.look(5)
    newsroom.appeal(8, "OPINION [2150001] filed (Pages: 30) for the Court, affirming the order. [26-5006]", "2150001")
    appealed(newsroom)
    told = await newsroom.look(9)
    assert sum("found late, filed 8 Jan 2026" in title for title in told) == 1
    (late,) = [one for one in newsroom.developments() if one.event.court == "cadc"]
    assert (late.late, late.case, late.event.docket_number) == (True, "ctr", "26-5006")
    newsroom.appeal(12, "OPINION [2150009] filed (Pages: 3) for the Court, affirming the order. [26-5006]", "2150009")
    assert [one for one in await newsroom.look(12) if "found late" in one] == []


async def test_a_configured_list_of_opinions_is_read_back_too(newsroom):
    """A list that the user watches already is widened to the new number, and what it showed before is told late."""
    newsroom.open(sources="  - {id: mine, kind: opinions, court: cadc}\n")
    newsroom.appeal(8, "OPINION [2150001] filed (Pages: 30) for the Court, affirming the order. [26-5006]", "2150001")
    await newsroom.look(8)
    appealed(newsroom)
    await newsroom.look(9)
    messages = [json.loads(body)["message"] for body in newsroom.site.posted]
    assert any("Watched from now on as mine, cadc-followed" in message for message in messages)
    assert "cadc-opinions-followed" not in newsroom.program.sources
    told = await newsroom.look(9, 13)
    assert ["found late, filed 8 Jan 2026" in title for title in told] == [True]


async def test_the_docket_of_an_appeal_teaches_the_case_below(newsroom):
    """A circuit's docket page that no case has yet joins the case whose docket it names as the one appealed from."""
    newsroom.appeal(6, "US CIVIL CASE docketed. [26-5006]", "2150000")
    newsroom.open(sources=f'  - {{id: above, kind: docket, court: cadc, url: "{newsroom.site.url("/cadc")}"}}\n')
    await newsroom.look(6)
    newsroom.appeal(7, "PER CURIAM ORDER [2150002] filed denying motion for stay pending appeal. [26-5006]", "2150002")
    await newsroom.look(7)
    (ruling,) = newsroom.developments()
    assert (ruling.case, ruling.event.court) == ("ctr", "cadc")
    facts = {(fact.fact, fact.value): fact.source for fact in newsroom.store.learned()}
    assert "cadc-followed" not in newsroom.program.sources
    assert facts["docket", "cadc 26-5006"] == "above"
    assert facts["judge", "Colleen Kollar-Kotelly"] == "ctr-docket"


async def test_an_ignored_number_is_not_followed(newsroom):
    """A learned docket that the config names in `ignore`, in any spelling, leads nowhere."""
    newsroom.open(cases=CTR_CASE.replace("]}", '], ignore: ["cadc No. 26-5006"]}'))
    await newsroom.look(5)
    appealed(newsroom)
    assert [title for title in await newsroom.look(9) if "went to" in title] == []
    assert "cadc-followed" not in newsroom.program.sources


async def test_a_number_that_two_courts_have_links_nothing_alone(newsroom):
    """25-cv-00457 is a docket of two followed cases in two courts: a story with no more than that goes to neither."""
    other = '  - {id: boston, name: Doe v. Noem, dockets: ["mad 1:25-cv-00457"]}\n'
    newsroom.open(cases=CTR_CASE + other)
    await newsroom.look(5)
    newsroom.news(6, "Judge blocks policy", "A federal judge on Tuesday blocked the policy in case No. 25-cv-00457.")
    await newsroom.look(6, 19)
    (story,) = newsroom.developments()
    assert (story.case, story.linked) == (None, ())


async def test_a_name_that_two_suits_share_links_nothing_alone(newsroom):
    """Two suits of one name: a story that gives the name goes to neither, one that gives the number to its own."""
    twin = f'  - {{id: twin, name: {CTR}, dockets: ["dcd 1:25-cv-09999"]}}\n'
    newsroom.open(cases=CTR_CASE + twin)
    await newsroom.look(5)
    newsroom.news(6, "Judge blocks IRS", f"A federal judge on Tuesday blocked the IRS in {CTR}.")
    newsroom.news(7, "Judge fines IRS", f"A judge granted an injunction on Wednesday in {CTR}, No. 1:25-cv-09999.")
    await newsroom.look(7, 19)
    assert {one.event.title: one.case for one in newsroom.developments()} == {
        "Judge blocks IRS": None,
        "Judge fines IRS": "twin",
    }


async def test_a_misprinted_number_links_nothing(newsroom):
    """A story about Centro that gives our number is not ours: its names and judge speak against it."""
    newsroom.open(cases=CTR_CASE + CENTRO_CASE)
    await newsroom.look(5)
    text = f"U.S. District Judge Dabney Friedrich denied an injunction on Tuesday in {CENTRO}, No. 25-cv-00457."
    newsroom.news(6, "Judge sides with IRS", text)
    newsroom.news(
        7,
        "Judge sides with school",
        "A judge denied the injunction on Wednesday in Roe v. School Board, No. 25-cv-00457.",
    )
    await newsroom.look(7, 19)
    cases = {one.event.title: (one.case, one.confidence) for one in newsroom.developments()}
    assert cases == {"Judge sides with IRS": ("centro", "likely"), "Judge sides with school": (None, "certain")}


async def test_a_case_removed_while_alerts_wait_loses_nothing(newsroom):
    """The waiting alert goes out, the development stays, and what its source shows later goes on without the case."""
    newsroom.open()
    await newsroom.look(5)
    newsroom.site.put("/sink", status=500)
    appealed(newsroom)
    await newsroom.look(9)
    before = {one.id for one in newsroom.developments()}
    await newsroom.program.close()
    newsroom.open(cases=CENTRO_CASE)
    assert "cadc-followed" not in newsroom.program.sources
    newsroom.site.put("/sink")
    newsroom.clock.now += timedelta(hours=4)
    told = await newsroom.look(12)
    assert any("GRANTED" in title for title in told)
    assert any("APPEAL" in title for title in told)
    newsroom.add(13, "ORDER denying 60 Motion for Preliminary Injunction.", "61")
    await newsroom.look(13)
    (new,) = [one for one in newsroom.developments() if one.id not in before]
    assert (new.case, new.event.entry) == (None, "61")


async def test_a_burst_is_one_alert_with_its_parts(newsroom):
    """Order, opinion, judgment and clerk's notice of one hour are one alert that names its parts."""
    newsroom.open()
    await newsroom.look(5)
    newsroom.add(
        6, "ORDER granting 30 Motion for Summary Judgment. Signed by Judge Colleen Kollar-Kotelly on 1/6/2026.", "53"
    )
    newsroom.add(6, "MEMORANDUM OPINION re 53 Order. Signed by Judge Colleen Kollar-Kotelly on 1/6/2026.", "54")
    newsroom.add(6, "JUDGMENT in favor of CENTER FOR TAXPAYER RIGHTS. Signed by Judge Colleen Kollar-Kotelly.", "55")
    newsroom.add(6, "Set/Reset Deadlines: Status report due by 2/6/2026. (lcckk)")
    told = await newsroom.look(6)
    assert len(told) == 1
    (message,) = [json.loads(body)["message"] for body in newsroom.site.posted]
    assert "Parts: 53 ORDER granting" in message
    assert "; 54 MEMORANDUM OPINION" in message
    assert "; 55 JUDGMENT" in message


async def test_two_processes_tell_it_once(newsroom):
    """A second process that learns of the same appeal makes no second alert."""
    newsroom.open()
    other = wire(newsroom.program.config, newsroom.store, newsroom.clock)
    await newsroom.look(5)
    appealed(newsroom)
    told = await newsroom.look(9)
    newsroom.site.posted.clear()
    assert [source.id for source in follow_learned(other)] == ["cadc-followed", "cadc-opinions-followed"]
    await deliver_all(other)
    await other.close()
    assert sum("went to" in title for title in told) == 1
    assert newsroom.site.posted == []
