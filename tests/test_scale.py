"""That the benches of scale and latency still run: small rounds of `./run bench scale` and `./run bench latency`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]


def bench(name: str) -> str:
    """What a small round of this bench prints."""
    command = [sys.executable, HERE / f"benchmarks/{name}.py", "--small"]
    done = subprocess.run(
        command, cwd=HERE, env={"PYTHONPATH": str(HERE)}, check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_daemon_over_a_filled_store_tells_what_changed():
    """One of thirty pages has an entry more when a daemon starts that had read them all: that is told, once."""
    assert re.search(r"told of 1 that changed: 1\.00", bench("scale"))


@pytest.mark.slow
def test_every_change_is_told_with_its_delay():
    """Twenty pages get a ruling each while a daemon watches them; of all the delay to the alert is measured."""
    assert "| 20 of 20 |" in bench("latency")
