"""What the fuzzer found (`./run bench fuzz`), and what was found by reading: each must be read or refused by name."""

from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks._fuzz_targets import TARGETS
from monitor.errors import MonitorError

FOUND = Path(__file__).parents[1] / "samples" / "found"
BY_NAME = {target.name: target for target in TARGETS}


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_does_no_more_harm(path):
    """No error but a named one, and what is read can be compared, judged and kept."""
    with suppress(MonitorError):
        BY_NAME[path.parent.name].take(path.read_bytes())


@pytest.mark.parametrize("target", TARGETS, ids=BY_NAME)
def test_every_seed_is_sound(target):
    """The fuzzer begins with pages that are read: each target comes as far as its reader's end."""
    seeds = target.seeds()
    assert seeds
    for seed in seeds:
        target.take(seed)
