"""Fetching pages: one long-lived HTTP client that is polite, bounded, and never led into a private network.

    PageRequest -> Visit -> (robots.txt -> the host's turn -> one request -> a further Visit, when redirected) -> Page

Each request of a chain of redirects is checked, waits for its host's turn and counts against the day's budget.
"""

import asyncio
import logging
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

import aiohttp
import httpx
from aiohttp.abc import AbstractResolver
from httpx_aiohttp import AiohttpTransport

from monitor.edge.addresses import Admitted, place, port, refuse_number, shown, web_address
from monitor.edge.answers import BY_ITSELF, require_good, told_as
from monitor.edge.decode import ACCEPTED, read_body, refuse_announced
from monitor.edge.politeness import Politeness
from monitor.edge.robots import Robots
from monitor.errors import RateLimited, ServerFailed, TimedOut, TooManyRedirects, Truncated, Unreachable
from monitor.model import Page, PageRequest

logging.getLogger("httpx").setLevel(logging.WARNING)  # at INFO it logs whole addresses, and their secrets

MOST_REDIRECTS = 10
IDLE = 2.0
"""Seconds that a connection is kept for the next page of its host, which politeness lets be asked for after one.

aiohttp's 15 let 2,000 hosts use up the 1,024 files that a process may open on most systems."""
LONGEST_HEADER = 32_768
"""Bytes of one header: news sites send security policies of over 8 KiB, aiohttp's own limit."""


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """The `http` part of the config.

    `timeout` is for each silence of a server (connecting, reading); `deadline` for all requests of one page together,
    bodies included, without the waiting for a host's turn. `max_body` is in bytes, `per_host` in requests a second,
    `budget` in requests a day (UTC); None is no limit. `allow_private` holds for requests that do not say it.
    """

    user_agent: str
    timeout: timedelta = timedelta(seconds=30)
    max_body: int = 20_000_000
    per_host: float | None = 1.0
    allow_private: bool = False
    budget: int | None = None
    deadline: timedelta = timedelta(seconds=120)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a chain of redirects.

    `headers` are the user's, with the login of the address: they go to the first host only. `validators` go along:
    the server that answers at the end of the chain gave them. `cookies` live as long as the chain; some sites send
    everybody around in circles who does not bring them back. `where` is the address for messages.
    """

    url: httpx.URL
    headers: Mapping[str, str]
    validators: Mapping[str, str]
    proxy: str | None
    private: bool
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    where: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "where", shown(self.url))  # once: each step of a request names it

    def onward(self, location: str) -> "Visit":
        """The visit to which a redirect leads; raises PrivateAddress when it leaves the web."""
        try:
            joined = self.url.join(location)
        except httpx.InvalidURL as error:
            raise ServerFailed(f"the server sends us to no address ({error})", self.where, BY_ITSELF) from None
        url = _bare(web_address(str(joined)))
        return replace(self, url=url, headers=self.headers if _trusts(self.url, url) else {})


class Fetcher:
    """Asks servers for pages: `await fetcher(PageRequest(...))` gives a Page or raises a FetchError.

    Open for the life of the daemon; close it with `aclose`, or use it as an `async with`. `resolver` makes the name
    resolver of a client; tests give their own.
    """

    def __init__(
        self,
        settings: FetchSettings,
        clock: Callable[[], datetime],
        *,
        politeness: Politeness | None = None,
        resolver: Callable[[], AbstractResolver] = aiohttp.ThreadedResolver,
    ) -> None:
        self.settings = settings
        self._clock, self._resolver = clock, resolver
        self._politeness = politeness or Politeness(settings.per_host, settings.budget, clock)
        self._robots = Robots(self, settings.user_agent, clock)
        self._tls = httpx.create_ssl_context()
        self._timeouts = dict.fromkeys(("connect", "read", "write", "pool"), settings.timeout.total_seconds())
        self._transports: dict[tuple[str | None, bool], AiohttpTransport] = {}

    @property
    def politeness(self) -> Politeness:
        """What is owed to servers, for others that ask servers too."""
        return self._politeness

    def renewed(self, settings: FetchSettings) -> "Fetcher":
        """A fetcher with other settings that still knows which hosts rest and what the day has used; close the old."""
        politeness = self._politeness.renewed(settings.per_host, settings.budget)
        return Fetcher(settings, self._clock, politeness=politeness, resolver=self._resolver)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections; requests under way fail as Unreachable."""
        for transport in self._transports.values():
            await transport.aclose()

    async def __call__(self, request: PageRequest) -> Page:
        """The page at the end of at most ten redirects; raises FetchError."""
        visit = _first(request, private=self._may_be_private(request))
        deadline = Deadline(self.settings.deadline)
        for _ in range(MOST_REDIRECTS + 1):
            refuse_number(visit.url, private=visit.private)
            if request.robots:
                await self.obey_robots(visit.url, request)
            async with self._politeness.turn(place(visit.url)), deadline.running(visit.where):
                answer = await self._ask(visit)
            if isinstance(answer, Page):
                return answer
            visit = answer
        raise TooManyRedirects(f"the server sent us on {MOST_REDIRECTS + 1} times", visit.where, "mend the url")

    async def obey_robots(self, url: httpx.URL, request: PageRequest) -> None:
        """Raise a FetchError when the site's robots.txt forbids this address; its Crawl-delay holds from now on."""
        delay = await self._robots.require(url, request)
        if delay:
            self._politeness.space_out(place(url), delay)

    def _may_be_private(self, request: PageRequest) -> bool:
        return self.settings.allow_private if request.allow_private is None else request.allow_private

    async def _ask(self, visit: Visit) -> Page | Visit:
        """One request: the page, or where it sends us."""
        headers = {"accept": "*/*", "user-agent": self.settings.user_agent, **visit.headers, **visit.validators}
        headers["accept-encoding"] = ACCEPTED
        request = httpx.Request("GET", visit.url, headers=headers, extensions={"timeout": self._timeouts})
        if visit.cookies.jar:
            visit.cookies.set_cookie_header(request)
        with told_as(Unreachable, visit.where):
            answer = await self._transport(visit.proxy, private=visit.private).handle_async_request(request)
        try:
            if "set-cookie" in answer.headers:
                visit.cookies.extract_cookies(answer)
            if answer.has_redirect_location:
                return visit.onward(answer.headers["location"])
            self._require_good(answer, visit)
            return await self._page(answer, visit)
        finally:
            with told_as(Truncated, visit.where):
                await answer.aclose()

    def _require_good(self, answer: httpx.Response, visit: Visit) -> None:
        """Raise what the status means; a host that asks for rest gets it."""
        try:
            require_good(answer, visit.where, self._clock(), conditional=bool(visit.validators))
        except RateLimited as limited:
            if limited.retry_after is not None:
                self._politeness.rest(place(visit.url), limited.retry_after)
            raise

    async def _page(self, answer: httpx.Response, visit: Visit) -> Page:
        refuse_announced(answer, self.settings.max_body, visit.where)
        with told_as(Truncated, visit.where):
            body = await read_body(answer, self.settings.max_body, visit.where)
        return Page(
            url=str(visit.url),
            body=body,
            fetched=self._clock(),
            status=answer.status_code,
            content_type=answer.headers.get("content-type", ""),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
        )

    def _transport(self, proxy: str | None, *, private: bool) -> AiohttpTransport:
        """The connections by way of a proxy, made on first use; those into private networks are apart.

        Asked without httpx's client around it, which costs as much as the rest of a request: redirects, cookies, logins
        and limits are ours to judge.
        """
        if (proxy, private) not in self._transports:
            self._transports[proxy, private] = self._new_transport(proxy, private=private)
        return self._transports[proxy, private]

    def _new_transport(self, proxy: str | None, *, private: bool) -> AiohttpTransport:
        # with a proxy, only the proxy's own name is resolved here, and the user chose it; all others the proxy resolves
        resolver = self._resolver() if proxy else Admitted(self._resolver(), private=private)
        proxy = _checked(proxy)
        session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=resolver, ssl=self._tls, keepalive_timeout=IDLE),
            cookie_jar=aiohttp.DummyCookieJar(),
            proxy=proxy,
            max_field_size=LONGEST_HEADER,
        )
        return AiohttpTransport(verify=self._tls, client=session)


