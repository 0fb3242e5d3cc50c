"""The words by which an order orders and an opinion decides, found in the text of its pages.

An order's operative words are its ORDERED and ADJUDGED sentences. An opinion says its outcome in a concluding sentence
("For these reasons, we affirm", "AFFIRMED."). Everything else may tell what another court or a party said, so it is
left out: better no words than another's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

MOST = 2500
"""Characters of decretal words that are kept."""
LAST = 3
"""Concluding sentences that are kept."""

_FURNITURE = re.compile(
    r"(?:USCA |Appellate )?Case:? \S*\d.*|.*\bDocument:? #?\d+.*\bFiled\b.*|[- ]*\d{1,3}[- ]*|Page \d+ of \d+|_{5,}"
)
"""What stands at the head and foot of each page: the CM/ECF stamp, page numbers, rules."""
_NO_END = (
    *("[A-Z]", "No", "Nos", "v", "vs", "Inc", "Corp", "Co", "Ltd", "Mr", "Ms", "Mrs", "Dr", "Jr", "Sr", "Hon"),
    *("Fed", "Civ", "Crim", "Proc", "App", "Dkt", "Doc", "Sec", "Art", "Ex", "Cir", "al", "Id", "id"),
)
"""A point after these is an abbreviation's."""
_END = re.compile(
    "".join(rf"(?<!\b{word})" for word in _NO_END)
    + r"[.;]['\"\u201d\u2019)]*(?=\s+(?:[\"\u201c(]?[A-Z\d]|and\b|it is\b)|$)"
)
_ORDERED = re.compile(
    r"(?:\b[Ii]t is|\bIT IS)?(?:[, ]*\b(?:hereby|HEREBY|further|FURTHER|therefore|so|SO)\b,?)* ?"
    r"\b(?:ORDERED|ADJUDGED|DECREED)\b"
)
_SO_ORDERED = re.compile(r"\W*(?:it is )?so ordered\W*", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\b(?:AFFIRM|REVERSE|VACATE|REMAND|DISMISS|GRANT|DENY|DENIE|ENJOIN)(?:S|D|ED)?\b"
    r"|\b(?:[Ww]e|(?:[Tt]he|[Tt]his) [Cc]ourt)(?: \w+){0,3} "
    r"(?:affirm|reverse|vacate|remand|dismiss|deny|denie|grant|enjoin)s?\b"
    r"|\b(?:is|are|be)(?: hereby| therefore)? "
    r"(?:affirmed|reversed|vacated|remanded|dismissed|denied|granted|enjoined)\b"
)
_CONCLUDES = re.compile(
    r"(?:[IVX]+\.?\s+)?(?:CONCLUSION\W*|Conclusion\W+)?"
    r"(?:For (?:the|these|all|this)\b.{0,80}?\breasons?\b|Accordingly|In (?:sum|conclusion)\b"
    r"|We (?:therefore|accordingly|thus)\b|Therefore|Thus"
    r"|The (?:judgment|order|decision|petition|appeal|motion|case)s?\b.{0,120}?\b(?:is|are)\b"
    r"|[A-Z][A-Z ,;-]{5,100}\.?$)"
)
_OF_ONE_JUDGE = re.compile(
    r"\bI (?:would|respectfully|concur|dissent|join)\b|\bwould (?:affirm|reverse|vacate|deny|grant)\b"
)


def flowing(pages: Iterable[str]) -> str:
    """The text of pages as one flow: without headers and page numbers, words divided at line ends joined."""
    lines = (line.strip() for page in pages for line in page.splitlines())
    text = " ".join(line for line in lines if line and not _FURNITURE.fullmatch(line))
    return re.sub(r"(?<=[a-z])- (?=[a-z])", "", re.sub(r"\s+", " ", text))


def decretal_words(text: str) -> str:
    """The sentences that order or decide, one a line, in the text's order; "" when none is recognised."""
    said = [sentence for sentence in _sentences(text) if not _SO_ORDERED.fullmatch(sentence)]
    orders = [sentence[found.start() :].strip() for sentence in said if (found := _ORDERED.search(sentence))]
    return "\n".join(_within(orders or [sentence for sentence in said if _decides(sentence)][-LAST:]))


def _sentences(text: str) -> Sequence[str]:
    ends = [match.end() for match in _END.finditer(text)]
    return [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _decides(sentence: str) -> bool:
    if _OF_ONE_JUDGE.search(sentence):
        return False
    return _CONCLUDES.match(sentence) is not None and _OUTCOME.search(sentence) is not None


def _within(sentences: Iterable[str]) -> Iterator[str]:
    """The sentences that fit; of the one that does not, its beginning."""
    left = MOST
    for sentence in sentences:
        if left > 0:
            yield sentence[:left]
        left -= len(sentence)
