"""`monitor follow` as a user types it: what is shown, what is written, what is left alone, how it ends."""

import io
from pathlib import Path

import pytest

from monitor.config import load
from monitor.daemon import Daemon
from monitor.model import DocketRef

DOCKET_PAGES = Path(__file__).parents[1] / "samples" / "docket"
NAMED = "CENTER FOR TAXPAYER RIGHTS v. INTERNAL REVENUE SERVICE"
OTHER = ("D. Mass. 25-cv-12822", "--name", "CEDC v. Bessent")


@pytest.fixture
def parts(user):
    """The folder sources.d of the user's config, and what is in it."""
    folder = user.config.parent / "sources.d"
    return lambda: {path.name: path.read_text() for path in folder.iterdir()} if folder.exists() else {}


class Terminal(io.StringIO):
    """Standard input of somebody who sits there."""

    def isatty(self):
        """Somebody can be asked."""
        return True


def test_a_case_is_shown_and_not_written_when_nobody_can_be_asked(user, parts):
    """Without a terminal and without --yes: notes, coverage and the file's text, code 4, and no file."""
    shown = user.types("follow", *OTHER, code=4)
    assert "the feed of D. Mass.: added" in shown
    assert "the opinions of D. Mass.: not added, no list of opinions is known of this court" in shown
    assert "court=mad&docket_number=25-cv-12822 may find" in shown
    assert "an appeal to 1st Cir.: its feed and opinions will be followed once the number is known" in shown
    assert "notices of appeal: unknown (mad-feed: the feed has not said which entries it lists)" in shown
    assert "  - {id: mad-feed, kind: court_feed, court: mad}" in shown
    assert "nothing was written" in user.errors
    assert parts() == {}


def test_yes_writes_a_file_that_the_config_takes(user, parts):
    """The case and its court's feed, narrowed to it, are part of the config; the check finds no mistake."""
    user.types("follow", *OTHER, "--yes")
    assert list(parts()) == ["cedc-v-bessent.yaml"]
    assert "2 cases, 3 sources" in user.types("config", "check")
    feed = next(source for source in load(user.config).sources if source.id == "mad-feed")
    assert feed.watch == (DocketRef("mad", "25-cv-12822"),)


@pytest.mark.parametrize(("answer", "code", "written"), [("y\n", 0, ["cedc-v-bessent.yaml"]), ("n\n", 4, [])])
def test_on_a_terminal_the_user_is_asked(user, parts, answer, code, written):
    """Yes writes, no does not, and the exit code says which."""
    user.types("follow", *OTHER, given=Terminal(answer), code=code)
    assert list(parts()) == written


async def test_a_running_daemon_takes_the_file(user):
    """The daemon's own reload watches the new source beside the old ones."""
    user.config.write_text(f"courts: {{mad: {{feed: '{user.site.url('/feed')}'}}}}\n{user.config.read_text()}")
    daemon = Daemon(load(user.config))
    daemon.start()
    try:
        assert set(daemon.program.sources) == {"dcd-feed", "notices"}
        user.types("follow", *OTHER, "--yes")
        assert (daemon.watch.changed(), daemon.watch.changed()) == (False, True)
        await daemon.reload()
        assert set(daemon.program.sources) == {"dcd-feed", "notices", "mad-feed"}
        assert [case.id for case in daemon.program.parts.desk.cases] == ["ctr", "cedc-v-bessent"]
    finally:
        await daemon.stop()


def test_a_source_of_the_court_is_not_doubled(user, parts):
    """A second case of a court whose feed is read adds no second feed; the feed takes its docket too."""
    user.types("follow", "dcd 1:25-cv-00677", "--name", "Centro v. Bessent", "--id", "centro", "--yes")
    assert "court_feed" not in parts()["centro.yaml"]
    feed = load(user.config).sources[0]
    assert feed.watch == (DocketRef("dcd", "1:25-cv-00457"), DocketRef("dcd", "1:25-cv-00677"))
    user.types("follow", "dcd 1:25-cv-00999", "--yes")
    assert "opinions" not in parts()["d-d-c-1-25-cv-00999.yaml"]


def test_a_docket_page_that_is_given_is_watched(user, parts):
    """The page belongs to the case and its court; its coverage fills the holes of a circuit."""
    url = "https://www.courtlistener.com/docket/1/doe-v-roe/"
    (told,) = user.lines("follow", "cadc 26-5006", "--name", "Doe v. Roe", "--page", url, "--yes")
    assert (told["written"], told["case"], told["dockets"]) == (True, "doe-v-roe", ["cadc 26-5006"])
    assert [docket["hole"] for docket in told["coverage"]] == [None]
    page = next(source for source in load(user.config).sources if source.kind == "docket")
    assert (page.id, page.url, page.court, page.case) == ("doe-v-roe-docket", url, "cadc", "doe-v-roe")
    assert parts()["doe-v-roe.yaml"] == told["text"]


def test_what_is_lacking_is_told_with_the_way_to_it(user):
    """A circuit's petitions would go unseen: the reason, and where its docket page may be found."""
    (told,) = user.lines("follow", "D.C. Cir. 26-5006", code=4)
    assert (told["written"], told["known_at"]) == (False, None)
    assert "at most" in told["coverage"][0]["hole"]
    assert any("would go unseen" in warning for warning in told["warnings"])
    assert any("court=cadc&docket_number=26-5006" in note for note in told["notes"])


