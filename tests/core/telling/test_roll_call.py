"""The roll call: whether silence meant calm, docket by docket, for whom it concerns."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.core.cases.coverage import Witness, of_cases
from monitor.core.telling.facts import Reader
from monitor.core.telling.render import render
from monitor.core.telling.roll_call import MOST_DOCKETS, Post, Present, Roll, cases_heard, roll_call, trouble
from monitor.model import About, Case, DocketRef, Item, Mark, Match, Route, Source
from tests.core.storyline import AFFIRMANCE

NOW = datetime(2026, 1, 12, 13, tzinfo=UTC)
WEEK_AGO = NOW - timedelta(days=7)
READER = Reader("why", names={"ctr": "Center v. IRS", "doe": "Doe v. Roe"})
CTR = Case("ctr", "Center v. IRS", (DocketRef("dcd", "1:25-cv-00457"), DocketRef("cadc", "26-5006")))
DOE = Case("doe", "Doe v. Roe", (DocketRef("mad", "1:25-cv-12822"),))


def docket(case, court, number, *items, **mark):
    """A docket page that was read well an hour ago."""
    source = Source(
        f"{case}-{court}", "docket", "https://www.courtlistener.com/docket/1/a/", None, court=court, case=case
    )
    good = {"good": NOW - timedelta(hours=1), "due": NOW + timedelta(hours=1), **mark}
    return Present(Witness(source, about=About(court, number)), Mark(source.id, **good), items, checks=168)


def news(**mark):
    """A news feed."""
    source = Source("politics", "feed", "https://news.example/rss", None)
    return Present(Witness(source), Mark("politics", **{"good": NOW, **mark}), checks=10, failed=1)


ENTRIES = (
    Item("2", "NOTICE OF APPEAL", number="55", filed=date(2026, 1, 6), url="https://court.example/55"),
    Item("1", "ORDER", number="53", filed=date(2025, 11, 21)),
)
PAGE = docket("ctr", "dcd", "1:25-cv-00457", *ENTRIES)
ABOVE = docket("ctr", "cadc", "26-5006")
OTHER = docket("doe", "mad", "1:25-cv-12822")


def roll(*present, cases=(CTR, DOE), **more):
    """What is called, of these sources."""
    witnesses = [one.witness for one in present]
    return Roll(WEEK_AGO, cases, of_cases(cases, witnesses), present, more.pop("newest", {}), more.pop("silenced", {}))


def told(called, post=None):
    """The roll call's forms."""
    return render(roll_call(called, post or Post(), NOW, READER))


def test_when_all_was_read_silence_is_calm():
    """Entries seen, how many are new, the last one with its link, the last good check, what can be seen."""
    said = told(roll(PAGE, ABOVE, OTHER, news()), Post(sent=3))
    assert said.title == "Roll call of 12 Jan 2026: 3 dockets checked, every source read"
    for line in (
        "Alerts to you: 3 since 5 Jan 2026 08:00 EST\n",
        "Center v. IRS, D.D.C. 1:25-cv-00457\n  Entries: 2 seen (ctr-dcd), 1 of them since 5 Jan 2026\n",
        "  Last entry: 6 Jan 2026: 55 NOTICE OF APPEAL, https://court.example/55\n",
        "  ctr-dcd: last good check 12 Jan 2026 07:00 EST, 168 checks since the last roll call\n",
        "  Can be seen: perhaps rulings, appeals, petitions, filings, text\n",
        "Center v. IRS, D.C. Cir. 26-5006\n  Entries: none seen so far\n",
        "News and other pages\n  Sources: 1 source, all read as planned\n  Checks: 10, 1 failed\n",
    ):
        assert line in said.text
    assert "Not checked" not in said.text


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ({"failures": 1}, "failed 1 time in a row, last good check 12 Jan 2026 07:00 EST: no answer"),
        ({"good": None}, "never read so far"),
        ({"good": None, "failures": 4}, "failed 4 times in a row, never read so far: no answer"),
        ({"due": NOW - timedelta(days=2)}, "was to be asked 10 Jan 2026 08:00 EST and was not, last good check"),
        ({"due": NOW - timedelta(minutes=5)}, ""),
        ({"due": None}, ""),
    ],
)
def test_what_is_no_sound_reading(mark, said):
    """Failing, never read, or not asked though its time had come: each is named, with the last good check."""
    one = replace(docket("ctr", "dcd", "1:25-cv-00457", **mark), message="no answer")
    found = trouble(one, NOW, READER.zone)
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_what_was_not_checked_comes_first():
    """In the title, in the first lines, and as the first of the dockets; the mail is marked as a warning."""
    called = roll(PAGE, ABOVE, replace(OTHER, mark=replace(OTHER.mark, failures=3), message="refused (403)"))
    said = told(called)
    assert said.title == "Roll call of 12 Jan 2026: 1 of 3 dockets NOT CHECKED"
    assert said.text.startswith("Not checked: doe-mad: failed 3 times in a row")
    assert said.text.index("Doe v. Roe, D. Mass.") < said.text.index("Center v. IRS, D.D.C.")
    assert roll_call(called, Post(), NOW, READER).severity == "warning"


