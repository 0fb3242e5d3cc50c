"""The watchdog: a process whose event loop stands still is ended, with a trace, so that Docker starts it anew.

Its thread counts seconds that it lived through itself, and the loop sets the count to nothing. So neither a clock that
is set, nor a machine that sleeps, nor a process that is paused (`docker pause`, SIGSTOP) looks like a stuck loop:
meanwhile nobody counts. Code of C that keeps Python's lock (a regular expression without end) keeps that thread from
counting, too: then the kernel, which counts the CPU seconds of this process, sends SIGPROF, and that ends it.
"""

import asyncio
import faulthandler
import logging
import os
import signal
import sys
import threading
from types import TracebackType

log = logging.getLogger(__name__)

PATIENCE = 120.0
"""Seconds; far more than the longest thing that the loop itself does (dropping old records of a large store)."""
STUCK = 70
"""The exit code of a process that was ended: an internal software error, as sysexits.h has it."""


class Watchdog:
    """Watches the running loop for as long as its `with` block lasts. `patience` is in seconds."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience, self._tick = patience, min(1.0, patience / 5)
        self._silent = 0
        self._over = threading.Event()

    def __enter__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._beat()
        if sys.platform != "win32":
            faulthandler.register(signal.SIGPROF, all_threads=True, chain=True)
            signal.setitimer(signal.ITIMER_PROF, self._patience)  # the loop may be stuck before the thread's first turn
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._thread.start()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._beats.cancel()
        self._over.set()
        self._thread.join()
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.unregister(signal.SIGPROF)

    def _beat(self) -> None:
        """The loop says that it turns."""
        self._silent = 0
        self._beats = self._loop.call_later(self._tick, self._beat)

    def _watch(self) -> None:
        while not self._over.wait(self._tick):
            if sys.platform != "win32":
                signal.setitimer(signal.ITIMER_PROF, self._patience)
            self._silent += 1
            if self._silent * self._tick > self._patience:
                self._end()

    def _end(self) -> None:
        """Say what every thread was at, and end at once: a stuck loop closes nothing."""
        log.critical("the event loop stands still for %g s; the process is ended, to be started anew", self._patience)
        faulthandler.dump_traceback(all_threads=True)
        sys.stderr.flush()
        os._exit(STUCK)
