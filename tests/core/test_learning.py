"""What pages teach about the followed cases."""

from datetime import UTC, datetime

from monitor.core.detect import Sighting
from monitor.core.learning import learn
from monitor.model import About, Appeal, Case, DocketRef, Item, LegalEvent, Snapshot, Source

NOW = datetime(2026, 1, 9, 16, tzinfo=UTC)
SOURCE = Source("ctr-docket", "docket", "http://127.0.0.1/", None)
CASE = Case("ctr", "Center for Taxpayer Rights v. IRS", (DocketRef("dcd", "1:25-cv-00457"),))


def facts(about=None, *events, case=CASE):
    page = Snapshot("ctr-docket", NOW, "whole", (), about or About())
    found = learn(SOURCE, page, [Sighting(event, Item("k", "t")) for event in events], [case], NOW)
    return [(fact.case, fact.fact, fact.value, fact.evidence) for fact in found]


def appeal(**more):
    words = {"court": "dcd", "docket_number": "1:25-cv-00457-CKK", "evidence": "USCA Case Number 26-5006"}
    return LegalEvent("appeal", appeal=Appeal("docketed", "cadc", "26-5006"), **(words | more))


def test_the_judge_of_a_docket_page():
    """The judge of the case's docket is learned once, with the docket as evidence."""
    about = About("dcd", "1:25-cv-00457-CKK", judge="Colleen Kollar-Kotelly")
    assert facts(about) == [("ctr", "judge", "Colleen Kollar-Kotelly", "the docket dcd 1:25-cv-00457-CKK")]
    known = Case(CASE.id, CASE.name, CASE.dockets, judges=("Colleen Kollar-Kotelly",))
    assert facts(about, case=known) == []


def test_the_docket_below():
    """A circuit's docket names the case below."""
    case = Case("ctr", "x", (DocketRef("cadc", "26-5006"),))
    about = About("cadc", "26-5006", lower=(DocketRef("dcd", "1:25-cv-00457"),))
    assert facts(about, case=case) == [("ctr", "docket", "dcd 1:25-cv-00457", "originating court information")]
    assert (
        facts(About("cadc", "26-5006", lower=CASE.dockets), case=Case("ctr", "x", (*case.dockets, *CASE.dockets))) == []
    )


def test_the_number_of_an_appeal():
    """The entry that gives the number of the appeal is the evidence of it."""
    assert facts(None, appeal()) == [("ctr", "docket", "cadc 26-5006", "USCA Case Number 26-5006")]


def test_nothing_is_learned_from_other_cases_or_news():
    """An entry of an unknown docket, a number without a court, or a story teaches nothing."""
    assert facts(None, appeal(docket_number="1:25-cv-99999")) == []
    assert facts(None, appeal(record=False)) == []
    assert facts(None, LegalEvent("appeal", appeal=Appeal("notice"), court="dcd", docket_number="1:25-cv-00457")) == []
    assert facts(About("dcd", "1:25-cv-99999", judge="Somebody Else")) == []
