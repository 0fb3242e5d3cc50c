"""Alerts over the real Apprise to real servers on loopback: a mail server and HTTP sinks of all tempers."""

import asyncio
import json
import logging
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from monitor.core.telling.facts import Reader
from monitor.core.telling.message import READ_BY_PROGRAM, message
from monitor.core.telling.render import render
from monitor.edge.refusal import Attempt, failure_of, masked
from monitor.edge.send import AppriseSend, check_url
from monitor.model import Alert, Channel, HealthNote, SendFailure, Sent
from tests.edge.mail_server import Certificate

NOW = datetime(2025, 11, 21, 21, 7, tzinfo=UTC)


def alert(text="docket page fails", thread="dev-1", severity="warning"):
    """An alert as the road makes it."""
    note = HealthNote("ctr-docket", "failing", text, NOW, severity=severity)
    forms = render(message(note, Reader("route 1 sends it to desk")))
    return Alert("desk", text, forms.title, forms.text, forms.html, forms.markdown, severity, thread, NOW, NOW)


class Sink(ThreadingHTTPServer):
    """Keeps what is posted; answers with `status` and `answer`; hangs until `go_on` when `hangs`."""

    daemon_threads = True
    status, answer, hangs = 200, b"", False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Poster)
        self.posts, self.go_on, self.asked = [], threading.Event(), threading.Event()

    def url(self, tail="hook-secret-token"):
        """The Apprise address of this sink."""
        return f"json://127.0.0.1:{self.server_port}/{tail}"


class Poster(BaseHTTPRequestHandler):
    """One request to a sink."""

    def do_POST(self):
        """Keep the body, then answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.set()
        if self.server.hangs:
            self.server.go_on.wait(20)
        self.server.posts.append(json.loads(body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_):
        """Print nothing."""


@contextmanager
def running() -> Iterator[Sink]:
    """A sink that serves until the end of the block."""
    sink = Sink()
    thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield sink
    finally:
        sink.go_on.set()
        sink.shutdown()
        sink.server_close()
        thread.join()


@pytest.fixture
def sink():
    """A sink that answers 200."""
    with running() as one:
        yield one


class Mailbox:
    """A mail server's handler: keeps mails; refuses `nobody@`, puts off `later@`."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd calls it)
        """Refuse two kinds of recipients."""
        for name, answer in (("nobody@", "550 5.1.1 no such user"), ("later@", "451 4.7.1 greylisted")):
            if address.startswith(name):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd calls it)
        """Keep the mail."""
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def only_good(server, session, envelope, mechanism, data):
    """Let in whoever knows the password."""
    return AuthResult(success=data.password == b"good-pass", handled=False)


