"""Who is asked for a page: the web, a mailbox, or a folder."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.edge.fetch import Fetcher, FetchSettings
from monitor.edge.folder import FolderReader
from monitor.edge.politeness import Politeness, Shared
from monitor.model import Page, PageRequest

if TYPE_CHECKING:
    from monitor.edge.mailbox import MailboxReader


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
        self._settings, self._clock = settings, clock
        polite = Politeness(settings.per_host, settings.budget, clock, shared=shared)
        self._web = web or Fetcher(settings, clock, politeness=polite)
        self._mailbox: MailboxReader | None = None
        self._folder = FolderReader(settings.max_body, clock)

    def renewed(self, settings: FetchSettings) -> "Asker":
        """One with other settings that still knows what is owed to servers; close the old."""
        return Asker(settings, self._clock, self._web.renewed(settings))

    async def aclose(self) -> None:
        """Close all connections; what is under way fails, or ends at its deadline."""
        if self._mailbox:
            self._mailbox.close()
        await self._web.aclose()

    async def __call__(self, request: PageRequest) -> Page:
        """The page; raises FetchError."""
        match request.medium:
            case "mailbox":
                return await self._mailboxes()(request)
            case "folder":
                return await self._folder(request)
            case "web":
                return await self._web(request)

    def _mailboxes(self) -> "MailboxReader":
        """Who reads mailboxes; loaded on first use, with the library for IMAP."""
        if self._mailbox is None:
            from monitor.edge.mailbox import MailboxReader  # noqa: PLC0415 (as said)

            self._mailbox = MailboxReader(self._settings, self._clock, self._web.politeness)
        return self._mailbox
