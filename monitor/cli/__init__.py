"""The command `monitor`: data to standard output, progress and logs to standard error.

Exit codes: 0 fine; 1 something failed that was tried (a source, a channel, no fresh heartbeat); 2 a wrong config or
argument; 3 the store cannot be used; 4 nothing was written, though something is lacking (`follow`),
or erased (`forget`).
"""

import logging
import sys

import monitor.cli.casework
import monitor.cli.following
import monitor.cli.forgetting
import monitor.cli.keeping
import monitor.cli.quieting
import monitor.cli.reading
import monitor.cli.watching  # noqa: F401 (each registers its verbs)
from monitor.cli._base import app, tell_end
from monitor.errors import ConfigError, MonitorError, StoreError, UsageError

__all__ = ["app", "main"]


def main() -> None:
    """Run one command and end the process with its exit code."""
    try:
        app()
    except MonitorError as error:
        logging.getLogger("monitor").debug("ended by", exc_info=True)
        tell_end(error)
        sys.exit(exit_code(error))


def exit_code(error: MonitorError) -> int:
    """The exit code of an error that ends a command."""
    if isinstance(error, ConfigError | UsageError):
        return 2
    return 3 if isinstance(error, StoreError) else 1
