"""Requests, endings and hearings, and the folder as a whole."""

import pytest

from monitor.detectors import DETECTORS

SPEAKS = {
    "ruling": "ORDER denying 12 Motion to Dismiss. Signed by Judge Ann Orr on 2/3/2025.",
    "appeal": "NOTICE OF APPEAL as to 12 Order by Ann Orr.",
    "request": "MOTION for Temporary Restraining Order by State of Maine.",
    "ended": "NOTICE of Voluntary Dismissal by Maria Soto.",
    "correction": "DOCKET ENTRY 12 deleted: entered in error.",
    "hearing": "Set/Reset Hearings: Motion Hearing set for 3/3/2025 at 10:00 AM before Judge Ann Orr.",
}


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.kind)
def test_each_detector_speaks_for_its_kind(see, detector):
    """Every file of the folder has a detector, and a sample in which it speaks."""
    assert see(detector.kind, SPEAKS[detector.kind]).kind == detector.kind


def test_hearings_are_off_by_default():
    """All but the hearings are asked without a word in the config."""
    assert {detector.kind for detector in DETECTORS if not detector.default} == {"hearing"}


@pytest.mark.parametrize(
    ("text", "relief"),
    [
        ("EMERGENCY MOTION for Preliminary Injunction by City of Alder", "injunction"),
        ("EMERGENCY MOTION filed by Appellants for stay pending appeal [25-5255]", "stay_pending_appeal"),
        ("MOTION to Stay Agency Action under 5 U.S.C. 705 by Growers", "stay_of_agency_action"),
        ("MOTION for initial hearing en banc filed by Appellant", "rehearing"),
        ("EMERGENCY MOTION to Dissolve Preliminary Injunction by City of Alder", "dissolution"),
        ("MOTION to Dismiss by City of Alder", None),
        ("MEMORANDUM in Support re 3 MOTION for Temporary Restraining Order", None),
        ("Consent MOTION for Extension of Time to respond to 3 MOTION for TRO", None),
        ("ORDER granting 3 Motion for TRO. Signed by Judge Ann Orr", None),
    ],
)
def test_requests(see, text, relief):
    """Only a motion that itself asks for urgent relief is a request."""
    event = see("request", text)
    assert (event.relief if event else None) == relief


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("STIPULATION of Dismissal With Prejudice by All Parties", True),
        ("NOTICE of Voluntary Dismissal pursuant to FRCP 41(a)(1)(A)(i) by Ann Orr", True),
        ("STIPULATION AND ORDER OF DISMISSAL. Signed by Judge Ann Orr", False),
        ("STIPULATION of Dismissal with proposed order by All Parties", False),
        ("MOTION to Dismiss by Ann Orr", False),
        ("NOTICE of Hearing on Motion to Dismiss", False),
    ],
)
def test_endings(see, text, ends):
    """A notice or stipulation of dismissal ends a case by itself; an order, a motion, a proposal do not."""
    assert (see("ended", text) is not None) == ends
