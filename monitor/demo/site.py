"""The replay's local web: dockets, a newspaper, a circuit's feed, and a sink to which alerts are really delivered."""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self

from monitor.demo.pages import court_feed, docket_page, news_feed, news_page, opinions_list
from monitor.demo.story import STORYLINE

SINK = "/sink"
CIRCUIT_FEED = "/cadc/rss"
CIRCUIT_OPINIONS = "/cadc/opinions"
NEWS_FEED = "/news/politics.xml"


class Site:
    """A real HTTP server on 127.0.0.1 whose pages are those of the moment `clock` gives; use it as a context."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Take a free port; nothing is served before the context is entered."""
        self.clock = clock
        self.received: list[dict[str, Any]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(self))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        """Serve."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """The port that was free."""
        return self._server.server_port

    @property
    def address(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return f"http://127.0.0.1:{self.port}"

    def page(self, path: str) -> tuple[str, bytes] | None:
        """Content type and body of a page at this moment; None where there is none."""
        now = self.clock()
        docket = next((docket for docket in STORYLINE.dockets if docket.path == path), None)
        if docket:
            return "text/html; charset=utf-8", docket_page(docket, now).encode()
        if path == NEWS_FEED:
            return "application/rss+xml; charset=utf-8", news_feed(STORYLINE.stories, self.address, now).encode()
        if path == CIRCUIT_FEED:
            feed = court_feed("cadc", [STORYLINE.docket("25-5181")], self.address, now)
            return "application/xml", feed.encode("iso-8859-1", "xmlcharrefreplace")
        if path == CIRCUIT_OPINIONS:
            return "text/html; charset=utf-8", opinions_list([STORYLINE.docket("25-5181")], now).encode()
        story = next((story for story in STORYLINE.stories if path == f"/news/{story.slug}" and story.at <= now), None)
        return ("text/html; charset=utf-8", news_page(story).encode()) if story else None


def _answering(site: Site) -> type[BaseHTTPRequestHandler]:
    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = site.page(self.path)
            if found is None:
                self.send_error(404)
                return
            kind, body = found
            etag = f'"{sha256(body).hexdigest()[:16]}"'
            same = self.headers.get("If-None-Match") == etag
            self.send_response(304 if same else 200)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", "0" if same else str(len(body)))
            self.end_headers()
            if not same:
                self.wfile.write(body)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            site.received.append(json.loads(body))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Every request of the replay is expected; a log of them would only hide the alerts."""

    return Answers
