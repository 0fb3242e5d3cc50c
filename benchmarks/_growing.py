"""Real docket pages cut into their rows, so that a page can grow row by row as the court would have shown it.

Each row also comes in forms that a clerk or a server may give it: not yet numbered, numbered anew, with other initials,
with a "Modified on" note, with other entities, attributes and white space. All of them are one and the same entry.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree, html

_FORMS = ("plain", "initials", "modified", "markup", "renumbered", "unnumbered")
"""`plain` is the row as the real page has it; the others are what may become of a row that stays the same entry."""

_CUT = "ROWS-STOOD-HERE"
_DAY = re.compile(r"\s*(?:\d\d/\d\d/\d{4}|[A-Z][a-z]{2} \d{1,2},? \d{4})\b")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_INITIALS = re.compile(
    r"\([a-z]{2,8}[A-Z]?\d{0,2}((?:, COURT STAFF)?\))(?=\s*(?:[(\[]Entered|$))|\([A-Z]{2,4}(\))(?=\s*[(\[]Entered)"
)
_BEFORE_ENTERED = re.compile(r"(?=[(\[]Entered)|$")
_LISTENER_ROW = re.compile(r"(?:minute-)?entry-\d+$")
_LONGEST_LABEL = 40
_NOTE = " Modified on 3/4/2026 (zq). "

Row = Mapping[str, str]
"""One entry in each of its forms, as a piece of the page's own source."""


@dataclass(frozen=True)
class Rows:
    """A page cut apart; `between` joins its rows, which are in the order of the page."""

    head: str
    rows: tuple[Row, ...]
    tail: str
    between: str = ""

    @property
    def forms(self) -> Sequence[str]:
        """The forms in which each row can be had."""
        return tuple(self.rows[0])

    def page(self, rows: Sequence[str]) -> bytes:
        """The page with just these rows."""
        return (self.head + self.between.join(rows) + self.tail).encode()

    def form(self, name: str) -> list[str]:
        """All rows in one form."""
        return [row[name] for row in self.rows]


def cut(body: bytes) -> Rows:
    """The rows of a docket page or court feed, of whatever format."""
    text = body.decode("cp1252" if b"ISO-8859-1" in body[:100] else "utf-8", errors="replace")
    if '"docketEntries"' in text:
        return _cut_json(text, ("docketInfo", "docketEntries"), "docketEntryText")
    if '"ProceedingsandOrder"' in text:
        return _cut_json(text, ("ProceedingsandOrder",), "Text")
    if "<gov_uscourts_docket" in text:
        return _cut_archive(text)
    return _cut_feed(text) if "<rss" in text[:500] else _cut_html(text)


def _forms(make: Callable[[str], str]) -> Row:
    return {name: make(name) for name in _FORMS}


def told_anew(text: str, form: str) -> str:
    """The words of an entry as a clerk or a server may write them another time."""
    if form == "initials":
        changed = _INITIALS.sub(lambda match: f"(zabc{match[1] or match[2]}", text)
        return changed if changed != text else _BEFORE_ENTERED.sub(" (zabc) ", text, count=1)
    if form == "modified":
        return _BEFORE_ENTERED.sub(_NOTE, text, count=1)
    return text


# JSON: the Supreme Court and ACMS


def _cut_json(text: str, path: Sequence[str], words: str) -> Rows:
    data = json.loads(text)
    holder: Any = data
    for name in path[:-1]:
        holder = holder[name]
    entries: list[dict[str, Any]] = holder[path[-1]]
    holder[path[-1]] = [_CUT]
    head, tail = json.dumps(data).split(json.dumps(_CUT))
    return Rows(head, tuple(_forms(lambda form, e=entry: _json_row(e, words, form)) for entry in entries), tail, ",")


def _json_row(entry: dict[str, Any], words: str, form: str) -> str:
    entry = {**entry, words: told_anew(entry[words], form)}
    number = entry.get("entryNumber")
    if form == "markup":
        entry = {**dict(reversed(entry.items())), words: entry[words].replace(" ", " \n", 3), "nonce": "f00"}
    elif form == "renumbered" and number:
        entry["entryNumber"] = number + 1
    elif form == "unnumbered" and number:
        entry["entryNumber"] = None
    return json.dumps(entry, indent=1 if form == "markup" else None)


# XML: the Internet Archive, and the courts' feeds


def _cut_archive(text: str) -> Rows:
    root = etree.fromstring(_DECLARATION.sub("", text).encode())
    listed = root.find("document_list")
    groups: list[list[etree._Element]] = []
    for document in list(listed):
        if document.get("attachment_num") in (None, "0"):
            groups.append([])
        groups[-1].append(document)
        listed.remove(document)
    listed.text = _CUT
    head, tail = etree.tostring(root, encoding="unicode").split(_CUT)
    return Rows(head, tuple(_forms(lambda form, g=group: _archive_row(g, form)) for group in groups), tail)


def _archive_row(group: Sequence[etree._Element], form: str) -> str:
    return "".join(etree.tostring(_archived(deepcopy(part), form), encoding="unicode") for part in group)


def _archived(document: etree._Element, form: str) -> etree._Element:
    described = document.find("long_desc")
    if described is not None and described.text:
        described.text = told_anew(described.text, form)
        if form == "markup":
            described.text = f"\n {described.text} \n"
            document.set("served-by", "7")
    if form == "renumbered" and (document.get("doc_num") or "").isdigit():
        document.set("doc_num", str(int(document.get("doc_num")) + 1))
    return document


_ITEM = re.compile(r"<item>.*?</item>", re.DOTALL)
_LINKED_NUMBER = re.compile(r"\s*\(&#x3C;a href.*?/a&#x3E;\)", re.DOTALL)
_SHOWN_NUMBER = re.compile(r"(&#x3E;)(\d+)(&#x3C;/a&#x3E;)")


