"""What changed between two snapshots: items by identity, never lines of a page."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from monitor.courts.entry_text import comparable
from monitor.model import Change, Item, Key, Snapshot

_WORD = re.compile(r"\S+")
_MOST_WORDS = 4000
"""Beyond this many words on a side, a word-level difference would cost seconds and nobody would read it."""


def diff(before: Snapshot | None, after: Snapshot, seen: AbstractSet[Key]) -> Sequence[Change]:
    """The items added, edited and (of a whole page) removed, in the order of `after`, then the removed ones.

    An item is known again by its key or any alias. What is in `seen` is not new, even when it is not in `before`: a
    window forgets, and a page may lose and regain a row.
    """
    known = _by_any_key(before)
    changes: list[Change] = []
    met: set[Key] = set()
    for item in after.items:
        old = next((known[key] for key in keys(item) if key in known), None)
        if old is not None:
            met.add(old.key)
            if not same(old, item):
                changes.append(Change("edited", item, old))
        elif seen.isdisjoint(keys(item)):
            changes.append(Change("added", item))
    if before is not None and after.extent == "whole":
        changes += [Change("removed", item, item) for item in before.items if item.key not in met]
    return changes


def keys(item: Item) -> Iterator[Key]:
    """The item's key, then its aliases."""
    yield item.key
    yield from item.aliases


def same(one: Item, other: Item) -> bool:
    """Whether two forms of an item say the same; clerks' marks, case and white space say nothing."""
    return comparable(one.text) == comparable(other.text) and (
        one.kind == "docket_entry" or comparable(one.title) == comparable(other.title)
    )


def words(before: str, after: str) -> str:
    """The difference word by word: `[-taken out-]{+put in+}`; long unchanged stretches are cut to their ends."""
    old, new = _WORD.findall(before)[:_MOST_WORDS], _WORD.findall(after)[:_MOST_WORDS]
    out: list[str] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(_shortened(old[i:j]))
            continue
        out += [f"[-{' '.join(old[i:j])}-]"] * (j > i) + [f"{{+{' '.join(new[k:m])}+}}"] * (m > k)
    return " ".join(part for part in out if part)


def _shortened(stretch: Sequence[str], keep: int = 8) -> str:
    if len(stretch) <= 2 * keep + 1:
        return " ".join(stretch)
    return " ".join([*stretch[:keep], "…", *stretch[-keep:]])


def _by_any_key(snapshot: Snapshot | None) -> Mapping[Key, Item]:
    """Items by key and alias; a key goes before an alias of another item."""
    if snapshot is None:
        return {}
    by_alias = {alias: item for item in reversed(snapshot.items) for alias in item.aliases}
    return by_alias | {item.key: item for item in snapshot.items}
