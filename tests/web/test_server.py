"""The server in a loop: where it listens, when it moves, what it says when it cannot."""

import asyncio
import logging
import socket

import httpx
import pytest

from monitor.errors import UsageError
from monitor.opening import open_store
from monitor.web.alone import SiteAlone
from monitor.web.server import TOKEN_FILE, Pages, token_at
from monitor.web.view import View


@pytest.fixture
async def pages(view, written):
    """Pages that are not served yet; `listen` takes a config."""
    made = Pages(view)
    yield made
    await made.stop()


@pytest.fixture
def taken():
    """A port of the loopback on which somebody listens already."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


async def ask(address, path="", **headers):
    async with httpx.AsyncClient() as client:
        return await client.get(f"{address}{path}", headers=headers)


async def test_it_is_served_where_the_config_says_and_moves_with_it(pages, written):
    """A free port, another after the config changed, none with `web: off`; asked again it goes on as it is."""
    pages.view.take(written('web: {listen: "127.0.0.1:0"}'))
    await pages.renew()
    first = pages.address
    assert (await ask(first)).status_code == 200
    await pages.renew()
    assert pages.address == first
    pages.view.take(written('web: {listen: "[::1]:0"}'))
    await pages.renew()
    assert pages.address.startswith("http://[::1]:")
    assert (await ask(pages.address)).status_code == 200
    with pytest.raises(httpx.ConnectError):
        await ask(first)
    pages.view.take(written("web: off"))
    await pages.renew()
    assert pages.address is None


async def test_a_taken_port_is_told_once_and_tried_again(pages, written, taken, caplog):
    """That the place is taken is logged once however often it is tried; when it is free, the pages are there."""
    pages.view.take(written(f'web: {{listen: "127.0.0.1:{taken}"}}'))
    await pages.renew()
    await pages.renew()
    assert pages.address is None
    told = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(told) == 1
    assert "everything else goes on" in told[0].getMessage()
    pages.view.take(written('web: {listen: "127.0.0.1:0"}'))
    await pages.renew()
    assert pages.trouble is None


async def test_elsewhere_a_token_is_made_once_and_its_address_logged(pages, written, tmp_path, caplog):
    """Bound to all addresses: the token is made, kept for the owner only, logged at the first start and never again."""
    caplog.set_level(logging.INFO)
    pages.view.take(written('web: {listen: "0.0.0.0:0"}'))
    await pages.renew()
    file = tmp_path / TOKEN_FILE
    token = file.read_text().strip()
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(token) >= 32
    assert f"{pages.address}login#{token}" in caplog.text
    assert (await ask(pages.address)).headers["location"] == "/login?next=/"
    assert (await ask(pages.address, authorization=f"Bearer {token}")).status_code == 200
    await pages.stop()
    caplog.clear()
    await pages.renew()
    assert token not in caplog.text
    assert TOKEN_FILE in caplog.text
    assert (await ask(pages.address, authorization=f"Bearer {token}")).status_code == 200


async def test_a_token_of_the_config_holds_on_loopback_too(pages, written):
    """Who sets a token is asked for it everywhere."""
    pages.view.take(written('web: {listen: "127.0.0.1:0", token: "a-token-of-our-own"}'))
    await pages.renew()
    assert (await ask(pages.address)).status_code == 303
    assert (await ask(pages.address, authorization="Bearer a-token-of-our-own")).status_code == 200


async def test_without_a_token_nothing_is_served_elsewhere(pages, written, tmp_path):
    """When no token can be kept, the pages are refused, in words that say what to do."""
    (tmp_path / "config").mkdir(exist_ok=True)
    pages.view.take(written('web: {listen: "0.0.0.0:0"}'))
    pages.view.config = written('storage: {url: "sqlite:///db/m.db"}\nweb: {listen: "0.0.0.0:0"}')
    (tmp_path / "data" / "web-token").mkdir(parents=True)
    await pages.renew()
    assert pages.address is None
    assert "listen on 127.0.0.1" in pages.trouble


def test_an_empty_file_is_no_token(tmp_path):
    """An empty file gets a token; a folder in its place is a mistake that is told."""
    (tmp_path / "t").touch()
    made, is_new = token_at(tmp_path / "t")
    assert (token_at(tmp_path / "t"), is_new) == ((made, False), True)
    with pytest.raises(UsageError):
        token_at(tmp_path)


@pytest.mark.slow
async def test_the_site_alone_takes_the_config_anew(written, tmp_path):
    """In a process of its own it serves, moves when the config is saved, shows a config that cannot be used, ends."""
    stopping = asyncio.Event()
    alone = SiteAlone(written('web: {listen: "127.0.0.1:0"}'), stopping)
    life = asyncio.create_task(alone.run())
    await until(lambda: alone.pages.address)
    written('web: {listen: "[::1]:0"}')
    await until(lambda: "[::1]" in (alone.pages.address or ""))
    (tmp_path / "config" / "monitor.yaml").write_text("nonsense: 1")
    await until(lambda: alone.view.mistakes)
    assert (await ask(alone.pages.address)).status_code == 200
    stopping.set()
    await life
    assert alone.pages.address is None


async def until(condition, seconds=20):
    """Wait until it holds."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 (there is no event to wait for)
            await asyncio.sleep(0.01)  # a look, not a guess at how long it takes


async def test_a_store_that_is_away_is_told(written):
    """With the store closed for good the page says so, and that it is not the reader's fault: 503 or 500."""
    config = written('web: {listen: "127.0.0.1:0"}')
    store = open_store(config)
    pages = Pages(View(config, store))
    await pages.renew()
    config.storage.file.unlink()
    store.close()
    answer = await ask(pages.address)
    assert answer.status_code in {500, 503}
    await pages.stop()
