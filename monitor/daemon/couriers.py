"""One courier for each channel: it delivers what is due, and no channel waits for another."""

import asyncio
import logging
from collections.abc import Callable

from monitor.app import Program
from monitor.errors import MonitorError
from monitor.model import Channel
from monitor.pipeline import deliver

log = logging.getLogger(__name__)

LOOK_FOR_ALERTS = 5.0
"""Seconds after which a channel looks into the outbox unwoken: another process may have put something in."""


class Couriers:
    """The couriers of the daemon, whose program changes with the config. They work until `stopping`."""

    def __init__(self, program: Callable[[], Program], stopping: asyncio.Event) -> None:
        self._program, self._stopping = program, stopping
        self._wake: dict[str, asyncio.Event] = {}
        self._working: dict[str, asyncio.Task[None]] = {}

    @property
    def tasks(self) -> tuple[asyncio.Task[None], ...]:
        """Those at work; one that ended unasked met something that nobody foresaw."""
        return tuple(self._working.values())

    def staff(self) -> None:
        """Have one for each channel of the config."""
        wanted = {channel.id for channel in self._program().channels}
        for channel_id in set(self._working) - wanted:
            self._working.pop(channel_id).cancel()
            self._wake.pop(channel_id)
        for channel_id in wanted - set(self._working):
            self._wake[channel_id] = asyncio.Event()
            self._working[channel_id] = asyncio.create_task(self._work(channel_id), name=f"channel {channel_id}")

    def wake(self) -> None:
        """Have all look into the outbox now, and for the end."""
        for event in self._wake.values():
            event.set()

    async def _work(self, channel_id: str) -> None:
        """Deliver what is due, then wait until something may be."""
        wake = self._wake[channel_id]
        while not self._stopping.is_set():
            wake.clear()
            channel = self._channel(channel_id)
            try:
                if channel is not None:
                    await deliver(channel, self._program().parts)
            except MonitorError as error:
                log.error("channel %s waits: %s", channel_id, error)  # noqa: TRY400 (expected)
            try:
                await asyncio.wait_for(wake.wait(), LOOK_FOR_ALERTS)
            except TimeoutError:
                continue

    def _channel(self, channel_id: str) -> Channel | None:
        return next((channel for channel in self._program().channels if channel.id == channel_id), None)
