"""Which case a news story speaks of: every reason has a weight, and the heaviest case must lead by a margin.

A wrong link is worse than none. So a court, a day or a judge alone link nothing, for a judge has hundreds of cases: the
story must also speak of the case by number, name, party or a phrase of the config. And a number alone is not believed
when the story names another case, another judge or a court in which the case has no docket: papers misprint numbers.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from monitor.core.detect import Sighting
from monitor.courts.docket_numbers import number_key, same_number
from monitor.courts.judges import same_judge, surname
from monitor.courts.registry import COURTS, level, short
from monitor.model import Case, Confidence, Development, DocketRef, LegalEvent

NUMBER, NAME, BOTH_SIDES, CALLED, PARTY, OFFICE = 10, 5, 2, 4, 2, 0
JUDGE, JUDGE_NAMED, COURT, DAY = 4, 2, 1, 1
OTHER_JUDGE, OTHER_COURT = -4, -5
"""What each reason is worth."""
ENOUGH, MARGIN, CERTAIN = 4, 2, 11
"""So much links a story; it must lead by so much; so much is certain: a number and one reason more."""
SAME_DAYS = timedelta(days=2)

_NAME_PARTS = re.compile(r"\s+(?:v|vs)\.?\s+", re.IGNORECASE)
_WORD = re.compile(r"[\w'\u2019-]+")
_EMPTY_WORDS = frozenset({
    *("a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "us", "usa", "united", "states", "america"),
    *("inc", "llc", "et", "al", "department", "secretary", "agency"),
})  # fmt: skip
_OFFICE = re.compile(
    r"\b(?:Service|Department|Secretary|Agency|United States|Commission(?:er)?|Bureau|Director|Administrat(?:ion|or)"
    r"|Attorney General|Government|Governor|President|State of|City of|County|Board|official|capacity)\b",
    re.IGNORECASE,
)
"""Parties to so many suits that their names tell little."""
_LEAST_WORDS = 2
_LEAST_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a story may speak of a case, in words, and what that is worth; `of_case` if it speaks of the case itself."""

    weight: int
    words: str = ""
    of_case: bool = False


@dataclass(frozen=True)
class _Story:
    """What a story says, and its words, for many names are looked up in it."""

    event: LegalEvent
    text: str

    @cached_property
    def lower(self) -> str:
        """The text without regard to case."""
        return self.text.casefold()

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, possessives without their ending."""
        return frozenset(re.sub(r"['\u2019]s?$", "", word) for word in _WORD.findall(self.lower))

    def has_all(self, phrase: str) -> bool:
        """Whether all words of a phrase are in it, in any order."""
        return all(word in self.words for word in _WORD.findall(phrase.casefold()))


def weigh(
    sighting: Sighting, cases: Sequence[Case], known: Iterable[Development] = ()
) -> tuple[Case, Confidence, tuple[str, ...]] | None:
    """The case with the weightiest reasons, how sure that is, and the reasons; None when they do not suffice."""
    story, recent = _Story(sighting.event, f"{sighting.item.title}\n{sighting.item.text}"), list(known)
    weighed = [(case, _reasons(story, case, cases, recent)) for case in cases]
    named = {case.id for case, reasons in weighed if any(reason.weight == NAME for reason in reasons)}
    kept = [
        (case, reasons)
        for case, reasons in weighed
        if not _misprinted(sighting.event, case, reasons, named) and any(reason.of_case for reason in reasons)
    ]
    ordered = sorted(kept, key=lambda pair: -_sum(pair[1]))
    if not ordered or _sum(ordered[0][1]) < ENOUGH:
        return None
    best, reasons = ordered[0]
    if len(ordered) > 1 and _sum(reasons) - _sum(ordered[1][1]) < MARGIN:
        return None
    doubtful = len(kept) < sum(any(reason.of_case for reason in pair[1]) for pair in weighed)
    sure = _sum(reasons) >= CERTAIN and not doubtful
    return best, "certain" if sure else "likely", tuple(reason.words for reason in reasons if reason.words)


def _misprinted(event: LegalEvent, case: Case, reasons: Sequence[Reason], named: set[str]) -> bool:
    """Whether a story gives the case's number and nothing else of it, and speaks of another case, judge or court."""
    of_case = [reason.weight for reason in reasons if reason.of_case and reason.weight > OFFICE]
    if of_case != [NUMBER] or any(reason.weight == JUDGE for reason in reasons):
        return False
    other_caption = any(_NAME_PARTS.search(words) for words in event.mentions if number_key(words) is None)
    against = any(reason.weight < 0 for reason in reasons)
    return other_caption or against or bool(named - {case.id})


def _sum(reasons: Iterable[Reason]) -> int:
    return sum(reason.weight for reason in reasons)


