"""What is watched: the config's sources, and those that follow an appeal."""

from datetime import UTC, datetime

from monitor.config import load
from monitor.following import watched
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
