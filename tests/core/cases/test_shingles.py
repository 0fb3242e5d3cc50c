"""Copies of one text are known, whole, cut or summed up; other texts on the same matter are none."""

import random
import time

import pytest

from monitor.core.cases.shingles import Sketch, contained, is_copy, sketch

WORDS = [f"w{number}" for number in range(4000)]


def text(seed, length=400):
    """A text of its own."""
    return " ".join(random.Random(seed).choices(WORDS, k=length))


@pytest.mark.parametrize(
    "copy",
    [
        lambda wire: f"By Our Staff. {wire}",
        lambda wire: wire.upper().replace(" ", " \n"),
        lambda wire: " ".join(wire.split()[:250]),
        lambda wire: " ".join(wire.split()[:45]),
        lambda wire: f"{text('local lead', 60)} {wire}",
        lambda wire: f"{text('local lead', 60)} {' '.join(wire.split()[:150])}",
        lambda wire: wire.replace("w1 ", "\u201cw1,\u201d "),
    ],
    ids=["byline", "case and space", "cut", "summary", "local lead", "cut below a local lead", "quotes"],
)
@pytest.mark.parametrize("length", [400, 1200])
def test_a_copy_is_known(copy, length):
    """A byline, other quotes, a cut end, a lead of its own leave a copy a copy, of short and of long stories."""
    wire = text(1, length)
    assert is_copy(sketch(wire), sketch(copy(wire)))
    assert is_copy(sketch(copy(wire)), sketch(wire))


def test_another_story_with_the_same_quotes_is_no_copy():
    """Two stories that share a tenth of their words in long quotes are two."""
    quote = text("quote", 40)
    one, other = (sketch(f"{text(seed)} {quote}") for seed in (2, 3))
    assert contained(one.shingles, other) > 0
    assert not is_copy(one, other)


@pytest.mark.parametrize("share", [0.55, 0.75])
def test_a_story_in_the_same_frame_is_no_copy(share):
    """Another opening above the background of an earlier story makes a story of its own, however long that is."""
    old, new = (f"{text(seed, round(400 * (1 - share)))} {text('background', round(400 * share))}" for seed in (2, 3))
    assert not is_copy(sketch(old), sketch(new))


def test_an_opening_in_common_makes_no_copy():
    """Roundups that begin alike are two."""
    one, other = (f"{text('intro', 60)} {text(seed)}" for seed in (2, 3))
    assert not is_copy(sketch(one), sketch(other))


def test_the_estimate_is_near_the_truth():
    """Over many pairs of long texts of which one holds half of the other, the mean estimate is a half."""
    pairs = [(text(seed, 1000), text(f"b{seed}", 500)) for seed in range(40)]
    shares = [contained(sketch(one).shingles, sketch(f"{' '.join(one.split()[:500])} {half}")) for one, half in pairs]
    assert abs(sum(shares) / len(shares) - 1 / 2) < 0.03


def test_short_texts_have_no_sketch():
    """A headline is no copy of anything, not even of itself."""
    headline = sketch("Judge blocks IRS from giving addresses to ICE")
    assert headline == Sketch()
    assert not is_copy(headline, headline)
    assert not is_copy(headline, sketch(text(1)))


def test_what_cannot_be_compared_is_no_copy():
    """Of a text a hundred times as long hardly any hash of the short one can be looked for: that says nothing."""
    long = text(1, 20_000)
    assert contained(sketch(" ".join(long.split()[:60])).shingles, sketch(long)) == 0.0


def test_a_long_text_takes_time_in_proportion():
    """Ten times the text takes about ten times the time, and its sketch is no larger."""

    def seconds(words):
        started = time.process_time()
        assert len(sketch(text(5, words)).shingles) == 384
        return time.process_time() - started

    assert seconds(100_000) < 40 * max(seconds(10_000), 0.005)
