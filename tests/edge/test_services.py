"""What Apprise's own plugins would say to Slack, Discord, Teams, ntfy, Matrix and Telegram, asked on loopback."""

import re
from dataclasses import replace

import pytest

from monitor.edge.send import AppriseSend
from monitor.model import Channel, Sent
from tests.edge.internet import internet
from tests.edge.mail_server import Certificate
from tests.edge.test_send import alert

HOSTS = (
    *("hooks.slack.com", "discord.com", "teams.example", "ntfy.sh", "matrix.example", "api.telegram.org"),
    "chat.googleapis.com",
)
ADDRESSES = {
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#court-news",
    "discord": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
    "teams": "workflows://teams.example/643e69f83c8944/7Q_6KVQLbn0",
    "ntfy": "ntfys://court-news",
    "matrix": "matrixs://me:pass-word@matrix.example/!room:matrix.example",
    "google": "gchat://AAAAroom/AIzaSyOne/tKn-Two",
    "telegram": "tgram://123456789:abcdefghijklmnopqrstuvwxyz123456789/12315544/",
}
PAGE_TEXT = "docket says <script> @everyone [x](http://evil.example) *b*"


@pytest.fixture(scope="module")
def net(tmp_path_factory):
    """All the services of HOSTS on loopback."""
    names = ",".join(f"DNS:{host}" for host in HOSTS)
    with internet(Certificate(tmp_path_factory.mktemp("internet"), names)) as one:
        yield one


@pytest.fixture
def online(net, monkeypatch):
    """That internet, as this process sees it, with nothing asked yet."""
    for name, value in net.surroundings().items():
        monkeypatch.setenv(name, value)
    net.requests.clear()
    net.status = 200
    return net


async def said(online, service, *alerts):
    """What a service was told, as (where, payload)s; the alerts must have been taken.

    Not that a client of Matrix logs out: that happens whenever Python collects it.
    """
    assert await AppriseSend()(Channel(service, ADDRESSES[service]), alerts or [alert(PAGE_TEXT)]) == Sent()
    told = [request for request in online.requests if not request.path.endswith("/logout")]
    return [(f"{request.host}{request.path}", request.body) for request in told]


async def test_slack(online):
    """One attachment with the first line as its title, coloured by severity, in the room asked for."""
    ((where, body),) = await said(online, "slack", alert(PAGE_TEXT, severity="failure"))
    assert where == "hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"
    (attached,) = body["attachments"]
    assert body["channel"] == "#court-news"
    assert attached["title"].startswith("Docket Monitor: docket says")
    assert "Read by a program" in attached["text"]
    assert "&lt;script&gt;" in attached["text"], "Slack reads < as the beginning of a link or call"
    grey = (await said(online, "slack", alert(PAGE_TEXT, severity="info")))[1][1]["attachments"][0]["color"]
    assert attached["color"] != grey


async def test_discord(online):
    """The first line, then Markdown in which nothing of a page is markup or a call to a room."""
    ((where, body),) = await said(online, "discord")
    assert where == "discord.com/api/webhooks/4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js"
    assert body["content"].startswith("Docket Monitor: docket says")
    assert "**What happened:**" in body["content"]
    assert r"\[x\](http" in body["content"]
    assert "@everyone" not in body["content"]


async def test_discord_gets_a_long_digest_in_pieces(online):
    """Each piece keeps to Discord's 2,000 characters, and together they hold every first line."""
    many = [replace(alert(f"news {number} " + "word " * 100), key=f"{number}") for number in range(10)]
    pieces = [body["content"] for _where, body in await said(online, "discord", *many)]
    assert len(pieces) > 1
    assert all(len(piece) <= 2000 for piece in pieces)
    assert all(f"news {number} " in " ".join(pieces) for number in range(10))


async def test_teams(online):
    """An adaptive card with the first line as its heading and the rest below."""
    ((where, body),) = await said(online, "teams")
    assert re.match(r"teams\.example/workflows/643e69f83c8944/triggers/manual/paths/invoke\?.*sig=7Q_6KVQLbn0", where)
    heading, text = body["attachments"][0]["content"]["body"]
    assert heading["text"].startswith("Docket Monitor: docket says")
    assert "Read by a program" in text["text"]


async def test_ntfy(online):
    """Title and plain text to the topic."""
    ((where, body),) = await said(online, "ntfy")
    assert (where, body["topic"]) == ("ntfy.sh/", "court-news")
    assert body["title"].startswith("Docket Monitor: docket says")
    assert "What happened: docket says <script>" in body["message"]


async def test_matrix(online):
    """Login, join, and one message, plain and formatted; it is not cut amid a word, as Apprise would."""
    asked = dict(await said(online, "matrix"))
    (text,) = [body for where, body in asked.items() if "/send/m.room.message/" in where]
    assert "Docket Monitor: docket says" in text["body"]
    assert "<strong>Why you get this:</strong> route 1 sends it to desk" in text["formatted_body"]
    assert "<script>" not in text["formatted_body"]
    assert "Read by a program" in text["formatted_body"]


async def test_telegram(online):
    """The first line in bold, then Markdown, without a preview of any page."""
    ((where, body),) = await said(online, "telegram")
    assert where == "api.telegram.org/bot123456789:abcdefghijklmnopqrstuvwxyz123456789/sendMessage"
    assert (body["chat_id"], body["disable_web_page_preview"]) == (12315544, True)
    assert body["text"].startswith("*Docket Monitor: docket says")
    assert r"\[x\](http" in body["text"]


async def test_google_chat_gets_a_thread_for_each_development(online):
    """All messages of a development have its key, a digest of several none; a thread that the address names is kept."""
    send, channel = AppriseSend(), Channel("google", ADDRESSES["google"])
    one, other = alert("one", thread="d1"), alert("other", thread="d2")
    for bundle in ([one], [replace(one, key="k2")], [other], [one, other]):
        assert await send(channel, bundle) == Sent()
    keys = [request.body.get("thread", {}).get("thread_key") for request in online.requests]
    assert keys[0] == keys[1] != keys[2]
    assert keys[3] is None
    assert await send(Channel("google", f"{ADDRESSES['google']}/mine"), [one]) == Sent()
    assert online.requests[-1].body["thread"] == {"thread_key": "mine"}


@pytest.mark.parametrize("service", ADDRESSES)
async def test_a_token_that_is_refused_is_for_a_person(online, service):
    """401 of any service is permanent, and no part of the token is told."""
    online.status = 401
    failure = await AppriseSend()(Channel("chat", ADDRESSES[service]), [alert()])
    assert (failure.permanent, "401" in failure.error) == (True, True)
    assert not any(part in failure.error for part in re.split(r"[/:@#!]+", ADDRESSES[service])[1:] if len(part) > 3)


@pytest.mark.parametrize(
    "service", [*sorted({*ADDRESSES} - {"matrix"}), pytest.param("matrix", marks=pytest.mark.slow)]
)
async def test_a_busy_service_is_tried_again(online, service):
    """429 of any service may pass; for Matrix Apprise itself waits and tries again, 4 s in all."""
    online.status = 429
    failure = await AppriseSend()(Channel("chat", ADDRESSES[service]), [alert()])
    assert not failure.permanent
