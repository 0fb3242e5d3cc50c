"""How much of real pages is read, and how fast: `./run bench sources`.

For each format: the pages whose every entry has exactly the expected text (white space aside), the entries read, and
the time a page takes. The real pages stay in the shared folder beside the checkout; without it, only the project's own
samples are timed.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from monitor.errors import PageError
from monitor.model import Item, Page, Source
from monitor.sources import KINDS

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "pages"
SUFFIX = ".expected.json"
MAILS = "nef"


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


def expected_texts(path: Path) -> list[str]:
    """The texts that the expected parse has, sorted; those it joined with AND (feeds) apart."""
    wanted = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(wanted, dict):
        return sorted(words(row["description"] or row["short_description"]) for row in wanted["docket_entries"])
    labels = (row["docket_entries"][0]["short_description"] for row in wanted)
    return sorted(words(label) for joined in labels for label in joined.split(" AND "))


def timed(kind: str, page: Page) -> tuple[Sequence[Item], float]:
    """The items of a page, none when it is not readable, and the milliseconds it took."""
    source = Source("bench", kind, page.url, KINDS[kind].options())
    started = perf_counter()
    try:
        items: Sequence[Item] = KINDS[kind].parse(source, [page]).items
    except PageError as error:
        print(f"  {page.url}: {error}", file=sys.stderr)
        items = ()
    return items, (perf_counter() - started) * 1000


def real_pages() -> Iterator[tuple[str, str, Path]]:
    """Format, kind and expected parse of each real page."""
    for path in sorted(SHARED.glob(f"*{SUFFIX}")):
        form = path.name.split("__")[0]
        if form != MAILS:
            yield form, "court_feed" if form == "rss_feeds" else "docket", path


def read(kind: str, path: Path, tally: Tally) -> None:
    """Read one real page and compare it with what is expected."""
    name = path.name.removesuffix(SUFFIX)
    body = path.with_name(name).read_bytes()
    items, took = timed(kind, Page(f"https://bench.invalid/{name}", body, datetime.now(UTC)))
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
        _items, took = timed(kind, Page(f"file:{sample.name}", sample.read_bytes(), datetime.now(UTC)))
        print(f"first {kind} page, libraries loading: {took:.0f} ms")


def main() -> None:
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
    print(f"{whole} of {pages} pages with every entry as expected; mails ({MAILS}) are of another kind")
    for tally in tallies.values():
        print(*(f"  differs: {name}" for name in tally.wrong), sep="\n", end="\n" if tally.wrong else "")


if __name__ == "__main__":
    main()
