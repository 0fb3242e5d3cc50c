"""What this process may use, and what it looks through again and again."""

import gc
import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource


ENOUGH = 65_536
"""Open files; thirty times what 2,000 hosts take in connections."""


def allow_open_files() -> None:
    """Let this process open ENOUGH files, or as many as the system allows it; most begin with 1,024."""
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            with suppress(ValueError, OSError):  # macOS names no limit and has one: it stays as it was
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def settle() -> None:
    """Look for garbage in all that is loaded now, and leave it alone from then on.

    Python's collector looks through everything ever and again, and of what a program begins with nothing is garbage: it
    takes a tenth of each check. To be called again when much of it was replaced.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.collect()  # a full look comes when a quarter of what the last one left has been added: now of next to nothing