def free_port():
    """A port of loopback on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mail():
    """A mail server on loopback."""
    controller = Controller(
        Mailbox(), hostname="127.0.0.1", port=free_port(), authenticator=only_good, auth_require_tls=False
    )
    controller.start()
    yield controller
    controller.stop()


def mail_url(mail, to="desk@example.org", login="", more=""):
    """An Apprise address of the mail server."""
    return f"mailto://{login}127.0.0.1:{mail.port}?from=monitor@example.org&to={to}{more}"


async def test_one_alert_reaches_a_webhook(sink):
    """Title, text and severity arrive as made; the text ends with the warning to read the document."""
    one = alert()
    assert await AppriseSend()(Channel("hook", sink.url()), [one]) == Sent()
    (post,) = sink.posts
    assert (post["title"], post["message"], post["type"]) == (one.title, one.text, "warning")
    assert post["message"].endswith(READ_BY_PROGRAM)


async def test_a_webhook_may_ask_for_markdown(sink):
    """`?format=markdown` in the address gives the Markdown form."""
    one = alert()
    await AppriseSend()(Channel("hook", sink.url(tail="x?format=markdown")), [one])
    assert sink.posts[0]["message"] == one.markdown


async def test_several_alerts_are_one_digest(sink):
    """A bundle goes out as one message with every title, of the gravest severity."""
    bundle = [alert("one", severity="info"), alert("two", severity="failure"), alert("three")]
    assert await AppriseSend()(Channel("hook", sink.url()), bundle) == Sent()
    (post,) = sink.posts
    assert post["title"].startswith("3 alerts: ")
    assert all(one.title in post["message"] for one in bundle)
    assert post["type"] == "failure"


@pytest.mark.parametrize(
    ("status", "permanent", "said"),
    [
        (401, True, "401 Unauthorized"),
        (403, True, "403 Forbidden"),
        (404, True, "404 Not Found"),
        (410, True, "410 Gone"),
        (413, True, f"413 {HTTPStatus(413).phrase}"),
        (429, False, "429 Too Many Requests"),
        (500, False, "500 Internal Server Error"),
        (503, False, "503 Service Unavailable"),
        (418, False, "418 I'm a Teapot"),
    ],
)
async def test_the_status_tells_whether_to_try_again(sink, status, permanent, said):
    """Only what a person must mend is permanent; the message names the channel, the answer and what next."""
    sink.status = status
    failure = await AppriseSend()(Channel("hook", sink.url()), [alert()])
    assert isinstance(failure, SendFailure)
    assert failure.permanent is permanent
    assert f"channel hook: JSON answered {said}; " in failure.error
    assert ("monitor outbox --retry" in failure.error) is permanent


@pytest.mark.parametrize(("status", "divisible"), [(401, False), (403, True), (404, False), (413, True), (500, False)])
async def test_the_status_tells_whether_the_message_may_be_at_fault(sink, status, divisible):
    """A filter or a limit may refuse what is sent; a bad token refuses all."""
    sink.status = status
    assert (await AppriseSend()(Channel("hook", sink.url()), [alert()])).divisible is divisible


async def test_the_alert_s_own_text_is_no_answer(sink):
    """A page that writes "error=401" or a code of a mail server cannot make a passing failure permanent."""
    sink.status, one = 500, alert("error=401. Socket Exception: (550, b'x')")
    answered = await AppriseSend()(Channel("hook", sink.url()), [one])
    refused = await AppriseSend()(Channel("hook", f"json://127.0.0.1:{free_port()}/x"), [one])
    assert [failure.permanent for failure in (answered, refused)] == [False, False]
    assert "500 Internal Server Error" in answered.error
    assert "connection was refused" in refused.error


async def test_chat_gets_markdown_in_pieces(sink):
    """A chat with a limit of 1,000 characters and no titles gets all of it, the title escaped like the rest."""
    one = replace(alert("[click](https://evil.example) " * 40), title="title with [a](b) link")
    url = f"rocket://hook%2Ftoken@127.0.0.1:{sink.server_port}/#general"
    assert await AppriseSend()(Channel("chat", url), [one]) == Sent()
    texts = [post["text"] for post in sink.posts]
    assert len(texts) > 1
    assert texts[0].splitlines()[0] == "# title with \\[a\\](b) link"
    assert READ_BY_PROGRAM in texts[-1]
    assert all(len(text) <= 1000 and "[click]" not in text for text in texts)


async def test_chat_in_plain_text_calls_nobody(sink):
    """A page's "@channel" does not ring a whole room where the service takes text and looks for names in it."""
    url = f"mmost://127.0.0.1:{sink.server_port}/3ccdd113474722377935511fc85d3dd4"
    assert await AppriseSend()(Channel("chat", url), [alert("@channel, @all: read this")]) == Sent()
    (post,) = sink.posts
    assert "channel, @" in post["text"]
    assert not re.search("@(channel|all)", post["text"])


async def test_a_wait_named_in_the_answer_is_kept(sink):
    """Discord and Telegram say in the body how long to wait."""
    sink.status, sink.answer = 429, b'{"message": "limited", "retry_after": 64.57}'
    failure = await AppriseSend()(Channel("hook", sink.url()), [alert()])
    assert failure.retry_after == pytest.approx(64.57)


