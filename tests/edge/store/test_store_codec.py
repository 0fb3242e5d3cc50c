"""JSON of our values: what goes in comes out, also years later."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.edge.store.codec import decode, encode, pack, unpack
from monitor.errors import StoreDamaged, StoreError
from monitor.model import (
    Alert,
    Appeal,
    Check,
    Development,
    HealthNote,
    Item,
    Learned,
    LegalEvent,
    Mark,
    Matter,
    Snapshot,
)

WORDS = [Alert, Check, Development, HealthNote, Learned, LegalEvent, Mark, Snapshot]


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.from_type(kind) for kind in WORDS))
def test_every_value_survives(value):
    """Any value of the words we keep is the same after a round trip."""
    assert decode(type(value), encode(value)) == value


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_packing_is_undone_by_unpacking(text):
    """Packed text comes back byte for byte."""
    assert unpack(pack(text.encode())) == text.encode()


def test_defaults_take_no_space():
    """Only what is said is written, as compact JSON."""
    assert encode(Item("k", "Über")) == '{"key":"k","title":"Über"}'


@dataclass(frozen=True)
class Then:
    """A word as an old version of the program knew it."""

    key: str
    dropped: int


@dataclass(frozen=True)
class Now:
    """The same word after a field was dropped and two were added."""

    key: str
    note: str | None = None
    matters: tuple[Matter, ...] = ()


def test_old_values_are_read_by_newer_programs():
    """A dropped field is skipped, an added one has its default."""
    assert decode(Now, encode(Then("k", 4))) == Now("k")


def test_newer_values_are_read_by_older_programs():
    """The same the other way round, inside nested values too."""
    text = json.dumps({"type": "notice", "to": "cadc", "panel": ["Rao"]})
    assert decode(Appeal, text) == Appeal("notice", "cadc")


@pytest.mark.parametrize("text", ['{"title": "no key"}', '{"key": "k", "title": "t", "kind": "poem"}', "{", ""])
def test_what_is_not_ours_is_damage(text):
    """A row that does not read is told as damage, with what to do."""
    with pytest.raises(StoreDamaged, match=r"a stored Item: .*monitor restore"):
        decode(Item, text)


def test_what_does_not_unpack_is_damage():
    """Broken compression is told in the same way."""
    with pytest.raises(StoreDamaged, match="monitor restore"):
        unpack(b"not zstd")


def test_subclasses_of_str_are_text():
    """Parsers hand out strings of their own classes; they are kept as plain text."""

    class NodeText(str):
        __slots__ = ()

    assert type(decode(Item, encode(Item(NodeText("k"), "t"))).key) is str


def test_a_wrong_type_is_refused():
    """What could not be read back is not written."""
    with pytest.raises(StoreError, match="Item"):
        encode(Item("k", "t", pages="twelve"))
