"""Evidence: whole sentences or clauses, no longer than a glance, exactly as the text has them."""

import pytest

from monitor.detectors._clauses import MOST_EVIDENCE, shown
from monitor.model import Item

FOUND = "the Court finds that the IRS violated 26 U.S.C. 6103 approximately 42,695 times under Fed. R. Civ. P. 62.1"


def test_the_whole_sentence_is_shown(see):
    """Every part of the sentence that decides is shown, without the signature."""
    text = "ORDER granting 30 Motion to Stay; denying 31 Motion to Dismiss. (Signed by Judge Ann Orr on 3/4/2025.)"
    assert see("ruling", text).evidence == "ORDER granting 30 Motion to Stay; denying 31 Motion to Dismiss."


def test_only_the_sentence_that_decides_is_shown(see):
    """Sentences around the one that decides are left out."""
    text = "ORDER on motions. The motion to dismiss is DENIED. An answer is due in 14 days. Signed by Judge Ann Orr."
    assert see("ruling", text).evidence == "The motion to dismiss is DENIED."


def test_an_opinion_without_words_of_decision_shows_what_it_says(see):
    """Where only the paper's name is known to decide, its next sentences are shown too."""
    event = see("ruling", f"MEMORANDUM OPINION. For the reasons stated, {FOUND}. Signed by Judge Ann Orr on 2/26/2026.")
    assert event.evidence == f"MEMORANDUM OPINION. For the reasons stated, {FOUND}."


@pytest.mark.parametrize("joint", ["; ", ", and ", " "])
def test_long_evidence_ends_at_a_word(see, joint):
    """A sentence longer than a glance is cut at a clause or word, and the deciding words stay."""
    text = (
        "ORDER denying 12 Motion to Dismiss"
        + joint
        + joint.join(f"finding number{n} to be sufficient" for n in range(60))
    )
    event = see("ruling", text)
    start, end = event.at
    assert text[start:end] == event.evidence
    assert 400 < len(event.evidence) <= MOST_EVIDENCE
    assert event.evidence.startswith("ORDER denying 12 Motion to Dismiss")
    assert not (event.evidence[-1].isalnum() and text[end].isalnum())


def test_a_late_decision_in_a_long_text_is_shown():
    """The stretch shown always holds the words that decide."""
    text = " ".join(["word"] * 500) + " granted " + " ".join(["word"] * 500)
    at = text.index("granted")
    start, end = shown(text, at, at + 7)
    assert start <= at < at + 7 <= end <= start + MOST_EVIDENCE


def test_attachments_are_not_shown(see):
    """What clerks hang on an entry is no evidence."""
    text = "NOTICE OF APPEAL as to 12 Order by Ann Orr. (Attachments: # 1 Exhibit Order granting motion)"
    assert see("appeal", text).evidence == "NOTICE OF APPEAL as to 12 Order by Ann Orr."


def test_news_show_their_whole_sentence(see):
    """The sentence that tells the ruling is shown whole."""
    told = "A federal judge on Friday blocked the rule, saying it broke the law " + "in many ways " * 20 + "at once."
    story = Item("k", "", f"{told} More will follow in the coming days.", "article")
    assert see("ruling", story).evidence == told
