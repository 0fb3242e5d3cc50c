"""Who is who: keys for docket entries, which no court numbers reliably.

A tenth of real entries have neither number nor document id nor sequence number. So each entry has several names, from
the surest to the weakest (`_names_on_docket`); its key is the first that no other entry of the page shares, and the
other unshared ones are its aliases, by which an entry is known again after the clerk numbers it or mends its text.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

from monitor.courts.entry_text import comparable
from monitor.model import Item, Key
from monitor.sources._text import one_line, shorten

_NUMBER = re.compile(r"^(?:(\d{1,2}):)?(?:19|20)?(\d\d)-([a-z]{1,5})-0*(\d{1,6})(?:-[a-z_/]+)*(-\d{1,3})?$")
_BARE_NUMBER = re.compile(r"^(\d\d[-amo]\d{1,6})(?:-[a-z]+\d*)*$")
_SHARED_DIGIT = 3
"""Where PACER writes 0 or 1 into one and the same document id, by the page that names it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A docket entry as its page gives it, before it has a key.

    `label` is the short form ("Order on Motion to Stay") and `text` the full one; either may be empty. `sequence` is
    CM/ECF's de_seq_num, `part` an appellate court's partId, `document` a PACER document id, `guid` an id of another
    system (ACMS, the Supreme Court's filing number), `row` the id of the row on a CourtListener page, `pdf` the address
    of its document where that costs nothing.
    """

    text: str = ""
    label: str = ""
    filed: date | None = None
    entered: date | None = None
    published: datetime | None = None
    number: str | None = None
    sequence: str | None = None
    part: str | None = None
    document: str | None = None
    guid: str | None = None
    row: str | None = None
    url: str | None = None
    pages: int | None = None
    pdf: str | None = None


@dataclass(frozen=True, slots=True)
class CaseOf:
    """The case that entries belong to, as the page names it; `pacer_id` is the court's own id of it."""

    court: str | None
    docket_number: str | None
    case_name: str | None = None
    pacer_id: str | None = None


def docket_items(case: CaseOf, entries: Sequence[Entry]) -> tuple[Item, ...]:
    """The entries of one docket page as items with unique keys."""
    return _items([(case, entry) for entry in entries], _names_on_docket)


def feed_items(entries: Sequence[tuple[CaseOf, Entry]]) -> tuple[Item, ...]:
    """The entries of a court's feed, each with its case, as items with unique keys."""
    return _items(entries, _names_in_feed)


def opinion_items(entries: Sequence[tuple[CaseOf, Entry]]) -> tuple[Item, ...]:
    """The rows of a court's list of opinions, each with its case, as items with unique keys."""
    return _items(entries, _names_in_list)


def mail_items(entries: Sequence[tuple[CaseOf, Entry]]) -> tuple[Item, ...]:
    """The entries that court mails tell of, each with its case, as items with unique keys.

    Their names are those of the docket page. An entry counts once, however many lawyers were told of it.
    """
    once = {(case_prefix(case), [*_names_on_docket(entry), _hash(entry)][0]): (case, entry) for case, entry in entries}
    return _items(list(once.values()), _names_on_docket)


@lru_cache(1_000)
def case_prefix(case: CaseOf) -> str:
    """What the keys of one case start with: "dcd:1:25-cv-00457".

    Office, type and defendant stay in: a court-wide feed shows 1:18-cv-00120, 7:18-cv-00120 and the six defendants of
    1:12-cr-00120, whose entries share sequence numbers.
    """
    number = one_line(case.docket_number or (f"caseid {case.pacer_id}" if case.pacer_id else "?")).lower()
    if match := _NUMBER.match(number):
        office, year, kind, serial, defendant = match.groups("")
        number = f"{office + ':' if office else ''}{year}-{kind}-{serial.zfill(5)}{defendant}"
    elif match := _BARE_NUMBER.match(number):
        number = match[1]
    return f"{case.court or '?'}:{number}"


def one_document_id(document: str) -> str:
    """A PACER document id with its fourth digit set to 0."""
    return f"{document[:_SHARED_DIGIT]}0{document[_SHARED_DIGIT + 1 :]}"


def _names_on_docket(entry: Entry) -> list[str]:
    """An entry's names, the surest first, but for the hash of its text."""
    return [
        *([f"seq:{entry.sequence}"] if entry.sequence else []),
        *([f"part:{entry.part}"] if entry.part else []),
        *([f"doc:{one_document_id(entry.document)}"] if entry.document else []),
        *([f"id:{entry.guid}"] if entry.guid else []),
        *([f"n:{entry.number}"] if entry.number else []),
        *([f"row:{entry.row}"] if entry.row else []),
    ]


def _names_in_feed(entry: Entry) -> list[str]:
    """Names in a window, where an older entry that shared a weak name may have left: only ids, never a number."""
    return [name for name in _names_on_docket(entry) if name.startswith(("seq:", "part:"))]


def _names_in_list(entry: Entry) -> list[str]:
    """Names in a list of opinions: the paper's id on the docket, or its address."""
    return [name for name in _names_on_docket(entry) if name.startswith(("part:", "id:"))]


def _hash(entry: Entry) -> str:
    """The last name: day (in a feed: second) and words."""
    when = entry.published or entry.filed
    words = comparable(entry.text or entry.label)
    return "text:" + sha256(f"{when.isoformat() if when else ''}|{words}".encode()).hexdigest()[:20]


def _items(entries: Sequence[tuple[CaseOf, Entry]], names_of: Callable[[Entry], list[str]]) -> tuple[Item, ...]:
    names = [[f"{case_prefix(case)}/{name}" for name in names_of(entry)] for case, entry in entries]
    hashes = [f"{case_prefix(case)}/{_hash(entry)}" for case, entry in entries]
    keys = _keys(names, hashes, [bool(entry.text or entry.label) for _case, entry in entries])
    return tuple(_item(case, entry, key) for (case, entry), key in zip(entries, keys, strict=True))


def _keys(names: Sequence[list[str]], hashes: Sequence[str], worded: Sequence[bool]) -> list[list[Key]]:
    """For each entry its key and then its aliases.

    Entries known by their words alone get an ordinal when several say the same on one day. One that has a surer name
    keeps the plain hash as alias if it is the only such one: before the clerk numbered it, it was its key.
    """
    shared = Counter(name for some in names for name in set(some))
    sure = [[name for name in some if shared[name] == 1] for some in names]
    named = Counter(text for some, text in zip(sure, hashes, strict=True) if some)
    taken: Counter[str] = Counter(named)
    keys: list[list[Key]] = []
    for some, text, has_words in zip(sure, hashes, worded, strict=True):
        if some:
            keys.append([*some, text] if has_words and named[text] == 1 else some)
            continue
        taken[text] += 1
        keys.append([text if taken[text] == 1 else f"{text}#{taken[text]}"])
    return keys


def _item(case: CaseOf, entry: Entry, keys: Sequence[Key]) -> Item:
    title = entry.label or entry.text or (f"Entry {entry.number}" if entry.number else "Docket entry")
    return Item(
        key=keys[0],
        aliases=tuple(keys[1:]),
        title=shorten(title),
        text=entry.text or entry.label,
        kind="docket_entry",
        url=entry.url,
        filed=entry.filed,
        entered=entry.entered,
        published=entry.published,
        number=entry.number,
        court=case.court,
        docket_number=case.docket_number,
        case_name=case.case_name,
        pages=entry.pages,
        pdf=entry.pdf,
        label_only=not entry.text,
    )
