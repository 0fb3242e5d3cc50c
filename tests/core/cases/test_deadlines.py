"""The time to appeal: which rule, which day, what is uncertain, and how it is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.cases.deadlines import CAUTION, as_json, deadlines, deadlines_of, time_to_appeal
from monitor.courts.days import closed
from monitor.courts.registry import COURTS
from monitor.detectors import DETECTORS
from monitor.model import Appeal, Item, LegalEvent
from tests.core.storyline import AFFIRMANCE, APPEAL, INDICATIVE, RULING, development

ENTERED = date(2026, 1, 5)
NUMBERS = {"circuit": "26-5001", "supreme": "25-1001", "bap": "26-1001", "bankruptcy": "26-10001"}


def entry(text, court="dcd", number=None, case="Roe v. Doe"):
    """What the detectors make of an entry of 5 January 2026 on a docket of this court."""
    found = [detector.see(Item("k", "", text)).event for detector in DETECTORS if detector.kind in {"ruling", "appeal"}]
    (event,) = (event for event in found if event)
    number = number or NUMBERS.get(COURTS[court].level, "1:25-cv-00001")
    return replace(event, court=court, docket_number=number, entered=ENTERED, filed=ENTERED, case_name=case)


def times(event, government=None):
    """The times of an event, short: what, the last day, the rule, the condition."""
    return [(one.what, one.last, one.rule, one.condition) for one in deadlines(event, government) if not one.aside]


PRIVATE, PUBLIC = "if the federal government is no party", "if the federal government is a party"


def test_the_first_worked_example():
    """Entered 2025-11-21 with the United States a party: 2026-01-20."""
    assert times(RULING.event, "IRS") == [("notice of appeal", date(2026, 1, 20), "FRAP 4(a)(1)(B)", "")]


def test_the_second_worked_example():
    """Judgment of 2026-02-24: certiorari by 2026-05-26, for Memorial Day is the 25th; the mandate moves nothing."""
    decided = replace(AFFIRMANCE.event, entered=date(2026, 2, 24))
    expected = ("petition for certiorari", date(2026, 5, 26), "S. Ct. Rule 13.1, 28 U.S.C. 2101(c)", "")
    assert expected in times(decided)
    assert times(replace(decided, relief="mandate", entered=date(2026, 4, 20))) == []


def test_both_days_when_it_is_not_known_whether_the_government_is_a_party():
    """30 days and 60, each with its condition; with a known party only the 60, and who it is."""
    event = entry("ORDER granting 12 Motion for Preliminary Injunction")
    assert times(event) == [
        ("notice of appeal", date(2026, 2, 4), "FRAP 4(a)(1)(A)", PRIVATE),
        ("notice of appeal", date(2026, 3, 6), "FRAP 4(a)(1)(B)", PUBLIC),
    ]
    (only,) = [one for one in deadlines(event, "ICE") if not one.aside]
    assert (only.last, only.condition, only.uncertain) == (date(2026, 3, 6), "", ())
    assert "ICE is a party" in only.steps


@pytest.mark.parametrize(
    ("text", "court", "expected"),
    [
        ("ORDER OF DISMISSAL. Signed by Judge Roe.", "mad", {("FRAP 4(a)(1)(A)", 30), ("FRAP 4(a)(1)(B)", 60)}),
        ("FINAL JUDGMENT. Signed by Judge Roe.", "mad", {("FRAP 4(a)(1)(A)", 30), ("FRAP 4(a)(1)(B)", 60)}),
        (
            "ORDER denying 55 Motion to Alter or Amend Judgment",
            "mad",
            {("FRAP 4(a)(4)(A), FRAP 4(a)(1)(A)", 30), ("FRAP 4(a)(4)(A), FRAP 4(a)(1)(B)", 60)},
        ),
        (
            "ORDER denying 55 Motion for New Trial",
            "mad",
            {("FRAP 4(a)(4)(A), FRAP 4(a)(1)(A)", 30), ("FRAP 4(a)(4)(A), FRAP 4(a)(1)(B)", 60)},
        ),
        ("ORDER granting 40 Motion to Certify Class", "mad", {("FRCP 23(f)", 14), ("FRCP 23(f)", 45)}),
        (
            "ORDER granting 40 Motion to Certify Order for Interlocutory Appeal under 28 U.S.C. 1292(b)",
            "mad",
            {("28 U.S.C. 1292(b), FRAP 5(a)(3)", 10)},
        ),
        (
            "REPORT AND RECOMMENDATION that 12 Motion to Dismiss be granted. Signed by Magistrate Judge Roe",
            "mad",
            {("28 U.S.C. 636(b)(1), FRCP 72(b)(2)", 14)},
        ),
        ("ORDER of Magistrate Judge Smith denying 12 motion to compel", "mad", {("FRCP 72(a)", 14)}),
        (
            "ORDER of the three-judge court granting 12 Motion for Preliminary Injunction",
            "txwd",
            {("28 U.S.C. 1253, 2101(b)", 30), ("28 U.S.C. 1253, 2101(b)", 60)},
        ),
        ("ORDER Confirming Chapter 13 Plan", "arb", {("FRBP 8002(a)(1), 28 U.S.C. 158(c)(2)", 14)}),
        (
            "JUDGMENT that the order of the bankruptcy court is affirmed",
            "bap9",
            {("FRBP 8022(a)(1)", 14), ("FRAP 6(b)(1), FRAP 4(a)(1)(A)", 30), ("FRAP 6(b)(1), FRAP 4(a)(1)(B)", 60)},
        ),
        (
            "PER CURIAM JUDGMENT filed that the judgment of the district court be affirmed.",
            "cadc",
            {("FRAP 40(d)(1)", 14), ("FRAP 40(d)(1)", 45), ("S. Ct. Rule 13.1, 28 U.S.C. 2101(c)", 90)},
        ),
        (
            "OPINION filed: petition for review DENIED",
            "ca9",
            {("FRAP 40(d)(1)", 14), ("FRAP 40(d)(1)", 45), ("S. Ct. Rule 13.1, 28 U.S.C. 2101(c)", 90)},
        ),
        (
            "ORDER filed granting motion to dismiss appeal",
            "ca9",
            {("FRAP 40(d)(1)", 14), ("FRAP 40(d)(1)", 45), ("S. Ct. Rule 13.1, 28 U.S.C. 2101(c)", 90)},
        ),
        ("ORDER filed denying petition for rehearing en banc", "cadc", {("S. Ct. Rule 13.3", 90)}),
        ("Petition for a writ of certiorari denied", "scotus", {("S. Ct. Rule 44.2", 25)}),
        ("JUDGMENT of the court of appeals reversed and case remanded", "scotus", {("S. Ct. Rule 44.1", 25)}),
        ("OPINION granting 20 Motion for Summary Judgment", "uscfc", {("28 U.S.C. 2522, FRAP 4(a)(1)(B)", 60)}),
        ("DECISION: petition is dismissed", "tax", {("FRAP 13(a)(1)(A)", 90)}),
        ("NOTICE OF APPEAL as to 51 Order by Acme Corp.", "mad", {("FRAP 4(a)(3)", 14)}),
        ("NOTICE OF APPEAL as to 51 Order by Acme Corp.", "arb", {("FRBP 8002(a)(3)", 14)}),
    ],
)
def test_each_kind_of_ruling_has_its_rule(text, court, expected):
    """The entry as a clerk writes it, through the detectors: the rules that apply and their days."""
    assert {(one.rule, one.days) for one in deadlines(entry(text, court), None) if not one.aside} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "JUDGMENT as to Defendant John Doe (1), Count(s) 1, Sentenced to 30 months.",
            {("FRAP 4(b)(1)(A)", 14, "by the defendant"), ("FRAP 4(b)(1)(B)", 30, "by the government")},
        ),
        ("ORDER granting 20 Motion to Suppress", {("FRAP 4(b)(1)(B)", 30, "by the government")}),
        ("ORDER denying 55 Motion for New Trial", {("FRAP 4(b)(3)(A)", 14, "by the defendant")}),
        (
            "REPORT AND RECOMMENDATION that 12 Motion to Dismiss be granted. Signed by Magistrate Judge Roe",
            {("28 U.S.C. 636(b)(1), Fed. R. Crim. P. 59(b)(2)", 14, "")},
        ),
        ("NOTICE OF APPEAL as to 51 Judgment by John Doe", set()),
        ("ORDER denying 20 Motion to Dismiss", set()),
    ],
)
def test_criminal_cases_have_their_own_times(text, expected):
    """14 days for a defendant, 30 for the government, by the case type in the docket number."""
    event = entry(text, "mad", "1:25-cr-00001", "United States v. Doe")
    assert {(one.rule, one.days, one.condition) for one in deadlines(event, "United States")} == expected


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("ORDER denying 12 Motion to Dismiss", "dcd"),
        ("ORDER denying 12 Motion for Summary Judgment", "dcd"),
        ("ORDER granting 12 Motion for Temporary Restraining Order", "dcd"),
        ("ORDER granting 12 Motion for Extension of Time", "dcd"),
        ("ORDER granting motion for stay pending appeal. [25-5181]", "cadc"),
        ("ORDER filed granting petition for rehearing en banc", "cadc"),
        ("Petition for a writ of certiorari granted", "scotus"),
        ("PETITION for rehearing en banc filed", "cadc"),
        ("ORDER granting 55 Motion for New Trial", "mad"),
        ("ORDER filed denying motion for summary affirmance", "cadc"),
        ("ORDER filed denying motion to dismiss appeal", "cadc"),
    ],
)
def test_no_rule_no_time(text, court):
    """What cannot be appealed now opens no time, and no line is told of it."""
    event = entry(text, court)
    assert deadlines(event, "IRS") == ()
    assert time_to_appeal(development(event), "IRS", ENTERED) == ""


def test_an_indicative_ruling_opens_no_time():
    """It decides nothing (FRCP 62.1)."""
    assert deadlines(INDICATIVE.event, "IRS") == ()


def test_news_and_unread_orders_open_no_time():
    """A story shows no entry, and of an order not read nobody knows what it says."""
    assert deadlines(replace(RULING.event, record=False), "IRS") == ()
    assert deadlines(replace(RULING.event, unread=True), "IRS") == ()
    assert deadlines(replace(RULING.event, court="no-such-court"), "IRS") == ()


@pytest.mark.parametrize(
    ("text", "court"),
    [
        (
            "USCA JUDGMENT as to 42 Notice of Appeal. Ordered that the judgment of the District Court is reversed.",
            "mad",
        ),
        ("ORDER of USCA as to 42 Notice of Appeal: the appeal is dismissed.", "mad"),
        ("Supreme Court Case Info Case number: 16-1540 Ruling: Vacated/Remanded, 10/24/2017", "ca9"),
        ("Received 9th Circuit Court of Appeals Mandate on 08/09/2017; DISMISSED", "bap9"),
    ],
)
def test_a_copy_of_what_was_decided_above_opens_no_time(text, court):
    """The court below enters it days later: its day is not that of the judgment."""
    event = replace(entry(text, court), source="docket", item="k")
    copied = replace(development(event), reports=(replace(RULING.reports[0], source="docket", item="k", title=text),))
    assert deadlines_of(copied, "IRS") == ()


def test_an_unknown_day_of_entry_is_uncertain():
    """Counted from filing, and said so; without any day there is no answer."""
    (found, _) = deadlines(replace(RULING.event, entered=None), "IRS")
    assert "the day of entry is not known: counted from the day of filing" in found.uncertain
    assert found.steps[0] == "filed Fri 21 Nov 2025"
    assert deadlines(replace(RULING.event, entered=None, filed=None), "IRS") == ()


@pytest.mark.parametrize("entered", [date.min, date(2009, 11, 30), date(9999, 12, 31)])
def test_a_day_that_cannot_be_counted_from_gives_no_time(entered):
    """A clerk's slip of the pen in the year stops nothing."""
    assert deadlines(replace(RULING.event, entered=entered), "IRS") == ()


