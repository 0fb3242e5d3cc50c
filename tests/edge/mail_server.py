"""Real IMAP servers over TLS on loopback: pymap with a mailbox in memory, and faulty ones that say what tests want."""

import asyncio
import logging
import shutil
import ssl
import subprocess
from argparse import Namespace
from contextlib import suppress
from functools import partial
from threading import Event, Thread

import pytest
from imapclient import IMAPClient
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

USER, PASSWORD = "kim@agency.test", "hunter 2/hunter2"
LOGIN = "kim%40agency.test:hunter%202%2Fhunter2"


class Certificate:
    """A certificate for 127.0.0.1 or other names, made for one test. `file` is what a client must trust."""

    def __init__(self, folder, names="IP:127.0.0.1"):
        if not shutil.which("openssl"):
            pytest.skip("makes its certificate with openssl")
        self.key, self.file = folder / "mail-key.pem", folder / "mail-certificate.pem"
        made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        named = ["-keyout", self.key, "-out", self.file, "-subj", "/CN=127.0.0.1", "-days", "2"]
        subprocess.run([*made, *named, "-addext", f"subjectAltName={names}"], check=True, capture_output=True)

    def of_server(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context

    def trusted(self):
        return ssl.create_default_context(cafile=self.file)


class Server:
    """A TLS server in a thread of its own; `talk(reader, writer)` is what it does with a connection."""

    def __init__(self, certificate, talk):
        self.certificate, self.talk = certificate, talk
        self._started = Event()
        self._thread = Thread(target=asyncio.run, args=[self._serve()], daemon=True)
        self._thread.start()
        assert self._started.wait(10)

    async def _serve(self):
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        await self.prepare()
        server = await asyncio.start_server(self._one, "127.0.0.1", 0, ssl=self.certificate.of_server())
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._over.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def prepare(self):
        """What must stand before the first connection."""

    async def _one(self, reader, writer):
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self.talk(reader, writer)
        writer.close()

    def url(self, folder="INBOX", login=LOGIN):
        return f"imaps://{login}@127.0.0.1:{self.port}/{folder}"

    def close(self):
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)


class MailServer(Server):
    """pymap. `put` lays a mail into a folder, `commands` are the lines that clients said."""

    def __init__(self, certificate):
        self.commands = []
        self._log = logging.getLogger("pymap.imap")
        self._listening = _Listening(self.commands)
        self._log.addHandler(self._listening)
        self._log.setLevel(logging.DEBUG)
        self._log.propagate = False
        super().__init__(certificate, self._pymap)

    async def prepare(self):
        settings = Namespace(host=None, port=0, debug=False, cert=None, key=None, tls=False, passlib_cfg=None)
        settings.proxy_protocol, settings.demo_data = None, False
        settings.demo_user, settings.demo_password = USER, PASSWORD
        backend, config = await DictBackend.init(settings, reject_dnsbl=False, invalid_user_sleep=0.0)
        config.apply_context()
        self._config = config
        self._pymap_talk = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))

    async def _pymap(self, reader, writer):
        self._config.apply_context()
        await self._pymap_talk(reader, writer)  # goes on in a task of its own
        await writer.wait_closed()

    def client(self):
        client = IMAPClient("127.0.0.1", self.port, ssl_context=self.certificate.trusted())
        client.login(USER, PASSWORD)
        return client

    def put(self, *mails, folder="INBOX", at=None):
        """Lay mails into a folder, as if they came in at a moment."""
        with self.client() as client:
            for mail in mails:
                client.append(folder, mail, msg_time=at)
        self.commands.clear()

    def close(self):
        super().close()
        self._log.removeHandler(self._listening)


class _Listening(logging.Handler):
    def __init__(self, commands):
        super().__init__()
        self._commands = commands

    def emit(self, record):
        line = record.getMessage()
        if "-->|" in line:
            self._commands.append(line.partition("-->| ")[2])


async def says(reader, writer, greeting=b"* OK ready\r\n", **answers):
    """Greet, and answer each command with what is given for its name; b"" breaks off, None is silence."""
    writer.write(greeting)
    while line := await reader.readline():
        tag, command = line.split()[:2]
        name = line.split()[2].decode().lower() if command == b"UID" else command.decode().lower()
        answer = answers.get(name, b"%s OK done\r\n")
        if answer is None:
            await asyncio.Event().wait()
        if not answer:
            return
        writer.write(answer.replace(b"%s", tag))
        await writer.drain()


def faulty(certificate, **answers):
    """A server of `says`."""
    return Server(certificate, partial(says, **answers))
