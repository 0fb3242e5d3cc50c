"""Whether a court acts in a sentence of news, and how: who, what, and that it was really done.

The act must be done and not only possible, asked for or denied, and no mere aside ("the judge who blocked it").
"""

import re
from dataclasses import dataclass

from monitor.detectors._appealing import files, prospective
from monitor.detectors._bench import level_of
from monitor.detectors._sentences import RECENT, Sentence
from monitor.detectors._unusual import STATED, decided
from monitor.detectors._wording import (
    ACT,
    ACTOR,
    BETWEEN,
    DAY_AFTER,
    DAYS_RULING,
    GRANTS_REVIEW,
    HEADLINE_PASSIVE,
    OF_WHO,
    PASSIVE,
    PLACE,
    REACH,
    REPORTED,
    SUBORDINATE,
    SUFFERED,
    UNTOLD,
)

_WAKE = re.compile(r"\b(?:after|when|(?<!who )as|because|since)\b(?: [\w.'-]+){0,4} $", re.IGNORECASE)
_WAKE_REACH = 100
"""How near to its act a court's day stands, in characters."""


@dataclass(frozen=True, slots=True)
class Act:
    """How a court decides in a sentence, and who acts there, at which level ("trial", "circuit", "supreme").

    `end` is where the sentence has told it.
    """

    disposition: str
    actor: str = ""
    level: str | None = None
    end: int = 0


def acts(sentence: Sentence) -> Act | None:
    """How a court decides in this sentence; None when none does, or only may, was asked to, or once did."""
    text = sentence.text
    for actor in ACTOR.finditer(text):
        act = next(
            (one for one in ACT.finditer(text, actor.end(), actor.end() + REACH) if not _of_who(actor, one)), None
        )
        if act and _really(sentence, actor, act):
            return Act(act.lastgroup or "other", actor[0], level_of(text, actor.start(), actor.end()), act.end())
    passive = PASSIVE.search(text) or (sentence.number < 0 and HEADLINE_PASSIVE.search(text)) or None
    told = passive and not UNTOLD.search(text, 0, passive.end()) and not files(sentence)
    if GRANTS_REVIEW.search(text):
        return Act("granted", "Supreme Court", "supreme")
    if told or DAYS_RULING.search(text):
        return Act("other", level=level_of(text, 0, len(text)), end=passive.end() if passive else 0)
    return _acts_unusually(sentence) if sentence.leads else None


def _acts_unusually(sentence: Sentence) -> Act | None:
    """What a court does at the head of a story in words of no table, unless only told by the way."""
    text = sentence.text
    said = decided(text, headline=sentence.number < 0)
    if said is None or files(sentence):
        return None
    aside = said.re not in STATED and SUBORDINATE.search(text[max(0, said.start() - 60) : said.start()])
    if aside and not _in_its_wake(sentence, said.start(), said.start(), said.end()):
        return None
    return Act("other", said[0], level_of(text, said.start(), said.end()), said.end())


def _of_who(actor: re.Match[str], act: re.Match[str]) -> bool:
    """Whether an act only tells which judge is meant: "the judge, who blocked it in May, holds a hearing"."""
    return bool(OF_WHO.search(actor.string, actor.end(), act.start()))


def _really(sentence: Sentence, actor: re.Match[str], act: re.Match[str]) -> bool:
    between = sentence.text[actor.end() : act.start()]
    if (
        BETWEEN.search(between)
        or (re.search(r"\bhad\b", between) and not DAY_AFTER.search(sentence.text))
        or (re.search(r"\bwhen\b", between) and not sentence.recent)
    ):
        return False
    before = sentence.text[max(0, actor.start() - 60) : actor.start()]
    if PLACE.search(before) and not SUFFERED.search(between):
        return False
    if (
        _in_its_wake(sentence, actor.start(), actor.end(), act.end())
        or REPORTED.search(before)
        or DAY_AFTER.search(sentence.text)
        or (sentence.recent and prospective(sentence))
    ):
        return True
    return not SUBORDINATE.search(before)


def _in_its_wake(sentence: Sentence, actor: int, begin: int, told: int) -> bool:
    """Whether the lead tells what follows from a ruling of the day: "is on ice after a court on Friday extended it"."""
    text = sentence.text
    if not sentence.leads or not _WAKE.search(text, 0, actor) or files(sentence):
        return False
    of_the_day = RECENT.search(text, begin, told + _WAKE_REACH)
    return bool(of_the_day) or (sentence.number < 0 and prospective(sentence))