def test_a_cross_appeal_counts_from_filing():
    """The 14 days of FRAP 4(a)(3) run from the notice's filing, whenever it was entered."""
    event = replace(APPEAL.event, filed=date(2026, 1, 7), entered=date(2026, 1, 12))
    (found,) = deadlines(event, "IRS")
    assert (found.start, found.last) == (date(2026, 1, 7), date(2026, 1, 21))
    assert deadlines(replace(event, appeal=Appeal("docketed", "cadc", "26-5006")), "IRS") == ()


def test_the_mandate_follows_the_time_for_rehearing():
    """Seven days after it ends (FRAP 41(b)), always uncertain, and beside what is told of review."""
    found = deadlines(replace(AFFIRMANCE.event, entered=date(2026, 2, 24)), "IRS")
    rehearing, mandate, _ = found
    assert (rehearing.last, mandate.last) == (date(2026, 4, 10), date(2026, 4, 17))
    assert mandate.uncertain
    assert "mandate" not in time_to_appeal(AFFIRMANCE, "IRS", ENTERED)


def test_a_motion_that_starts_the_time_anew_is_named_beside_it():
    """28 days for the motions that FRAP 4(a)(4) lists."""
    (motion,) = [one for one in deadlines(entry("FINAL JUDGMENT. Signed by Judge Roe."), "IRS") if one.aside]
    assert (motion.days, motion.last) == (28, date(2026, 2, 2))


