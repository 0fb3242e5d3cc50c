"""That the benches of scale and latency still run: small rounds of `./run bench scale` and `./run bench latency`."""

import re

import pytest

from tests.test_crash import small


@pytest.mark.slow
def test_a_daemon_over_a_filled_store_tells_what_changed():
    """One of thirty pages has an entry more when a daemon starts that had read them all: that is told, once."""
    assert re.search(r"told of 1 that changed: 1\.00", small("scale", seconds=300))


@pytest.mark.slow
def test_every_change_is_told_with_its_delay():
    """Twenty pages get a ruling each while a daemon watches them; of all the delay to the alert is measured."""
    assert "| 20 of 20 |" in small("latency", seconds=300)
