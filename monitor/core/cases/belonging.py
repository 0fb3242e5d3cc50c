"""Whether a sighting reports a known development: the rules by which entries, lists and stories are one happening."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from monitor.core.cases.above import (
    CONCLUDES,
    DECISIONS,
    concludes,
    has_mandate,
    is_from_above,
    is_mandate,
    is_told_below,
    rank,
)
from monitor.core.cases.linking import Link
from monitor.core.cases.shingles import Sketch, is_copy, sketch
from monitor.core.detect import Sighting
from monitor.courts.docket_numbers import same_number, same_ref
from monitor.courts.entry_text import comparable
from monitor.courts.judges import same_judge
from monitor.courts.registry import level
from monitor.model import Development, DocketRef, LegalEvent

COPIES_WITHIN = timedelta(days=3)
"""Papers print a wire story within this time of each other."""
MISCOUNTED = 0.1
"""The press may give the length of one ruling with this error, with or without its appendix."""
NEWS_BEFORE, NEWS_AFTER = timedelta(days=2), timedelta(days=6)
"""News of a ruling may be dated so long before its docket entry, and so long after it."""
ONE_APPEAL = timedelta(days=60)
"""Notice, docket number and opening of one appeal come within this time (FRAP 3, 12; slow clerks included)."""
MANDATE_WITHIN = timedelta(days=365)
"""A mandate comes weeks after its decision, or months when rehearing was sought (FRAP 41(b))."""
TELLING = 60
"""Characters: so many equal ones on two dockets are one paper; of labels ("Order on Motion to Stay") there are many."""
COPY_BELOW_WITHIN = timedelta(days=60)
"""The court below enters its copy of an order from above within this time."""

_REASONS = re.compile(r"\b(?:opinion|reasons|memorandum|findings)\b", re.IGNORECASE)
_JUDGMENT = re.compile(r"^\W*(?:\w+ ){0,3}judge?ment\b(?! (?:motion|debtor))", re.IGNORECASE)
_GIVES_JUDGMENT = frozenset({"granted", "granted_in_part", "dismissed", *CONCLUDES})
"""What an order says on which judgment is entered (FRCP 58)."""
_OPPOSITE = ({"granted", "denied"}, {"affirmed", "reversed"}, {"affirmed", "vacated"})
_STEPS_OF_ONE_APPEAL = frozenset({"notice", "amended", "docketed"})
_NUMBERED_BY_ITS_DOCKET = frozenset({"docketed", "certiorari", "application", "mandamus", "petition"})


@dataclass(frozen=True)
class Seen:
    """A sighting on its way to its development: with the case it belongs to, and when it was seen."""

    sighting: Sighting
    link: Link | None
    now: datetime

    @property
    def event(self) -> LegalEvent:
        """What the sighting reports."""
        return self.sighting.event

    @property
    def day(self) -> date:
        """The day it was filed or published; today when the page does not say."""
        return self.event.filed or self.now.date()

    @cached_property
    def sketch(self) -> Sketch:
        """The sketch of its text."""
        return sketch(self.sighting.item.text)

    @cached_property
    def tells_of_above(self) -> bool:
        """Whether it is the entry below of what a higher court decided."""
        return is_told_below(self.sighting.item.title)

    @cached_property
    def is_mandate(self) -> bool:
        """Whether it makes a decision on appeal final."""
        return is_mandate(self.event, self.sighting.item.title)

    def is_of_case(self, known: Development) -> bool:
        """Whether it is of the case of a development, or of the same docket."""
        same_case = self.link is not None and self.link.case.id == known.case
        return same_case or same_docket(self.event, known.event)


def home_of(seen: Seen, developments: Sequence[Development]) -> Development | None:
    """The development that a sighting reports, None for a new one; of several the nearest, a major one first."""
    mine = [known for known in developments if belongs(seen, known)]

    def distance(known: Development) -> tuple[bool, bool, timedelta, bool]:
        other = known.event
        same_entry = other.entry is not None and other.entry == seen.event.entry and same_docket(other, seen.event)
        apart = abs(seen.day - _day_of(known))
        return not _is_known_item(seen, known), not same_entry, apart, other.significance != "major"

    return min(mine, key=distance, default=None)


def _day_of(known: Development) -> date:
    return known.event.filed or known.first_seen.date()


def _is_known_item(seen: Seen, known: Development) -> bool:
    event = seen.event
    return any(report.source == event.source and report.item == event.item for report in known.reports)


def belongs(seen: Seen, known: Development) -> bool:
    """Whether a sighting is one more report of a known development."""
    event, other = seen.event, known.event
    if event.kind != other.kind:
        return False
    if _is_known_item(seen, known):
        return True
    if not (event.record and other.record):
        return _one_story(seen, known)
    if event.kind == "appeal":
        return _one_appeal(seen, known)
    return (
        _one_entry(event, other)
        or _one_decision(event, other)
        or _one_paper(seen, known)
        or _is_mandate_of(seen, known)
        or _is_copy_from_above(seen, known)
    )


def same_docket(one: LegalEvent, other: LegalEvent) -> bool:
    """Whether two events are of one docket."""
    if not (one.court and one.docket_number and other.court and other.docket_number):
        return False
    return same_ref(DocketRef(one.court, one.docket_number), DocketRef(other.court, other.docket_number))


def _one_entry(event: LegalEvent, known: LegalEvent) -> bool:
    """Two docket entries are one when docket and number agree; without a number, when day and words do."""
    if not same_docket(event, known):
        return False
    if event.entry and known.entry:
        return event.entry == known.entry
    if event.filed != known.filed:
        return False
    return _same_words(event, known) or _lists(event, known) or _lists(known, event)


def _same_words(one: LegalEvent, other: LegalEvent) -> bool:
    return comparable(one.evidence) == comparable(other.evidence)


def _lists(row: LegalEvent, entry: LegalEvent) -> bool:
    """Whether a row of a higher court's list of opinions, which has no entry number, is a decision of that day."""
    if row.entry or level(row.court) not in ("circuit", "supreme"):
        return False
    agree = row.disposition == entry.disposition or "other" in (row.disposition, entry.disposition)
    return agree and all(any(word in event.title.casefold() for word in DECISIONS) for event in (row, entry))


