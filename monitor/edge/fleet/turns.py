"""What is owed to servers, kept for all workers together: a host's next turn, how many requests a day saw."""

from datetime import date
from typing import NamedTuple

import psycopg
from psycopg_pool import AsyncConnectionPool

from monitor.edge.fleet.faults import told

_TAKE = """
INSERT INTO turns AS known (place, ready) VALUES (%(place)s, clock_timestamp() + %(apart)s * interval '1 second')
ON CONFLICT (place) DO UPDATE SET ready = greatest(known.ready, clock_timestamp()) + %(apart)s * interval '1 second'
RETURNING extract(epoch FROM ready - clock_timestamp())::float8 - %(apart)s,
          extract(epoch FROM rests_until - clock_timestamp())::float8
"""
_REST = """
INSERT INTO turns AS known (place, rests_until) VALUES (%(place)s, clock_timestamp() + %(rest)s * interval '1 second')
ON CONFLICT (place) DO UPDATE SET rests_until = greatest(known.rests_until, excluded.rests_until)
"""
_SPEND = """
INSERT INTO spent AS known (day, requests) VALUES (%s, 1)
ON CONFLICT (day) DO UPDATE SET requests = known.requests + 1 RETURNING requests
"""


class Turn(NamedTuple):
    """A place in the row before a host: seconds until it comes, seconds that the host rests; 0 or less if none."""

    wait: float
    rest: float


class Turns:
    """Hands out turns from the database, whose clock is the one that counts. Raises StoreError."""

    def __init__(self, pool: AsyncConnectionPool[psycopg.AsyncConnection], where: str) -> None:
        self._pool, self._where = pool, where

    async def take(self, place: str, apart: float) -> Turn:
        """The next turn before this host; those of all processes are `apart` seconds from each other.

        A turn that is not used is lost: the host is asked later, never sooner.
        """
        with told(self._where):
            async with self._pool.connection() as connection:
                row = await (await connection.execute(_TAKE, {"place": place, "apart": apart})).fetchone()
        assert row is not None
        return Turn(*row)

    async def rest(self, place: str, seconds: float) -> None:
        """Let all leave this host alone for so long."""
        with told(self._where):
            async with self._pool.connection() as connection:
                await connection.execute(_REST, {"place": place, "rest": seconds})

    async def spend(self, day: date) -> int:
        """Count one request of this day; gives how many there were with it."""
        with told(self._where):
            async with self._pool.connection() as connection:
                row = await (await connection.execute(_SPEND, (day,))).fetchone()
        assert row is not None
        return int(row[0])