def _cut_feed(text: str) -> Rows:
    items = _ITEM.findall(text)
    head, *_rest = _ITEM.split(text)
    tail = text[text.rindex("</item>") + len("</item>") :] if items else ""
    return Rows(head, tuple(_forms(lambda form, i=item: _feed_row(i, form)) for item in items), tail)


def _feed_row(item: str, form: str) -> str:
    """An item; clerks' marks are in no feed, and an entry is in one before it gets its number (recap#272)."""
    if form == "unnumbered":
        return _LINKED_NUMBER.sub("", item)
    if form == "renumbered":
        return _SHOWN_NUMBER.sub(lambda match: f"{match[1]}{int(match[2]) + 1}{match[3]}", item)
    return item.replace("<title>", "<title>\n ").replace("<item>", "<item><!-- 7 -->") if form == "markup" else item


# HTML: CM/ECF, appellate courts, the Supreme Court


def _cut_html(text: str) -> Rows:
    root = html.document_fromstring(_DECLARATION.sub("", text))
    groups = list(_groups(root))
    mark = etree.Comment(_CUT)
    groups[0][0].addprevious(mark)
    for part in (part for group in groups for part in group):
        part.getparent().remove(part)
    head, tail = html.tostring(root, encoding="unicode").split(f"<!--{_CUT}-->")
    return Rows(head, tuple(_forms(lambda form, g=group: _html_row(g, form)) for group in groups), tail)


def _groups(root: Any) -> Iterator[list[Any]]:  # noqa: ANN401 (lxml has no types)
    """The elements of each entry: its dated row, and what follows it undated."""
    starts = _starts(root)
    for start, following in pairwise([*starts, None]):
        yield [start, *_until(start, following)]


def _starts(root: Any) -> list[Any]:  # noqa: ANN401 (as above)
    """The dated rows of the part of the page that has most; the Supreme Court gives each entry a block with a table."""
    if rows := [part for part in root.iter() if _LISTENER_ROW.match(part.get("id") or "")]:
        return rows
    if dates := root.find_class("ProceedingDate"):
        return [next(date.iterancestors("table")).getparent() for date in dates]
    holders = [(row, next(row.iterancestors("table")).getparent()) for row in root.iter("tr") if _is_dated(row)]
    most = Counter(holder for _row, holder in holders).most_common(1)[0][0]
    return [row for row, holder in holders if holder is most]


def _until(start: Any, following: Any) -> Iterator[Any]:  # noqa: ANN401 (as above)
    for part in start.itersiblings():
        if part is following or part.tag != "tr":
            return
        yield part


def _is_dated(row: Any) -> bool:  # noqa: ANN401 (as above)
    """Whether a row begins an entry; "doc" rows of a history report are not on the docket."""
    words = [cell.text_content().strip() for cell in row.findall("td")]
    if len(words) > 2 and words[1].startswith("Filed"):  # noqa: PLR2004 (number, days, label)
        return words[0] != "doc"
    return len(words) > 1 and _DAY.match(words[0]) is not None


def _html_row(group: Sequence[Any], form: str) -> str:
    copies = [deepcopy(part) for part in group]
    if _LISTENER_ROW.match(copies[0].get("id") or ""):
        return _listener_row(copies[0], form)
    row = copies[0] if copies[0].tag == "tr" else next(copies[0].iter("tr"))
    cells = row.findall("td")
    history = _DAY.match(cells[0].text_content()) is None
    told = copies[1].findall("td")[-1] if history and len(copies) > 1 else cells[-1]
    if form == "markup" or len(cells) > 2:  # noqa: PLR2004 (the Supreme Court has two, and no clerks' marks)
        _rewrite(told, form)
    numbers = [cells[0]] if history else cells[1:-1]
    if form == "unnumbered" and numbers:  # and without documents: no links, no rows of attachments
        etree.strip_tags(told, "a")
        copies = copies[: 1 + history]
    for cell in numbers:
        _renumber(cell, form)
    if form == "markup":
        for part in row.iter("td", "a"):
            part.set("data-seen", "f00")
    return "".join(html.tostring(part, encoding="unicode") for part in copies)


def _listener_row(row: Any, form: str) -> str:  # noqa: ANN401 (as above)
    """A row of CourtListener: its id says its number, or what an entry has that is not numbered yet."""
    number = row.get("id").removeprefix("entry-")
    if form == "unnumbered" and number.isdigit():
        row.set("id", f"minute-entry-44{number}")
    described = next((part for part in row.iter("p") if len(part.text_content()) > _LONGEST_LABEL), None)
    if described is not None:
        _rewrite(described, form)
    return html.tostring(row, encoding="unicode")


def _rewrite(cell: Any, form: str) -> None:  # noqa: ANN401 (as above)
    """Change the last words of a cell."""
    worded = [text for text in cell.xpath(".//text()") if text.strip()]
    if not worded:
        return
    words = told_anew(worded[-1].rstrip(), form)
    words = words.replace(" ", "\u00a0\n ") if form == "markup" else words
    setattr(worded[-1].getparent(), "tail" if worded[-1].is_tail else "text", words)


def _renumber(cell: Any, form: str) -> None:  # noqa: ANN401 (as above)
    """Take the number with its link out of a cell, or count it up."""
    if form == "unnumbered":
        for part in list(cell):
            cell.remove(part)
        cell.text = "\u00a0"
    elif form == "renumbered":
        for part in cell.iter():
            if (part.text or "").strip().isdigit():
                part.text = str(int(part.text) + 1)
