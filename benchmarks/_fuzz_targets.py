"""What the fuzzer feeds: bytes of strangers, into each reader of the program, with seeds that we made ourselves.

A target takes any bytes. The first of them picks the source that reads the rest (a format of dockets, a court's list),
so that one target holds all that share a reader. It may raise a MonitorError; everything else is a find.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from monitor.core.detect import detect
from monitor.core.diff import diff, keys
from monitor.courts.docket_numbers import identity, numbers_in, parse_ref, same_number
from monitor.detectors import DETECTORS
from monitor.edge.decode import BROKEN, DECODERS
from monitor.edge.robots import rules_of
from monitor.edge.store.codec import decode, encode
from monitor.edge.worker import kind_named, read
from monitor.model import Change, Item, Page, Snapshot, Source
from monitor.sources import KINDS
from monitor.sources._bundle import CONTENT_TYPE, Bundle
from monitor.sources._stamp import stamp_of
from tests.sources.court_mails import nef
from tests.sources.pdfs import pdf

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
FETCHED = datetime(2026, 3, 1, 12, tzinfo=UTC)
TYPES = {".html": "text/html", ".xml": "application/xml", ".json": "application/json", ".pdf": "application/pdf"}
BUNDLED = {"mailbox": (".eml",), "folder": (".html", ".mhtml", ".eml", ".pdf", ".json", ".xml")}
"""Kinds that read several files at once, and how the names of theirs end."""
SEE = [detector.see for detector in DETECTORS]
MOST_A_STEP = 8 * 1024 * 1024
"""Bytes that one step of a decoder may yield at the very most (edge/decode.py)."""
STAMP = "Case 1:25-cv-00457-CKK   Document 53   Filed 11/21/25   Page 1 of 94\nORDERED that the motion is GRANTED."


@dataclass(frozen=True)
class Given:
    """How one page is read: its source, what the server says of it, and the end of its name in a bundle."""

    source: Source[Any]
    content_type: str = "text/html"
    ending: str = ""


@dataclass(frozen=True)
class Target:
    """One target: what takes the bytes, and the inputs to begin with."""

    name: str
    take: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]


def samples(kind: str) -> Iterator[tuple[Given, bytes]]:
    """The reviewed pages of a kind, each with its source."""
    for path in sorted((SAMPLES / kind).iterdir()):
        if path.name.endswith((".expected.json", ".source.json")):
            continue
        beside = path.with_suffix(".source.json")
        given = json.loads(beside.read_text()) if beside.exists() else {}
        options = KINDS[kind].options(**given.pop("options", {}))
        source = Source(kind, kind, given.pop("url", "https://news.example.org/page"), options, **given)
        yield Given(source, TYPES.get(path.suffix, ""), path.suffix), path.read_bytes()


@cache
def givens(kind: str) -> tuple[Given, ...]:
    """The ways in which a kind is read; a byte picks one."""
    if kind in BUNDLED:
        source = Source(kind, kind, "folder", KINDS[kind].options(), court="dcd")
        return tuple(Given(source, CONTENT_TYPE, ending) for ending in BUNDLED[kind])
    found: list[Given] = []
    for given, _ in samples(kind):
        found += [given] if given not in found else []
    return tuple(found)


def seeds_of(kind: str) -> list[bytes]:
    """The samples of a kind, and of a folder those of all kinds whose pages may be saved there."""
    found = list(samples(kind))
    if kind == "mailbox":
        found.append((found[0][0], nef()))
    if kind == "folder":
        others = [sample for other in ("docket", "document", "mailbox") for sample in samples(other)]
        found += [(replace(found[0][0], ending=given.ending), body) for given, body in others]
    if kind in {"folder", "document"}:
        found.append((replace(found[0][0], ending=".pdf"), pdf([STAMP, "", "SO ORDERED."])))
    return [bytes([place_of(given)]) + body for given, body in found]


def place_of(given: Given) -> int:
    """Which of its kind's ways a way of reading is; in a bundle only the end of the name counts."""
    ways = givens(given.source.kind)
    if given.source.kind in BUNDLED:
        return [way.ending for way in ways].index(given.ending)
    return ways.index(given)