class Deadline:
    """The time one page may take, over all requests of its chain."""

    def __init__(self, allowed: timedelta) -> None:
        self._allowed, self._left = allowed, allowed.total_seconds()

    @asynccontextmanager
    async def running(self, where: str) -> AsyncIterator[None]:
        """Let the time run; raises TimedOut when it is used up."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self._left):
                yield
        except TimeoutError:
            seconds = self._allowed.total_seconds()
            raise TimedOut(f"the page took more than {seconds:g} seconds", where, BY_ITSELF) from None
        finally:
            self._left -= loop.time() - started


def _first(request: PageRequest, *, private: bool) -> Visit:
    """The visit that a request begins with."""
    url = web_address(request.url)
    headers = httpx.Headers(request.headers)
    if url.userinfo:
        headers.setdefault("authorization", f"Basic {b64encode(_login(url)).decode()}")
    validators = {"if-none-match": request.etag, "if-modified-since": request.last_modified}
    given = {name: value for name, value in validators.items() if value is not None}
    return Visit(_bare(url), headers, given, request.proxy, private)


def _login(url: httpx.URL) -> bytes:
    """User and password as Basic authentication joins them (RFC 7617)."""
    return f"{url.username}:{url.password}".encode()


def _bare(url: httpx.URL) -> httpx.URL:
    """Without login (it goes in a header, and to the first host only) and without fragment."""
    return url.copy_with(userinfo=b"", fragment=None) if url.userinfo or url.fragment else url


def _trusts(old: httpx.URL, new: httpx.URL) -> bool:
    """Whether what the user gave for one address may go to another: the same origin, or its https form."""
    same_place = place(old) == place(new) and old.scheme == new.scheme
    made_safe = old.host == new.host and (old.scheme, port(old), new.scheme, port(new)) == ("http", 80, "https", 443)
    return same_place or made_safe


def _checked(proxy: str | None) -> str | None:
    if proxy and not proxy.startswith(("http://", "https://")):
        raise Unreachable("only http and https proxies can be used", shown(proxy), "mend proxy")
    return proxy
