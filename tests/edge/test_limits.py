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


def test_what_becomes_garbage_later_is_found_soon_after_a_settling():
    """Of 5,000 circles that got old before they were let go none is left long after: not only once a quarter as much
    as was there at the settling has come and gone; in a process of its own, with 400,000 things before.
    """
    program = (
        "import gc, weakref\n"
        "from monitor.edge.limits import settle\n"
        "class Circle:\n"
        "    def __init__(self): self.me = self\n"
        "before = [[] for _ in range(400_000)]\n"
        "settle()\n"
        "circles = [Circle() for _ in range(5_000)]\n"
        "watched = [weakref.ref(circle) for circle in circles]\n"
        "gc.collect(1)\n"
        "circles.clear()\n"
        "after = [[] for _ in range(90_000)]\n"
        "assert not any(one() for one in watched)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
