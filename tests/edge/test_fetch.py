"""What a fetch gives, and what it sends."""

import base64
import logging

import httpx
import pytest

from monitor.edge.fetch import Visit
from monitor.errors import (
    Blocked,
    Gone,
    MonitorError,
    OverBudget,
    PrivateAddress,
    RateLimited,
    ServerFailed,
    TimedOut,
    TooManyRedirects,
    Truncated,
    Unreachable,
)
from monitor.model import PageRequest
from tests.edge.servers import NOON, PAGE, http, loopback_fetcher, raw, serving


async def fetch(answer, **changes):
    """One fetch of a page that a server answers so; gives the page and what the server was asked."""
    async with serving(answer) as server, loopback_fetcher() as fetcher:
        return await fetcher(PageRequest(server.url + "/p", **changes)), server.asked


def sending_to(location, then=None):
    """An answer that redirects /p and answers every other path with `then`."""

    async def answer(asked, writer):
        writer.write(http(302, b"", Location=location) if asked.path == "/p" else then or http())

    return answer


async def test_gives_the_page_as_the_server_sent_it():
    """Body, type, address, time and status arrive unchanged."""
    page, asked = await fetch(raw(http(Content_Type="text/html; charset=latin-1")))
    assert (page.body, page.status, page.fetched) == (PAGE, 200, NOON)
    assert page.content_type == "text/html; charset=latin-1"
    assert page.url.endswith("/p")
    assert asked[0].headers["user-agent"] == "docket-monitor (+mailto:desk@example.org)"


async def test_leaves_the_charset_alone():
    """A body that is not of its charset stays as it is: bytes."""
    body = "Plaintiff\u2019s motion é".encode("cp1252")
    page, _ = await fetch(raw(http(body=body, Content_Type="text/html; charset=utf-8")))
    assert page.body == body


async def test_sends_validators_as_they_were_given():
    """An ETag (weak, odd) and a date go back to the server byte for byte, and 304 gives a page without a body."""
    etag, modified = 'W/"a,b==--gzip"', "Fri, 21 Nov 2025 11:00:00 GMT"
    page, asked = await fetch(raw(http(304, b"")), etag=etag, last_modified=modified)
    assert (asked[0].headers["if-none-match"], asked[0].headers["if-modified-since"]) == (etag, modified)
    assert (page.status, page.body) == (304, b"")


async def test_gives_back_the_servers_own_validators():
    """A 200 carries the validators for the next time; without any there are none."""
    page, asked = await fetch(raw(http(ETag='"v2"', Last_Modified="yesterday")))
    assert (page.etag, page.last_modified) == ('"v2"', "yesterday")
    assert "if-none-match" not in asked[0].headers
    page, _ = await fetch(raw(http()))
    assert (page.etag, page.last_modified) == (None, None)


async def test_a_304_to_a_plain_request_is_a_failure():
    """Without validators there is nothing that could be unmodified."""
    with pytest.raises(ServerFailed, match="304"):
        await fetch(raw(http(304, b"")))


async def test_follows_redirects_to_the_page():
    """The page's address is the one after redirects; validators go along."""
    page, asked = await fetch(sending_to("/q?x=1"), etag='"v1"')
    assert page.url.endswith("/q?x=1")
    assert [one.headers["if-none-match"] for one in asked] == ['"v1"', '"v1"']


async def test_brings_back_cookies_within_one_chain_only():
    """A site that sends everybody around who has no cookie can be read; the next fetch starts without any."""

    async def answer(asked, writer):
        known = "seen=1" in asked.headers.get("cookie", "")
        writer.write(http() if known else http(302, b"", Location="/p", Set_Cookie="seen=1; Path=/"))

    async with serving(answer) as server, loopback_fetcher() as fetcher:
        for _ in range(2):
            assert (await fetcher(PageRequest(server.url + "/p"))).body == PAGE
    assert ["cookie" in one.headers for one in server.asked] == [False, True, False, True]


