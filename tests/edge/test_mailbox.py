"""Mailboxes over real IMAP and TLS: read only, from where the last look ended, every fault by its name."""

import asyncio
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.edge.fetch import FetchSettings
from monitor.edge.mailbox import MOST_MAILS, MailboxReader
from monitor.edge.politeness import Politeness
from monitor.errors import Blocked, Gone, OverBudget, PrivateAddress, ServerFailed, TimedOut, Unreachable
from monitor.model import PageRequest
from monitor.sources._bundle import bundle_of
from tests.edge.mail_server import LOGIN, Certificate, MailServer, Server, faulty
from tests.sources.court_mails import nef, plain

SETTINGS = FetchSettings("test", timeout=timedelta(seconds=5), per_host=None, allow_private=True)
CAPABILITIES = b"* CAPABILITY IMAP4rev1\r\n%s OK done\r\n"


@pytest.fixture
def certificate(tmp_path):
    return Certificate(tmp_path)


@pytest.fixture
def server(certificate):
    server = MailServer(certificate)
    yield server
    server.close()


@pytest.fixture
def reader(certificate, clock):
    """A reader that trusts the certificate; `settings` stand in for the usual ones."""
    made = []

    def reader(settings=SETTINGS, trust=certificate.trusted, **limits):
        politeness = Politeness(settings.per_host, settings.budget, clock)
        made.append(MailboxReader(settings, clock, politeness, trust))
        return made[-1]

    yield reader
    for one in made:
        one.close()


def asks(server, etag=None, since="2020-01-01", **given):
    return PageRequest(server.url(**given), etag=etag, last_modified=since, medium="mailbox")


def mails(page):
    return [mail.replace(b"\r\n", b"\n") for _name, mail in bundle_of(page).files]


async def test_only_what_came_since_is_read(server, reader):
    """The first look gives all mails since its day, later ones those that came, 304 when none did."""
    look = reader()
    server.put(nef(number=51), nef(number=52))
    first = await look(asks(server))
    assert mails(first) == [nef(number=51), nef(number=52)]
    again = await look(asks(server, first.etag))
    assert (again.status, again.etag, again.body) == (304, first.etag, b"")
    server.put(plain())
    later = await look(asks(server, first.etag))
    assert mails(later) == [plain()]
    assert later.etag != first.etag


async def test_an_empty_mailbox_is_read_from_there_on(server, reader):
    """The first look at an empty mailbox gives an empty page, the next one what came."""
    look = reader()
    first = await look(asks(server))
    assert (first.status, mails(first)) == (200, [])
    server.put(nef())
    assert mails(await look(asks(server, first.etag))) == [nef()]


async def test_old_mails_are_left_alone_at_first(server, reader):
    """Mails that came before the day asked for are neither read at first nor later."""
    server.put(nef(number=1), at=datetime(2025, 1, 5, tzinfo=UTC))
    server.put(nef(number=2), at=datetime(2026, 1, 5, tzinfo=UTC))
    first = await reader()(asks(server, since="2025-12-31"))
    assert mails(first) == [nef(number=2)]
    assert (await reader()(asks(server, first.etag, since="2025-12-31"))).status == 304


async def test_nothing_is_written_to_the_mailbox(server, reader):
    """The folder is opened with EXAMINE, mails are fetched with BODY.PEEK, and stay unseen."""
    server.put(nef())
    await reader()(asks(server))
    said = [line.split() for line in server.commands]
    used = {words[2] if words[1] == "UID" else words[1] for words in said}
    assert used <= {"CAPABILITY", "LOGIN", "EXAMINE", "SEARCH", "FETCH"}
    assert all("BODY.PEEK[]" in line for line in server.commands if " FETCH " in line)
    with server.client() as client:
        client.select_folder("INBOX", readonly=True)
        assert client.search(["UNSEEN"]) == [101]


async def test_mails_numbered_anew_are_read_anew(server, reader):
    """When UIDVALIDITY changes, the numbers known mean nothing: the mails since the day asked for are read."""
    with server.client() as client:
        client.create_folder("Courts")
    server.put(nef(number=51), nef(number=52), folder="Courts")
    first = await reader()(asks(server, folder="Courts"))
    with server.client() as client:
        client.delete_folder("Courts")
        client.create_folder("Courts")
    server.put(nef(number=52), folder="Courts")
    again = await reader()(asks(server, first.etag, folder="Courts"))
    assert mails(again) == [nef(number=52)]
    assert again.etag.partition(":")[0] != first.etag.partition(":")[0]


@pytest.mark.slow
async def test_one_look_reads_so_many_mails_and_the_next_the_others(server, reader):
    """No mail is lost when more come than one look reads; each is read once."""
    validity, _, _last = (await reader()(asks(server))).etag.partition(":")
    wanted = [plain(f"mail {number}") for number in range(MOST_MAILS + 3)]
    server.put(*wanted)
    second = await reader()(asks(server, f"{validity}:0"))
    third = await reader()(asks(server, second.etag))
    assert mails(second) + mails(third) == wanted
    assert len(mails(third)) == 3
    assert (await reader()(asks(server, third.etag))).status == 304


async def test_of_a_long_mail_only_the_beginning_is_fetched(server, reader):
    """A mail gets its share of http.max_body, so that no mail however long fills the memory."""
    server.put(plain(text="x" * 50_000))
    page = await reader(replace(SETTINGS, max_body=MOST_MAILS * 2_000))(asks(server))
    assert [len(mail) for _name, mail in bundle_of(page).files] == [2_000]


