"""A process whose loop stands still is ended, with a trace; one that was only paused is not."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from monitor.edge.watchdog import STUCK

pytestmark = pytest.mark.slow

PAUSED = """
import asyncio
from monitor.edge.watchdog import Watchdog

async def main():
    with Watchdog(patience=1):
        print("ready", flush=True)
        await asyncio.to_thread(input)
        await asyncio.sleep(1)

asyncio.run(main())
"""
STUCK_LOOP = """
import asyncio, re, sys, time
from monitor.edge.watchdog import Watchdog

def sleeps_too_long():
    time.sleep(600)

def matches_for_ever():
    re.match("(a+)+$", 60 * "a" + "b")

async def main():
    with Watchdog(patience=1):
        await asyncio.sleep(0.1)
        globals()[sys.argv[1]]()

asyncio.run(main())
"""
DAEMON = """
import asyncio, sys, time
from pathlib import Path
from monitor.config import load
from monitor.fleet import run_role

def sleeps_too_long():
    time.sleep(600)

async def main():
    asyncio.get_running_loop().call_later(1, sleeps_too_long)
    await run_role(load(Path(sys.argv[1]), {}), "all", patience=15)

asyncio.run(main())
"""
LONGEST = 240
"""Seconds for a process to start and to be ended, on a machine that is busy with other tests."""


def start(code, *words):
    """Python in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )


@pytest.mark.parametrize(("stuck", "code"), [("sleeps_too_long", STUCK), ("matches_for_ever", -signal.SIGPROF)])
def test_a_loop_that_is_stuck_is_ended_with_a_trace(stuck, code):
    """Stuck in Python, or in C code that lets no other thread run: the process ends, and says where it stood."""
    process = start(STUCK_LOOP, stuck)
    _, told = process.communicate(timeout=LONGEST)
    assert process.returncode == code, told
    assert stuck in told


def test_a_daemon_whose_loop_is_stuck_is_ended_with_a_trace(tmp_path):
    """`monitor run` has the watchdog; its patience here is longer than any start takes."""
    path = tmp_path / "monitor.yaml"
    path.write_text('{web: off, storage: {url: "sqlite:///m.db"}, sources: []}')
    process = start(DAEMON, str(path))
    _, told = process.communicate(timeout=LONGEST)
    assert process.returncode == STUCK, told
    assert "sleeps_too_long" in told


def test_a_process_that_was_paused_goes_on():
    """SIGSTOP for longer than the patience, then SIGCONT: nobody counted meanwhile, and the process ends well."""
    process = start(PAUSED)
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(3)
    process.send_signal(signal.SIGCONT)
    _, told = process.communicate("\n", timeout=LONGEST)
    assert process.returncode == 0, told