async def test_a_loop_of_redirects_ends():
    """The eleventh redirect is not followed."""
    async with serving(raw(http(301, b"", Location="/p"))) as server, loopback_fetcher() as fetcher:
        with pytest.raises(TooManyRedirects):
            await fetcher(PageRequest(server.url + "/p"))
    assert len(server.asked) == 11


@pytest.mark.parametrize(
    ("location", "error"),
    [("file:///etc/passwd", PrivateAddress), ("ftp://127.0.0.1/x", PrivateAddress), ("http://[::1", ServerFailed)],
)
async def test_a_redirect_out_of_the_web_is_refused(location, error):
    """Files and other protocols are not for us, whoever sends us there."""
    with pytest.raises(error):
        await fetch(sending_to(location))


async def test_the_users_headers_stay_with_their_host():
    """Login, cookie and any other header of the user go along on the same host, and never to another."""
    mine = {"Authorization": "Token t0p", "Cookie": "session=s", "X-Key": "k", "Accept": "text/html"}
    async with (
        serving(raw(http())) as other,
        serving(sending_to(f"{other.url}/q")) as first,
        loopback_fetcher() as fetcher,
    ):
        await fetcher(PageRequest(first.url + "/p", mine))
        await fetcher(PageRequest(first.url + "/direct", mine))
    for asked in first.asked:
        assert {name: asked.headers[name.lower()] for name in mine} == mine
    assert not {"authorization", "cookie", "x-key"} & other.asked[0].headers.keys()
    assert other.asked[0].headers["accept"] == "*/*"


async def test_the_users_headers_do_not_come_back_with_a_stranger():
    """Once a chain left the host, what comes after is the stranger's doing: no login, even on the first host."""
    async with serving(raw(http())) as first, serving(raw(http())) as stranger, loopback_fetcher() as fetcher:
        first.answer = sending_to(f"{stranger.url}/s")
        stranger.answer = raw(http(302, b"", Location=f"{first.url}/back"))
        await fetcher(PageRequest(first.url + "/p", {"Authorization": "Token t0p"}))
    assert ["authorization" in asked.headers for asked in first.asked] == [True, False]


@pytest.mark.parametrize(
    ("start", "location", "kept"),
    [
        ("https://news.example/p", "/q", True),
        ("https://news.example/p", "https://news.example:443/q", True),
        ("http://news.example/p", "https://news.example/q", True),
        ("https://news.example/p", "http://news.example/q", False),
        ("https://news.example/p", "https://news.example:8443/q", False),
        ("https://news.example/p", "//www.news.example/q", False),
        ("https://news.example/p", "https://desk:pw@news.example/q", True),
    ],
)
def test_the_users_headers_go_to_the_same_origin_only(start, location, kept):
    """Same scheme, host and port, or the https form of it; a login that the redirect brings is dropped."""
    visit = Visit(httpx.URL(start), {"authorization": "Token t0p"}, {}, None, private=False).onward(location)
    assert visit.headers == ({"authorization": "Token t0p"} if kept else {})
    assert visit.url.userinfo == b""


async def test_a_login_in_the_address_becomes_a_header():
    """The user part is sent as Basic authentication and stays out of the page's address."""
    async with serving(raw(http())) as server, loopback_fetcher() as fetcher:
        page = await fetcher(PageRequest(server.url.replace("//", "//desk:p%40ss@") + "/p"))
    assert server.asked[0].headers["authorization"] == "Basic " + base64.b64encode(b"desk:p@ss").decode()
    assert page.url == server.url + "/p"


async def test_asks_through_the_sources_proxy():
    """The proxy gets the whole address, of a host that only it can resolve, and its own login."""
    async with serving(raw(http())) as proxy, loopback_fetcher() as fetcher:
        through = proxy.url.replace("//", "//me:secret@")
        page = await fetcher(PageRequest("http://docket.invalid/p", proxy=through))
    assert page.body == PAGE
    assert proxy.asked[0].path == "http://docket.invalid/p"
    assert proxy.asked[0].headers["proxy-authorization"] == "Basic " + base64.b64encode(b"me:secret").decode()