def test_a_docket_that_nobody_reads_is_not_checked():
    """No source is no calm, and the reason why an appeal would go unseen is told."""
    said = told(roll(PAGE))
    assert "2 of 3 dockets NOT CHECKED" in said.title
    assert "An appeal would go unseen: no source reads D.C. Cir. for this case" in said.text


def test_a_docket_with_one_good_source_of_two_is_checked():
    """The bad source is named all the same."""
    feed = Source("dcd-feed", "court_feed", "https://court.example/rss", None, court="dcd")
    bad = Present(Witness(feed), Mark("dcd-feed", failures=2), message="no answer")
    said = told(roll(PAGE, bad, cases=(replace(CTR, dockets=CTR.dockets[:1]),)))
    assert said.title.endswith("1 docket checked, 1 source not")
    assert "  dcd-feed: failed 2 times in a row, never read so far: no answer\n" in said.text


def test_a_feed_of_several_dockets_counts_for_each_its_own():
    """Entries of another docket of the same court are not counted."""
    feed = Source("dcd-feed", "court_feed", "https://court.example/rss", None, court="dcd")
    items = [Item(f"{number}", "ORDER", docket_number=number) for number in ("1:25-cv-457", "1:25-cv-1", "1:25-cv-457")]
    present = Present(Witness(feed), Mark("dcd-feed", good=NOW), tuple(items))
    assert "  Entries: 2 seen (dcd-feed), none of them since 5 Jan 2026\n" in told(roll(present)).text


def test_what_else_kept_alerts_away_is_told():
    """What is silenced, what waits for this channel and what was given up on it."""
    silenced = {"doe": NOW + timedelta(days=1)}
    said = told(roll(PAGE, ABOVE, OTHER, silenced=silenced), Post(0, 2, 5)).text
    assert "Silenced: Doe v. Roe, until 13 Jan 2026 08:00 EST\n" in said
    assert "0 since 5 Jan 2026 08:00 EST, 2 waiting, 5 given up (monitor outbox --retry" in said


def test_a_channel_of_one_case_hears_of_that_case():
    """Not of other cases, nor of news and pages that belong to none; a source of the case itself counts."""
    own = replace(news(), witness=Witness(replace(news().witness.source, id="ctr-news", case="ctr")))
    said = told(
        roll(PAGE, ABOVE, OTHER, news(failures=9), own, silenced={"doe": NOW, "ctr-dcd": NOW}).of(frozenset({"ctr"}))
    )
    assert said.title.endswith("2 dockets checked, every source read")
    assert "Doe v. Roe" not in said.text
    assert "Silenced: ctr-dcd" in said.text
    assert "Sources: 1 source, all read as planned" in said.text


def test_a_case_without_a_docket_is_told_as_what_it_is():
    """Only news can tell of it; its last news stands there."""
    case = Case("centro", "Centro v. Bessent")
    said = told(roll(news(), cases=(case, replace(case, id="x")), newest={"centro": AFFIRMANCE})).text
    assert (
        "Centro v. Bessent\n  Can be seen: news only, it has no docket number\n  Last news: 24 Feb 2026: D.C. Cir.: AFF"
        in said
    )
    assert "Last news: none so far" in said


@pytest.mark.slow
def test_a_thousand_dockets_are_one_bounded_message():
    """Those with trouble are all among the listed; the rest is counted."""
    cases = tuple(Case(f"c{n}", f"Case {n}", (DocketRef("dcd", f"1:25-cv-{n:05}"),)) for n in range(1, 1001))
    pages = [docket(case.id, "dcd", case.dockets[0].number) for case in cases]
    pages[700] = replace(pages[700], mark=replace(pages[700].mark, failures=3))
    said = told(roll(*pages, cases=cases))
    assert said.text.count("Can be seen") == MOST_DOCKETS
    assert said.text.index("c701, D.D.C.") < said.text.index("c1, D.D.C.")
    assert f"{1000 - MOST_DOCKETS} more dockets are not listed" in said.text
    assert all(len(form) < 200_000 for form in (said.text, said.html, said.markdown))


@pytest.mark.parametrize(
    ("routes", "cases"),
    [
        ([Route(("desk",), Match(frozenset({"ruling"})))], frozenset()),
        (
            [Route(("desk",), Match(cases=frozenset({"ctr"}))), Route(("desk",), Match(cases=frozenset({"doe"})))],
            {"ctr", "doe"},
        ),
        ([Route(("desk",), Match(cases=frozenset({"ctr"}))), Route(("desk",))], frozenset()),
        ([Route(("desk",), Match(frozenset({"health"}))), Route(("other",))], None),
    ],
)
def test_who_hears_of_which_cases(routes, cases):
    """The cases that its routes for news name; all when one of them names none; no roll call for troubles alone."""
    assert cases_heard("desk", routes) == cases


def test_pages_cannot_write_into_it():
    """The title of an entry is text in every form."""
    evil = Item("1", "<b>x</b> [y](http://z) \x1b[31m", filed=date(2026, 1, 6))
    said = told(roll(docket("doe", "mad", "1:25-cv-12822", evil), cases=(DOE,)))
    assert "<b>x</b>" not in said.html
    assert r"\[y\]" in said.markdown
    assert "\x1b" not in said.text
