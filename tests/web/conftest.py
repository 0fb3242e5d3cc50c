"""The site over ASGI, with a store of its own: asked as a browser would ask it, without a network."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import pytest

from monitor.config import load
from monitor.opening import open_store
from monitor.web.access import Access
from monitor.web.site import site
from monitor.web.view import View

TOKEN = "the-token-of-the-tests"
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


@dataclass
class Browser:
    """Asks one site; keeps cookies."""

    view: View
    access: Access
    client: httpx.AsyncClient

    async def get(self, path, **headers):
        """An answer, redirects not followed."""
        return await self.client.get(path, headers={name.replace("_", "-"): one for name, one in headers.items()})


@pytest.fixture
def written(tmp_path):
    """Writes a config and loads it; what is not given is the default."""

    def write(text="timezone: America/New_York\n", environ=None):
        path = tmp_path / "config" / "monitor.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return load(path, environ or {})

    return write


@pytest.fixture
def view(written) -> Iterator[View]:
    """An empty store and a config that watches nothing."""
    config = written()
    store = open_store(config)
    yield View(config, store, lambda: NOW)
    store.close()


@pytest.fixture
async def browser(view):
    """A browser on the machine itself, where no token is asked."""
    access = Access(hosts=frozenset({"localhost"}))
    async with _client(view, access) as client:
        yield Browser(view, access, client)


@pytest.fixture
async def stranger(view):
    """A browser elsewhere, before its login; `seconds` of the access is a list of one number that tests move."""
    clock = [1_000_000.0]
    access = Access(TOKEN, frozenset({"localhost"}), seconds=lambda: clock[0])
    async with _client(view, access) as client:
        yield Browser(view, access, client), clock


def _client(view, access):
    transport = httpx.ASGITransport(site(view, access), client=("192.0.2.7", 5))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")
