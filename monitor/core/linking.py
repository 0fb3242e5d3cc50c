"""To which followed case an event belongs, and why."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from monitor.core.detect import Sighting
from monitor.courts.docket_numbers import parse_ref, same_number
from monitor.courts.judges import same_judge, surname
from monitor.courts.registry import COURTS
from monitor.model import Case, Confidence, DocketRef, Learned, LegalEvent, Source

NUMBER, NAME, CALLED, JUDGE, COURT, JUDGE_NAMED = 10, 5, 3, 4, 1, 2
"""What each reason is worth when a news story is weighed against the cases."""
ENOUGH, MARGIN, CERTAIN = 3, 2, 10

_NAME_PARTS = re.compile(r"\s+(?:v|vs)\.?\s+", re.IGNORECASE)
_WORD = re.compile(r"[\w'\u2019-]+")
_EMPTY_WORDS = frozenset({
    *("a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "us", "usa", "united", "states", "america"),
    *("inc", "llc", "et", "al", "department", "secretary", "agency"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A case, how sure the link is, and the reasons in words."""

    case: Case
    confidence: Confidence
    reasons: tuple[str, ...]


def enriched(cases: Sequence[Case], learned: Iterable[Learned]) -> list[Case]:
    """The cases with the docket numbers and judges learned about them, less what their `ignore` drops."""
    facts = list(learned)
    return [_with_facts(case, [fact for fact in facts if fact.case == case.id]) for case in cases]


def _with_facts(case: Case, facts: Sequence[Learned]) -> Case:
    kept = [fact for fact in facts if fact.value not in case.ignore]
    dockets = [parse_ref(fact.value) for fact in kept if fact.fact == "docket"]
    judges = [fact.value for fact in kept if fact.fact == "judge"]
    return replace(
        case,
        dockets=tuple(dict.fromkeys([*case.dockets, *dockets])),
        judges=tuple(dict.fromkeys([*case.judges, *judges])),
    )


def link(sighting: Sighting, source: Source[Any], cases: Sequence[Case]) -> Link | None:
    """The case a sighting belongs to: a docket entry by its number, news by weighed reasons."""
    event = sighting.event
    if event.docket_number and event.court:
        found = case_of(DocketRef(event.court, event.docket_number), cases)
        if found or event.record:
            return Link(found, "certain", (f"docket number {event.docket_number}",)) if found else None
    if source.case:
        own = next((case for case in cases if case.id == source.case), None)
        return Link(own, "certain", (f"{source.id} is a source of this case",)) if own else None
    return None if event.record else _weigh(sighting, cases)


def case_of(ref: DocketRef, cases: Iterable[Case]) -> Case | None:
    """The case that has this docket number in this court."""
    return next((case for case in cases if any(same_ref(ref, own) for own in case.dockets)), None)


def same_ref(one: DocketRef, other: DocketRef) -> bool:
    """Whether two references, however spelled, mean one docket."""
    return one.court == other.court and same_number(one.number, other.number)


def _weigh(sighting: Sighting, cases: Sequence[Case]) -> Link | None:
    """The case with the weightiest reasons, if they are enough and no other case comes near."""
    weighed = sorted(((_reasons(sighting, case), case) for case in cases), key=lambda pair: -_sum(pair[0]))
    if not weighed or _sum(weighed[0][0]) < ENOUGH:
        return None
    reasons, best = weighed[0]
    if len(weighed) > 1 and _sum(reasons) - _sum(weighed[1][0]) < MARGIN:
        return None
    confidence: Confidence = "certain" if _sum(reasons) >= CERTAIN else "likely"
    return Link(best, confidence, tuple(words for _, words in reasons if words))


def _sum(reasons: Iterable[tuple[int, str]]) -> int:
    return sum(weight for weight, _ in reasons)


def _reasons(sighting: Sighting, case: Case) -> list[tuple[int, str]]:
    event, text = sighting.event, f"{sighting.item.title}\n{sighting.item.text}"
    lower = text.casefold()
    reasons: list[tuple[int, str]] = []
    named = [*event.mentions, event.docket_number or ""]
    if any(_may_mean(event, ref) and same_number(ref.number, number) for ref in case.dockets for number in named):
        reasons.append((NUMBER, "names its docket number"))
    if _names_case(lower, case.name):
        reasons.append((NAME, f"names {case.name}"))
    called = next((phrase for phrase in case.also_called if _all_words(lower, phrase)), None)
    if called:
        reasons.append((CALLED, f"speaks of {called!r}"))
    return reasons + _bench_reasons(sighting, case, lower)


def _may_mean(event: LegalEvent, ref: DocketRef) -> bool:
    """Whether a number in a story may be of this docket's court: a district's number also in news of a higher court."""
    return event.court in (None, ref.court) or level(event.court) != level(ref.court)


def _bench_reasons(sighting: Sighting, case: Case, lower: str) -> list[tuple[int, str]]:
    """Reasons from the court and the judge; a ruling of a court in which the case has no docket speaks against it."""
    event, reasons = sighting.event, []
    if event.judge and any(same_judge(event.judge, judge) for judge in case.judges):
        reasons.append((JUDGE, f"decided by Judge {surname(event.judge)}"))
    elif any(surname(judge).casefold() in lower for judge in case.judges):
        reasons.append((JUDGE_NAMED, "names its judge"))
    elif event.judge and case.judges and level(event.court) != "circuit":
        reasons.append((-JUDGE, ""))
    if event.court and case.dockets:
        at_home = any(ref.court == event.court for ref in case.dockets)
        reasons.append((COURT, f"is of {event.court}") if at_home else (-NAME, ""))
    return reasons


def level(court: str | None) -> str | None:
    """The level of a court: supreme, circuit, district …; None for an unknown one."""
    return COURTS[court].level if court and court in COURTS else None


def _names_case(lower: str, name: str) -> bool:
    """Whether a text names the case: its first party in full words, or both sides by their first telling word."""
    sides = [_telling_words(side) for side in _NAME_PARTS.split(name)]
    if not all(sides):
        return False
    return _all_words(lower, " ".join(sides[0])) and (len(sides[0]) > 1 or all(side[0] in lower for side in sides))


def _telling_words(side: str) -> list[str]:
    return [word for word in _WORD.findall(side.casefold()) if word not in _EMPTY_WORDS]


def _all_words(lower: str, phrase: str) -> bool:
    there = set(_WORD.findall(lower))
    return all(word in there for word in _WORD.findall(phrase.casefold()))
