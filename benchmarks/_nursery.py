"""Processes of the program that begin at once: forked from one that has loaded it, for loading takes some seconds."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from monitor.cli import main
from tests.fleet.crew import Crew

LOADED = ("monitor.cli", "monitor.fleet.roles", "apprise", "apprise.plugins.email")
_NURSERY = multiprocessing.get_context("forkserver")
_NURSERY.set_forkserver_preload([__name__, *LOADED])


class Hatched:
    """A running process, with what Crew asks of one."""

    def __init__(self, words: Sequence[str], log: Path) -> None:
        self._process = _NURSERY.Process(target=_run, args=(tuple(words), log))
        self._process.start()
        assert self._process.pid
        self.pid = self._process.pid

    def send_signal(self, sign: int) -> None:
        """Send one."""
        os.kill(self.pid, sign)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def wait(self, seconds: float) -> int | None:
        """Wait for its end; gives its exit code, None when it goes on."""
        self._process.join(seconds)
        return self._process.exitcode

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        return self._process.exitcode


class Brood(Crew):
    """A crew whose processes begin at once."""

    def start(self, role: str, name: str, within: Sequence[str] = ()) -> None:
        """Start one; `within` is not for these."""
        assert not within
        self.hands[name] = self.hatch("run", "--role", role, log=name)  # type: ignore[assignment]

    def hatch(self, *words: str, log: str) -> Hatched:
        """Run a verb of the program in a process of its own."""
        return Hatched(("--config", str(self.config), *words), self.folder / f"{log}.log")


def _run(words: Sequence[str], log: Path) -> None:
    """The life of a process: the command `monitor` with these words."""
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = ["monitor", *words]
    main()
