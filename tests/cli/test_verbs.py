"""The command line as a whole: which verbs there are, and what each loads."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from monitor.cli import VERBS, app, load_verbs


def test_the_table_names_every_verb_and_no_other():
    """A verb that the table lacks would be unknown to a user who asks for just that one."""
    load_verbs([])
    registered = {info.name or info.callback.__name__ for info in app.registered_commands}
    registered |= {group.name for group in app.registered_groups}
    assert sorted(verb for verbs in VERBS.values() for verb in verbs) == sorted(registered)


@pytest.mark.slow
@pytest.mark.parametrize("module", VERBS)
def test_a_verb_works_when_only_its_own_module_is_loaded(module):
    """Each answers --help in a process in which nothing else was asked for."""
    for verb in VERBS[module]:
        command = [sys.executable, "-m", "monitor", verb, "--help"]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
        assert (done.returncode, verb in done.stdout) == (0, True), done.stderr


def test_what_is_asked_every_minute_loads_little():
    """Neither what fetches nor what sends, what reads pages at once nor what judges them."""
    program = (
        "import sys; from monitor.cli import load_verbs; load_verbs(['health']); "
        "print(*{'monitor.app', 'monitor.detectors', 'aiohttp', 'apscheduler'}.intersection(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == []


def test_a_process_that_reads_pages_loads_no_verbs():
    """It loads the file that its parent was started by: the script that an install makes of this entry point."""
    (script,) = entry_points(group="console_scripts", name="monitor")
    program = f"import sys; from {script.module} import {script.attr}; print('monitor.cli' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["False"]
