"""What this process may use, and what it looks through again and again."""

import gc
import sys

if sys.platform != "win32":
    import resource


def allow_open_files() -> int:
    """Let this process open as many files as the system allows it at all; gives how many, 0 where none can tell.

    Most systems begin with 1,024, for programs older than we (systemd, Docker: the hard limit is 524,288 or more); two
    thousand hosts take nearly as many connections.
    """
    if sys.platform == "win32":
        return 0
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def settle() -> None:
    """Look for garbage in all that is loaded now, and leave it alone from then on.

    Python's collector looks through everything ever and again, and of what a program begins with nothing is garbage: it
    takes a tenth of each check. To be called again when much of it was replaced.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