async def test_nobody_listens():
    """A refused connection may pass and is called by its name."""
    failure = await AppriseSend()(Channel("hook", f"json://127.0.0.1:{free_port()}/x"), [alert()])
    assert failure == SendFailure("channel hook: JSON: the connection was refused; tried again by itself")


async def test_a_hung_service_is_left_alone(sink):
    """Over the limit the attempt fails; while it hangs none is begun beside it; what comes late is not repeated."""
    sink.hangs = True
    before = set(threading.enumerate())
    send, channel = AppriseSend(limit=timedelta(seconds=2)), Channel("hook", sink.url(tail="x?rto=20"))
    assert await send(channel, [alert()]) == SendFailure("channel hook: no answer within 2 s; tried again by itself")
    assert sink.asked.is_set()
    assert [thread.name for thread in set(threading.enumerate()) - before if "Pool" in thread.name] == []
    assert "still hangs" in (await send(channel, [alert()])).error
    sink.hangs = False
    sink.go_on.set()
    threads = [thread for thread in threading.enumerate() if thread.name == "send-hook"]
    await asyncio.to_thread(lambda: [thread.join(10) for thread in threads])
    assert await send(channel, [alert()]) == Sent()
    assert len(sink.posts) == 1
    assert await send(channel, [alert(), alert("another")]) == Sent()
    assert len(sink.posts) == 2


@pytest.mark.slow
async def test_a_slow_service_gets_its_alert_once(sink):
    """A service that takes 5 s, longer than Apprise waits by itself, is no failure, which would double the alert."""
    sink.hangs = True
    sending = asyncio.create_task(AppriseSend()(Channel("hook", sink.url()), [alert()]))
    await asyncio.to_thread(sink.go_on.wait, 5)
    sink.go_on.set()
    assert await sending == Sent()
    assert len(sink.posts) == 1


class Heard(logging.Handler):
    """Keeps all that reaches the log of the program."""

    def __init__(self):
        super().__init__(level=logging.NOTSET)
        self.lines = []

    def emit(self, record):
        """Keep the line."""
        self.lines.append(record.getMessage())


async def test_no_secret_reaches_the_log(sink):
    """What Apprise and its HTTP library log while sending holds secrets and stays out of the program's log."""
    heard, root = Heard(), logging.getLogger()
    before = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    try:
        sink.status = 500
        await AppriseSend()(Channel("hook", sink.url()), [alert()])
    finally:
        root.removeHandler(heard)
        root.setLevel(before)
    assert sink.posts
    assert not [line for line in heard.lines if "hook-secret-token" in line]


async def test_one_bad_channel_never_stops_another(sink):
    """With one channel hanging and one refusing, a third gets its alert at once."""
    with running() as hung:
        hung.hangs = True
        send = AppriseSend(limit=timedelta(seconds=2))
        waiting = asyncio.create_task(send(Channel("hung", hung.url(tail="x?rto=20")), [alert()]))
        refused = await send(Channel("down", f"json://127.0.0.1:{free_port()}/x"), [alert()])
        assert await send(Channel("good", sink.url()), [alert()]) == Sent()
        assert isinstance(refused, SendFailure)
        assert not waiting.done()
        hung.go_on.set()
        assert await waiting == Sent()


async def test_a_mail_has_text_and_html_and_its_thread(mail):
    """A mail is multipart with a plain part that keeps the facts, and all mails of a development are one thread."""
    send, channel = AppriseSend(), Channel("desk", mail_url(mail))
    one, begun = alert(), time.monotonic()
    for each in (one, one, alert("another", thread="dev-2")):
        assert await send(channel, [each]) == Sent()
    assert time.monotonic() - begun < 5, "Apprise pauses between mails"
    first, second, other = mail.handler.mails
    assert first["Subject"] == one.title
    assert first.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in first.iter_parts()] == ["text/plain", "text/html"]
    plain = first.get_body(("plain",)).get_content()
    assert "What happened: docket page fails" in plain
    assert READ_BY_PROGRAM in plain
    assert one.html in first.get_body(("html",)).get_content().replace("\r\n", "\n")
    assert first["References"] == first["In-Reply-To"] == second["References"]
    assert re.fullmatch(r"<[0-9a-f]{32}@docket-monitor\.invalid>", first["References"])
    assert other["References"] != first["References"]
    assert first["Message-ID"] != second["Message-ID"]


