"""To which case a sighting belongs."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.core.cases.linking import enriched, link
from monitor.core.detect import Sighting
from monitor.model import Case, Development, DocketRef, Item, Learned, LegalEvent, Source

CTR = Case(
    "ctr",
    "Center for Taxpayer Rights v. IRS",
    (DocketRef("dcd", "1:25-cv-00457"), DocketRef("cadc", "26-5006")),
    ("Kollar-Kotelly IRS ICE",),
    judges=("Colleen Kollar-Kotelly",),
)
CENTRO = Case(
    "centro",
    "Centro de Trabajadores Unidos v. Bessent",
    (DocketRef("dcd", "1:25-cv-00677"), DocketRef("cadc", "25-5181")),
    judges=("Dabney L. Friedrich",),
)
CEDC = Case("cedc", "Community Economic Development Center v. Bessent", (DocketRef("mad", "1:25-cv-12822"),))
CASES = [CTR, CENTRO, CEDC]
NEWS = Source("news", "feed", "http://127.0.0.1/", None)


def told(title, text="", **event):
    """A news story's sighting."""
    item = Item("k", title, text, "article", filed=date(2026, 2, 24))
    return Sighting(LegalEvent("ruling", record=False, source="news", item="k", **event), item)


def entry(court, number):
    item = Item("k", "ORDER", "ORDER", court=court, docket_number=number)
    return Sighting(LegalEvent("ruling", court=court, docket_number=number, source="s", item="k"), item)


def case_of(sighting, source=NEWS, cases=CASES):
    found = link(sighting, source, cases)
    return (found.case.id, found.confidence) if found else None


@pytest.mark.parametrize(
    ("court", "number", "case"),
    [("dcd", "25-cv-457 (CKK)", "ctr"), ("cadc", "25-5181", "centro"), ("mad", "1:25-cv-00457", None)],
)
def test_a_docket_entry_belongs_by_its_number(court, number, case):
    """Any spelling of a docket number links, but only within its court."""
    assert case_of(entry(court, number)) == ((case, "certain") if case else None)


def test_an_entry_of_another_docket_on_a_case_source_is_not_linked():
    """A case given for a source does not outweigh the docket number of the entry itself."""
    source = Source("s", "court_feed", "u", None, case="ctr")
    assert case_of(entry("dcd", "1:25-cv-99999"), source) is None


def test_a_story_that_gives_the_number_is_certain():
    """A docket number and the name together leave no doubt."""
    text = "The case is Centro de Trabajadores Unidos v. Bessent, No. 25-5181."
    assert case_of(told("Appeals court rules", text, mentions=("25-5181",))) == ("centro", "certain")


def test_a_number_of_another_court_is_none_of_ours():
    """The same number in a story of another district court says nothing; in one of the circuit it does."""
    assert case_of(told("Judge rules", "No. 25-cv-457", mentions=("25-cv-457",), court="txsd")) is None
    assert case_of(told("Judges rule", "No. 25-cv-457", mentions=("25-cv-457",), court="cadc")) is not None


def test_names_alone_are_only_likely():
    """The parties' names without number, judge or court give a likely link."""
    assert case_of(told("Judge rules", "The Center for Taxpayer Rights sued the agency.")) == ("ctr", "likely")


def test_the_press_name_and_the_judge_link():
    """A story that names judge and subject as the config calls them belongs to the case."""
    text = "Judge Colleen Kollar-Kotelly blocked the IRS from sharing data with ICE."
    assert case_of(told("IRS may not share", text, judge="Colleen Kollar-Kotelly", court="dcd")) == ("ctr", "likely")


def test_the_storylines_trap():
    """An appeals ruling that names both district judges belongs to the case whose parties and number it gives."""
    text = (
        "The D.C. Circuit upheld the decision of Judge Dabney Friedrich, who had refused an injunction to Centro de "
        "Trabajadores Unidos. In November another judge, Colleen Kollar-Kotelly, blocked the IRS from helping ICE."
    )
    assert case_of(told("Appeals court allows IRS to share data", text, court="cadc"))[0] == "centro"


def test_two_cases_with_equal_reasons_are_not_mixed():
    """When nothing tells two cases apart, a story is linked to neither."""
    text = "Kollar-Kotelly and Friedrich heard lawyers of the IRS."
    assert case_of(told("Judges hear the IRS", text)) is None


def test_a_ruling_of_a_court_without_docket_of_the_case_is_not_its():
    """The subject's words do not link a ruling of a court in which the case has no docket."""
    text = "The IRS must give ICE data, a Texas judge said, unlike Kollar-Kotelly."
    assert case_of(told("Texas judge rules", text, court="txsd", judge="Lee Rosenthal")) is None


def test_learned_facts_widen_a_case_unless_ignored():
    """Docket numbers and judges learned count like the config's; what `ignore` names does not."""
    now = datetime(2026, 1, 9, tzinfo=UTC)
    facts = [
        Learned("cedc", "docket", "ca1 26-1099", "notice of appeal", "s", now),
        Learned("cedc", "judge", "Indira Talwani", "docket", "s", now),
    ]
    (wide,) = enriched([CEDC], facts)
    assert DocketRef("ca1", "26-1099") in wide.dockets
    assert wide.judges == ("Indira Talwani",)
    (narrow,) = enriched([Case("cedc", "x", ignore=("CA1 No. 26-1099", "Indira Talwani"))], facts)
    assert narrow.dockets == narrow.judges == ()


