"""What is watched: the config's sources, and those that follow an appeal."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.config import load
from monitor.following import followed, watched
from monitor.model import DocketRef, Learned

CONFIG = """\
courts: {cadc: {feed: "http://127.0.0.1:9/cadc.xml"}}
cases:
  - {id: ctr, name: Center for Taxpayer Rights v. IRS, dockets: ["dcd 1:25-cv-00457"], FOLLOW}
sources:
  - {id: dcd-feed, kind: court_feed, court: dcd, url: "http://127.0.0.1:9/dcd.xml"}
  - {id: off, kind: page, url: "http://127.0.0.1:9/", select: main, enabled: false}
  MORE
"""
NUMBER = Learned(
    "ctr", "docket", "cadc 26-5006", "USCA Case Number 26-5006", "dcd-feed", datetime(2026, 1, 9, tzinfo=UTC)
)


def sources(folder, learned=(), follow="follow_appeals: true", more=""):
    path = folder / "monitor.yaml"
    path.write_text(CONFIG.replace("FOLLOW", follow).replace("MORE", more))
    return {source.id: source for source in watched(load(path, {}), learned)}


def test_only_enabled_sources_of_the_config_are_watched(tmp_path):
    """Without anything learned, the config decides; a disabled source is not watched."""
    assert list(sources(tmp_path)) == ["dcd-feed"]


def test_an_appeal_with_a_number_is_followed_in_its_court(tmp_path):
    """The circuit's feed is watched, narrowed to the number, and says why."""
    followed = sources(tmp_path, [NUMBER])["cadc-followed"]
    assert (followed.kind, followed.court, followed.url) == ("court_feed", "cadc", "http://127.0.0.1:9/cadc.xml")
    assert followed.watch == (DocketRef("cadc", "26-5006"),)
    assert "ctr went to cadc 26-5006" in followed.why
    assert "USCA Case Number 26-5006" in followed.why


def test_a_case_that_does_not_follow_appeals_is_not_followed(tmp_path):
    """`follow_appeals: false` keeps the program from adding sources."""
    assert "cadc-followed" not in sources(tmp_path, [NUMBER], "follow_appeals: false")


def test_an_ignored_fact_is_not_followed(tmp_path):
    """A learned number that the config ignores adds nothing."""
    assert "cadc-followed" not in sources(tmp_path, [NUMBER], 'ignore: ["cadc 26-5006"]')


def test_appeals_are_followed_up_never_down(tmp_path):
    """What a circuit's docket says of the court below adds a docket number, and no source."""
    below = Learned("ctr", "docket", "txsb 24-30001", "originating court information", "x", NUMBER.at)
    assert list(sources(tmp_path, [below])) == ["dcd-feed"]


def test_a_configured_source_of_the_court_is_widened_instead(tmp_path):
    """A feed of the circuit that the user configured for the case is narrowed to the number too, and none is added."""
    more = '- {id: mine, kind: court_feed, court: cadc, case: ctr, url: "http://127.0.0.1:9/mine.xml"}'
    found = sources(tmp_path, [NUMBER], more=more)
    assert "cadc-followed" not in found
    assert found["mine"].watch == (DocketRef("cadc", "26-5006"),)


def test_a_list_of_opinions_does_not_cover_a_court(tmp_path):
    """Orders and notices are not in it: the circuit's feed is followed beside it, and the list is widened too."""
    followed = sources(tmp_path, [NUMBER], more="- {id: cadc-opinions, kind: opinions, court: cadc}")
    assert followed["cadc-followed"].watch == followed["cadc-opinions"].watch == (DocketRef("cadc", "26-5006"),)


def test_the_list_of_opinions_is_followed_too(tmp_path):
    """Beside the feed the court's list of opinions is watched, narrowed to the number."""
    followed = sources(tmp_path, [NUMBER])["cadc-opinions-followed"]
    assert (followed.kind, followed.court, followed.watch) == ("opinions", "cadc", (DocketRef("cadc", "26-5006"),))


def test_a_docket_page_is_followed_where_the_address_holds_the_number(tmp_path):
    """The Supreme Court's dockets stand at known addresses, others where the config says."""
    certiorari = replace(NUMBER, value="scotus 26-101")
    page = sources(tmp_path, [certiorari])["scotus-26-101-followed"]
    assert page.url == "https://www.supremecourt.gov/RSS/Cases/JSON/26-101.json"
    assert (page.kind, page.case, page.court) == ("docket", "ctr", "scotus")
    override = 'docket: "http://127.0.0.1:9/case={number}", feed: "http://127.0.0.1:9/cadc.xml"'
    text = CONFIG.replace('feed: "http://127.0.0.1:9/cadc.xml"', override)
    (tmp_path / "o.yaml").write_text(text.replace("FOLLOW", "follow_appeals: true").replace("MORE", ""))
    found = {source.id: source for source in watched(load(tmp_path / "o.yaml", {}), [NUMBER])}
    assert found["cadc-26-5006-followed"].url == "http://127.0.0.1:9/case=26-5006"


def test_what_is_found_is_read_back_to_the_notice(tmp_path):
    """The first reading tells from the day of the notice on, and what is older than the finding is late."""
    noticed = replace(NUMBER, since=date(2026, 1, 7))
    assert sources(tmp_path, [noticed])["cadc-followed"].read_back == (date(2026, 1, 7), date(2026, 1, 9))
    assert sources(tmp_path, [NUMBER])["cadc-followed"].read_back == (date(2026, 1, 9), date(2026, 1, 9))
    assert sources(tmp_path, [noticed])["dcd-feed"].read_back is None


def test_a_transfer_and_a_lead_case_are_followed(tmp_path):
    """A case goes on in another district, or on the docket of the lead case; one it came from is not watched."""
    there = replace(NUMBER, value="mad 1:26-cv-10001", evidence="Case transferred to District of Massachusetts")
    onward = replace(there, since=date(2026, 1, 8))
    assert sources(tmp_path, [onward])["mad-followed"].watch == (DocketRef("mad", "1:26-cv-10001"),)
    assert "mad-followed" not in sources(tmp_path, [there])
    lead = replace(NUMBER, value="dcd 1:25-cv-00001", since=date(2026, 1, 8))
    found = sources(tmp_path, [lead])
    assert "dcd-followed" not in found
    assert DocketRef("dcd", "1:25-cv-00001") in found["dcd-feed"].watch


@pytest.mark.parametrize(
    ("value", "more", "lacks"),
    [
        ("cadc 26-5006", "", "opinions and orders only; add the address of its docket page for filings"),
        ("cadc 26-5006", '- {id: page, kind: docket, court: cadc, case: ctr, url: "http://127.0.0.1:9/p"}', ""),
        ("scotus 26-101", "", ""),
    ],
)
def test_what_a_followed_docket_lacks(tmp_path, value, more, lacks):
    """Feed and list lack the filings; a docket page lacks nothing."""
    sources(tmp_path, more=more)
    (trail,) = followed(load(tmp_path / "monitor.yaml", {}), [replace(NUMBER, value=value)])
    assert trail.lacks == lacks
    assert trail.sources


def test_a_configured_docket_page_is_never_doubled(tmp_path):
    """Whoever watches the docket page of the appeal needs neither feed nor list of it."""
    more = '- {id: page, kind: docket, court: cadc, case: ctr, url: "http://127.0.0.1:9/p"}'
    assert list(sources(tmp_path, [NUMBER], more=more)) == ["dcd-feed", "page"]
