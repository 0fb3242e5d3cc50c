"""What the road from page to changes tells while a page grows row by row, and while clerks write its rows anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from monitor.core.diff import diff, keys
from monitor.core.sound import require_sound
from monitor.courts.entry_text import comparable
from monitor.errors import Emptied
from monitor.model import Item, Key, Snapshot

if TYPE_CHECKING:
    from benchmarks._growing import Rows  # run as a script, there is no such package

Read = Callable[[bytes], Snapshot]
SHOWN = 120
"""Characters of a text that a report shows."""


@dataclass
class Watch:
    """A source's memory between checks, as the store keeps it: the last snapshot and all keys ever seen.

    `told` counts the words of all that was told, first sight included.
    """

    read: Read
    last: Snapshot | None = None
    seen: set[Key] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)

    def look(self, body: bytes) -> list[str]:
        """What is told of a page: "added NOTICE of appeal", in the order of the changes."""
        after = self.read(body)
        try:
            require_sound(self.last, after)
        except Emptied as error:
            return [str(error)]
        changes = diff(self.last, after, self.seen)
        self.last = after
        self.told.update(comparable(change.item.text) for change in changes)
        self.seen.update(key for item in after.items for key in keys(item))
        return [f"{change.kind} {change.item.text}" for change in changes]


def oldest_first(rows: Rows, items: Sequence[Item]) -> Rows:
    """The rows in the order in which the court wrote them; pages show them in this order or in the other."""
    days = [item.published or item.filed for item in items]
    known = [day for day in days if day]
    turned = bool(known) and known[0] > known[-1]
    return replace(rows, rows=rows.rows[::-1]) if turned else rows


def grown_at_the_end(rows: Rows, read: Read) -> Iterator[str]:
    """Each row put below the others in turn: what was told of any but that one row, added."""
    watch, plain = Watch(read), rows.form("plain")
    watch.look(rows.page(plain[:1]))
    for count in range(2, len(plain) + 1):
        told = watch.look(rows.page(plain[:count]))
        yield from _but_one_new(told, f"row {count} at the end")
    yield from _never_told(watch)


def grown_on_top(rows: Rows, read: Read) -> Iterator[str]:
    """Each row put above the others in turn, first without its number, then with it."""
    watch, plain, bare = Watch(read), rows.form("plain"), rows.form("unnumbered")
    watch.look(rows.page(plain[:1]))
    for count in range(2, len(plain) + 1):
        above, below = slice(count - 1, count), plain[: count - 1][::-1]
        told = watch.look(rows.page([*bare[above], *below]))
        yield from _but_one_new(told, f"row {count} on top, without a number")
        for wrong in watch.look(rows.page([*plain[above], *below])):
            yield f"row {count} gets its number: {wrong[:SHOWN]}"
    yield from _never_told(watch)


def written_anew(rows: Rows, read: Read) -> Iterator[str]:
    """All rows in another form, then plain: whatever was told, for all of them are the same entries."""
    watch = Watch(read)
    watch.look(rows.page(rows.form("unnumbered")))
    for form in ("plain", *(form for form in rows.forms if form not in {"plain", "unnumbered"}), "plain"):
        for told in watch.look(rows.page(rows.form(form))):
            yield f"{form}: {told[:SHOWN]}"


def _but_one_new(told: Sequence[str], step: str) -> Sequence[str]:
    """Nothing when one entry and no more was added, else what was told instead."""
    if [words.split(" ", 1)[0] for words in told] == ["added"]:
        return ()
    return [f"{step}: {words[:SHOWN]}" for words in told] or [f"{step}: nothing told"]


def _never_told(watch: Watch) -> Iterator[str]:
    """The entries of the whole page that no telling was of: another must have been told in their place."""
    assert watch.last is not None
    wanted = Counter(comparable(item.text) for item in watch.last.items)
    for words in wanted - watch.told:
        yield f"never told: {words[:SHOWN]}"
