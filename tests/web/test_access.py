"""Who is let in, and how answers are locked up."""

import base64

import pytest

from monitor.web.access import FREE_TRIES, LONGEST_WAIT, SESSION, Access, host_name, is_loopback
from tests.web.conftest import TOKEN


async def log_in(client, token=TOKEN, back="/"):
    return await client.post("/login", data={"token": token, "next": back})


async def test_on_loopback_nobody_is_asked(browser):
    """Without a token the first page is simply there."""
    assert (await browser.get("/")).status_code == 200


async def test_elsewhere_the_login_comes_first_and_leads_back(stranger):
    """A page leads to the login, and from there to where one wanted to go, with a cookie that scripts cannot read."""
    browser, _ = stranger
    refused = await browser.get("/?case=a%26b")
    assert (refused.status_code, refused.headers["location"]) == (303, "/login?next=/%3Fcase%3Da%2526b")
    form = await browser.get(refused.headers["location"])
    assert form.status_code == 200
    assert 'value="/?case=a%26b"' in form.text
    entered = await log_in(browser.client, back="/?case=a%26b")
    assert (entered.status_code, entered.headers["location"]) == (303, "/?case=a%26b")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(entered.headers["set-cookie"].split("; "))
    assert (await browser.get("/")).status_code == 200


async def test_programs_are_told_in_their_way(stranger):
    """Under /api/ there is no form: 401 with JSON; with the token as Bearer or as password it opens."""
    browser, _ = stranger
    refused = await browser.get("/api/v1/developments")
    assert refused.status_code == 401
    assert refused.json()["kind"] == "token_missing"
    basic = base64.b64encode(f"reader:{TOKEN}".encode()).decode()
    for given in (f"Bearer {TOKEN}", f"Basic {basic}"):
        assert (await browser.get("/", authorization=given)).status_code == 200
    for wrong in ("Bearer nothing", "Basic ???", "Basic //8=", "Digest x", ""):
        assert (await browser.get("/", authorization=wrong)).status_code == 303


async def test_guessing_is_slowed_down(stranger):
    """After the free tries each wrong one doubles the wait, in which even the token opens nothing."""
    browser, clock = stranger
    for _ in range(FREE_TRIES):
        assert (await log_in(browser.client, "wrong")).status_code == 403
    waits = await log_in(browser.client)
    assert waits.status_code == 429
    assert int(waits.headers["retry-after"]) == 2
    assert (await browser.get("/", authorization=f"Bearer {TOKEN}")).status_code == 303
    clock[0] += 2
    assert (await log_in(browser.client, "wrong")).status_code == 403
    assert int((await log_in(browser.client)).headers["retry-after"]) == 4
    clock[0] += 4
    assert (await log_in(browser.client)).status_code == 303


def test_the_wait_is_bounded_and_ends():
    """However many tries: a quarter of an hour at most, and no longer for others than who guessed."""
    now = [0.0]
    access = Access(TOKEN, seconds=lambda: now[0])
    for _ in range(50):
        access.tries("x", "2001:db8::1")
    assert access.wait("2001:db8::ffff") == LONGEST_WAIT
    assert access.wait("2001:db8:0:1::1") == 0
    now[0] = LONGEST_WAIT
    assert access.wait("2001:db8::1") == 0


def test_sessions_end_and_cannot_be_made():
    """A session holds for its time, for another program with the same token too; no other cookie does."""
    now = [1_000.0]
    access = Access(TOKEN, seconds=lambda: now[0])
    cookie = access.session()
    assert access.admits(cookie)
    assert Access(TOKEN, seconds=lambda: now[0]).admits(cookie)
    assert not Access("another token, of sixteen", seconds=lambda: now[0]).admits(cookie)
    later = f"{float(cookie.split('.')[0]) + 9e9:.0f}." + cookie.split(".", 1)[1]
    for forged in (later, "", ".", "x.y.z", cookie[:-1], "é"):
        assert not access.admits(forged)
    now[0] += SESSION
    assert not access.admits(cookie)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8080", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("evil.test", 421),
        ("192.0.2.9:80", 421),
        ("127.0.0.1.evil.test", 421),
        ("localhost.evil.test", 421),
        ("", 421),
    ],
)
async def test_strange_names_are_not_answered(browser, host, status):
    """On loopback only the loopback's own names and numbers are answered (DNS rebinding)."""
    answer = await browser.get("/", host=host)
    assert answer.status_code == status


