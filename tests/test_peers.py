"""That the comparison with other programs still runs: a small round of `./run bench peers`, without the others."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]


@pytest.mark.slow
def test_exactly_the_pages_that_changed_are_reported():
    """One of thirty pages gets an entry and is told; a nonce in every page tells nothing."""
    command = [sys.executable, HERE / "benchmarks/peers.py", "--small"]
    done = subprocess.run(
        command, cwd=HERE, env={"PYTHONPATH": str(HERE)}, check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\| 1 of 1, 0 \|", done.stdout), done.stdout
