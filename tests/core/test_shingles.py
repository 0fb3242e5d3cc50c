"""Copies of one text resemble each other, other texts on the same matter do not."""

import random
import time

import pytest

from monitor.core.shingles import COPY, resemblance, sketch

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
        lambda wire: f"{text('local lead', 60)} {wire}",
        lambda wire: wire.replace("w1 ", "\u201cw1,\u201d "),
    ],
    ids=["byline", "case and space", "cut", "local lead", "quotes"],
)
def test_a_copy_is_known(copy):
    """A byline, other quotes, a cut end, a lead of its own leave a copy a copy."""
    wire = text(1)
    assert resemblance(sketch(wire), sketch(copy(wire))) >= COPY


def test_another_story_with_the_same_quotes_is_no_copy():
    """Two stories that share a tenth of their words in long quotes are two."""
    quote = text("quote", 40)
    one, other = (f"{text(seed)} {quote}" for seed in (2, 3))
    assert 0 < resemblance(sketch(one), sketch(other)) < COPY / 2


def test_the_estimate_is_near_the_truth():
    """Over many pairs of texts that share half of their words, the mean estimate is a third, as defined."""
    pairs = [(text(seed), text(f"b{seed}", 200)) for seed in range(60)]
    shares = [resemblance(sketch(one), sketch(f"{' '.join(one.split()[:200])} {half}")) for one, half in pairs]
    assert abs(sum(shares) / len(shares) - 1 / 3) < 0.04


def test_short_texts_have_no_sketch():
    """A headline resembles nothing, not even itself."""
    assert sketch("Judge blocks IRS from giving addresses to ICE") == ()
    assert resemblance((), ()) == resemblance((), sketch(text(1))) == 0.0


def test_a_long_text_takes_time_in_proportion():
    """Ten times the text takes about ten times the time, and its sketch is no larger."""

    def seconds(words):
        started = time.process_time()
        assert len(sketch(text(5, words))) == 48
        return time.process_time() - started

    assert seconds(100_000) < 40 * max(seconds(10_000), 0.005)