def _one_decision(event: LegalEvent, known: LegalEvent) -> bool:
    """Whether two entries of a docket and day are parts of one decision: order, opinion, judgment (FRCP 52, 54, 58)."""
    if not same_docket(event, known) or event.filed is None or event.filed != known.filed:
        return False
    return any(_explains(one, two) or _is_judgment_on(one, two) for one, two in ((event, known), (known, event)))


def _explains(opinion: LegalEvent, order: LegalEvent) -> bool:
    """Whether an opinion gives the reasons of an order or judgment."""
    if not _REASONS.search(opinion.title) or opinion.disposition not in (None, "other", order.disposition):
        return False
    if is_judgment(order):
        return True
    if opinion.unread and not opinion.refers_to:  # a bare label; an order of weight on the same day is the one
        return order.significance == "major" and order.title.casefold().startswith("order on")
    of_it = order.entry is not None and order.entry.isdigit() and int(order.entry) in opinion.refers_to
    return of_it or not set(opinion.refers_to).isdisjoint(order.refers_to)


def is_judgment(event: LegalEvent) -> bool:
    """Whether an entry is a judgment by its title; a mandate that repeats one is none."""
    return _JUDGMENT.match(event.title) is not None and event.relief != "mandate"


def _is_judgment_on(judgment: LegalEvent, order: LegalEvent) -> bool:
    """Whether a judgment is entered on an order that ends the case, or part of it."""
    if not is_judgment(judgment) or is_judgment(order) or order.relief == "mandate":
        return False
    ends = order.significance == "major" and order.disposition in _GIVES_JUDGMENT
    return ends and {judgment.disposition, order.disposition} not in _OPPOSITE


def _one_paper(seen: Seen, known: Development) -> bool:
    """Whether one order was entered on two dockets of a case: on its own, and on that of the lead case."""
    event, other = seen.event, known.event
    if seen.link is None or seen.link.case.id != known.case or event.court != other.court or event.filed is None:
        return False
    if event.filed != other.filed or same_docket(event, other) or len(event.evidence) < TELLING:
        return False
    return _same_words(event, other)


def _is_mandate_of(seen: Seen, known: Development) -> bool:
    """Whether an entry is the mandate of a decision on appeal: it makes the decision final (FRAP 41), and joins it."""
    if not seen.is_mandate:
        return False
    decision = known.event
    below = is_from_above(known) and not has_mandate(known)
    decided = concludes(decision) or (below and decision.disposition in CONCLUDES)
    in_time = timedelta(0) <= seen.day - _day_of(known) <= MANDATE_WITHIN
    return decided and in_time and seen.is_of_case(known) and not _disagree(seen.event, decision)


