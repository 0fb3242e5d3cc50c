"""Services on loopback that take alerts as benchmarks/alerts.py wants them to, and note what came and when."""

import json
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

Temper = Callable[[int], int]
"""How a service answers: the HTTP status, by the number of the try."""
_NUMBER = re.compile(r"#(\d+)#")


class Log:
    """What one service was asked: each message as the numbers of its alerts, when begun and when taken."""

    def __init__(self) -> None:
        self.tries = 0
        self.begun: list[frozenset[int]] = []
        self.taken: list[tuple[float, frozenset[int]]] = []

    def begin(self, text: str) -> frozenset[int]:
        """A message came in."""
        self.tries += 1
        self.begun.append(frozenset(int(number) for number in _NUMBER.findall(text)))
        return self.begun[-1]

    def take(self, numbers: frozenset[int]) -> None:
        """It was taken."""
        self.taken.append((time.monotonic(), numbers))

    def counted(self) -> Counter[int]:
        """How often each alert arrived."""
        return Counter(number for _when, numbers in list(self.taken) for number in numbers)

    def delays(self, posted: dict[int, float]) -> list[float]:
        """Seconds from posting to arrival, the shortest first."""
        return sorted(when - posted[number] for when, numbers in self.taken for number in numbers)


class WebSink(ThreadingHTTPServer):
    """Webhooks, each at a path of its own with a temper of its own."""

    daemon_threads = True

    def __init__(self, tempers: dict[str, Temper]) -> None:
        super().__init__(("127.0.0.1", 0), _Taker)
        self.tempers, self.logs = tempers, {path: Log() for path in tempers}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def address(self, path: str) -> str:
        """The Apprise address of one."""
        return f"json://127.0.0.1:{self.server_port}/{path}"


class _Taker(BaseHTTPRequestHandler):
    server: WebSink

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        path = self.path.strip("/")
        log = self.server.logs[path]
        numbers = log.begin(f"{body['title']} {body['message']}")
        status = self.server.tempers[path](log.tries)
        if status == 200:  # noqa: PLR2004 (HTTP's OK)
            log.take(numbers)
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class MailSink:
    """A mail server that takes all."""

    def __init__(self) -> None:
        self.log = Log()
        with socket.create_server(("127.0.0.1", 0)) as probe:  # aiosmtpd cannot choose a free port itself
            self._port = probe.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self._port)
        self.controller.start()

    @property
    def address(self) -> str:
        """Its Apprise address."""
        return f"mailto://127.0.0.1:{self._port}?from=monitor@example.org&to=desk@example.org&format=text"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802 (aiosmtpd's)
        """Take one mail."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        parts: Iterable[Any] = (mail["Subject"], mail.get_content())
        self.log.take(self.log.begin(" ".join(str(part) for part in parts)))
        return "250 OK"

    def close(self) -> None:
        """End it."""
        self.controller.stop()
