"""The services of the internet on loopback: a proxy that answers for every host itself, by a certificate of ours.

Apprise's plugins for Slack, Discord, Telegram … have their service's address built in. Its HTTP library honours
HTTPS_PROXY and REQUESTS_CA_BUNDLE, so that they can be run unchanged and nothing leaves the machine.
"""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWER = {
    "ok": True,
    "result": {},
    "channel": "C1",
    "m.homeserver": {"base_url": "https://matrix.example"},
    "versions": ["v1.5"],
    "user_id": "@monitor:matrix.example",
    "device_id": "D1",
    "access_token": "tok",
    "room_id": "!room:matrix.example",
    "event_id": "$1",
}
"""What the services say to every request: each finds its own words among these."""
SAYS_OK = "hooks.slack.com"
"""The host that says no more than "ok"."""


@dataclass
class Request:
    """What one service was asked."""

    host: str
    path: str
    headers: dict[str, str]
    body: dict = field(default_factory=dict)


class Internet(ThreadingHTTPServer):
    """Answers for all hosts; `requests` are those with a body. `status` and `answer` are of the services."""

    daemon_threads = True

    def __init__(self, certificate):
        super().__init__(("127.0.0.1", 0), Service)
        self.certificate, self.requests, self.status, self.answer = certificate, [], 200, ANSWER

    def surroundings(self):
        """The environment in which a client takes us for the internet."""
        proxies = dict.fromkeys(("HTTPS_PROXY", "https_proxy"), f"http://127.0.0.1:{self.server_port}")
        direct = dict.fromkeys(("NO_PROXY", "no_proxy"), "")
        return {**proxies, **direct, "REQUESTS_CA_BUNDLE": str(self.certificate.file)}


class Service(BaseHTTPRequestHandler):
    """One connection: the proxy's CONNECT, then the service's own requests within it."""

    protocol_version = "HTTP/1.1"
    host = ""

    def do_CONNECT(self):
        """Go on as the host that is asked for."""
        self.send_response(200)
        self.end_headers()
        self.host = self.path.rpartition(":")[0]
        context = self.server.certificate.of_server()
        self.request = context.wrap_socket(self.connection, server_side=True)
        self.setup()
        self.close_connection = False

    def do_POST(self):
        """Keep what is asked, and answer."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if body:
            self.server.requests.append(Request(self.host, self.path, dict(self.headers), json.loads(body)))
        answer = b"ok" if self.host == SAYS_OK else json.dumps(self.server.answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_PUT = do_GET = do_POST  # noqa: N815 (http.server calls them so)

    def finish(self):
        """End the TLS of our own making with the connection."""
        super().finish()
        self.connection.close()

    def log_message(self, *_):
        """Print nothing."""


@contextmanager
def internet(certificate):
    """An internet that lasts until the end of the block."""
    net = Internet(certificate)
    thread = threading.Thread(target=net.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield net
    finally:
        net.shutdown()
        net.server_close()
        thread.join()