def test_the_address_of_a_docket_page_says_what_the_case_is(user, parts):
    """Court, number and name come from the page, which is watched from now on."""
    page = (DOCKET_PAGES / "cmecf_district.html").read_text().replace("1:25-cv-00457", "1:25-cv-00999")
    user.site.put("/docket", page)
    url = user.site.url("/docket")
    (told,) = user.lines("follow", url, "--yes")
    case = load(user.config).cases[1]
    assert (case.dockets, case.name) == ((DocketRef("dcd", "1:25-cv-00999"),), NAMED)
    assert url in parts()[f"{told['case']}.yaml"]


def test_a_page_that_cannot_be_read_says_what_to_write_instead(user, parts):
    """A refusing server is code 1 with the way around it; nothing is written."""
    user.site.put("/docket", "no", status=403)
    user.types("follow", user.site.url("/docket"), "--yes", code=1)
    assert 'monitor follow "dcd 1:25-cv-00457" --page' in user.errors
    user.site.put("/docket", "<html><main>Nothing of a docket.</main></html>")
    user.types("follow", user.site.url("/docket"), "--yes", code=1)
    assert parts() == {}


def test_a_known_case_says_where_it_is_and_what_it_lacks(user, parts):
    """Its place in the config, the lines to add, code 4; its file is left as it is, comments and all."""
    before = "# a comment\n" + user.config.read_text()
    user.config.write_text(before)
    shown = user.types("follow", "D.D.C. 25-cv-457", "--yes", code=4)
    assert "ctr is in the config already: " in shown
    assert "monitor.yaml:6" in shown
    assert "  - {id: dcd-opinions, kind: opinions, court: dcd, every: 30m, documents: true}" in shown
    assert (user.config.read_text(), parts()) == (before, {})


def test_a_known_case_that_lacks_nothing_ends_well(user):
    """Nothing to write is no failure."""
    user.types("follow", "mad 1:25-cv-12822", "--id", "cedc", "--yes")
    assert "nothing to write" in (user.types("follow", "mad 25cv12822") and user.errors)


def test_a_further_docket_of_a_known_case_gives_its_line(user):
    """With the case's id, another court's number becomes the line that replaces its dockets."""
    (told,) = user.lines("follow", "cadc 26-5006", "--id", "ctr", code=4)
    assert told["text"].splitlines()[0].startswith("    dockets: ['dcd 1:25-cv-00457', cadc 26-5006]")
    assert "  - {id: cadc-feed, kind: court_feed, court: cadc}" in told["text"]
    assert (told["file"], told["known_at"].endswith("monitor.yaml:5")) == (None, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["dcx 1:25-cv-00677"], "names no court"),
        (["1:25-cv-00457"], "your cases have it as dcd 1:25-cv-00457 and mad 1:25-cv-00457"),
        (["dcd"], "holds no docket number"),
        (["dcd 1:25-cv-00677", "--id", "../x"], "is no id, write letters"),
        (["dcd 1:25-cv-00677", "--name", "\x1b[31m"], "is no name"),
        (["dcd 1:25-cv-00677", "--page", "ftp://x/"], "is no web address"),
        (["https://"], "is no web address"),
    ],
)
def test_bad_input_is_one_clear_line(user, parts, words, told):
    """What is wrong and what to write, code 2, nothing written. A number in two courts asks for the court."""
    text = user.config.read_text()
    user.config.write_text(
        text.replace("sources:\n", '  - {id: two, name: T, dockets: ["mad 1:25-cv-00457"]}\nsources:\n')
    )
    user.types("follow", *words, "--yes", code=2)
    assert told in user.errors
    assert "Traceback" not in user.errors
    assert parts() == {}


def test_a_file_of_that_name_is_never_lost(user, parts):
    """A file that is there, whatever it holds, stays; another id helps."""
    folder = user.config.parent / "sources.d"
    folder.mkdir()
    (folder / "cedc-v-bessent.yaml").write_text("# mine\n")
    user.types("follow", *OTHER, "--yes", code=2)
    assert "choose another id" in user.errors
    assert parts() == {"cedc-v-bessent.yaml": "# mine\n"}
    user.types("follow", *OTHER, "--id", "cedc", "--yes")
    assert sorted(parts()) == ["cedc-v-bessent.yaml", "cedc.yaml"]


def test_a_folder_that_cannot_be_written_is_told(user):
    """The error names the file; the config still loads."""
    (user.config.parent / "sources.d").write_text("no folder")
    user.types("follow", *OTHER, "--yes", code=2)
    assert "cannot be written" in user.errors
    assert len(load(user.config).cases) == 1


def test_a_docket_of_another_case_is_that_cases(user):
    """Under whatever id it is asked for, the docket belongs to the case that has it."""
    user.types("follow", *OTHER, "--id", "cedc", "--yes")
    (told,) = user.lines("follow", "mad 25cv12822", "--id", "ctr")
    assert (told["case"], told["dockets"], told["written"]) == ("cedc", ["mad 25-cv-12822"], False)
