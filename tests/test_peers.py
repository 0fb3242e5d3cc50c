"""That the comparison with other programs still runs: a small round of `./run bench peers`, without the others."""

import re

import pytest

from tests.test_crash import small


@pytest.mark.slow
def test_exactly_the_pages_that_changed_are_reported():
    """One of thirty pages gets an entry and is told; a nonce in every page tells nothing."""
    said = small("peers", seconds=300)
    assert re.search(r"\| 1 of 1, 0 \|", said), said