def test_a_related_docket_relates_the_case_that_has_it():
    """A docket learned as related counts when it is another followed case's; so do learned parties."""
    now = datetime(2026, 1, 9, tzinfo=UTC)
    facts = [
        Learned("ctr", "related", "dcd 25-cv-677", "Related Case", "s", now),
        Learned("ctr", "related", "dcd 25-cv-111", "Related Case", "s", now),
        Learned("ctr", "party", "MAIN STREET ALLIANCE", "the docket", "s", now),
    ]
    ctr = enriched(CASES, facts)[0]
    assert (ctr.related, ctr.parties) == (("centro",), ("MAIN STREET ALLIANCE",))


ROE = Case("roe", "Roe v. Noem", (DocketRef("mad", "1:25-cv-00457"),))


def test_a_number_that_two_courts_have_is_not_enough():
    """Without a court the number means either docket; with one it means that court's."""
    story = told("Judge blocks policy", "The case is No. 25-cv-457.", mentions=("25-cv-457",))
    assert case_of(story, cases=[CTR, ROE]) is None
    boston = told("Judge blocks policy", "The case is No. 25-cv-457.", mentions=("25-cv-457",), court="mad")
    assert case_of(boston, cases=[CTR, ROE]) == ("roe", "certain")


@pytest.mark.parametrize(
    "text",
    [
        "Judge Dabney Friedrich denied an injunction to Centro de Trabajadores Unidos, No. 25-cv-457.",
        "The case is Smith v. School Board, No. 25-cv-457.",
    ],
)
def test_a_number_alone_is_not_believed_against_the_rest(text):
    """A story that gives the number but names another case or its judge is not of the case that has the number."""
    named = [part for part in ("25-cv-457", "Smith v. School Board") if part in text]
    judge = "Dabney Friedrich" if "Friedrich" in text else None
    found = case_of(told("A ruling", text, mentions=tuple(named), judge=judge))
    assert found in (None, ("centro", "likely"))
    assert (found is None) == (judge is None)


def test_a_number_of_a_circuit_that_does_not_review_the_court_is_none_of_ours():
    """A story of the 9th Circuit that gives the number speaks of a docket elsewhere."""
    text = "No. 25-cv-457 was decided in San Francisco."
    assert case_of(told("Judges rule", text, mentions=("25-cv-457",), court="ca9")) is None


def test_a_judge_alone_links_nothing():
    """A judge has hundreds of cases: a story that names one and nothing of the case is not its."""
    text = "Judge Colleen Kollar-Kotelly sentenced a man for his part in the riot, in Washington."
    assert case_of(told("Man sentenced", text, judge="Colleen Kollar-Kotelly", court="dcd")) is None


def test_the_other_side_tells_two_suits_of_one_plaintiff_apart():
    """Of two suits of one plaintiff a story belongs to that whose defendant it names."""
    dam = Case("dam", "Friends of the Tule v. Bureau of Reclamation", (DocketRef("caed", "1:26-cv-00311"),))
    permit = Case("permit", "Friends of the Tule v. Army Corps of Engineers", (DocketRef("caed", "1:26-cv-00402"),))
    story = told("Judge rules", "The Bureau of Reclamation must keep water back, a win for Friends of the Tule.")
    assert case_of(story, cases=[dam, permit]) == ("dam", "likely")
    assert case_of(told("Judge rules", "A win for Friends of the Tule."), cases=[dam, permit]) is None


def test_a_short_name_is_not_found_within_words():
    """Judge Ali is not named in "California", nor is the plaintiff Roe in "heroes"."""
    case = Case("roe", "Roe v. Noem", (DocketRef("dcd", "1:25-cv-1"),), judges=("Amir Ali",))
    assert (
        case_of(told("Heroes of California", "Noem honored heroes in California.", court="dcd"), cases=[case]) is None
    )
    assert case_of(told("Roe's day", "Judge Ali's order for Roe binds Noem.", court="dcd"), cases=[case]) is not None


def test_a_party_of_the_docket_and_the_judge_link():
    """A plaintiff that the config does not name, learned from the docket, and the judge make it likely."""
    case = replace(CENTRO, parties=("IMMIGRANT SOLIDARITY DUPAGE", "INTERNAL REVENUE SERVICE"))
    text = "Judge Dabney Friedrich ruled against Immigrant Solidarity DuPage."
    (link_,) = [link(told("Judge rules", text, judge="Dabney Friedrich"), NEWS, [CTR, case])]
    assert (link_.case.id, link_.confidence) == ("centro", "likely")
    assert link_.reasons == ("names its party IMMIGRANT SOLIDARITY DUPAGE", "decided by Judge Friedrich")


def test_an_office_tells_little():
    """Everybody sues the IRS: its initials, a court and a judge merely named are no link."""
    case = replace(CTR, parties=("INTERNAL REVENUE SERVICE",))
    text = "The IRS said in Washington that a ruling of Kollar-Kotelly did not bind it."
    assert case_of(told("IRS speaks", text), cases=[case]) is None


def test_the_day_of_an_entry_tells_two_cases_apart():
    """Of two cases with equal reasons the one that had a ruling that day is nearer, but a day alone decides nothing."""
    entry_ = LegalEvent("ruling", court="dcd", docket_number="1:25-cv-00457", entry="53", filed=date(2026, 2, 24))
    known = Development("d", entry_, (), datetime(2026, 2, 24, tzinfo=UTC), "ctr")
    story = told("A ruling", "The Center for Taxpayer Rights won.", filed=date(2026, 2, 25))
    found = link(story, NEWS, CASES, [known])
    assert "is of the days of entry 53 of 2026-02-24" in found.reasons
    assert link(told("A ruling", "Nobody knows.", filed=date(2026, 2, 25)), NEWS, CASES, [known]) is None
