"""Which court and which judge decided, as a story tells it.

Stories name many courts and judges: the one below whose ruling is reviewed, the one above that may still be asked,
those who ruled on something like it. The court is the one of the sentence that tells the ruling, or of one about its
judge, and of the level at which somebody acted; where none is named so, none is guessed.
"""

import re
from collections.abc import Iterator
from itertools import chain

from monitor.courts.judges import judges_named
from monitor.courts.registry import COURTS, courts_in
from monitor.detectors._appeal_wording import PROSPECTIVE
from monitor.detectors._sentences import Story

_LEVELS = {
    "supreme": frozenset({"supreme"}),
    "circuit": frozenset({"circuit", "bap"}),
    "trial": frozenset({"district", "bankruptcy", "special"}),
}
"""Whose courts they are who act at each level of the federal courts."""
_ACTING = (
    ("supreme", re.compile(r"\bsupreme\b|\bscotus\b|\bjustices?\b(?! dep)|\bhigh court\b", re.IGNORECASE)),
    ("circuit", re.compile(r"\bcircuit\b|\bappeals?\b|\bappellate\b|\bpanel\b", re.IGNORECASE)),
    ("trial", re.compile(r"\bjudges?\b|\bmagistrate\b|\bjur(?:y|ors)\b|\bcourts?\b|\bchancellor\b", re.IGNORECASE)),
)
_TITLE_BEFORE = 24
"""How far before "judge" stands what kind of judge it is, in characters."""
_OF_THE_RULING = re.compile(
    r"\b(?:ruling|ruled|decision|order(?:ed)?|opinion|issued|case|lawsuit|wrote)\b", re.IGNORECASE
)
_SPEAKS_FOR_ALL = re.compile(
    r"\b(?:wrote|writes|writing|said|explained)\b[^.;]{0,30}? (?:for|in) (?:the |a |an |his |her )?(?:[\w-]+ ){0,3}?"
    r"(?:panel|majority|court|opinion|decision|ruling)\b",
    re.IGNORECASE,
)
_MOST = 12
"""In how many of its first sentences a story says who ruled and where."""


def level_of(text: str, start: int, end: int) -> str | None:
    """The level at which the actor at this place acts: supreme, circuit or trial."""
    words = text[max(0, start - _TITLE_BEFORE) : end + len(" panel")]
    return next((level for level, named in _ACTING if named.search(words)), None)


def deciding_judge(story: Story, told: str, actor: str, level: str | None) -> str | None:
    """The judge who ruled; of a higher court only one who acts alone or writes for it, not the one who is reviewed."""
    own = judges_named(told, acting=True)
    if level == "trial":
        return next(chain(own, _named(story, acting=True), judges_named(told), _named(story, acting=False)), None)
    alone = own[0] if own and re.search(r"\b(?:judge|justice)\b", actor, re.IGNORECASE) else None
    return alone or next(_writers(story), None)


def _named(story: Story, *, acting: bool) -> Iterator[str]:
    """The judges named in the story's sentences, but not in those about what was before."""
    for sentence in story.body[:_MOST]:
        if not sentence.background(story.published):
            yield from judges_named(sentence.text, acting=acting)


def _writers(story: Story) -> Iterator[str]:
    """The judges who wrote for a court of several."""
    for sentence in story.body[:_MOST]:
        for part in sentence.text.split(";"):
            if _SPEAKS_FOR_ALL.search(part) and "dissent" not in part:
                yield from judges_named(part, acting=True)


def deciding_court(story: Story, told: str, judge: str | None, level: str | None) -> str | None:
    """The id of the court that ruled, where the story names it; None else."""
    allowed = _LEVELS.get(level or "", frozenset())
    for sentence in _where_told(story, told, judge, level):
        for court in courts_in(_without_what_may_come(sentence)):
            if COURTS[court].level in allowed or not allowed:
                return court
    return None


def _where_told(story: Story, told: str, judge: str | None, level: str | None) -> Iterator[str]:
    """The sentences that can name the court, the surest first; of supreme courts, which every state has, only one."""
    yield told
    yield story.headline.text
    if level in (None, "supreme"):
        return
    rest = [one.text for one in story.body[:_MOST] if not one.background(story.published)]
    yield from (text for text in rest if judge and judge in text)
    yield from (text for text in rest if _OF_THE_RULING.search(text))


def _without_what_may_come(sentence: str) -> str:
    """The sentence up to where it tells that somebody may appeal: the court named there has not ruled."""
    ahead = PROSPECTIVE.search(sentence)
    return sentence[: ahead.start()] if ahead else sentence
