"""What the sources of a case can show of it."""

import pytest

from monitor.core.cases.coverage import (
    ASPECTS,
    Coverage,
    Shown,
    Witness,
    as_json,
    entry_types,
    hole,
    of_cases,
    remedy,
    shows,
    summary,
)
from monitor.model import About, Case, DocketRef, Source
from monitor.sources import KINDS

DISTRICT, CIRCUIT, SUPREME = (
    DocketRef("dcd", "1:25-cv-00457"),
    DocketRef("cadc", "26-5006"),
    DocketRef("scotus", "26-1"),
)
CASE = Case("ctr", "Center for Taxpayer Rights v. IRS", (DISTRICT,))
BOTH = Case("ctr", "Center for Taxpayer Rights v. IRS", (DISTRICT, CIRCUIT))


def source(kind="court_feed", url="https://h.test/", court="dcd", case=None, watch=None, **options):
    made = KINDS[kind].options(**options) if kind in KINDS else None
    return Source(kind, kind, url, made, court=court, case=case, watch=watch)


def answers(found):
    return "".join({"yes": "y", "no": "n", "unknown": "?"}[found[aspect].answer] for aspect in ASPECTS)


def docket(url="https://www.courtlistener.com/docket/1/a/", court=None, case="ctr"):
    return source("docket", url, court, case)


@pytest.mark.parametrize(
    ("witness", "expected", "why"),
    [
        (Witness(source()), "??n?n", "has not said"),
        (Witness(source(), "Recent entries, of types order"), "??n?n", "has not said"),
        (Witness(source(), "Docket entries of type: all"), "yynyn", "all types"),
        (Witness(source(), "Docket entries of type: order,opinion"), "ynnnn", "lists opinion, order"),
        (Witness(source(), "Docket entries of type: order-cr,appeal-cr"), "yynnn", "lists order"),
        (Witness(source(), "Docket entries of type: motion,notice"), "nnnyn", "not rulings"),
        (Witness(source(court="cadc")), "?nnnn", "at most"),
        (Witness(source(court="cadc"), "Docket entries of type: orders,opinions,judgments"), "ynnnn", "judgments"),
        (Witness(source(court="ca1"), "Docket entries of type: orders,petitions"), "ynynn", "lists orders"),
        (Witness(source("opinions")), "?nnnn", "an order without one"),
        (Witness(source("opinions", documents=True)), "?nnny", "an order without one"),
        (Witness(docket()), "?????", "RECAP"),
        (Witness(docket("https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?1")), "yyyyy", "the court's own"),
        (Witness(docket("https://www.supremecourt.gov/RSS/Cases/JSON/26-1.json")), "yyyyy", "the court's own"),
        (Witness(docket("https://notsupremecourt.gov/1")), "?????", "notsupremecourt.gov shows"),
        (Witness(source("mailbox", case="ctr")), "yyyyy", "notices of this case"),
        (Witness(source("mailbox")), "?????", "of the cases"),
        (Witness(source("folder")), "?????", "you save there"),
        (Witness(source("feed")), "nnnnn", "no docket"),
    ],
)
def test_what_each_kind_of_source_shows(witness, expected, why):
    """A yes, a no or an unknown for rulings, appeals, petitions, filings and text, with the reason of the first."""
    found = shows(witness)
    assert answers(found) == expected
    assert why in found["rulings"].why


@pytest.mark.parametrize(
    ("carries", "types"),
    [
        ("Docket entries of type: adr,answer,appeal,appeal-cr,mot2255,waiver-cr", "adr answer appeal mot2255 waiver"),
        ("Docket entries of type: All", "all"),
        ("Types: notice of appeal, order and motion", "motion|notice of appeal|order"),
        ("", ""),
        ("The newest entries", ""),
    ],
)
def test_types_of_entries_are_read_from_the_channel(carries, types):
    """The list after "type:", criminal counterparts under one name; nothing where there is no list."""
    assert entry_types(carries) == frozenset(types.split("|" if "|" in types else None))


def coverage(witnesses, case=CASE):
    return of_cases([case], [witness if isinstance(witness, Witness) else Witness(witness) for witness in witnesses])


