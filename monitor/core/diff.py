"""What changed between two snapshots: items by identity, never lines of a page."""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Literal

from monitor.courts.entry_text import comparable
from monitor.model import Change, Item, Key, Snapshot

_Said = tuple[date | None, str]
"""The day and the words of an item."""
_WORD = re.compile(r"\S+")
_MOST_WORDS = 4000
"""Beyond this many words on a side, a word-level difference would cost seconds and nobody would read it."""


def diff(before: Snapshot | None, after: Snapshot, seen: AbstractSet[Key]) -> Sequence[Change]:
    """The items added, edited and (of a whole page) removed, in the order of `after`, then the removed ones.

    What is in `seen` is not new, even when it is not in `before`: a window forgets, and a page may lose and regain a
    row.
    """
    known = known_again(before, after)
    changes: list[Change] = []
    for item in after.items:
        old = known.get(item.key)
        if old is not None:
            if not same(old, item):
                changes.append(Change("edited", item, old))
        elif seen.isdisjoint(keys(item)):
            changes.append(Change("added", item))
    if before is not None and before.extent == after.extent == "whole":
        met = {old.key for old in known.values()}
        changes += [Change("removed", item, item) for item in before.items if item.key not in met]
    return changes


def known_again(before: Snapshot | None, after: Snapshot) -> Mapping[Key, Item]:
    """Which item of `before` each item of `after` is, by the key of the latter; none is two.

    First those that share a name (key or alias) and say the same on the same day. Then, on a whole page, those that say
    the same on the same day under other names: one of several equal entries that got its number, entries numbered anew,
    a page that now tells its court, which all names begin with. Last those that share a name: they were edited.
    """
    if before is None:
        return {}
    named = _by_any_key(before)
    found: dict[Key, Item] = {}
    _match(after, found, lambda item: (old for old in _of(item, named) if old.filed == item.filed and same(old, item)))
    if after.extent == "whole" and len(found) < len(after.items):
        _match(after, found, _by_words(before, after, found))
    _match(after, found, lambda item: _of(item, named))
    return found


def _match(after: Snapshot, found: dict[Key, Item], candidates: Callable[[Item], Iterable[Item]]) -> None:
    """Give each item that has none yet the first of its candidates that no other item has."""
    taken = {old.key for old in found.values()}
    for item in after.items:
        if item.key in found:
            continue
        old = next((old for old in candidates(item) if old.key not in taken), None)
        if old is not None:
            found[item.key] = old
            taken.add(old.key)


def _of(item: Item, named: Mapping[Key, Item]) -> Iterator[Item]:
    """The items that share a name with this one, the surest name first."""
    return (named[key] for key in keys(item) if key in named)


def _by_words(before: Snapshot, after: Snapshot, found: Mapping[Key, Item]) -> Callable[[Item], Iterable[Item]]:
    """A finder of the items left over that say the same.

    What has a name of an entry with new words is left for that entry: it was edited, and an equal entry beside it is
    new. So it is with a label that gets its text while another document of that label comes in.
    """
    taken = {old.key for old in found.values()}
    over = [old for old in before.items if old.key not in taken]
    if not over:  # the usual case: rows were put to those that were there
        return lambda _item: ()
    said_before = {_said(old) for old in before.items}
    edited = {key for item in after.items if _said(item) not in said_before for key in keys(item)}
    left: dict[_Said, list[Item]] = defaultdict(list)
    for old in over:
        if edited.isdisjoint(keys(old)):
            left[_said(old)].append(old)
    return lambda item: left.get(_said(item), ())


def _said(item: Item) -> _Said:
    return item.filed, comparable(item.text)


def keys(item: Item) -> Iterator[Key]:
    """The item's key, then its aliases."""
    yield item.key
    yield from item.aliases


def same(one: Item, other: Item) -> bool:
    """Whether two forms of an item say the same; clerks' marks, case and white space say nothing."""
    return _alike(one.text, other.text) and (one.kind == "docket_entry" or _alike(one.title, other.title))


def _alike(one: str, other: str) -> bool:
    return one == other or comparable(one) == comparable(other)


def words(before: str, after: str) -> str:
    """The difference word by word: `[-taken out-]{+put in+}`; long unchanged stretches are cut to their ends."""
    marked = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return " ".join(marked[kind].format(stretch) for kind, stretch in pieces(before, after))


def pieces(before: str, after: str) -> Iterator[tuple[Literal["", "-", "+"], str]]:
    """The stretches of a difference in order: kept (cut to its ends where it is long), taken out, put in."""
    old, new = _WORD.findall(before)[:_MOST_WORDS], _WORD.findall(after)[:_MOST_WORDS]
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "", _shortened(old[i:j])
            continue
        if j > i:
            yield "-", " ".join(old[i:j])
        if m > k:
            yield "+", " ".join(new[k:m])


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
