"""What a higher court decided, as its own docket and that of the court below tell it: by titles and dispositions."""

import re

from monitor.courts.registry import level
from monitor.model import Development, LegalEvent

_HIGHER = ("circuit", "bap", "supreme")
CONCLUDES = frozenset({"affirmed", "reversed", "vacated", "remanded", "dismissed"})
"""How a higher court ends an appeal."""
DECISIONS = ("opinion", "judgment", "memorandum disposition", "adjudged")
"""What the titles of decisions on appeal say; of plain orders a docket may have several on one day."""
_FROM_ABOVE = re.compile(
    r"^\W*(?:certified |true |received )*(?:copy )?(?:of )?(?:"
    r"USCA(?:[ -]\w+ Circuit)? (?:judgment|mandate|opinion|order|decision)"
    r"|(?:judgment|mandate|opinion|order|decision)s?(?: of| from| by)(?: the)? "
    r"(?:USCA|(?:U\.?S\.? |United States )?Court of Appeals|(?:[\w.]+ ){1,2}Circuit|(?:U\.?S\.? )?Supreme Court)"
    r"|Supreme Court Case Info|(?:received )?order from the Supreme Court)",
    re.IGNORECASE,
)
_MANDATE = re.compile(r"^\W*(?:\w+ ){0,2}mandate\b|\b(?:issued as|formal) mandate\b|^judgment issued\b", re.IGNORECASE)
"""The Supreme Court's "Judgment issued" is its mandate (S. Ct. Rule 45)."""
_HELD_BACK = re.compile(r"\b(?:recall|withh[eo]ld|stay)", re.IGNORECASE)


def is_told_below(title: str) -> bool:
    """Whether an entry with this title is what a court below enters of the decision above."""
    return _FROM_ABOVE.match(title) is not None


def has_mandate(development: Development) -> bool:
    """Whether one of its entries is called a mandate."""
    return any(_MANDATE.search(report.title) for report in development.reports if report.record)


def is_mandate(event: LegalEvent, title: str) -> bool:
    """Whether an entry with this title makes a decision on appeal final, in the court above or in its copy below."""
    if event.undoes is not None or _HELD_BACK.search(title):
        return False
    said = _MANDATE.search(title) is not None and (level(event.court) in _HIGHER or is_told_below(title))
    return event.kind == "ruling" and (event.relief == "mandate" or said)


def concludes(event: LegalEvent) -> bool:
    """Whether a higher court decided an appeal by it; one that was not read counts by its title."""
    if level(event.court) not in _HIGHER or event.relief == "mandate" or event.significance != "major":
        return False
    return event.disposition in CONCLUDES or any(word in event.title.casefold() for word in DECISIONS)


def tells_of_above(known: Development) -> bool:
    """Whether the best view of it is an entry in which a court below tells what the court above decided."""
    own = (known.event.source, known.event.item)
    return any(_FROM_ABOVE.match(report.title) for report in known.reports if (report.source, report.item) == own)


def is_from_above(known: Development) -> bool:
    """Whether a court below told of it, in its entry of what the court above decided."""
    return any(_FROM_ABOVE.match(report.title) for report in known.reports if report.record)


def rank(event: LegalEvent) -> int:
    """How high the court of an event stands: 0 for one from which cases are appealed."""
    known = level(event.court)
    return _HIGHER.index(known) + 1 if known in _HIGHER else 0