def test_an_appeal_in_a_prosecution_may_have_14_days_for_rehearing():
    """45 days are for civil cases only, and "United States v." does not show which it is."""
    text = "PER CURIAM JUDGMENT filed that the judgment of the district court be affirmed."
    conditions = {one[3] for one in times(entry(text, "cadc", case="USA v. Doe"), "USA") if "rehearing" in one[0]}
    assert conditions == {PRIVATE, f"{PUBLIC} in a civil case"}


def test_the_line_names_rule_and_caution():
    """One line with the day, the rule, and that it is no legal advice."""
    assert time_to_appeal(RULING, "IRS", date(2025, 11, 21)) == (
        "notice of appeal: 60 days end on 20 Jan 2026 (FRAP 4(a)(1)(B)), uncertain; " + CAUTION
    )
    both = time_to_appeal(RULING, None, date(2025, 11, 21))
    assert both.startswith("notice of appeal: 30 days end on 22 Dec 2025 if")
    assert ", or 60 days end on 20 Jan 2026 if" in both


def test_a_time_that_is_over_is_no_statement_about_rights():
    """It says when so many days ended, and that they may have been extended; never that anything expired."""
    line = time_to_appeal(RULING, "IRS", date(2026, 1, 21))
    assert "60 days ended on 20 Jan 2026 (FRAP 4(a)(1)(B)) unless a motion or order extended it" in line
    assert "expired" not in line
    assert "end on" in time_to_appeal(RULING, "IRS", date(2026, 1, 20))


