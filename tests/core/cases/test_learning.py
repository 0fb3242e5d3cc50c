"""What pages teach about the followed cases."""

from dataclasses import replace
from datetime import UTC, date, datetime

from monitor.core.cases.learning import learn
from monitor.core.detect import Sighting
from monitor.model import About, Appeal, Case, DocketRef, Item, LegalEvent, Snapshot, Source

NOW = datetime(2026, 1, 9, 16, tzinfo=UTC)
SOURCE = Source("ctr-docket", "docket", "http://127.0.0.1/", None)
CASE = Case("ctr", "Center for Taxpayer Rights v. IRS", (DocketRef("dcd", "1:25-cv-00457"),))


def facts(about=None, *events, case=CASE, items=(), source=SOURCE, others=()):
    page = Snapshot("ctr-docket", NOW, "whole", tuple(items), about or About())
    found = learn(source, page, [Sighting(event, Item("k", "t")) for event in events], [case, *others], NOW)
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


def row(text, number=None, day=9):
    return Item(
        f"k{number}",
        text,
        text,
        filed=date(2026, 1, day),
        number=number,
        court="dcd",
        docket_number="1:25-cv-00457-CKK",
    )


NUMBERED = row("USCA Case Number 26-5006 for 57 Notice of Appeal to DC Circuit Court.")


def test_a_first_reading_teaches_too():
    """The entries of a docket that is silently taken as baseline tell where the case went."""
    assert facts(items=[NUMBERED]) == [("ctr", "docket", "cadc 26-5006", NUMBERED.text)]
    assert facts(items=[replace(NUMBERED, docket_number="1:25-cv-09999")]) == []
    assert facts(items=[replace(NUMBERED, kind="article")]) == []


def test_the_day_of_the_notice_is_kept():
    """An appeal is read back to its notice, where that is on the page, else to the entry that gives the number."""
    notice = row("NOTICE OF APPEAL TO DC CIRCUIT COURT as to 53 Order", "57", day=7)
    (fact,) = learn(SOURCE, Snapshot("s", NOW, "whole", (notice, NUMBERED)), [], [CASE], NOW)
    assert fact.since == date(2026, 1, 7)
    (fact,) = learn(SOURCE, Snapshot("s", NOW, "whole", (NUMBERED,)), [], [CASE], NOW)
    assert fact.since == date(2026, 1, 9)


def test_parties_of_a_docket_page():
    """The names of the parties are learned, but not the hundred of a mass suit."""
    about = About("dcd", "1:25-cv-00457", parties=("CENTER FOR TAXPAYER RIGHTS", "INTERNAL REVENUE SERVICE"))
    assert [(fact[1], fact[2]) for fact in facts(about)] == [("party", name) for name in about.parties]
    assert facts(replace(about, parties=tuple(f"PARTY {number}" for number in range(100)))) == []


def test_a_docket_above_is_found_by_the_one_below():
    """A page of the Supreme Court that no case has joins the case whose docket it names as the one below."""
    case = replace(CASE, dockets=(*CASE.dockets, DocketRef("cadc", "26-5006")))
    about = About("scotus", "26-101", lower=(DocketRef("cadc", "26-5006"), DocketRef("cadc", "26-5010")))
    found = [(fact[1], fact[2]) for fact in facts(about, case=case)]
    assert found == [("docket", "scotus 26-101"), ("docket", "cadc 26-5010")]


def test_a_page_configured_for_a_case_teaches_its_number():
    """But not one with another number of a court in which the case has its docket: the address may be wrong."""
    mine = replace(SOURCE, case="ctr")
    assert [fact[2] for fact in facts(About("cadc", "26-5006"), source=mine)] == ["cadc 26-5006"]
    assert facts(About("dcd", "1:25-cv-09999"), source=mine) == []
    assert facts(About("cadc", "26-5006")) == []


def test_a_page_of_an_unknown_court_teaches_nothing():
    """A court outside of the registry, or a number that is none, would be a docket that nobody can look up."""
    mine = replace(SOURCE, case="ctr")
    assert facts(About("calsup", "26-5006"), source=mine) == []
    assert facts(About("cadc", "In re Roe"), source=mine) == []


def test_a_docket_of_another_followed_case_is_related_only():
    """A lead case that is followed as a case of its own stays that."""
    other = Case("lead", "Lead v. IRS", (DocketRef("dcd", "1:25-cv-00001"),))
    about = About("dcd", "1:25-cv-00457", ties=("Lead case: 1:25-cv-00001",))
    assert [fact[:3] for fact in facts(about, others=[other])] == [("ctr", "related", "dcd 1:25-cv-00001")]
    assert [fact[:3] for fact in facts(about)] == [("ctr", "docket", "dcd 1:25-cv-00001")]


def test_one_docket_is_not_kin_of_itself():
    """A lead case that the head also lists as related is learned once."""
    about = About(
        "dcd", "1:25-cv-00457", ties=("Lead case: 1:25-cv-00001", "Related Cases: 1:25-cv-00001 1:25-cv-00002")
    )
    assert [fact[1:3] for fact in facts(about)] == [("docket", "dcd 1:25-cv-00001"), ("related", "dcd 1:25-cv-00002")]
