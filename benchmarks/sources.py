"""How real pages are read, and how silent the sources are where nothing happened: `./run bench sources`.

Three things, each failure listed:

- *reading*: for each format, the real pages whose every entry has exactly the expected text (white space aside);
- *identity*: each real docket page grows row by row, oldest first and newest first, and its rows are numbered late,
  numbered anew, written by other clerks and in other markup; every new entry must be told once and nothing else ever;
- *noise*: 100 news pages made here, requested again with everything changed that says nothing, then with one paragraph,
  one headline changed.

The second takes about ten minutes of two processors. The real pages stay in the shared folder beside the checkout;
without it, only the news pages are measured.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from _growing import cut
from _news_pages import Story, page, story
from _replay import grown_at_the_end, grown_on_top, oldest_first, written_anew

from monitor.core.diff import diff
from monitor.errors import PageError
from monitor.model import Item, Page, Snapshot, Source
from monitor.sources import KINDS

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "pages"
SUFFIX = ".expected.json"
MAILS = "nef"
NEWS_PAGES = 100


@dataclass
class Tally:
    """What was read of one format; times in milliseconds."""

    pages: int = 0
    whole: int = 0
    entries: int = 0
    wrong: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


def words(text: str | None) -> str:
    """A text with single blanks."""
    return " ".join((text or "").split())


def snapshot(kind: str, name: str, body: bytes) -> Snapshot:
    """What the page says; raises PageError."""
    source = Source("bench", kind, f"https://bench.invalid/{name}", KINDS[kind].options())
    return KINDS[kind].parse(source, [Page(source.url, body, datetime.now(UTC))])


# Reading


def expected_texts(path: Path) -> list[str]:
    """The texts that the expected parse has, sorted; those it joined with AND (feeds) apart."""
    wanted = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(wanted, dict):
        return sorted(words(row["description"] or row["short_description"]) for row in wanted["docket_entries"])
    labels = (row["docket_entries"][0]["short_description"] for row in wanted)
    return sorted(words(label) for joined in labels for label in joined.split(" AND "))


def timed(kind: str, name: str, body: bytes) -> tuple[Sequence[Item], float]:
    """The items of a page, none when it is not readable, and the milliseconds it took."""
    started = perf_counter()
    try:
        items: Sequence[Item] = snapshot(kind, name, body).items
    except PageError as error:
        print(f"  {error}", file=sys.stderr)
        items = ()
    return items, (perf_counter() - started) * 1000


def real_pages() -> Iterator[tuple[str, str, Path]]:
    """Format, kind and expected parse of each real page."""
    for path in sorted(SHARED.glob(f"*{SUFFIX}")):
        form = path.name.split("__")[0]
        if form != MAILS:
            yield form, "court_feed" if form == "rss_feeds" else "docket", path


def body_of(path: Path) -> tuple[str, bytes]:
    """Name and body of the page that an expected parse stands beside."""
    name = path.name.removesuffix(SUFFIX)
    return name, path.with_name(name).read_bytes()


def read(kind: str, path: Path, tally: Tally) -> None:
    """Read one real page and compare it with what is expected."""
    name, body = body_of(path)
    items, took = timed(kind, name, body)
    whole = sorted(words(item.text) for item in items) == expected_texts(path)
    tally.pages += 1
    tally.whole += whole
    tally.entries += len(items)
    tally.times.append(took)
    if not whole:
        tally.wrong.append(name)


def warm_up() -> None:
    """Load the heavy libraries first: that is paid once, and told apart."""
    for kind in ("docket", "court_feed", "article"):
        sample = next((ROOT / "tests" / "samples" / kind).glob("*.*ml"))
        _items, took = timed(kind, sample.name, sample.read_bytes())
        print(f"first {kind} page, libraries loading: {took:.0f} ms")


def bench_reading() -> None:
    """Print a line for each format, and the pages that differ."""
    warm_up()
    tallies: dict[str, Tally] = {}
    for form, kind, path in real_pages():
        read(kind, path, tallies.setdefault(form, Tally()))
    print(f"{'format':28} {'pages':>5} {'whole':>5} {'entries':>7} {'median ms':>9} {'worst ms':>8}")
    for form, tally in tallies.items():
        row = f"{form:28} {tally.pages:5} {tally.whole:5} {tally.entries:7}"
        print(f"{row} {median(tally.times):9.1f} {max(tally.times):8.1f}")
    pages, whole = (sum(getattr(tally, name) for tally in tallies.values()) for name in ("pages", "whole"))
    print(f"reading: {whole} of {pages} pages with every entry as expected; mails ({MAILS}) are of another kind")
    for tally in tallies.values():
        print(*(f"  differs: {name}" for name in tally.wrong), sep="\n", end="\n" if tally.wrong else "")


# Identity


def replayed(kind: str, path: Path) -> tuple[str, int, list[str]]:
    """One real page: its name, how many entries grew on it, and all that was told wrongly."""
    name, body = body_of(path)
    reading = partial(snapshot, kind, name)
    rows = cut(body)
    items = reading(rows.page(rows.form("plain"))).items
    if len(items) != len(rows.rows):
        return name, 0, [f"cut into {len(rows.rows)} rows, but {len(items)} entries are read"]
    rows = oldest_first(rows, items)
    return name, len(items) - 1, [
        wrong for grow in (grown_at_the_end, grown_on_top, written_anew) for wrong in grow(rows, reading)
    ]  # fmt: skip


def bench_identity() -> None:
    """Print how many entries grew on how many pages, and what was told wrongly."""
    pages = [(kind, path) for _form, kind, path in real_pages()]
    if not pages:
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = []
        for result in pool.map(replayed, *zip(*pages, strict=True)):
            results.append(result)
            if sys.stderr.isatty():
                print(f"\ridentity: {len(results)} of {len(pages)} pages", end="", file=sys.stderr, flush=True)
    grown, wrong = sum(count for _name, count, _wrong in results), sum(len(wrong) for _name, _count, wrong in results)
    print(f"identity: {grown} entries grew on {len(results)} pages, each twice; {wrong} things told wrongly")
    for name, _count, mistakes in results:
        print(*(f"  {name}: {mistake}" for mistake in mistakes), sep="\n", end="\n" if mistakes else "")


# Noise


def with_other_paragraph(told: Story) -> Story:
    """The story with one paragraph corrected."""
    at = len(told.headline) % len(told.paragraphs)
    mended = f"{told.paragraphs[at]} A correction was made to this paragraph."
    return replace(told, paragraphs=(*told.paragraphs[:at], mended, *told.paragraphs[at + 1 :]))


def with_other_headline(told: Story) -> Story:
    """The story under another headline."""
    return replace(told, headline=f"{told.headline}, appeal expected")


EDITS: dict[str, tuple[Callable[[Story], Story], int]] = {
    "noise": (lambda told: told, 0),
    "a paragraph": (with_other_paragraph, 1),
    "a headline": (with_other_headline, 1),
}
"""What is changed between two requests, and how many changes are to be told."""


def article(told: Story, number: int, noise: int) -> Snapshot:
    """What is read of a story's page."""
    return snapshot("article", str(number), page(told, number, noise).encode())


def bench_noise() -> None:
    """Print for each edit on how many pages exactly the right number of changes was told, and the others."""
    wrong: list[str] = []
    for number in range(NEWS_PAGES):
        told = story(number)
        before = article(told, number, noise=3 * number)
        if [line for line in told.paragraphs if line not in before.items[0].text]:
            wrong.append(f"page {number}: a paragraph is missing")
        for place, (name, (edit, wanted)) in enumerate(EDITS.items()):
            changes = diff(before, article(edit(told), number, noise=3 * number + place + 1), set())
            if len(changes) != wanted:
                wrong.append(f"page {number}, {name} changed: {len(changes)} changes told")
    print(f"noise: {NEWS_PAGES} news pages, each with {', '.join(EDITS)} changed; {len(wrong)} wrong")
    print(*(f"  {line}" for line in wrong), sep="\n", end="\n" if wrong else "")


def main() -> None:
    """Measure all three."""
    bench_reading()
    bench_noise()
    bench_identity()


if __name__ == "__main__":
    main()
