"""What undoes what: corrections by the clerk, and rulings that take earlier ones back. The texts are our own."""

import pytest

from monitor.detectors import correction, ruling
from monitor.model import Item, Undoing


def corrected(text):
    """What a clerk's entry takes back."""
    event = correction.see(Item("1", "", text)).event
    return event.undoes if event else None


def taken_back(text, court="dcd"):
    """What a ruling takes back."""
    event = ruling.see(Item("1", "", text, court=court)).event
    return event.undoes if event else None


@pytest.mark.parametrize(
    "text",
    [
        "***ENTERED IN ERROR*** ORDER granting 12 Motion to Dismiss. Signed by Judge Jane Roe on 3/4/2025.",
        "ORDER granting 12 Motion to Dismiss. (Entered in error; disregard. Modified on 3/5/2025.) (abc)",
        "(ENTERED IN ERROR) NOTICE OF APPEAL as to 53 Order by Internal Revenue Service.",
        "ORDER granting 5 MOTION for TRO. DOCUMENT FILED IN ERROR BY CLERK. (abc)",
        "DISREGARD - JUDGMENT in favor of Plaintiff. (lmn)",
    ],
)
def test_an_entry_marked_by_its_clerk_is_no_ruling_and_undoes_itself(text):
    """The mark makes the entry a correction of itself and neither a ruling nor an appeal."""
    assert corrected(text) == Undoing("entered in error")
    assert ruling.see(Item("1", "", text)).event is None


@pytest.mark.parametrize(
    ("text", "how", "of"),
    [
        ("DOCKET ENTRY 53 deleted: entered in error. (abc)", "entered in error", (53,)),
        ("NOTICE OF DOCKET CORRECTION: 53 Order was filed in the wrong case.", "entered in error", (53,)),
        ("Clerk's Notice: Docket entry 53 has been placed under seal pursuant to order 55.", "sealed", (53,)),
        ("Clerk's Notice: Document No. 17 has been stricken from the record.", "stricken", (17,)),
    ],
)
def test_a_clerks_entry_undoes_the_entries_it_names(text, how, of):
    """The numbers are those of the entries said to be wrong, not of others that the text names."""
    assert corrected(text) == Undoing(how, of)


@pytest.mark.parametrize(
    "text",
    [
        "NOTICE of Errata re 53 Order.",
        "ORDER granting 12 Motion to Dismiss. (Modified on 3/5/2025 to correct docket text.) (abc)",
        "NOTICE of Correction: the signature page is added to 53 Order.",
        "SEALED ORDER. (abc)",
        "MOTION to Strike 44 Notice of Appeal by Plaintiff.",
        "ORDER granting 60 Motion to Correct Error in the caption.",
        "",
    ],
)
def test_amendments_and_requests_undo_nothing(text):
    """A clerk's "Modified on", an erratum, a motion to strike take nothing back."""
    assert corrected(text) is None
    assert taken_back(text) is None


@pytest.mark.parametrize(
    ("text", "court", "how", "of"),
    [
        ("ORDER vacating 53 Order granting preliminary injunction. Signed by Judge Roe.", "dcd", "vacated", (53,)),
        ("ORDER dissolving 45 Preliminary Injunction. Signed by Judge Roe.", "dcd", "vacated", (45,)),
        (
            "ORDER granting 60 Motion to Stay Pending Appeal. The order of March 3 (ECF No. 53) is stayed.",
            "dcd",
            "stayed",
            (53,),
        ),
        ("ORDER STRIKING 44 Notice of Appeal as improperly filed. Signed by Judge Roe.", "dcd", "stricken", (44,)),
        ("ORDER withdrawing 77 Opinion and Order; amended opinion to follow.", "dcd", "withdrawn", (77,)),
        (
            "JUDGMENT. The preliminary injunction entered by the district court is vacated. [25-1200]",
            "ca1",
            "vacated",
            (),
        ),
        ("Order filed. It is ordered that this case be reheard en banc. [25-1234]", "ca9", "reheard", ()),
        ("ORDER recalling mandate issued on 02/03/2025. [23-40001]", "ca5", "recalled", ()),
        ("ORDER: Motion to reinstate appeal filed by Appellant is GRANTED.", "ca11", "reinstated", ()),
    ],
)
def test_a_ruling_names_what_it_takes_back(text, court, how, of):
    """By its entry number where the court gives it."""
    assert taken_back(text, court) == Undoing(how, of)


@pytest.mark.parametrize(
    "text",
    [
        "ORDER denying 60 Motion to Stay Pending Appeal.",
        "ORDER denying petition for rehearing en banc. No active judge requested a vote. [25-1234]",
        "ORDER denying 61 Motion to Vacate 53 Order.",
        "ORDER granting 12 Motion for Preliminary Injunction. Signed by Judge Roe.",
        "ORDER denying 45 Motion to reinstate appeal.",
    ],
)
def test_what_is_refused_takes_nothing_back(text):
    """A stay, a vacatur, a rehearing that a court refuses leaves its ruling in force."""
    assert taken_back(text) is None
