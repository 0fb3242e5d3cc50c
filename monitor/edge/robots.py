"""What a site's robots.txt asks of programs (RFC 9309), for what nobody named: lists of links, and links followed.

Read by Protego. Kept in memory: a restart or a reload asks again.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
from protego import Protego

from monitor.edge.addresses import place, shown
from monitor.edge.answers import BY_ITSELF
from monitor.errors import (
    Blocked,
    FetchError,
    Forbidden,
    Gone,
    OverBudget,
    PrivateAddress,
    RateLimited,
    TooManyRedirects,
    Unreachable,
)
from monitor.model import Page, PageRequest

KEPT = timedelta(days=1)
"""How long an answer is believed (RFC 9309 §2.4: no longer than 24 hours)."""
TRIED_AGAIN = timedelta(minutes=10)
"""After so long a robots.txt that could not be had is asked for again."""
MOST_READ = 500 * 1024
"""Bytes of a robots.txt that are read (RFC 9309 §2.5: 500 KiB at least); what comes after them says nothing."""
MOST_SITES = 1_000
"""Sites remembered before the outdated are dropped, and then the oldest."""

ALLOWED = (Gone, Blocked, TooManyRedirects)
"""A site that has no robots.txt for us (4xx), or sends us around for it, forbids nothing (§2.3.1.2, §2.3.1.3)."""
OF_THE_REQUEST = (RateLimited, OverBudget, PrivateAddress)
"""What would keep us from the page itself as well, and is told as it is."""
BY_HAND = "watch it by hand (kind: page, or article for one story), or watch the site's feed"

NEVER = datetime.min.replace(tzinfo=UTC)
_TOKEN = re.compile(r"[A-Za-z_-]+")
_GROUP = re.compile(r"^([ \t]*user[ -]?agent[ \t]*[: \t][ \t]*)([^\r\n#]*)", re.IGNORECASE | re.MULTILINE)
_SOMEBODY = "somebody-else"


@dataclass(slots=True)
class Site:
    """What one site said last: its rules, or why they could not be had; neither means that nothing is forbidden."""

    until: datetime = NEVER
    rules: Protego | None = None
    failure: FetchError | None = None
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class Robots:
    """Asks each site once a day what it forbids. `fetch` is the fetcher itself: politeness and refusals hold here too.

    `user_agent` is how the program names itself; its first word is the token that groups of rules are for (§2.2.1).
    """

    def __init__(
        self, fetch: Callable[[PageRequest], Awaitable[Page]], user_agent: str, clock: Callable[[], datetime]
    ) -> None:
        self._fetch, self._clock = fetch, clock
        token = _TOKEN.match(user_agent)
        self._token = token[0].lower() if token else "*"
        self._sites: dict[str, Site] = {}

    async def require(self, url: httpx.URL, asked: PageRequest) -> float | None:
        """The site's Crawl-delay in seconds, None if it names none; `asked` is the request that wants the page.

        Raises:
            Forbidden: robots.txt forbids the page.
            Unreachable: robots.txt cannot be had, which forbids everything for now (RFC 9309 §2.3.1.4).
            RateLimited, OverBudget, PrivateAddress: as for any page.
        """
        site = await self._site(url, asked)
        if site.failure:
            raise site.failure
        if site.rules is None:
            return None
        if not site.rules.can_fetch(str(url), self._token):
            raise Forbidden(f"robots.txt of {url.host} forbids programs to read this page", shown(url), BY_HAND)
        return site.rules.crawl_delay(self._token)

    async def _site(self, url: httpx.URL, asked: PageRequest) -> Site:
        origin = f"{url.scheme}://{place(url)}"
        site = self._sites.get(origin) or self._new_site(origin)
        async with site.asking:
            if site.until <= self._clock():
                await self._ask(
                    site, PageRequest(f"{origin}/robots.txt", proxy=asked.proxy, allow_private=asked.allow_private)
                )
        return site

    def _new_site(self, origin: str) -> Site:
        if len(self._sites) >= MOST_SITES:
            now = self._clock()
            known = {name: site for name, site in self._sites.items() if site.until > now or site.asking.locked()}
            self._sites = dict(list(known.items())[-MOST_SITES + 1 :])
        return self._sites.setdefault(origin, Site())

    async def _ask(self, site: Site, request: PageRequest) -> None:
        site.rules, site.failure = None, None
        try:
            page = await self._fetch(request)
            site.rules = rules_of(page.body, self._token)
        except ALLOWED:
            pass
        except OF_THE_REQUEST:
            raise
        except FetchError as error:
            what = f"its robots.txt cannot be had ({error.what}), and without it nothing is read there unasked"
            site.failure = Unreachable(what, error.where, BY_ITSELF)
        site.until = self._clock() + (TRIED_AGAIN if site.failure else KEPT)


def rules_of(body: bytes, token: str) -> Protego:
    """The rules in a robots.txt; only the groups for `token` and for everybody are kept apart.

    All other groups are taken for one: Protego writes every rule down for every robot that its group names, which in a
    hostile file of 500 KiB are some 200 million.
    """
    text = body[:MOST_READ].decode("utf-8", "replace")
    return Protego.parse(_GROUP.sub(lambda group: group[1] + _meant(group[2], token), text))


def _meant(name: str, token: str) -> str:
    plain = name.strip().lower().replace("*", "")
    return name if plain in token else _SOMEBODY
