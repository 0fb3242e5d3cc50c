"""News: our own stories, told in the ways of wire and press."""

from datetime import UTC, datetime

import pytest

from monitor.model import Item


def item_of(story):
    """A story as an item."""
    return Item("key", story["title"], story["text"], "article")


def test_rulings_in_stories(see, story):
    """A story reports a ruling as news, or does not."""
    assert (see("ruling", item_of(story)) is not None) == story["ruling"]


def test_appeals_in_stories(see, story):
    """Only an appeal that was taken is one; "can", "may", "will" and "won't appeal" are none."""
    assert (see("appeal", item_of(story)) is not None) == (story["appeal"] == "filed")


def test_a_ruling_with_an_appeal_to_come_says_so(see, story):
    """A ruling from a story that announces or allows an appeal carries the mark."""
    event = see("ruling", item_of(story))
    if event and story["appeal"] == "prospective":
        assert event.prospective_appeal


def test_facts_of_a_story(see):
    """Judge, court, case, number and pages come along; news is no record."""
    text = (
        "U.S. District Judge Colleen Kollar-Kotelly on Friday blocked the IRS from giving taxpayers' addresses to ICE. "
        "Her 94-page ruling in Center for Taxpayer Rights v. IRS, No. 1:25-cv-00457, was issued in the U.S. District "
        "Court for the District of Columbia. The Trump administration can appeal the decision."
    )
    event = see("ruling", Item("k", "Judge blocks IRS from sharing data with ICE", text, "article"))
    assert (event.judge, event.court, event.docket_number) == ("Colleen Kollar-Kotelly", "dcd", "1:25-cv-00457")
    assert (event.pages, event.record, event.prospective_appeal) == (94, False, True)
    assert "Center for Taxpayer Rights v. IRS" in event.mentions
    assert text[slice(*event.at)] == event.evidence
    assert see("appeal", Item("k", "Judge blocks IRS", text, "article")) is None


def test_a_headline_alone_is_likely_only(see):
    """Without its story a headline is believed, but not for certain."""
    event = see("ruling", Item("k", "Judge strikes down state map", "", "article"))
    assert (event.confidence, event.at) == ("likely", None)


def test_an_old_ruling_is_background(see):
    """A ruling of another day than the story's is background."""
    text = "The agency wrote new rules this spring. On June 3, 2024, a federal judge blocked the old ones."
    published = datetime(2025, 5, 2, tzinfo=UTC)
    assert see("ruling", Item("k", "Agency writes new rules", text, "article", published=published)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The appealing cottage went for a record price on Friday.",
        "The ruling party met on Monday to weigh its order of business.",
        "He won the verdict of history on Tuesday, said the mayor.",
    ],
)
def test_words_with_other_senses(see, text):
    """Legal words without a court are no news of law."""
    assert see("ruling", Item("k", "", text, "article")) is None
    assert see("appeal", Item("k", "", text, "article")) is None
