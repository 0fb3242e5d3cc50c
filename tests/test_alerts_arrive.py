"""That alerts arrive once over bad channels and through kills: a small round of `./run bench alerts`."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]


@pytest.mark.slow
def test_alerts_arrive_once_whatever_the_other_channels_do():
    """Nothing is lost or doubled on six channels, and kills repeat only what was under way."""
    command = [sys.executable, HERE / "benchmarks/alerts.py", "--small"]
    done = subprocess.run(
        command, cwd=HERE, env={"PYTHONPATH": str(HERE)}, check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" 0 lost, 0 twice") == 6
