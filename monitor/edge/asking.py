"""Who is asked for a page: the web, a mailbox, or a folder."""

from collections.abc import Callable
from datetime import datetime

from monitor.edge.fetch import Fetcher, FetchSettings
from monitor.edge.folder import FolderReader
from monitor.edge.mailbox import MailboxReader
from monitor.edge.politeness import Politeness, Shared
from monitor.model import Page, PageRequest


class Asker:
    """Gives each request to who reads its medium: `await asker(request)` gives a Page or raises a FetchError.

    All owe servers the same politeness, `shared` with other processes where there are any. Open for the life of the
    daemon; close it with `aclose`.
    """

    def __init__(
        self,
        settings: FetchSettings,
        clock: Callable[[], datetime],
        web: Fetcher | None = None,
        shared: Shared | None = None,
    ) -> None:
        self._clock = clock
        polite = Politeness(settings.per_host, settings.budget, clock, shared=shared)
        self._web = web or Fetcher(settings, clock, politeness=polite)
        self._mailbox = MailboxReader(settings, clock, self._web.politeness)
        self._folder = FolderReader(settings.max_body, clock)

    def renewed(self, settings: FetchSettings) -> "Asker":
        """One with other settings that still knows what is owed to servers; close the old."""
        return Asker(settings, self._clock, self._web.renewed(settings))

    async def aclose(self) -> None:
        """Close all connections; what is under way fails, or ends at its deadline."""
        self._mailbox.close()
        await self._web.aclose()

    async def __call__(self, request: PageRequest) -> Page:
        """The page; raises FetchError."""
        match request.medium:
            case "mailbox":
                return await self._mailbox(request)
            case "folder":
                return await self._folder(request)
            case "web":
                return await self._web(request)
