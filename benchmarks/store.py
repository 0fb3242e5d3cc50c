"""How fast the store is and how much it keeps: `./run bench store`.

A docket of 300 entries, invented but of usual length, of which each changed check adds one. Every commit is one
transaction on a real file, as the daemon does it: mark, snapshot, keys, development, alert, check record.
"""

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from monitor.edge.store import Keep, SqlStore
from monitor.edge.store.codec import encode, pack
from monitor.model import Alert, Check, Development, Item, LegalEvent, Mark, Report, Snapshot

ENTRIES, COMMITS, UNCHANGED, ALERTS = 300, 200, 1000, 200
START = datetime(2025, 11, 21, 21, 7, tzinfo=UTC)
TEXT = """
    ORDER granting in part and denying in part Motion to Dismiss for the reasons stated in the accompanying memorandum
    opinion NOTICE of Appeal as to Order on Motion for Preliminary Injunction by INTERNAL REVENUE SERVICE SCOTT
    BESSENT fee status waived parties have been notified MINUTE response due by status report Joint declaration of
    exhibit attachments main document Signed by Judge reply in support of certificate of service amicus brief
"""
WORDS = TEXT.split()


def entry(number: int) -> Item:
    """A docket entry; the text is 10 to 120 words long."""
    dice = random.Random(number)  # noqa: S311 (the same texts each time)
    text = " ".join(dice.choices(WORDS, k=dice.randint(10, 120)))
    day = (START - timedelta(days=ENTRIES) + timedelta(hours=20 * number)).date()
    return Item(
        f"dcd:1:25-cv-00457:{286_000 + 7 * number}",
        text[:60],
        text,
        url=f"https://ecf.dcd.uscourts.gov/doc1/0450{number:08d}",
        filed=day,
        entered=day,
        number=str(number),
        court="dcd",
        docket_number="1:25-cv-00457",
        aliases=(f"dcd:1:25-cv-00457:no:{number}", f"dcd:1:25-cv-00457:doc:0450{number:08d}"),
    )


def changed_check(store: SqlStore, entries: Sequence[Item], number: int) -> tuple[float, float]:
    """Keep one changed check as the pipeline does; gives the seconds that reading and writing took."""
    now = START + timedelta(minutes=number)
    event = LegalEvent("ruling", disposition="granted", court="dcd", evidence=entries[0].text)
    report = Report("docket", entries[0].key, entries[0].url, "Order", now, record=True)
    found = Development(f"development-{number}", event, (report,), now, case="ctr-v-irs")
    text = entries[0].text
    alert = Alert("desk", f"alert-{number}", text[:60], text, text, text, "success", "t", now, now)
    begun = perf_counter()
    mark, _ = store.mark("docket"), store.latest("docket")
    store.seen("docket", store.latest("docket"))
    read = perf_counter()
    after = Snapshot("docket", now, "whole", tuple(entries))
    with store.writing() as book:
        book.known(())
        book.commit(Check("docket", now), replace(mark, checked=now), after, [found], (), [alert])
    return read - begun, perf_counter() - read


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    begun = perf_counter()
    action()
    return perf_counter() - begun


def middle(took: Sequence[float]) -> float:
    """The median in milliseconds of sorted seconds."""
    return took[len(took) // 2] * 1000


def bench_commits(store: SqlStore) -> None:
    """Changed checks."""
    entries = [entry(number) for number in range(ENTRIES + COMMITS)]
    windows = [entries[number : number + ENTRIES] for number in range(COMMITS)]
    took = [changed_check(store, window, number) for number, window in enumerate(windows)]
    reading, writing = (sorted(part) for part in zip(*took, strict=True))
    print(
        f"changed checks     {COMMITS / sum(reading + writing):8.0f} /s   each reads {middle(reading):.1f} ms ", end=""
    )
    print(f"(mark, snapshot, keys) and commits {middle(writing):.1f} ms, at most {writing[-1] * 1000:.1f}")


def bench_unchanged(store: SqlStore) -> None:
    """Unchanged checks of a thousand sources, gathered and written."""
    marks = [Mark(f"source-{number}", checked=START, due=START, etag='"abc"') for number in range(UNCHANGED)]

    def record_all() -> None:
        for mark in marks:
            store.mark(mark.source)
            store.record_unchanged(Check(mark.source, START, 0.1, unchanged=True), mark)
        store.flush()

    first, again = seconds(record_all), seconds(record_all)
    print(f"unchanged checks   {UNCHANGED / first:8.0f} /s   of new sources; {UNCHANGED / again:.0f} /s of known ones")


def bench_outbox(store: SqlStore) -> None:
    """Claims, one after the other, with the outbox full."""
    claimed = seconds(lambda: [store.claim_due("desk", START + timedelta(days=1)) for _ in range(ALERTS)])
    print(f"claims             {ALERTS / claimed:8.0f} /s")


def bench_size(store: SqlStore, file: Path) -> None:
    """What is kept on the disk."""
    latest = store.latest("docket")
    assert latest is not None
    text = encode(latest)
    store.close()
    print(f"a snapshot of {ENTRIES}  {len(pack(text.encode())):8d} B   packed, of {len(text.encode())} B of JSON")
    print(f"the whole file     {file.stat().st_size / 1e6:8.1f} MB  after all of this")


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "monitor.db"
        store = SqlStore.open(f"sqlite:///{file}", keep=Keep(timedelta(90), timedelta(30)))
        bench_commits(store)
        bench_unchanged(store)
        bench_outbox(store)
        bench_size(store, file)


if __name__ == "__main__":
    main()