def _is_copy_from_above(seen: Seen, known: Development) -> bool:
    """Whether one is the entry below of what a higher court decided, or both are entries of it on one docket."""
    event, other = seen.event, known.event
    if abs(seen.day - _day_of(known)) > COPY_BELOW_WITHIN or _disagree(event, other):
        return False
    mine, theirs = seen.tells_of_above, is_from_above(known)
    if not (mine or theirs) or not seen.is_of_case(known):
        return False
    if mine and theirs:
        same = (event.disposition, event.relief) == (other.disposition, other.relief)
        return same and event.disposition in CONCLUDES and same_docket(event, other)
    above, below = (other, event) if mine else (event, other)
    return rank(above) > rank(below) and concludes(above)


def _disagree(one: LegalEvent, other: LegalEvent) -> bool:
    pair = {one.disposition, other.disposition} - {None, "other"}
    return len(pair) > 1


def _one_appeal(seen: Seen, known: Development) -> bool:
    """Notice, number and opening are one appeal; a cross-appeal, another petition, another number are not."""
    event, other = seen.event, known.event
    mine, theirs = event.appeal, other.appeal
    if mine is None or theirs is None:
        return False
    if _one_entry(event, other):
        return True
    numbers = [_number(event), _number(other)]
    if numbers[0] and numbers[1]:
        return same_number(numbers[0], numbers[1]) and mine.to == theirs.to
    steps = {mine.type, theirs.type}
    if not seen.is_of_case(known) or not (steps <= _STEPS_OF_ONE_APPEAL or steps == {"certiorari"}):
        return False
    if event.refers_to and other.entry and other.entry.isdigit() and mine.type == "docketed":
        return int(other.entry) in event.refers_to
    return abs(seen.day - _day_of(known)) <= ONE_APPEAL


def _number(event: LegalEvent) -> str | None:
    """The number of an appeal: on the docket of the court that hears it, that of the docket."""
    appeal = event.appeal
    if appeal is None or appeal.number:
        return appeal.number if appeal else None
    return event.docket_number if event.court == appeal.to and appeal.type in _NUMBERED_BY_ITS_DOCKET else None


def _one_story(seen: Seen, known: Development) -> bool:
    """News and an entry (or other news) of one kind, case, court and time are one; of no case, if the judge agrees.

    Copies of one text are one, unless they were linked to two cases.
    """
    event, case = seen.event, seen.link.case.id if seen.link else None
    if (case is None or known.case in (None, case)) and _is_copy(seen, known):
        return True
    if case != known.case or (case is None and not _same_bench(event, known.event)):
        return False
    if event.court and known.event.court and event.court != known.event.court and event.kind == "ruling":
        return False
    lag = _day_of(known) - seen.day if event.record else seen.day - _day_of(known)
    return not _contradict(event, known.event) and -NEWS_BEFORE <= lag <= NEWS_AFTER


def _same_bench(one: LegalEvent, other: LegalEvent) -> bool:
    return one.judge is not None and other.judge is not None and same_judge(one.judge, other.judge)


def _is_copy(seen: Seen, known: Development) -> bool:
    """Whether a story is one that another source told a short time ago: by address and headline, or by its text.

    Not if the two give other facts: an agency tells like rulings in like words.
    """
    told = [one for one in known.reports if not one.record and abs(seen.now - one.seen) <= COPIES_WITHIN]
    if seen.event.record or not told or _tell_of_two(seen.event, known.event):
        return False
    item = seen.sighting.item
    if any(one.url and one.url == item.url and comparable(one.title) == comparable(item.title) for one in told):
        return True
    return any(is_copy(seen.sketch, Sketch(one.shingles, one.opening)) for one in told)


def _tell_of_two(one: LegalEvent, other: LegalEvent) -> bool:
    """Whether two stories give facts of two rulings: judge, court, outcome, or the length of the ruling."""
    judges = one.judge and other.judge and not same_judge(one.judge, other.judge)
    courts = one.kind == "ruling" and one.court and other.court and one.court != other.court
    return bool(judges or courts or _contradict(one, other))


def _contradict(one: LegalEvent, other: LegalEvent) -> bool:
    """Whether two reports cannot be of one ruling: opposite outcomes, another relief or length, an entry of no weight.

    The press may call one order a stay, an injunction or a block; an order and the injunction after it are two.
    """
    for entry, story in ((one, other), (other, one)):
        weightless = entry.significance == "routine" and story.significance == "major"
        if entry.record and not story.record and weightless and not entry.unread:
            return True
    if not one.record and not other.record and one.pages and other.pages:
        shorter, longer = sorted((one.pages, other.pages))
        if longer - shorter > longer * MISCOUNTED:
            return True
    pair = {one.disposition, other.disposition}
    reliefs = {one.relief, other.relief}
    return pair in _OPPOSITE or reliefs == {"restraining_order", "injunction"}
