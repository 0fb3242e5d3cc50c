"""Sudden death, in a small round of `./run bench crash`."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]


def small(bench, *words, seconds=400):
    """What a small round of a benchmark prints; fails when a figure is not as it must be."""
    command = [sys.executable, HERE / f"benchmarks/{bench}.py", "--small", *words]
    done = subprocess.run(
        command, cwd=HERE, env={"PYTHONPATH": str(HERE)}, check=False, capture_output=True, text=True, timeout=seconds
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_sudden_death_costs_nothing():
    """One kill of each kind: the store is whole, every change told, twice only what was in hand."""
    said = small("crash")
    assert "stores that were not whole: 0" in said
    assert " 0 not told; alerts still waiting at the end: 0" in said
    assert "of them not in hand at a kill: 0" in said
