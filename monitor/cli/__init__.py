"""The command `monitor`: data to standard output, progress and logs to standard error.

Exit codes: 0 fine; 1 something failed that was tried (a source, a channel, no fresh heartbeat); 2 a wrong config or
argument; 3 the store cannot be used; 4 nothing was written, though something is lacking (`follow`),
or erased (`forget`).
"""

import logging
import sys
from collections.abc import Iterable
from importlib import import_module

from monitor.cli._base import app, tell_end
from monitor.errors import ConfigError, MonitorError, StoreError, UsageError

__all__ = ["app", "main"]

VERBS = {
    "watching": ("run", "check", "probe", "detect", "demo"),
    "reading": ("events", "sources", "history", "diff"),
    "casework": ("case",),
    "following": ("follow",),
    "keeping": ("outbox", "notify", "config", "backup", "restore", "store"),
    "health": ("health",),
    "quieting": ("silence", "ack"),
    "forgetting": ("forget",),
}
"""The verbs of each module of this room, which registers them when it is loaded."""


def main() -> None:
    """Run one command and end the process with its exit code."""
    load_verbs(sys.argv[1:])
    try:
        app()
    except MonitorError as error:
        logging.getLogger("monitor").debug("ended by", exc_info=True)
        tell_end(error)
        sys.exit(exit_code(error))


def load_verbs(words: Iterable[str]) -> None:
    """Load the modules whose verbs are among the words of a command line; all of them when there is none, for help.

    What the verbs take is loaded with them: `monitor health`, once a minute, needs little.
    """
    said = set(words)
    wanted = [module for module, verbs in VERBS.items() if said.intersection(verbs)]
    for module in wanted or VERBS:
        import_module(f"{__name__}.{module}")


def exit_code(error: MonitorError) -> int:
    """The exit code of an error that ends a command."""
    if isinstance(error, ConfigError | UsageError):
        return 2
    return 3 if isinstance(error, StoreError) else 1
