"""To which case a sighting belongs."""

from datetime import UTC, date, datetime

import pytest

from monitor.core.detect import Sighting
from monitor.core.linking import enriched, link
from monitor.model import Case, DocketRef, Item, Learned, LegalEvent, Source

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
    (narrow,) = enriched([Case("cedc", "x", ignore=("ca1 26-1099", "Indira Talwani"))], facts)
    assert narrow.dockets == narrow.judges == ()
