"""What clerks add around an entry is not part of it."""

import time

import pytest

from monitor.courts.entry_text import comparable, without_clerks_marks


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("NOTICE of Appearance (afc) (Entered: 05/25/2004)", "NOTICE of Appearance"),
        ("STATUS report. [19-2244] (GRC) [Entered: 01/08/2020 03:26 PM]", "STATUS report. [19-2244]"),
        ("ORDER. (RT) Modified on 3/4/2026 (zq). (Entered: 03/02/2026)", "ORDER"),
        ("ORDER to the Internal Revenue Service (IRS)", "ORDER to the Internal Revenue Service (IRS)"),
        ("MANDATE. [104] (RL) --[Edited 11/02/2017 by SVG] [Entered: 11/01/2017 10:00 AM]", "MANDATE. [104]"),
        ("ORDER FILED. [Entered: 02/02/2026 03:56 PM] [Edited: 02/03/2026 10:51 AM]", "ORDER FILED"),
        ("ORDER (jjoS, COURT STAFF) (Filed on 5/27/2016) (Entered: 05/31/2016)", "ORDER"),
        ("SUMMONS issued (mdd, Deputy Clerk)", "SUMMONS issued"),
        ("ORDER (bp, ) Modified on 8/23/2006 (bp, ). (Entered: 08/22/2006)", "ORDER"),
        ("ORDER (Main Document 7) denying&nbsp;&quot;it&quot;", 'ORDER denying "it"'),
        ("ORDER amended, (see text)", "ORDER amended, (see text)"),
        ("", ""),
    ],
)
def test_own_words(text, own):
    """Entry dates, initials and notes of modification at the end go; words within the entry stay."""
    assert without_clerks_marks(text) == own


def test_case_and_last_stop_do_not_count():
    """Two forms of one entry compare equal."""
    assert comparable("ORDER granting 1 Motion.") == comparable("Order Granting 1 MOTION (zjd)")


def test_long_hostile_text_takes_no_time():
    """A megabyte of beginnings of marks is read in a moment: the search looks at the end only."""
    start = time.process_time()
    without_clerks_marks("(Entered: " * 100_000 + "(ab " * 10_000)
    assert time.process_time() - start < 2
