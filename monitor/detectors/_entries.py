"""A docket entry read once for all detectors: plain text, what clerks hang on it taken out, its head."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.courts.docket_numbers import numbers_in
from monitor.courts.judges import signing_judge
from monitor.detectors import _facts
from monitor.detectors._clauses import shown
from monitor.detectors._heads import Head, head_of
from monitor.detectors._numbers import entries_referred_to
from monitor.detectors._plain import Plain, plain
from monitor.detectors._undoing import marked
from monitor.model import Item, LegalEvent

_NOT_DECIDED = (
    r"(?:(?! ?: (?:motion|application|matter|objection)s? (?:is )?(?:granted|denied|approved|sustained|over))[^()])"
)
"""The papers that an entry relates to, up to what became of them: "(Related document(s) 14 ...: Motion granted"."""
_HUNG_ON = re.compile(
    r"\((?:Additional )?Attachments?\b[^()]{0,4000}(?:\([^()]{0,200}\)[^()]{0,2000}){0,40}\)?"
    r"|Additional attachment\(s\) added on [^(.]{0,40}(?:\([^()]{0,20}\))?\.?"
    r"|[(\[] ?(?:Entered|Main Document|Date Filed|Filed on|Related Doc\w*|related document\(s\)"
    rf"|RE: related document\(s\))\b{_NOT_DECIDED}{{0,600}}(?:\([^()]{{0,200}}\){_NOT_DECIDED}{{0,300}}){{0,12}}[)\]]?"
    r"|\(?(?:Text |Docket text )?(?:Modified"
    r"|Edited) (?:text(?:/event)? )?(?:on )?\d[^()\[\]]{0,160}(?:\([^()]{0,40}\))?\.?\)?"
    r"|--\[Edited[^\]]{0,300}\]"
    r"|^ *\([^()]{24,300}\)(?= *\w)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\((?!proposed)(?:[a-z]{2,8}\d{0,2}|[A-Z]{2,4}|[\w', .-]{3,30}, COURT STAFF)(?:, ?)?\)")
_TITLE_MOST = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """One docket entry. `text` is as long as `plain.text`, with blanks in place of attachments and clerks' notes."""

    plain: Plain
    text: str
    head: Head
    from_title: bool

    @property
    def is_label(self) -> bool:
        """Whether the text is a bare label, as court feeds give it, without any content."""
        words = self.text.split()
        return len(words) <= _LABEL_WORDS and not re.search(r"\d|signed|\bby\b", self.text, re.IGNORECASE)


_LABEL_WORDS = 14


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@lru_cache(maxsize=8)
def _read(text: str, from_title: bool) -> Entry:  # noqa: FBT001 (lru_cache takes it by place)
    whole = plain(text)
    bare = _MARKS.sub(_blank, _HUNG_ON.sub(_blank, whole.text))
    head = head_of(bare)
    return Entry(whole, bare, replace(head, kind="undone") if marked(whole.text) else head, from_title)


def read(item: Item) -> Entry:
    """Read an item's text, or its title when it has no text, as a docket entry."""
    return _read(item.text, False) if item.text.strip() else _read(item.title, True)  # noqa: FBT003


def event_of(item: Item, entry: Entry, start: int, end: int, *, onward: bool = False) -> dict[str, object]:
    """What every event of a docket entry carries: its evidence, judge, pages, numbers and days.

    The evidence is the sentence in which the words from `start` to `end` stand; with `onward` those after it too.
    """
    at = entry.plain.span(*shown(entry.text, start, end, onward=onward))
    text = entry.plain.text
    numbers = numbers_in(text[:2000])
    return {
        "evidence": entry.plain.source[slice(*at)],
        "at": None if entry.from_title else at,
        "title": headline(entry),
        "court": item.court,
        "judge": signing_judge(text) or item.judge,
        "pages": _facts.pages(text) or item.pages,
        "refers_to": entries_referred_to(text),
        "entered": _facts.entered_on(text) or item.entered,
        "filed": _facts.filed_on(text) or item.filed,
        "docket_number": item.docket_number,
        "case_name": item.case_name,
        "entry": item.number,
        "url": item.url,
        "mentions": tuple(numbers),
    }


def headline(entry: Entry) -> str:
    """A short name for the entry: its head, or its first words."""
    words = entry.head.words.strip(" ,;:") or " ".join(entry.text.split())[:_TITLE_MOST]
    return words[:1].upper() + (words[1:].lower() if words.isupper() else words[1:])


def make(kind: str, facts: dict[str, object], **more: object) -> LegalEvent:
    """An event of these facts."""
    return LegalEvent(**{"kind": kind, **facts, **more})  # type: ignore[arg-type]  # each key is a field of LegalEvent