async def test_elsewhere_any_number_is_right_but_no_strange_name(stranger):
    """An address of numbers is nobody's name; who knows the token may call us as they like."""
    browser, _ = stranger
    assert (await browser.get("/login", host="192.0.2.9:8080")).status_code == 200
    assert (await browser.get("/login", host="evil.test")).status_code == 421
    assert (await browser.get("/", host="monitor:8080", authorization=f"Bearer {TOKEN}")).status_code == 200


@pytest.mark.parametrize(
    "back", ["//evil.test/", "https://evil.test/", "/\\evil.test", "x", "/a\r\nb: c", "/login?next=/"]
)
async def test_the_login_leads_nowhere_else(stranger, back):
    """Whatever stands in `next`, one ends on a page of ours."""
    browser, _ = stranger
    assert (await log_in(browser.client, back=back)).headers["location"] == "/"


async def test_a_form_too_long_is_no_login(stranger):
    """A body that is no form of ours is read no further and opens nothing."""
    browser, _ = stranger
    answer = await browser.client.post("/login", content=b"token=" + TOKEN.encode() + b"&x=" + b"x" * 10_000)
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/", "/login", "/nothing/here", "/static/style.css", "/?after=nonsense"])
async def test_every_answer_is_locked_up(browser, path):
    """No script or style but our own files, no frame, no sniffing, no referrer: on every answer, errors too."""
    headers = (await browser.get(path)).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {policy["script-src"], policy["style-src"], policy["connect-src"], policy["form-action"]} == {"'self'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("no-store" if "static" not in path else "public, max-age=31536000, immutable")


async def test_mistakes_are_told(browser):
    """A page that is not there is 404, a strange cursor 400, another method 405; each in words."""
    assert (await browser.get("/nothing/here")).status_code == 404
    strange = await browser.get("/?after=nonsense")
    assert strange.status_code == 400
    assert "is no place in this list" in strange.text
    assert (await browser.client.post("/")).status_code == 405


async def test_a_broken_page_stops_nothing(browser, view, caplog):
    """What nobody foresaw is told in words without a secret, logged in full, and the next page is there."""
    broken, view.store = view.store, None
    answer = await browser.get("/")
    view.store = broken
    assert answer.status_code == 500
    assert "the program's log says why" in answer.text
    assert "Traceback" not in answer.text
    assert any(record.exc_info for record in caplog.records)
    assert (await browser.get("/")).status_code == 200


async def test_secrets_are_masked_on_the_whole_page(browser, view, written):
    """A secret of the config shows nowhere, whatever words it comes in, escaped or not."""
    view.take(written("channels: [{id: desk, url: '${URL}'}]", {"URL": "json://host/a&b<secret>"}))
    answer = await browser.get("/?after=x")
    assert "secret" not in answer.text
    shown = await browser.get("/login?next=/json://host/a%26b<secret>")
    assert "****" in shown.text
    assert "secret" not in shown.text


def test_names_of_hosts():
    """The name is without port, brackets and case; the loopback is known by number and name."""
    assert [host_name(host) for host in ("LocalHost:80", "[::1]:8080", "::1", "1.2.3.4:5", "a")] == [
        "localhost",
        "::1",
        "::1",
        "1.2.3.4",
        "a",
    ]
    assert [is_loopback(one) for one in ("127.0.0.1:1", "[::1]:1", "localhost:1", "0.0.0.0:1", "host:1")] == [
        True,
        True,
        True,
        False,
        False,
    ]