async def test_a_digest_of_several_matters_is_no_reply(mail):
    """A digest carries no thread, even after a mail that had one."""
    send, channel = AppriseSend(), Channel("desk", mail_url(mail))
    await send(channel, [alert()])
    await send(channel, [alert(), alert("x", thread="dev-2")])
    assert [bool(sent["References"]) for sent in mail.handler.mails] == [True, False]


async def test_a_title_injects_no_header(mail):
    """Line ends in a title from a page stay within the subject."""
    await AppriseSend()(Channel("desk", mail_url(mail)), [alert("ruling\r\nBcc: all@example.org\r\n\r\nbody")])
    (sent,) = mail.handler.mails
    assert sent["Bcc"] is None
    assert sent["Subject"] == "Docket Monitor: ruling Bcc: all@example.org body"


async def test_a_mail_may_be_plain(mail):
    """`?format=text` in the address gives a mail of one plain part."""
    one = alert()
    await AppriseSend()(Channel("desk", mail_url(mail, more="&format=text")), [one])
    (sent,) = mail.handler.mails
    assert sent.get_content_type() == "text/plain"
    assert sent.get_content().replace("\r\n", "\n").strip() == one.text


@pytest.mark.parametrize(
    ("to", "login", "permanent", "said"),
    [
        ("desk@example.org", "me:wrong-pass@", True, "the mail server answered 535"),
        ("nobody@example.org", "", True, "the mail server answered 550"),
        ("later@example.org", "", False, "the mail server answered 451"),
        ("nobody@example.org,later@example.org", "", False, "the mail server answered 451"),
    ],
)
async def test_the_mail_server_s_answer_tells_whether_to_try_again(mail, to, login, permanent, said):
    """5yz of a mail server is permanent, 4yz may pass, and one that may pass decides for all recipients."""
    failure = await AppriseSend()(Channel("desk", mail_url(mail, to, login)), [alert()])
    assert isinstance(failure, SendFailure)
    assert (failure.permanent, said in failure.error) == (permanent, True)
    assert "wrong-pass" not in failure.error


async def test_a_password_opens_the_mail_server(mail):
    """With the right password the mail arrives."""
    url = mail_url(mail, login="me:good-pass@")
    assert await AppriseSend()(Channel("desk", url), [alert()]) == Sent()