def _reasons(story: _Story, case: Case, cases: Sequence[Case], known: Iterable[Development]) -> list[Reason]:
    event, reasons = story.event, list[Reason]()
    named = [*event.mentions, event.docket_number or ""]
    if any(_may_mean(event, ref) and same_number(ref.number, number) for ref in case.dockets for number in named):
        reasons.append(Reason(NUMBER, "names its docket number", of_case=True))
    if _names_case(story, case.name):
        reasons.append(Reason(NAME, f"names {case.name}", of_case=True))
        reasons += [Reason(BOTH_SIDES, "and the other side")] if _names_other_side(story, case.name) else []
    called = next((phrase for phrase in case.also_called if story.has_all(phrase)), None)
    if called:
        reasons.append(Reason(CALLED, f"speaks of {called!r}", of_case=True))
    return [*reasons, *_party(story, case, cases), *_bench(story, case), *_day(event, case, known)]


def _may_mean(event: LegalEvent, ref: DocketRef) -> bool:
    """Whether a number in a story may be of this docket: of its court, or one that an appeal joins to the story's."""
    if event.court is None or event.court == ref.court:
        return True
    return ref.court in _above(event.court) or event.court in _above(ref.court)


def _above(court: str) -> list[str]:
    """The courts to which appeals lead from this one, in turn; to the Federal Circuit they may from any district."""
    above: list[str] = []
    known = COURTS.get(court)
    while known and known.appeals_to:
        above.append(known.appeals_to)
        known = COURTS.get(known.appeals_to)
    return [*above, "cafc"] if level(court) == "district" else above


def _party(story: _Story, case: Case, cases: Sequence[Case]) -> Iterable[Reason]:
    """One reason from the parties that the docket names: the most telling that the story names.

    A party to several of the followed cases, or one that is sued every week, tells no more than the subject.
    """
    named = [party for party in (*case.parties, *_NAME_PARTS.split(case.name)) if _names_party(story, party)]
    telling = [party for party in named if _is_telling(party, case, cases)]
    if telling:
        yield Reason(PARTY, f"names its party {telling[0]}", of_case=True)
    elif named:
        yield Reason(OFFICE, f"names {named[0]}", of_case=True)


def _is_telling(party: str, case: Case, cases: Sequence[Case]) -> bool:
    shared = any(_same_words(party, other) for one in cases if one.id != case.id for other in one.parties)
    return len(_telling_words(party)) >= _LEAST_WORDS and not _OFFICE.search(party) and not shared


def _same_words(one: str, other: str) -> bool:
    return _telling_words(one) == _telling_words(other)


def _names_party(story: _Story, party: str) -> bool:
    """Whether a story names a party in full words, or by its initials ("IRS" for Internal Revenue Service)."""
    name = party.partition(",")[0]
    words = _telling_words(name)
    initials = "".join(word[0] for word in name.split() if word[0].isalpha() and word.casefold() not in _EMPTY_WORDS)
    by_initials = len(initials) >= _LEAST_INITIALS and re.search(rf"\b{initials.upper()}\b", story.text) is not None
    return by_initials or (bool(words) and story.words.issuperset(words))


def _bench(story: _Story, case: Case) -> Iterable[Reason]:
    """Reasons from the court and the judge; a ruling of a court in which the case has no docket speaks against it."""
    event = story.event
    if event.judge and any(same_judge(event.judge, judge) for judge in case.judges):
        yield Reason(JUDGE, f"decided by Judge {surname(event.judge)}")
    elif any(surname(judge).casefold() in story.words for judge in case.judges):
        yield Reason(JUDGE_NAMED, "names its judge")
    elif event.judge and case.judges and level(event.court) not in ("circuit", "supreme"):
        yield Reason(OTHER_JUDGE)
    if event.court and case.dockets:
        at_home = any(ref.court == event.court for ref in case.dockets)
        yield Reason(COURT, f"is of {short(event.court)}") if at_home else Reason(OTHER_COURT)


def _day(event: LegalEvent, case: Case, known: Iterable[Development]) -> Iterable[Reason]:
    """A reason from a docket entry of the case, of the same kind and within two days of the story."""
    for development in known:
        entry = development.event
        if (
            development.case != case.id
            or entry.kind != event.kind
            or not (entry.record and entry.filed and event.filed)
        ):
            continue
        if entry.court in (event.court, None) or event.court is None:
            days = event.filed - entry.filed
            if timedelta(0) <= days <= SAME_DAYS:
                yield Reason(DAY, f"is of the days of entry {entry.entry or entry.title} of {entry.filed.isoformat()}")
                return


def _names_case(story: _Story, name: str) -> bool:
    """Whether a text names the case: its first party in full words, or both sides by their first telling word."""
    sides = [_telling_words(side) for side in _NAME_PARTS.split(name)]
    if not all(sides):
        return False
    first = story.words.issuperset(sides[0])
    return first and (len(sides[0]) > 1 or all(side[0] in story.words for side in sides))


def _names_other_side(story: _Story, name: str) -> bool:
    """Whether a text also names whom the first party is up against; a name of one word is said of everybody."""
    other = [_telling_words(side) for side in _NAME_PARTS.split(name)[1:]]
    return any(len(words) >= _LEAST_WORDS and story.words.issuperset(words) for words in other)


def _telling_words(side: str) -> list[str]:
    return [word for word in _WORD.findall(side.casefold()) if word not in _EMPTY_WORDS]