async def test_a_wrong_password_is_named(server, reader):
    """A refused login says so, and shows neither user nor password."""
    with pytest.raises(Blocked, match="refuses the login") as refused:
        await reader()(asks(server, login="kim%40agency.test:wrong-password"))
    assert "wrong-password" not in str(refused.value)
    assert "kim" not in str(refused.value)
    assert refused.value.__cause__ is None


async def test_a_folder_that_is_not_there_is_named(server, reader):
    """The message names the folder, decoded."""
    with pytest.raises(Gone, match='no folder "No such"'):
        await reader()(asks(server, folder="No%20such"))


async def test_a_certificate_nobody_vouches_for_is_refused(server, reader):
    """Without a connection that is safe, no password is sent."""
    with pytest.raises(Unreachable, match="no safe connection: self-signed certificate"):
        await reader(trust=ssl.create_default_context)(asks(server))
    assert server.commands == []


async def test_a_certificate_of_another_name_is_refused(server, reader):
    """The certificate must be for the host of the address, not for whatever answers there."""
    request = replace(asks(server), url=server.url().replace("127.0.0.1", "localhost"))
    with pytest.raises(Unreachable, match="no safe connection: Hostname mismatch"):
        await reader()(request)


async def test_a_server_in_a_private_network_is_not_asked(server, reader):
    """Loopback is refused unless it is allowed, by the source before the config."""
    with pytest.raises(PrivateAddress, match="allow_private"):
        await reader(replace(SETTINGS, allow_private=False))(asks(server))
    with pytest.raises(PrivateAddress):
        await reader()(replace(asks(server), allow_private=False))
    assert (await reader()(replace(asks(server), allow_private=True))).status == 200


async def test_nobody_listening_is_named(certificate, reader):
    """A closed port gives Unreachable with the reason."""
    gone = faulty(certificate)
    gone.close()
    with pytest.raises(Unreachable, match="no connection: Connection refused"):
        await reader()(asks(gone))


@pytest.mark.parametrize(
    ("answers", "error", "words"),
    [
        ({"greeting": b"HTTP/1.1 400 Bad Request\r\n\r\n"}, ServerFailed, "not what a mail server says"),
        ({"greeting": b"* BYE go away\r\n"}, ServerFailed, "not what a mail server says"),
        ({"login": b""}, Unreachable, "broke off"),
        ({"examine": b""}, Unreachable, "broke off"),
        ({"examine": b"* 1 EXISTS\r\n* OK [UIDVALIDITY x]\r\n%s OK done\r\n"}, ServerFailed, "not what"),
        (
            {"examine": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n%s OK done\r\n", "search": b"%s BAD no\r\n"},
            ServerFailed,
            "not what",
        ),
    ],
)
async def test_faults_of_the_server_are_named(certificate, reader, answers, error, words):
    """Every stage at which a server may fail gives an error of ours that says where."""
    server = faulty(certificate, capability=CAPABILITIES, **answers)
    try:
        with pytest.raises(error, match=words) as failed:
            await reader()(asks(server))
        assert failed.value.where == f"imaps://127.0.0.1:{server.port}/INBOX"
        assert LOGIN not in str(failed.value)
    finally:
        server.close()


@pytest.mark.parametrize("silent", ["greeting", "login", "search"])
async def test_a_silent_server_is_given_up(certificate, reader, silent):
    """After http.timeout without a word, at whatever stage, the look ends as TimedOut."""
    answers = {
        "examine": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n%s OK done\r\n",
        silent: b"" if silent == "greeting" else None,
    }
    server = faulty(certificate, capability=CAPABILITIES, **answers)
    try:
        with pytest.raises(TimedOut, match="silent"):
            await reader(replace(SETTINGS, timeout=timedelta(seconds=0.2)))(asks(server))
    finally:
        server.close()


async def test_a_server_that_drips_is_cut_off_at_the_deadline(certificate, reader):
    """One byte now and then keeps no timeout from passing, but the deadline; the connection is closed by then."""
    left = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def drip(_reader, writer):
        try:
            while True:
                writer.write(b"*")
                await writer.drain()
                await asyncio.sleep(0.02)
        finally:
            loop.call_soon_threadsafe(left.set)

    server = Server(certificate, drip)
    try:
        with pytest.raises(TimedOut, match=r"more than 0\.3 seconds"):
            await reader(replace(SETTINGS, deadline=timedelta(seconds=0.3)))(asks(server))
        await asyncio.wait_for(left.wait(), 10)
    finally:
        server.close()


async def test_a_look_counts_against_the_budget(server, reader):
    """A mail server is owed what every server is: its turn, and a place in the day's budget."""
    look = reader(replace(SETTINGS, budget=1))
    await look(asks(server))
    with pytest.raises(OverBudget):
        await look(asks(server))


@pytest.mark.parametrize("url", ["imaps://host/INBOX", "imaps://kim@host/", "https://kim:pass@host/", "imaps:///INBOX"])
async def test_what_names_no_mailbox_is_refused(reader, url):
    """An address without host, user or password, or of another kind, is told to be mended."""
    with pytest.raises(Gone, match="no address of a mailbox"):
        await reader()(PageRequest(url, medium="mailbox"))