@pytest.fixture
def secret_mail(tmp_path, monkeypatch):
    """A mail server that lets in nobody without TLS and password, by a certificate that this process trusts."""
    certificate = Certificate(tmp_path, "DNS:localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    context = certificate.of_server()
    secure = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": only_good}
    controller = Controller(Mailbox(), hostname="localhost", port=free_port(), **secure)
    controller.start()
    yield controller
    controller.stop()


def tls_url(port, password="good-pass"):
    """An Apprise address of a mail server with TLS and password on this port."""
    return f"mailtos://me:{password}@localhost:{port}?from=monitor@example.org&to=desk@example.org&mode=starttls"


async def test_a_mail_over_tls_with_password(secret_mail):
    """STARTTLS and login, as a mail provider asks for; a wrong password is for a person."""
    send = AppriseSend()
    assert await send(Channel("desk", tls_url(secret_mail.port)), [alert()]) == Sent()
    assert [sent["To"] for sent in secret_mail.handler.mails] == ["desk@example.org"]
    failure = await send(Channel("other", tls_url(secret_mail.port, "wrong-pass")), [alert()])
    assert (failure.permanent, "answered 535" in failure.error) == (True, True)


async def test_a_mail_over_tls_from_the_first_byte(tmp_path, monkeypatch):
    """As on port 465 (RFC 8314 §3.3)."""
    certificate = Certificate(tmp_path, "DNS:localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    more = {"ssl_context": certificate.of_server(), "authenticator": only_good, "auth_require_tls": False}
    controller = Controller(Mailbox(), hostname="localhost", port=free_port(), **more)
    controller.start()
    try:
        url = tls_url(controller.port).replace("mode=starttls", "mode=ssl")
        assert await AppriseSend()(Channel("desk", url), [alert()]) == Sent()
        assert [sent["To"] for sent in controller.handler.mails] == ["desk@example.org"]
    finally:
        controller.stop()


async def test_a_mail_server_that_nobody_vouches_for(secret_mail, monkeypatch):
    """A certificate that is not trusted is called a failure of TLS, and nothing is sent."""
    monkeypatch.delenv("SSL_CERT_FILE")
    failure = await AppriseSend()(Channel("desk", tls_url(secret_mail.port)), [alert()])
    assert failure == SendFailure("channel desk: E-Mail: TLS failed; tried again by itself")
    assert secret_mail.handler.mails == []


async def test_a_mail_server_that_says_nothing():
    """One that takes the connection and hangs fails in time, by its name."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = (
            f"mailto://127.0.0.1:{silent.getsockname()[1]}?from=monitor@example.org&to=desk@example.org&rto=0.5&cto=0.5"
        )
        failure = await AppriseSend()(Channel("desk", url), [alert()])
    assert failure == SendFailure("channel desk: E-Mail: it did not answer in time; tried again by itself")


@pytest.mark.parametrize("url", ["mailto://mail.invalid?from=a@example.org&to=b@example.org", "json://hook.invalid/x"])
async def test_no_such_host(url):
    """A name without an address (RFC 6761 §6.4 keeps .invalid so) is called that; it may pass."""
    failure = await AppriseSend()(Channel("desk", url), [alert()])
    assert (failure.permanent, "there is no such host" in failure.error) == (False, True)


@pytest.mark.parametrize("url", ["foo://sekret-token/x", "slack://sekret-token", "sekret-token", ""])
async def test_an_address_apprise_does_not_know(url):
    """It fails for good, says what to write, and shows nothing of the address but its scheme."""
    failure = await AppriseSend()(Channel("chat", url), [alert()])
    assert failure.permanent
    assert "mailtos://user:password@mail.example.org" in failure.error
    assert "sekret" not in failure.error
    assert check_url(url) in failure.error


@pytest.mark.parametrize(
    "url", ["mailtos://me:pw@example.org", "json://127.0.0.1/x", "slack://A1B2C3D4E/B1B2C3D4E/abcdefghijklmnopqrstuvwx"]
)
def test_good_addresses(url):
    """What Apprise understands has nothing wrong with it."""
    assert check_url(url) is None


async def test_teams_connectors_are_named_as_ended():
    """Who still has a msteams:// address hears what to write instead."""
    failure = await AppriseSend()(Channel("chat", "msteams://sekret@a/b/c"), [alert()])
    assert (failure.permanent, "workflows://" in failure.error, "sekret" in failure.error) == (True, True, False)


def test_an_unknown_failure_may_pass_and_shows_no_secret():
    """What Apprise says in words nobody foresaw is passed on without any part of the address."""
    channel = Channel("chat", "slack://bot@T1JJ3T3L2/A1BRTD4JD/TIiajkdnla%2Fz?to=%23room")
    log = (("WARNING", "no luck with TIiajkdnla/z at T1JJ3T3L2"), ("DEBUG", "TIiajkdnla"))
    assert failure_of(channel, Attempt(ok=False, service="Slack", log=log)) == SendFailure(
        "channel chat: Slack: no luck with **** at ****; tried again by itself"
    )


def test_no_part_of_an_address_is_shown():
    """User, password, path and query are masked, decoded or not."""
    url = "mailto://us:p%40ss@mail.example.org:25/to@example.org?key=tok-en"
    shown = masked(url, "us p%40ss p@ss tok-en to@example.org mail.example.org")
    assert shown == "**** **** **** **** to@**** ****"


def test_a_channel_does_not_show_its_address():
    """The address stays out of logs that print a channel."""
    assert "sekret" not in repr(Channel("chat", "slack://sekret"))