async def test_a_proxy_of_another_protocol_is_refused():
    """The message names what can be used, and not the proxy's password."""
    async with loopback_fetcher() as fetcher:
        with pytest.raises(Unreachable, match="http and https") as caught:
            await fetcher(PageRequest("http://docket.invalid/", proxy="socks5://me:secret@127.0.0.1:1"))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        (202, {}, Blocked),
        (401, {}, Blocked),
        (403, {}, Blocked),
        (405, {"x_amzn_waf_action": "captcha"}, Blocked),
        (503, {"cf_mitigated": "challenge"}, Blocked),
        (206, {}, Truncated),
        (302, {}, ServerFailed),
        (400, {}, Gone),
        (404, {}, Gone),
        (410, {}, Gone),
        (407, {}, Unreachable),
        (408, {}, TimedOut),
        (429, {}, RateLimited),
        (500, {}, ServerFailed),
        (503, {}, ServerFailed),
        (503, {"Retry_After": "60"}, RateLimited),
    ],
)
async def test_a_status_means_what_the_user_can_do_about_it(status, headers, error):
    """Every status that is no page raises its error, with the status and a next step in the message."""
    with pytest.raises(MonitorError) as caught:
        await fetch(raw(http(status, **headers)))
    assert type(caught.value) is error
    assert str(status) in str(caught.value)
    assert caught.value.next_step


async def test_a_block_names_other_ways():
    """Who is blocked reads how else the case can be watched."""
    with pytest.raises(Blocked, match=r"court_feed.* another site"):
        await fetch(raw(http(403)))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Fri, 21 Nov 2025 12:05:00 GMT", 300),
        ("Fri, 21 Nov 2025 11:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
    ],
)
async def test_retry_after_is_read_in_both_its_forms(header, seconds):
    """Seconds or a date; a date that is past means now, and nonsense means nothing."""
    with pytest.raises(RateLimited) as caught:
        await fetch(raw(http(429, Retry_After=header)))
    assert caught.value.retry_after == seconds


async def test_a_resting_host_is_not_asked():
    """After a Retry-After every request to that host fails at once, another host does not; a reload forgets nothing."""
    async with serving(raw(http(429, Retry_After="600"))) as tired, serving(raw(http())) as other:
        async with loopback_fetcher() as fetcher:
            for _ in range(3):
                with pytest.raises(RateLimited) as caught:
                    await fetcher(PageRequest(tired.url))
            assert 500 < caught.value.retry_after <= 600
            assert (await fetcher(PageRequest(other.url))).body == PAGE
        async with fetcher.renewed(fetcher.settings) as fetcher:
            with pytest.raises(RateLimited):
                await fetcher(PageRequest(tired.url))
    assert len(tired.asked) == 1


async def test_the_budget_counts_every_request_of_a_chain():
    """A redirect is a request: with a budget of 3, the second redirected page is over it."""
    async with serving(sending_to("/q")) as server, loopback_fetcher(budget=3) as fetcher:
        await fetcher(PageRequest(server.url + "/p"))
        with pytest.raises(OverBudget, match=r"http\.budget"):
            await fetcher(PageRequest(server.url + "/p"))
    assert len(server.asked) == 3


@pytest.mark.parametrize("name", ["token", "api_key", "apikey", "key", "client_secret", "X-Amz-Signature"])
async def test_no_secret_of_an_address_reaches_a_message_or_a_log(name, caplog):
    """Passwords and the values of secret parameters are masked; the rest of the address is there."""
    caplog.set_level(logging.INFO)
    async with serving(raw(http(404))) as server, loopback_fetcher() as fetcher:
        url = server.url.replace("//", "//desk:hush@") + f"/p?case=457&{name}=hush"
        with pytest.raises(Gone) as caught:
            await fetcher(PageRequest(url))
    assert "hush" not in str(caught.value) + caplog.text
    assert "/p?case=457&" in str(caught.value)
