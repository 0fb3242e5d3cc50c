"""What motions ask for, and the words of decision."""

import pytest

from monitor.courts.dispositions import DISPOSITIONS, acts_in
from monitor.courts.phrases import any_of, leftmost
from monitor.courts.relief import SUBJECTS, subject_of


@pytest.mark.parametrize(
    ("motion", "name", "weight"),
    [
        ("Motion for Extension of Time to Respond to Motion to Dismiss", "time", "routine"),
        ("Motion to Stay Discovery pending Motion to Dismiss", "discovery", "routine"),
        ("Motion to Stay under 5 U.S.C. 705", "stay of agency action", "major"),
        ("Motion for a Stay Pending Appeal", "stay pending appeal", "major"),
        ("Motion to Stay Case", "stay of proceedings", "major"),
        ("Motion for Leave to Appeal", "permission to appeal", "major"),
        ("Motion for Leave to Appeal in forma pauperis", "leave to file", "routine"),
        ("Amended Motion for Relief from Stay", "relief from stay", "major"),
        ("Motion to Compel Arbitration", "arbitration", "major"),
        ("Motion to Compel Production", "discovery", "routine"),
    ],
)
def test_the_leftmost_subject_counts(motion, name, weight):
    """A motion asks for what its name says first."""
    subject = subject_of(motion)
    assert (subject.name, subject.significance) == (name, weight)


def test_a_name_without_a_known_subject_has_none():
    """What we do not know is not guessed."""
    assert subject_of("Motion for Xyzzy") is None


def test_every_major_subject_is_a_relief():
    """Major subjects carry a relief in one word, housekeeping none."""
    assert all((subject.relief is not None) == (subject.significance == "major") for subject in SUBJECTS)
    assert all(subject.relief is None or " " not in subject.relief for subject in SUBJECTS)


@pytest.mark.parametrize(
    ("text", "dispositions"),
    [
        ("GRANTED IN PART and DENIED IN PART", ["granted_in_part"]),
        ("granting, in part, and denying, in part", ["granted_in_part"]),
        ("granting-in-part and denying-in-part", ["granted_in_part"]),
        ("denied as moot", ["moot"]),
        ("reversed and remanded", ["reversed", "remanded"]),
        ("is set aside", ["vacated"]),
        ("undenied, regranted", []),
    ],
)
def test_words_of_decision(text, dispositions):
    """The longest phrase counts, and only whole words."""
    assert [act.disposition for act in acts_in(text)] == dispositions
    assert set(dispositions) <= set(DISPOSITIONS)


def test_tables_of_phrases():
    """Lines are alternatives, a backslash joins two lines; the leftmost phrase wins, then the earlier table."""
    assert any_of("\n one\n\n two\\\n   (?:s)\n") == "one|two(?:s)"
    pattern = leftmost({"first": "brown fox", "second": "brown\nquick"})
    assert pattern.search("the quick brown fox").lastgroup == "second"
    assert pattern.search("the brown fox").lastgroup == "first"
