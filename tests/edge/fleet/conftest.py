"""Queues on a real PostgreSQL database of the test's own."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest

from monitor.edge.fleet import Queue


@pytest.fixture
def url(postgres) -> str:
    """The address of an empty database."""
    return postgres.new()


@pytest.fixture
async def open_queue(url) -> AsyncIterator[Callable[[], Coroutine[Any, Any, Queue]]]:
    """Opens one queue more on the same database at each call, as another process would; all are closed in the end."""
    opened: list[Queue] = []

    async def another() -> Queue:
        opened.append(Queue(url))
        await opened[-1].open()
        return opened[-1]

    yield another
    for queue in opened:
        await queue.aclose()


@pytest.fixture
async def queue(open_queue) -> Queue:
    """A queue."""
    return await open_queue()
