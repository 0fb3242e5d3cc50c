"""Developments as an Atom feed (RFC 4287): one entry each, which is replaced when more is learned of it."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5

from lxml import etree

from monitor.core.cases.timeline import revised
from monitor.core.plain import address, masked, plain
from monitor.core.telling.facts import Reader
from monitor.core.telling.forms import NONE, Own
from monitor.core.telling.message import READ_BY_PROGRAM, message
from monitor.core.telling.render import render
from monitor.model import Development

MOST_ENTRIES = 100
"""The newest so many; readers keep what they have seen."""
_NAMES = UUID("afb53ac1-4401-4b88-bf91-4c925a0cb0e4")
"""Our name space of ids (RFC 9562 §5.5), made once by chance: the same development has the same id in every feed."""
_MOST_NAME = 200
_NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)
"""A feed must say when it changed last (§4.1.1), also one without entries; a made-up "now" would look like news."""
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold (XML 1.0 §2.2)."""


def atom(
    of: str,
    name: str,
    developments: Sequence[Development],
    reader: Reader,
    *,
    link: str | None = None,
    own: Own = NONE,
    secrets: Sequence[str] = (),
) -> bytes:
    """An Atom feed of developments, those that changed last first, each told in the words of its alert.

    The bytes are the same as long as nothing new is known, so that a file or an ETag need not change either.

    Args:
        of: What the feed's id is made of and does not change: "case ctr-v-irs".
        name: Its title.
        developments: In any order.
        reader: Whose zone, mark before every title, names of cases; `why` says why an entry stands in the feed.
        link: The address at which the feed is served, if it is.
        own: The user's own templates.
        secrets: Those of the config, the longest first.
    """
    moments = {one.id: moment for one, moment in zip(developments, _revised(developments), strict=True)}
    newest = sorted(developments, key=lambda one: (moments[one.id], one.first_seen, one.id), reverse=True)
    feed = etree.Element("feed", nsmap={None: "http://www.w3.org/2005/Atom"})
    _add(feed, "id", f"urn:uuid:{uuid5(_NAMES, f'feed of {of}')}")
    _add(feed, "title", f"{reader.mark}{plain(name, _MOST_NAME)}")
    _add(feed, "updated", _moment(max(moments.values(), default=_NOTHING_YET)))
    _add(etree.SubElement(feed, "author"), "name", "Docket Monitor")
    _add(feed, "generator", "Docket Monitor")
    if link:
        etree.SubElement(feed, "link", rel="self", href=link)
    for one in newest[:MOST_ENTRIES]:
        _add_entry(feed, one, moments[one.id], reader, own, secrets)
    document: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return document


def _revised(developments: Sequence[Development]) -> list[datetime]:
    """When each changed last: it was reported, or another took it back."""
    seen: Mapping[str, datetime] = {one.id: revised(one) for one in developments}
    return [max(seen[one.id], seen.get(one.undone_by or "", seen[one.id])) for one in developments]


def _add_entry(
    feed: etree._Element, one: Development, at: datetime, reader: Reader, own: Own, secrets: Sequence[str]
) -> None:
    """One development: its first line, where to read more, and its alert as HTML."""
    told = render(message(one, reader), own)
    entry = etree.SubElement(feed, "entry")
    _add(entry, "id", f"urn:uuid:{uuid5(_NAMES, f'development {one.id}')}")
    _add(entry, "title", masked(told.title, secrets))
    _add(entry, "published", _moment(one.first_seen))
    _add(entry, "updated", _moment(at))
    if url := address(masked(one.event.url or "", secrets)):
        etree.SubElement(entry, "link", rel="alternate", href=_xml(url))
    etree.SubElement(entry, "category", term=one.event.kind)
    _add(entry, "content", masked(f"{told.html}\n<p>{READ_BY_PROGRAM}</p>", secrets), type="html")


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, name, attributes).text = _xml(text)


def _xml(text: str) -> str:
    return _NO_XML.sub("", text)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
