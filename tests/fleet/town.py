"""A town of web sites on loopback, each on an address of its own, and a sink for alerts; all in one thread."""

import asyncio
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise

from aiohttp import web

PAGE = "<html><head><title>Court</title></head><body><main><h1>Calendar</h1><p>{}</p></main></body></html>"
FEED = '<rss version="2.0"><channel><title>Court</title>{}</channel></rss>'
ITEM = '<item><title>{0}</title><guid isPermaLink="false">{0}</guid></item>'
SHOWN = 30


class Town:
    """`hosts` addresses from 127.0.1.1 on; each page takes `delay` seconds. `say` changes what a page says.

    The sink answers `takes` seconds after it has noted what came.

    `asked` are the moments (monotonic seconds) at which each address was asked, `at_once` the most requests for one
    page at the same time, `told` how often each text came to the sink.
    """

    def __init__(self, hosts: int, delay: float) -> None:
        self.hosts = [f"127.0.{1 + number // 250}.{1 + number % 250}" for number in range(hosts)]
        self.delay = delay
        self.port = 0
        self.takes = 0.0
        self.says: dict[str, str] = {}
        self.said: defaultdict[str, list[str]] = defaultdict(list)
        self.asked: defaultdict[str, list[float]] = defaultdict(list)
        self.at_once: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._happened = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._started.wait(30)

    def url(self, number: int) -> str:
        """The address of a page; those of one host follow each other by the number of hosts."""
        return f"http://{self.hosts[number % len(self.hosts)]}:{self.port}/p{number}"

    def feed(self, number: int) -> str:
        """The address of a feed of what a page says; read without the help of a second process."""
        return self.url(number).replace("/p", "/f")

    @property
    def sink(self) -> str:
        """The Apprise address of the sink."""
        return f"json://{self.hosts[0]}:{self.port}/sink"

    def say(self, number: int, text: str) -> None:
        """Let a page say this from now on, and its feed list it after what was said before."""
        self.says[f"/p{number}"] = text
        self.said[f"/f{number}"].append(text)

    def count(self) -> int:
        """How many pages were asked for until now."""
        return sum(len(moments) for moments in list(self.asked.values()))

    def wait(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait until the condition holds, at most so long; it is looked at after every request."""
        with self._happened:
            return self._happened.wait_for(condition, seconds)

    def closest(self) -> float:
        """The fewest seconds between two requests at one address."""
        gaps = [after - before for moments in self.asked.values() for before, after in pairwise(list(moments))]
        return min(gaps, default=float("inf"))

    def close(self) -> None:
        """Stop all."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._open_up())
        self._started.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._runner.cleanup())
        self._loop.close()

    async def _open_up(self) -> None:
        application = web.Application()
        application.router.add_get("/p{number}", self._page)
        application.router.add_get("/f{number}", self._page)
        application.router.add_post("/sink", self._take)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        for host in self.hosts:
            site = web.TCPSite(self._runner, host, self.port)
            await site.start()
            self.port = self.port or self._runner.addresses[0][1]

    async def _page(self, request: web.Request) -> web.Response:
        path = request.path
        self._open[path] += 1
        self.at_once[path] = max(self.at_once[path], self._open[path])
        self.asked[request.host].append(time.monotonic())
        try:
            await asyncio.sleep(self.delay)
        finally:
            self._open[path] -= 1
        self._notice()
        if path.startswith("/f"):
            items = "".join(ITEM.format(text) for text in self.said[path][-SHOWN:])
            return web.Response(text=FEED.format(items), content_type="application/rss+xml")
        return web.Response(text=PAGE.format(self.says.get(path, "Nothing yet.")), content_type="text/html")

    async def _take(self, request: web.Request) -> web.Response:
        alert = await request.json()
        self.told[alert["message"]] += 1
        self._notice()
        await asyncio.sleep(self.takes)
        return web.Response()

    def _notice(self) -> None:
        with self._happened:
            self._happened.notify_all()
