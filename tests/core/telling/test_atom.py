"""The Atom feed: read back by a program, whatever stands in the pages."""

from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from lxml import etree

from monitor.core.telling.atom import MOST_ENTRIES, atom
from monitor.core.telling.facts import Reader
from tests.core.storyline import APPEAL, CTR, DOCKET, RULING, SEEN, STORY, report

READER = Reader("it is in the feed of this case", names={CTR.id: CTR.name})
SPACE = "{http://www.w3.org/2005/Atom}"


def feed(*developments, **more):
    """The feed as a program reads it back."""
    read = feedparser.parse(atom(f"case {CTR.id}", CTR.name, developments, more.pop("reader", READER), **more))
    assert not read.bozo
    return read


def test_each_development_is_one_entry():
    """First line, link, kind, moments, and the words of the alert."""
    read = feed(RULING, link="https://monitor.example/ctr.atom")
    (entry,) = read.entries
    assert (read.feed.title, read.feed.author) == (CTR.name, "Docket Monitor")
    assert entry.title.startswith("D.D.C. (Kollar-Kotelly): stay of agency policy GRANTED")
    assert (entry.link, entry.tags[0].term) == (DOCKET, "ruling")
    assert (entry.published, entry.updated) == ("2025-11-21T21:07:12Z", "2025-11-21T21:10:12Z")
    content = entry.content[0].value
    for words in (
        "granting 30 Motion to Stay",
        "it is in the feed of this case",
        "open the document before you publish",
    ):
        assert words in content


def test_it_has_what_the_standard_asks_for():
    """RFC 4287 §4.1.1 and §4.1.2: id, title, updated, an author; of an entry id, title, updated; each once."""
    root = etree.fromstring(atom("all", "All cases", STORY, READER))
    for part in (root, *root.findall(f"{SPACE}entry")):
        assert [len(part.findall(f"{SPACE}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    ids = [found.text for found in root.iter(f"{SPACE}id")]
    assert len(set(ids)) == len(STORY) + 1
    assert all(id_.startswith("urn:uuid:") for id_ in ids)
    assert root.find(f"{SPACE}author/{SPACE}name").text == "Docket Monitor"


def test_the_same_knowledge_gives_the_same_bytes():
    """In any order; a feed without entries, too."""
    for known in (STORY, ()):
        assert atom("all", "x", known, READER) == atom("all", "x", known[::-1], READER)


def test_an_entry_keeps_its_id_when_more_is_learned():
    """It is replaced in the reader, and comes first."""
    later = report(seen=SEEN + timedelta(days=2))
    again = feed(RULING, replace(APPEAL, reports=(*APPEAL.reports, later)))
    assert again.entries[0].id == feed(APPEAL).entries[0].id
    assert again.entries[0].updated == again.feed.updated == "2025-11-23T21:07:12Z"


def test_what_was_taken_back_changed_when_it_was():
    """The entry is new again when a later development says that it no longer counts."""
    undoer = replace(APPEAL, reports=(report(seen=SEEN + timedelta(days=9)),))
    undone = replace(RULING, undone="vacated", undone_by=undoer.id)
    assert {entry.updated for entry in feed(undone, undoer).entries} == {"2025-11-30T21:07:12Z"}


def test_only_the_newest_entries_are_listed():
    """A case of many years does not make a feed of many megabytes."""
    many = [replace(RULING, id=f"d{number}") for number in range(MOST_ENTRIES + 50)]
    assert len(feed(*many).entries) == MOST_ENTRIES


@pytest.mark.parametrize(
    "hostile",
    [
        "</content></entry><entry>",
        "\x00\x1b[31m\ufffe\uffff\ud800]]>",
        "]]></content><entry>\r\nBEGIN:VEVENT\r\n<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
        "x" * 100_000,
    ],
)
def test_pages_cannot_write_into_the_feed(hostile):
    """Markup, what no XML may hold, and length of a page stay text of one entry."""
    event = replace(RULING.event, title=hostile, evidence=hostile, url=f"https://court.example/{hostile[:9]}")
    read = feed(replace(RULING, event=event, case_name=hostile))
    assert len(read.entries) == 1
    assert "<entry>" not in str(read.entries[0].content[0].value)
    assert not set("\r\n\x00\x1b") & set(read.entries[0].title + read.entries[0].link)


def test_secrets_are_masked():
    """The address of a source may hold a key."""
    event = replace(RULING.event, url="https://court.example/?key=s3cret-key")
    raw = atom("all", "x", [replace(RULING, event=event)], READER, secrets=("s3cret-key",))
    assert b"s3cret-key" not in raw


def test_a_replay_says_so():
    """The demo's mark stands before the feed's title and each entry's."""
    read = feed(RULING, reader=replace(READER, mark="[REPLAY] "))
    assert read.feed.title.startswith("[REPLAY] ")
    assert read.entries[0].title.startswith("[REPLAY] ")
