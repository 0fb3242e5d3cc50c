"""A real web site on loopback whose pages a test changes, and a clock that a test moves."""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread

import pytest

from tests import postgres_server
from tests.road import World


class Clock:
    """Shows the moment a test set."""

    def __init__(self):
        self.now = datetime(2026, 1, 5, 15, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **time):
        """Move on by a timedelta's words: minutes=10."""
        self.now += timedelta(**time)


@dataclass
class Answer:
    """What the site answers at a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Server(ThreadingHTTPServer):
    """A server to which it means nothing that a client leaves before it has read everything."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Site:
    """A server on 127.0.0.1; `put` sets what stands at a path, `asked` are the paths asked for, `posted` the bodies."""

    def __init__(self):
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.posted: list[bytes] = []
        self.happened = Condition()
        self.server = Server(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def put(self, path, body="", status=200, **headers):
        """Let `path` answer with this body from now on."""
        raw = body.encode() if isinstance(body, str) else body
        kind = {"Content-Type": "text/html; charset=utf-8"}
        self.answers[path] = Answer(
            raw, status, kind | {name.replace("_", "-"): value for name, value in headers.items()}
        )

    def url(self, path=""):
        """The address of a path."""
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def wait(self, condition, seconds=30):
        """Wait until `condition()` holds; it is asked after every request. Fails when it does not come true in time."""
        with self.happened:
            assert self.happened.wait_for(condition, seconds), (
                f"did not happen in {seconds} s; asked: {self.asked[-20:]}"
            )

    def note(self, where, what):
        """Write down what happened, and wake who waits for it."""
        with self.happened:
            where.append(what)
            self.happened.notify_all()

    def close(self):
        """Stop the server."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def _handler(site):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            answer = site.answers.get(self.path, Answer(b"nothing here", 404))
            etag = f'"{sha256(answer.body).hexdigest()[:12]}"'
            same = answer.status == 200 and self.headers.get("If-None-Match") == etag
            site.note(site.asked, self.path)
            self._answer(304 if same else answer.status, b"" if same else answer.body, {"ETag": etag} | answer.headers)

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = site.answers.get(self.path, Answer())
            if answer.status < 300:
                site.note(site.posted, body)
            self._answer(answer.status, b"", answer.headers)

        def _answer(self, status, body, headers):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Silent: tests print what they need."""

    return Handler


@pytest.fixture
def site():
    """A web site of the test's own."""
    site = Site()
    yield site
    site.close()


@pytest.fixture
def clock():
    """A clock that stands at 2026-01-05 15:00 UTC until it is moved."""
    return Clock()


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server for all tests of this process; `new()` makes a database. `./run test` installs PostgreSQL."""
    if postgres_server.programs() is None and "CI" not in os.environ:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    folder.chmod(0o755)
    server = postgres_server.PostgresServer(folder / "server")
    yield server
    server.stop("immediate")
    shutil.rmtree(folder)


@pytest.fixture
async def world(tmp_path, clock):
    """The road with a real store and fetcher, a small detector, and a channel that takes what it is sent."""
    made = World(tmp_path, clock)
    yield made
    await made.aclose()
