"""What a docket's words say of other dockets. The texts are in the forms of real dockets, shortened."""

import pytest

from monitor.courts.ties import ties_in
from monitor.model import DocketRef

DCD = "dcd 1:25-cv-00457"


def ties(text, own=DCD):
    court, number = own.split(" ", 1)
    return [(tie.fact, f"{tie.ref.court} {tie.ref.number}") for tie in ties_in(text, DocketRef(court, number))]


@pytest.mark.parametrize(
    ("text", "own", "found"),
    [
        ("USCA Case Number 26-5006 for 57 Notice of Appeal to DC Circuit Court filed by IRS.", DCD, ["cadc 26-5006"]),
        (
            "Record transmitted to US Court of Appeals re 42 Notice. USCA Case Number 10-30767.",
            "laed 2:08-cv-4256",
            ["ca5 10-30767"],
        ),
        (
            "ORDER of USCA: petitions denied. USCA No. 15-80176; 16-80008 (jlm)",
            "cand 4:15-cv-02172",
            ["ca9 15-80176", "ca9 16-80008"],
        ),
        (
            "NOTICE of Docketing: USCA Appeal # 15-1234 for 27 Notice of Appeal - FEDERAL CIRCUIT",
            "txed 6:14-cv-89",
            ["cafc 15-1234"],
        ),
        ("Case in other court: USCA, 5th Circuit, 10-30767", "laed 2:08-cv-4256", ["ca5 10-30767"]),
        (
            "Case in other court: Ninth Circuit Court of Appeals, 16-17235 Ninth Circuit Court of Appeals, 17-15795",
            "cand 4:13-md-02420",
            ["ca9 16-17235", "ca9 17-15795"],
        ),
        (
            "Case in other court: 81st District Court of LaSalle County, Texas, 19-00002-00019-CVL",
            "txsd 5:19-cv-49",
            [],
        ),
        ("Received 9TH CIRCUIT COURT OF APPEALS CASE NUMBER: 16-60019.", "bap9 15-1074", ["ca9 16-60019"]),
        ("Supreme Court Case Info Case number: 16-1540 Filed on: 06/26/2017", "ca9 17-15589", ["scotus 16-1540"]),
        ("Petition for a writ of certiorari docketed. Supreme Court No. 24-966", "cadc 23-1", ["scotus 24-966"]),
    ],
)
def test_where_an_appeal_went(text, own, found):
    """A number given by a court above is the case's own there; a state court's list number is none."""
    assert ties(text, own) == [("docket", ref) for ref in found]


@pytest.mark.parametrize(
    ("text", "own", "found"),
    [
        (
            "Case transferred in from District of New York Eastern; Case Number 1:14-cv-04410.",
            "wvnd 1:14-cv-00215",
            "nyed 1:14-cv-04410",
        ),
        (
            "Case transferred to District of New Jersey. Case number 3:21-cv-00111.",
            "mad 1:20-cv-10001",
            "njd 3:21-cv-00111",
        ),
        ("Case number changed from 1:25-cv-00457 to 1:25-cv-00499", DCD, "dcd 1:25-cv-00499"),
        (
            "This civil action is CONSOLIDATED with cause 6:14cv079 designated as the Lead Case.",
            "txed 6:14-cv-89",
            "txed 6:14cv079",
        ),
        ("The LEAD CASE is designated as Cause No. 6:15-cv-961.", "txed 6:15-cv-986", "txed 6:15-cv-961"),
        ("Lead case: 1:09-cv-00407-LJO-BAM", "caed 1:09-cv-00480", "caed 1:09-cv-00407"),
    ],
)
def test_where_a_case_goes_on(text, own, found):
    """Transfers, new numbers and the lead case are dockets of the case itself."""
    assert ties(text, own) == [("docket", found)]


def test_kin():
    """Related cases and other members of a consolidated one are cases of their own."""
    assert ties("NOTICE OF RELATED CASE(S) by USA of case(s) 10CR4615-DMS", "casd 3:11-cr-11") == [
        ("related", "casd 10CR4615")
    ]
    assert ties("Related Cases: 1:05-cv-01207 1:09-cv-00422", "caed 1:09-cv-480") == [
        ("related", "caed 1:05-cv-01207"),
        ("related", "caed 1:09-cv-00422"),
    ]
    assert ties("ORDER. The Clerk shall close member case 6:15-cv-984.", "txed 6:15-cv-961") == [
        ("related", "txed 6:15-cv-984")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "MOTION to consolidate with lead case 1:25-cv-00677 by Plaintiffs",
        "ORDER denying 12 Motion: the case is not to be consolidated with 1:25-cv-00677",
        "Case transferred to District of New Jersey. Original file and docket sheet sent.",
        "Case transferred to Western Division (Springfield)",
        "USCA Appeal Fees received $ 505 receipt number 4651127",
        "Lead case: 1:25-cv-00457-CKK",
        "ORDER granting Motion to Dismiss under Smith v. Jones, No. 14-5316 (D.C. Cir. 2015)",
    ],
)
def test_what_is_no_tie(text):
    """What parties ask, what a court denies, its own number, and citations tie nothing."""
    assert ties(text) == []


def test_a_hostile_text_takes_no_time():
    """A megabyte of the words that ties begin with is read in a moment, for only its beginning is looked at."""
    assert ties("USCA " * 200_000) == []


def test_whether_a_case_goes_on_there():
    """A case goes on where it is transferred to, not where it was transferred from."""
    there = ties_in(
        "Case transferred to District of New Jersey. Case number 3:21-cv-00111.", DocketRef("mad", "1:20-cv-1")
    )
    back = ties_in(
        "Case transferred in from District of New Jersey; Case Number 3:21-cv-00111.", DocketRef("mad", "1:20-cv-1")
    )
    lead = ties_in("Lead case: 1:09-cv-00407", DocketRef("caed", "1:09-cv-00480"))
    assert [tie.onward for tie in (*there, *back, *lead)] == [True, False, True]