def test_a_time_as_json():
    """Days are ISO days, doubts and steps lists."""
    assert as_json(deadlines(RULING.event, "IRS")[0]) == {
        "what": "notice of appeal",
        "rule": "FRAP 4(a)(1)(B)",
        "days": 60,
        "from": "2025-11-21",
        "last": "2026-01-20",
        "if": None,
        "steps": [
            "entered Fri 21 Nov 2025",
            "IRS is a party",
            "60 days after Fri 21 Nov 2025: Tue 20 Jan 2026",
            "counted by FRAP 26(a)(1)",
        ],
        "uncertain": [
            "such a stay can be appealed at once only where it works as an injunction (28 U.S.C. 1292(a)(1))"
        ],
    }


EVENTS = st.builds(
    LegalEvent,
    kind=st.sampled_from(["ruling", "appeal", "request", "ended"]),
    court=st.sampled_from(sorted(COURTS)),
    docket_number=st.sampled_from(["1:25-cv-00457", "1:25-cr-00457", "26-5006", None]),
    disposition=st.sampled_from(["granted", "denied", "affirmed", "dismissed", "vacated", "other", None]),
    relief=st.sampled_from(
        ["injunction", "dismissal", "habeas", "rehearing", "sentence", "petition", "judgment", None]
    ),
    appeal=st.none() | st.builds(Appeal, type=st.sampled_from(["notice", "cross", "rehearing"])),
    entered=st.none() | st.dates(date(2009, 1, 1), date(2099, 12, 31)),
    filed=st.none() | st.dates(date(2009, 1, 1), date(2099, 12, 31)),
)


@given(EVENTS, st.sampled_from([None, "IRS"]))
def test_every_time_ends_on_an_open_day_after_its_start(event, government):
    """Whatever the event: an open day, so many days later or a few more, with a rule and steps."""
    for found in deadlines(event, government):
        assert closed(found.last) is None
        assert timedelta(days=found.days) <= found.last - found.start <= timedelta(days=found.days + 4)
        assert found.rule
        assert len(found.steps) >= 3


@given(EVENTS)
def test_a_known_government_only_narrows(event):
    """Knowing that the government is a party never gives a day that was not given before."""
    known = {(one.what, one.last) for one in deadlines(event, "IRS")}
    assert known <= {(one.what, one.last) for one in deadlines(event, None)}