def test_a_docket_takes_the_best_answer_of_its_sources_with_the_reasons():
    """The feed lists orders, the page may show the rest; the source that answers best is named."""
    (found,) = coverage([Witness(source(), "Docket entries of type: order"), docket()])
    assert answers(found.shows) == "y????"
    assert found.sources == ("court_feed", "docket")
    assert found.shows["rulings"].why == "court_feed: the feed lists order"
    assert found.shows["appeals"].why.startswith("docket: CourtListener")


def test_two_sources_that_answer_alike_are_both_named():
    """A no of every source is a no with the reasons of all."""
    (found,) = coverage([Witness(source(), "Docket entries of type: order"), source("opinions")])
    assert found.shows["appeals"] == Shown(
        "no",
        "court_feed: the feed lists order, not notices of appeal; opinions: a list of opinions",
    )


def test_a_court_without_a_source_shows_nothing():
    """Both courts are listed; the one that nobody reads says so. News do not count as reading a docket."""
    district, circuit = coverage([source(), source("feed", court=None)], BOTH)
    assert (district.docket, answers(district.shows)) == (DISTRICT, "??n?n")
    assert (circuit.sources, answers(circuit.shows)) == ((), "nnnnn")
    assert circuit.shows["rulings"].why == "no source reads D.C. Cir. for this case"


def test_a_feed_narrowed_to_other_dockets_does_not_read_this_one():
    """Narrowed elsewhere it shows nothing here; narrowed to another spelling of this number it does."""
    assert coverage([source(watch=(DocketRef("dcd", "1:25-cv-00677"),))])[0].sources == ()
    assert coverage([source(watch=(DocketRef("dcd", "25cv457"),))])[0].sources == ("court_feed",)


def test_a_docket_page_belongs_to_the_docket_it_names():
    """What the page says of itself decides; before it is read, its court; without both, its answers are unknown."""
    page = docket("https://ecf.cadc.uscourts.gov/x")
    named = Witness(page, about=About("cadc", "26-5006"))
    assert [answers(one.shows) for one in coverage([named], BOTH)] == ["nnnnn", "yyyyy"]
    of_court = docket("https://ecf.cadc.uscourts.gov/x", court="cadc")
    assert [answers(one.shows) for one in coverage([of_court], BOTH)] == ["nnnnn", "yyyyy"]
    assert [answers(one.shows) for one in coverage([page], BOTH)] == ["?????", "?????"]
    assert coverage([docket(case="other")]) == coverage([])


def test_mail_of_another_case_shows_nothing():
    """A mailbox for one case is none for the others; one for all cases may show this."""
    assert coverage([source("mailbox", court=None, case="other")])[0].sources == ()
    assert answers(coverage([source("mailbox", court=None)])[0].shows) == "?????"


def test_a_hole_is_where_an_appeal_would_go_unseen():
    """A district's hole is notices of appeal, a circuit's petitions, the Supreme Court has none; unknown is no hole."""
    orders = "Docket entries of type: order,petition"
    (found,) = coverage([Witness(source(), orders)])
    assert "not notices of appeal" in hole(found)
    assert hole(coverage([source()])[0]) is None
    circuit = Case("c", "C", (CIRCUIT,))
    assert "at most" in hole(coverage([source(court="cadc")], circuit)[0])
    assert hole(coverage([Witness(source(court="cadc"), orders)], circuit)[0]) is None
    assert hole(coverage([], Case("c", "C", (SUPREME,)))[0]) is None


def test_the_remedy_leads_to_the_case():
    """The address searches for the very docket, and is quoted; the Supreme Court has pages of its own."""
    assert "court=dcd&docket_number=1%3A25-cv-00457 " in remedy(DISTRICT)
    assert "supremecourt.gov" in remedy(SUPREME)


def test_a_summary_marks_what_is_unknown():
    """Yes is a word, unknown a word with a question mark, no is left out."""
    assert summary(shows(Witness(source("opinions", documents=True)))) == "rulings?, text"
    assert summary(shows(Witness(source("feed")))) == ""


def test_coverage_as_json():
    """Every aspect with answer and reason, beside case, court, docket, sources and hole."""
    found = Coverage("c", DISTRICT, ("s",), dict.fromkeys(ASPECTS, Shown("no", "because")))
    assert as_json(found) == {
        "case": "c",
        "court": "dcd",
        "docket": "1:25-cv-00457",
        "sources": ["s"],
        "hole": "because",
        **{aspect: {"answer": "no", "why": "because"} for aspect in ("rulings", "appeals", "petitions", "filings")},
        "text": {"answer": "no", "why": "because"},
    }
