"""Judges' names in entries and stories."""

import pytest

from monitor.courts.judges import judges_named, same_judge, signing_judge, surname


@pytest.mark.parametrize(
    ("text", "judge"),
    [
        ("MEMORANDUM OPINION re. 8 Order. Signed by Chief Judge Amos T. Bell on 4/14/2023. (lcatb3)", "Amos T. Bell"),
        ("Magistrate Judge Kim A. Yuen: ELECTRONIC ORDER entered granting 19 Motion", "Kim A. Yuen"),
        ("OPINION [1628783] filed (Pages: 22) for the Court by Judge Sentry. [14-5316]", "Sentry"),
        ("PER CURIAM ORDER filed. Before Judges: Millard, Roe and Chase. [22-8513]", "Millard, Roe and Chase"),
        ("Conference set before Magistrate Judge Al Orr. (Signed by Judge Ann Holt on 1/2/2025)", "Ann Holt"),
        ("MINUTE entry before the Honorable Jon J. Tharp, Jr:Motion hearing held.", "Jon J. Tharp, Jr"),
        ("Hillman, J. - Order Regarding Order", "Hillman"),
        ("MOTION to Dismiss by Ann Orr", None),
        ("Petition DENIED. Justice Marsh, with whom Justice Roe joins, dissenting from the denial.", None),
        ("Rehearing DENIED. Judge Marsh would grant the petition.", None),
        ("Petition DENIED. Justice Marsh took no part in the consideration of this petition.", None),
        ("ORDER. Hearing set in Judge Marsh's Courtroom.", None),
        ("ORDER affirming Judge Marsh's order. Signed by Judge Ann Holt on 1/2/2025", "Ann Holt"),
    ],
)
def test_who_decides(text, judge):
    """The judge who signs, speaks or wrote; not one before whom a hearing is set."""
    assert signing_judge(text) == judge


def test_judges_of_a_story():
    """All judges named with a title, each once, in order."""
    text = "U.S. District Judge Ann Holt ruled. Judge Ann Holt noted that Justice Roy Marsh dissented."
    assert judges_named(text) == ["Ann Holt", "Roy Marsh"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Justice Department on Monday appealed.", []),
        ("the Justice Department's lawyers and Judge Roe\u2019s order", ["Roe"]),
        ("Judge Ann Holt's ruling", ["Ann Holt"]),
    ],
)
def test_what_is_no_part_of_a_name(text, names):
    """A department is no judge, and a possessive is no part of a name, with either apostrophe."""
    assert judges_named(text) == names


@pytest.mark.parametrize(
    ("name", "last"),
    [("Colleen Kollar-Kotelly", "Kollar-Kotelly"), ("John J. Tharp, Jr.", "Tharp"), ("Rao", "Rao"), ("", "")],
)
def test_surnames(name, last):
    """The last name without suffixes."""
    assert surname(name) == last


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Colleen Kollar-Kotelly", "Kollar-Kotelly", True),
        ("Judge Kollar-Kotelly", "C. Kollar-Kotelly", True),
        ("Ann Holt", "Bo Holt", False),
        ("Ann Holt", "Ann Hall", False),
        ("", "", False),
    ],
)
def test_same_judge(one, other, same):
    """Two writings are one judge unless last names differ or first names contradict."""
    assert same_judge(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CKK", "Colleen Kollar-Kotelly", True),
        ("Judge John J. Tharp, Jr.", "JJT", True),
        ("CKK", "CKK", True),
        ("CKK", "Christopher Cooper", False),
        ("DLF", "Dabney L. Friedrich", True),
        ("CKK", "CRC", False),
    ],
)
def test_initials_are_a_writing_of_a_name(one, other, same):
    """A docket number's "-CKK" is the judge whose initials they are."""
    assert same_judge(one, other) is same
