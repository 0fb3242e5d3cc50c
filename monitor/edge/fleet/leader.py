"""Which of several schedulers leads: the one that holds a lock of the database, for as long as its connection lives."""

import asyncio

import psycopg

from monitor.edge.fleet.ground import conninfo

PATIENCE = 3.0
"""Seconds after which a server that does not answer is as good as gone."""
_TRY = "SELECT pg_try_advisory_lock(hashtext('docket-monitor'), hashtext('leader'))"


class Leadership:
    """Try to `gain` it; while `held` says so, nobody else has it."""

    def __init__(self, url: str) -> None:
        self._conninfo = conninfo(url)
        self._connection: psycopg.AsyncConnection | None = None

    async def gain(self) -> bool:
        """Whether we lead now; false when another does, or the server cannot be reached."""
        try:
            async with asyncio.timeout(PATIENCE):
                if self._connection is None:
                    self._connection = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True)
                answer = await (await self._connection.execute(_TRY)).fetchone()
        except (psycopg.Error, TimeoutError):
            await self.leave()
            return False
        return answer == (True,)

    async def held(self) -> bool:
        """Whether we still lead: the server knows the connection that holds the lock."""
        if self._connection is None:
            return False
        try:
            async with asyncio.timeout(PATIENCE):
                await self._connection.execute("SELECT 1")
        except (psycopg.Error, TimeoutError):
            await self.leave()
            return False
        return True

    async def leave(self) -> None:
        """Let another lead."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
