"""How tests of sources make a source and a page, and show a snapshot as JSON."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.model import Page, Snapshot, Source
from monitor.sources import KINDS
from monitor.sources._bundle import Bundle

FETCHED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TYPES = {".html": "text/html", ".xml": "application/xml", ".json": "application/json", ".pdf": "application/pdf"}
BUNDLED = {"mailbox", "folder"}
"""Kinds whose page is a bundle of files: a sample is one of them."""


def make_source(kind: str, url: str = "https://example.org/page", **given: Any) -> Source[Any]:
    """A source of a kind."""
    options = KINDS[kind].options(**given.pop("options", {}))
    return Source(f"a-{kind}", kind, url, options, **given)


def make_page(body: str | bytes, url: str = "https://example.org/page", content_type: str = "text/html") -> Page:
    """A page with a body."""
    return Page(url, body.encode() if isinstance(body, str) else body, FETCHED, content_type=content_type)


def bundled(*files: tuple[str, bytes], flaws: tuple[str, ...] = ()) -> bytes:
    """Files as the body of a page of a mailbox or a folder."""
    return Bundle(files, flaws).as_body()


def read_page(kind: str, body: str | bytes, url: str = "https://example.org/page", **given: Any) -> Snapshot:
    """The snapshot of one page."""
    content_type = given.pop("content_type", "text/html")
    return KINDS[kind].parse(make_source(kind, url, **given), [make_page(body, url, content_type)])


@pytest.fixture
def source() -> Callable[..., Source[Any]]:
    """Make a source of a kind; `options` are the kind's own, as in the config."""
    return make_source


@pytest.fixture
def page() -> Callable[..., Page]:
    """Make a page, as a server answered it."""
    return make_page


@pytest.fixture
def read() -> Callable[..., Snapshot]:
    """Read one page: kind, body, and what the source says."""
    return read_page


@pytest.fixture(name="bundled")
def bundled_fixture() -> Callable[..., bytes]:
    """Make the body of a page of a mailbox or a folder: names and contents of files."""
    return bundled


@pytest.fixture
def read_sample() -> Callable[[Path], Snapshot]:
    """Read a sample, with the source that stands beside it."""

    def reading(path: Path) -> Snapshot:
        beside = path.with_suffix(".source.json")
        given = json.loads(beside.read_text()) if beside.exists() else {}
        if path.parent.name in BUNDLED:
            return read_page(path.parent.name, bundled((path.name, path.read_bytes())), **given)
        return read_page(path.parent.name, path.read_bytes(), content_type=TYPES[path.suffix], **given)

    return reading


@pytest.fixture
def shown() -> Callable[[Snapshot], dict[str, Any]]:
    """Show a snapshot as JSON, without what is empty."""

    def showing(snapshot: Snapshot) -> dict[str, Any]:
        full = asdict(snapshot)
        kept = {name: full[name] for name in ("extent", "carries", "oldest", "about", "items")}
        return json.loads(json.dumps(_without_empty(kept), default=str))

    return showing


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_empty(part) for name, part in value.items() if part not in (None, "", (), [], False, {})}
    if isinstance(value, (list, tuple)):
        return [_without_empty(part) for part in value]
    return value
