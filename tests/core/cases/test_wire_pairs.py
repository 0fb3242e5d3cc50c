"""Which of forty pairs of news texts are one story (tests/core/wire_pairs.py): no false merge, no copy told twice."""

from datetime import UTC, datetime

import pytest

from monitor.core.cases.merging import link_and_merge
from monitor.core.detect import Sighting, completed
from monitor.detectors import DETECTORS
from monitor.model import Development, Item, Revision, Source
from tests.core.cases.wire_pairs import DIFFERENT, SAME

NOW = datetime(2026, 2, 5, 21, tzinfo=UTC)
(RULING,) = (detector.see for detector in DETECTORS if detector.kind == "ruling")


def told(text, source, known):
    """What is told of a ruling that a source reports under the text's first words; of no followed case."""
    place = Source(source, "feed", f"http://127.0.0.1/{source}", None)
    item = Item(f"{source}-1", f"{source}: {text.split('.')[0][:60]}", text, "article")
    event = RULING(item).event
    assert event is not None, text
    (one,) = link_and_merge(place, [Sighting(completed(event, place, item), item)], [], known, NOW)
    return one


def names(pairs):
    """Readable and unique ids of pairs."""
    return [f"{at}-{pair[0].replace(' ', '-')}" for at, pair in enumerate(pairs)]


@pytest.mark.parametrize(("_kind", "one", "other"), SAME, ids=names(SAME))
def test_copies_are_one_story(_kind, one, other):
    """In whichever order the two come, the second is a report of the first."""
    for first, second in ((one, other), (other, one)):
        known = told(first, "herald", [])
        assert isinstance(known, Development)
        assert isinstance(told(second, "courier", [known]), Revision)


@pytest.mark.parametrize(("_kind", "one", "other"), DIFFERENT, ids=names(DIFFERENT))
def test_two_rulings_in_like_words_stay_two(_kind, one, other):
    """Another judge, result or court in the same frame is another ruling."""
    for first, second in ((one, other), (other, one)):
        assert isinstance(told(second, "courier", [told(first, "herald", [])]), Development)