def reading(kind: str) -> Callable[[bytes], None]:
    """The road of one page: read, asked what goes on, compared, judged, kept and read back."""

    def take(data: bytes) -> None:
        ways = givens(kind)
        given = ways[(data[0] if data else 0) % len(ways)]
        page = page_of(given, data[1:])
        KINDS[kind].more(given.source, [page])
        snapshot = read(kind_named, given.source, [page])
        require_keepable(snapshot)
        changes = diff(None, snapshot, frozenset())
        KINDS[kind].follow(given.source, changes)
        judge(given.source, changes)
        assert not list(diff(snapshot, snapshot, frozenset())), "a page differs from itself"

    return take


def page_of(given: Given, body: bytes) -> Page:
    """The page with this body, in a bundle where the kind reads several."""
    if given.source.kind in BUNDLED:
        body = Bundle(((f"saved{given.ending}", body),)).as_body()
    return Page(given.source.url, body, FETCHED, content_type=given.content_type)


def require_keepable(snapshot: Snapshot) -> None:
    """Assert what the store and the diff rely on: keys are unique, and what is kept can be read back."""
    own = [item.key for item in snapshot.items]
    assert len(own) == len(set(own)), "two items share a key"
    assert all(len(set(keys(item))) == len(list(keys(item))) for item in snapshot.items), "an item has one name twice"
    decode(Snapshot, encode(snapshot))


def judge(source: Source[Any], changes: Sequence[Change]) -> None:
    """All detectors on the items themselves, past the guard that would hide what they raise, and then on the road."""
    for change in changes:
        for see in SEE:
            see(change.item)
    assert not detect(source, changes, SEE).crashed, "an item is fit for the detectors, but not its change"


def judged(data: bytes) -> None:
    """All detectors on a text, as an entry and as a story, alone and as an edit of its first half."""
    text = data.decode("utf-8", "replace")
    source = Source("fuzz", "docket", "https://ecf.dcd.uscourts.gov/", KINDS["docket"].options(), court="dcd")
    for kind in ("docket_entry", "article"):
        item, before = Item("key", text[:80], text, kind), Item("key", text[:80], text[: len(text) // 2], kind)
        judge(source, [Change("added", item), Change("edited", item, before)])


def texts() -> list[bytes]:
    """The texts that the detectors are tested on."""
    files = ((SAMPLES / "detect" / f"{name}.jsonl").read_text() for name in ("entries", "stories"))
    lines = [line for text in files for line in text.splitlines()]
    return [json.loads(line)["text"].encode() for line in lines]


def numbered(data: bytes) -> None:
    """Everything that reads docket numbers, and the stamp of a document."""
    text = data.decode("utf-8", "replace")
    for number in [*numbers_in(text), text]:
        assert same_number(number, number) == (identity(number) is not None)
    stamp_of(text)
    with suppress(ValueError):
        parse_ref(text)


def decoded(data: bytes) -> None:
    """The undoing of a content coding, byte by byte and whole; the first byte picks it."""
    name = sorted(DECODERS)[(data[0] if data else 0) % len(DECODERS)]
    for step in (len(data) or 1, 7):
        decoder = DECODERS[name]()
        with suppress(*BROKEN):
            for at in range(1, len(data), step):
                for piece in decoder.feed(data[at : at + step]):
                    assert len(piece) <= MOST_A_STEP, "one step yields more than the bound"


def forbidden(data: bytes) -> None:
    """A site's robots.txt."""
    rules = rules_of(data, "docket-monitor")
    rules.can_fetch("https://news.example.org/a?b=c", "docket-monitor")
    rules.crawl_delay("docket-monitor")


TARGETS = [
    *(Target(kind, reading(kind), lambda kind=kind: seeds_of(kind)) for kind in sorted(KINDS)),
    Target("detect", judged, texts),
    Target("numbers", numbered, lambda: [b"dcd 1:25-cv-00457", b"No. 26-5006", STAMP.encode(), *texts()[:40]]),
    Target("codings", decoded, lambda: [bytes([place]) + bytes(range(64)) for place in range(len(DECODERS))]),
    Target("robots", forbidden, lambda: [b"User-agent: *\nDisallow: /a\nAllow: /a?b\nCrawl-delay: 3\n"]),
]
"""Everything that reads what strangers write."""
