"""What the process may use."""

import gc
import subprocess
import sys

import pytest

from monitor.edge.limits import settle


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_as_many_files_as_the_system_allows():
    """From the soft limit up to the hard one or to enough, and never down; in a process of its own."""
    program = (
        "import resource\n"
        "from monitor.edge.limits import ENOUGH, allow_open_files\n"
        "hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 256), hard))\n"
        "allow_open_files()\n"
        "assert resource.getrlimit(resource.RLIMIT_NOFILE) == (min(hard, ENOUGH), hard)\n"
        "allow_open_files()\n"
        "assert resource.getrlimit(resource.RLIMIT_NOFILE) == (min(hard, ENOUGH), hard)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_what_was_loaded_is_left_alone_but_not_for_ever():
    """Things frozen are not looked through; a circle among them that nobody holds goes with the next settling."""
    seen = []

    class Circle:
        def __init__(self):
            self.me = self

        def __del__(self):
            seen.append("gone")

    circle = Circle()
    settle()
    assert gc.get_freeze_count() > 0
    del circle
    gc.collect()
    assert seen == []
    settle()
    assert seen == ["gone"]
    gc.unfreeze()
