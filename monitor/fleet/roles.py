"""`monitor run --role`: which part of the fleet a process is."""

import asyncio
import signal
from typing import Literal, Protocol

from monitor.config import Config
from monitor.daemon import Daemon
from monitor.edge.limits import allow_open_files
from monitor.edge.watchdog import PATIENCE, Watchdog
from monitor.errors import UsageError

Role = Literal["scheduler", "worker", "web", "all"]


class Part(Protocol):
    """One part of the fleet."""

    async def run(self) -> None:
        """Do it until stopped."""


async def run_role(config: Config, role: Role, patience: float = PATIENCE) -> None:
    """Run until SIGTERM or SIGINT. With `engine: local` there is one role, `all`; raises UsageError for another.

    A loop that stands still for `patience` seconds ends the process (edge/watchdog.py).
    """
    allow_open_files()
    with Watchdog(patience):
        await _run(config, role)


async def _run(config: Config, role: Role) -> None:
    if config.engine == "local":
        if role != "all":
            raise UsageError(f"there is no {role} of its own with engine: local", "", "write engine: procrastinate")
        await Daemon(config).run()
        return
    stopping = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stopping.set)
    parts = _parts(config, role, stopping)
    try:
        await asyncio.gather(*(part.run() for part in parts))
    finally:
        stopping.set()


def _parts(config: Config, role: Role, stopping: asyncio.Event) -> list[Part]:
    """What this process is; the driver of PostgreSQL and the pages load on first use."""
    parts: list[Part] = []
    if role in ("scheduler", "all"):
        from monitor.fleet.scheduler import Scheduler  # noqa: PLC0415 (as the docstring says)

        parts.append(Scheduler(config, stopping))
    if role in ("worker", "all"):
        from monitor.fleet.worker import Worker  # noqa: PLC0415 (as the docstring says)

        parts.append(Worker(config, stopping))
    if role in ("web", "all"):
        from monitor.web.alone import SiteAlone  # noqa: PLC0415 (as the docstring says)

        parts.append(SiteAlone(config, stopping))
    return parts
